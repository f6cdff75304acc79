import {
  FORMS,
  linesOf,
  type BlocksTable,
  type FormTable,
  type FormYear,
  type GroupsTable,
  type LabelPath,
  type MatrixTable,
  type StatutoryTable,
} from './forms.js'
import { foldedBandOrdinal } from './bands.js'
import { fold } from './labels.js'

/**
 * The forms whose tables of one id are printed alike, so that a report's table is matched against all of them at once: the
 * same blocks or groups, or the same columns and at least half of the rows.
 */
export interface Family<Table extends FormTable = FormTable> {
  readonly id: StatutoryTable
  /** Oldest first. */
  readonly years: readonly FormYear[]
  /** As the newest of these forms prints it. */
  readonly table: Table
  /** The rows of all these forms, each where the form that has it prints it; none of a table that is no matrix. */
  readonly rows: readonly LabelPath[]
}

const MIN_SHARED_ROWS = 0.5

function areAlike(a: FormTable, b: FormTable): boolean {
  if (a.shape === 'matrix' && b.shape === 'matrix') {
    const own = new Set(b.rows.map(({ key }) => key))
    const shared = a.rows.filter(({ key }) => own.has(key)).length
    return JSON.stringify(a.columns) === JSON.stringify(b.columns) && shared >= MIN_SHARED_ROWS * a.rows.length
  }
  return a.shape === b.shape && JSON.stringify(linesOf(a)) === JSON.stringify(linesOf(b))
}

/** Rows that only the other form has go behind the row that they follow there. */
function mergedRows(rows: readonly LabelPath[], others: readonly LabelPath[]): readonly LabelPath[] {
  const merged = [...rows]
  others.forEach((row, index) => {
    if (merged.some(({ key }) => key === row.key)) return
    const before = merged.findIndex(({ key }) => key === others[index - 1]?.key)
    merged.splice(before + 1, 0, row)
  })
  return merged
}

function collect(): readonly Family[] {
  const families: Family[] = []
  for (const { year, tables } of FORMS)
    for (const table of tables) {
      const { id } = table
      const rows = table.shape === 'matrix' ? table.rows : []
      const at = families.findIndex((family) => family.id === id && areAlike(family.table, table))
      const family = families[at]
      if (family) families[at] = { id, years: [...family.years, year], table, rows: mergedRows(rows, family.rows) }
      else families.push({ id, years: [year], table, rows })
    }
  return families
}

const FAMILIES = collect()

const isBlocks = (family: Family): family is Family<BlocksTable> => family.table.shape === 'blocks'
const isMatrix = (family: Family): family is Family<MatrixTable> => family.table.shape === 'matrix'
const isGroups = (family: Family): family is Family<GroupsTable> => family.table.shape === 'groups'

export const BLOCKS_FAMILIES: readonly Family<BlocksTable>[] = FAMILIES.filter(isBlocks)
export const MATRIX_FAMILIES: readonly Family<MatrixTable>[] = FAMILIES.filter(isMatrix)
export const GROUPS_FAMILIES: readonly Family<GroupsTable>[] = FAMILIES.filter(isGroups)

/** The families of one table. */
export const familiesOf = (id: StatutoryTable): readonly Family[] => FAMILIES.filter((family) => family.id === id)

/** The rows of a family that not all of its forms print, by their keys. */
export const variantRows = ({ id, years, rows }: Family): readonly LabelPath[] =>
  rows.filter(({ key }) => !years.every((year) => prints(year, id, key)))

const placeOf = (year: FormYear, id: StatutoryTable, key: string): string => `${year}/${id}/${key}`

const PRINTED = new Set(
  FORMS.flatMap(({ year, tables }) =>
    tables.flatMap((table) => linesOf(table).map(({ key }) => placeOf(year, table.id, key))),
  ),
)

/** Tells whether a form prints a row or group of a table. */
export const prints = (year: FormYear, id: StatutoryTable, key: string): boolean => PRINTED.has(placeOf(year, id, key))

/** Tells whether a table tells forms apart: not all of them print it alike. */
export const tellsForm = (id: StatutoryTable): boolean =>
  familiesOf(id).some((family) => family.years.length < FORMS.length || variantRows(family).length > 0)

/** Tells whether a table is one of blocks, which may stand apart from each other. */
export const hasBlocks = (id: StatutoryTable): boolean => BLOCKS_FAMILIES.some((family) => family.id === id)

/** The first row of a statutory table: what only its beginning prints. */

/** The corner over the labels of a matrix is known by this many of its first characters. */
const CORNER_LENGTH = 9

interface Start {
  readonly id: StatutoryTable
  readonly isBegunBy: (folded: readonly string[]) => boolean
}

const BLOCKS: readonly Start[] = BLOCKS_FAMILIES.map(({ id, table }) => {
  const first = foldedBandOrdinal(fold(table.blocks[0]?.heading ?? ''))
  return { id, isBegunBy: (texts) => first !== null && texts.some((text) => foldedBandOrdinal(text) === first) }
})

const MATRICES: readonly Start[] = MATRIX_FAMILIES.map(({ id, table }) => {
  const corner = fold(table.corner).slice(0, CORNER_LENGTH)
  const outer = new Set(table.columns.filter(({ path }) => path.length > 1).map(({ path }) => fold(path[0] ?? '')))
  const isCorner = (text: string): boolean => corner.length === CORNER_LENGTH && text.startsWith(corner)
  return { id, isBegunBy: (texts) => texts.some((text) => isCorner(text) || outer.has(text)) }
})

const GROUPS: readonly Start[] = GROUPS_FAMILIES.map(({ id, table }) => {
  const outer = [...new Set(table.groups.map(({ path }) => fold(path[0] ?? '')))]
  return { id, isBegunBy: (texts) => outer.length > 1 && outer.every((label) => texts.includes(label)) }
})

/** The statutory table that begins with a row of these texts; null where none does. */
export function statutoryStart(printed: readonly string[]): StatutoryTable | null {
  const texts = printed.map(fold).filter((text) => text !== '')
  return [...BLOCKS, ...MATRICES, ...GROUPS].find(({ isBegunBy }) => isBegunBy(texts))?.id ?? null
}
