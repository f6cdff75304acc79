import { type Problem, problem } from '../model/problem.js'
import { prints } from '../vocabulary/families.js'
import type { FormYear, StatutoryTable } from '../vocabulary/forms.js'
import { columnsOf } from './matrix-columns.js'
import {
  findRows,
  partsOf,
  type FoundRow,
  type Part,
  type RowsFound,
  printedRows,
  type LabelledRow,
} from './matrix-rows.js'
import { followedMatrix, type MatrixWords } from './matrix-words.js'
import type { FoundColumns } from './columns.js'
import { type Grid, cellsInRow } from './grid.js'
import { pick, type MatchedTable, type Placement, type Zone, hasPrint } from './placement.js'
import { isBlankText, readText } from '../vocabulary/values.js'

/** Grid rows that an unlabelled row of values puts in doubt. */
interface Shaken {
  /** Values for the slots that they leave blank may stand in the row beside them. */
  readonly blanks: ReadonlySet<number>
  /** Their label may be that of a whole group of rows. */
  readonly whole: ReadonlySet<number>
}

function place(
  { family, columns }: MatrixWords,
  part: Part,
  item: string,
  { row, sure }: FoundRow,
  zones: readonly Zone[],
  doubtful: Shaken,
): Placement[] {
  const printed = printedRows(row)
  const index = printed[0] ?? row.rows[0] ?? 0
  return columns.map(({ key }): Placement => {
    const zone = zones.find((candidate) => candidate.key === key)
    const { cell, doubt } = zone ? pick(part.grid, index, zone, zones) : ({ cell: null, doubt: 'not-found' } as const)
    const overRows = cell !== null && cell.rowSpan > 1 && !isBlankText(cell.text) && !within(cell, row)
    const strayed =
      cell !== null && (doubtful.whole.has(index) || (isBlankText(cell.text) && doubtful.blanks.has(index)))
    const rowDoubt = cell !== null && (!sure || printed.length > 1 || overRows || strayed)
    return {
      table: family.id,
      item,
      measure: key,
      tableId: cell ? part.grid.id : null,
      cell,
      doubt: rowDoubt ? 'uncertain-row' : doubt,
      headingUnit: zone?.headingUnit ?? null,
    }
  })
}

const within = (cell: { row: number; rowSpan: number }, row: LabelledRow): boolean =>
  row.rows.includes(cell.row) && row.rows.includes(cell.row + cell.rowSpan - 1)

/** The form whose own rows were found, the newest of several; null where only rows that all forms print are there. */
function yearOf({ family, variants }: MatrixWords, found: RowsFound['found'], fallback: FormYear): FormYear | null {
  const own = (year: FormYear): string => variants.filter((key) => prints(year, family.id, key)).join(' ')
  const told = family.years.findLast((year) =>
    own(year)
      .split(' ')
      .some((key) => found.has(key)),
  )
  if (told === undefined) return null
  return family.years.includes(fallback) && own(fallback) === own(told) ? fallback : told
}

/** Tells whether a row with values that is none of the form's stands where forms differ in their rows. */
function unknownAmongVariants(words: MatrixWords, { found }: RowsFound, rows: readonly LabelledRow[]): boolean {
  const placeOf = (row: LabelledRow): number => {
    const key = [...found].find(([, each]) => each.row === row)?.[0]
    return key === undefined ? -1 : words.rows.findIndex((each) => each.key === key)
  }
  const [first, last] = [words.variants[0], words.variants.at(-1)].map((key) =>
    words.rows.findIndex((each) => each.key === key),
  )
  const places = rows.map(placeOf)
  return rows.some((row, index) => {
    if ((places[index] ?? -1) >= 0 || printedRows(row).length === 0) return false
    const before = places.slice(0, index).findLast((place) => place >= 0) ?? -1
    const after = places.slice(index + 1).find((place) => place >= 0) ?? words.rows.length
    return before >= (first ?? 0) - 1 && after <= (last ?? 0) + 1
  })
}

/**
 * Rows of the variant that was not taken, where it may be the one that is printed: neither was found, both were, or there
 * is a row with values among them that is none of either. Their values are not to be absent without a word.
 */
function otherVariant(
  words: MatrixWords,
  rowsFound: RowsFound,
  rows: readonly LabelledRow[],
  taken: ReadonlySet<string>,
): string[] {
  if (words.variants.length === 0) return []
  const has = words.variants.map((key) => {
    const found = rowsFound.found.get(key)
    const filled = found !== undefined && printedRows(found.row).length > 0
    // A row of the variant that is taken may be printed blank: its label alone tells then.
    return { taken: taken.has(key), printed: filled || (taken.has(key) && found?.sure === true) }
  })
  const [own, other] = [true, false].map((side) => has.some((each) => each.taken === side && each.printed))
  const clear = own === true && other !== true && !unknownAmongVariants(words, rowsFound, rows)
  return clear ? [] : words.variants.filter((key) => !taken.has(key))
}

/**
 * Matches a table of rows and columns, which may stand in several grids (cut by a page break that was not joined).
 * @param fallback the form to take where no row tells it from others
 */
export function matchMatrix(id: StatutoryTable, grids: readonly Grid[], fallback: FormYear): MatchedTable {
  const words = followedMatrix(id, grids)
  const { family } = words
  const parts = partsOf(words, grids)
  const rows = parts.flatMap((part) => part.rows)
  const rowsFound = findRows(words, rows)
  const { found, unknown } = rowsFound
  const told = yearOf(words, found, fallback)
  const year = told ?? (family.years.includes(fallback) ? fallback : (family.years.at(-1) ?? fallback))
  const own = words.rows.filter(({ key }) => prints(year, family.id, key))
  const keys = new Set(own.map(({ key }) => key))
  const alternatives = otherVariant(words, rowsFound, rows, keys)
  const problems: Problem[] = []
  const placements: Placement[] = []
  let previous: { part: Part; columns: FoundColumns } | null = null
  const missing = new Set(words.columns.map(({ key }) => key))
  for (const part of parts) {
    const columns = columnsOf(words, part, found, previous)
    previous = { part, columns }
    const doubtful = shaken(words, part, found)
    const here = [...found].filter(([, { row }]) => row.grid === part.grid)
    for (const [key, row] of here) {
      const doubted = alternatives.length > 0 && words.variants.includes(key) ? { ...row, sure: false } : row
      if (keys.has(key) || alternatives.includes(key))
        placements.push(...place(words, part, key, doubted, columns.zones, doubtful))
      else if (printedRows(row.row).length > 0) problems.push(unknownRow(row.row))
      if (keys.has(key) && !row.sure)
        problems.push(problem('row-uncertain', { label: printedLabel(row.row) }, { table: part.grid.id }))
    }
    for (const zone of columns.zones) missing.delete(zone.key)
    const start = Math.min(part.grid.rows, ...here.flatMap(({ 1: { row } }) => row.rows))
    problems.push(
      ...unknown.filter((row) => isUnknownRow(words, row, part, start)).map(unknownRow),
      ...columns.unknown.map((label) => problem('column-unknown', { label }, { table: part.grid.id })),
    )
  }
  const where = { table: grids[0]?.id ?? '' }
  for (const { key, path } of own)
    if (!found.has(key)) problems.push(problem('row-missing', { label: path[path.length - 1] ?? '' }, where))
  for (const { key, path } of words.columns)
    if (missing.has(key)) problems.push(problem('column-missing', { label: path[path.length - 1] ?? '' }, where))
  return { table: family.id, years: told === null ? family.years : [told], placements, problems, alternatives }
}

/** A row's label, or `#` and its number (1-based) where it has none. */
const printedLabel = ({ readings, rows }: LabelledRow): string => readings[0] ?? `#${String((rows[0] ?? 0) + 1)}`

const unknownRow = (row: LabelledRow): Problem =>
  problem('row-unknown', { label: printedLabel(row) }, { table: row.grid.id })

/** Worth a problem: a row below the headings that is no parent, no repeated heading, no note and not empty. */
function isUnknownRow(words: MatrixWords, row: LabelledRow, part: Part, start: number): boolean {
  const first = row.rows[0] ?? 0
  if (row.grid !== part.grid || first < start || isHeading(words, part, row)) return false
  if (!row.leaf) return printedRows(row).length > 0
  if (row.leaf.column + row.leaf.columnSpan > part.labelEnd) return false
  return printedRows(row).length > 0 || !words.isGroupLabel(row.leaf.text)
}

/**
 * Rows next to one that prints values but has no label. If exactly one row of the form is missing there, its label was lost
 * and theirs are their own; otherwise no label near it is sure to be one row's.
 */
function shaken(words: MatrixWords, part: Part, found: RowsFound['found']): Shaken {
  const strays = part.rows.filter((row) => !row.leaf && printedRows(row).length > 0 && !isHeading(words, part, row))
  const explained = new Set([...found.values()].map(({ row }) => row))
  const beside = (rows: readonly LabelledRow[]): Set<number> =>
    new Set(rows.flatMap((row) => row.rows.flatMap((index) => [...reach(part, index, -1), ...reach(part, index, 1)])))
  // A row whose label is no row's of the form may be the half of one whose values a row of blanks beside it lacks.
  const unknown = part.rows.filter((row) => row.leaf && !explained.has(row) && printedRows(row).length > 0)
  const besideUnknown = beside(unknown.filter((row) => !isHeading(words, part, row)))
  const empty = [...found.values()].flatMap(({ row }) =>
    row.grid === part.grid && printedRows(row).length === 0 ? row.rows : [],
  )
  const robbed = empty.filter((row) => besideUnknown.has(row))
  return {
    blanks: new Set([...beside(strays), ...robbed]),
    whole: beside(strays.filter((row) => !explained.has(row))),
  }
}

/** The grid rows up to the next one that prints values, upwards (-1) or downwards (1). */
function reach({ grid, labelEnd }: Part, from: number, step: -1 | 1): number[] {
  const rows: number[] = []
  for (let row = from + step; row >= 0 && row < grid.rows; row += step) {
    rows.push(row)
    if (hasPrint(grid, row, labelEnd)) break
  }
  return rows
}

/** A row of the heading, here or repeated further down: it has a column's heading and no number. */
function isHeading(words: MatrixWords, { grid, labelEnd }: Part, { rows }: LabelledRow): boolean {
  const cells = rows.flatMap((row) => cellsInRow(grid, row, labelEnd))
  return (
    cells.some(({ text }) => words.isColumnHeading(text)) &&
    cells.every(({ text }) => readText(text).state !== 'number')
  )
}
