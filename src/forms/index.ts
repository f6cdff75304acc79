import type { Block, Table } from '../model/block.js'
import { problem, type Problem } from '../model/problem.js'
import type { FormYear, StatutoryTable, ValueRecord, CheckRecord } from '../model/record.js'
import { tryChecks, type TriedCheck } from './checks.js'
import { gridOf, type Grid } from './grid.js'
import { identify, looksOlder } from './identify.js'
import { tableNumber } from './numbering.js'
import type { MatchedTable, Placement } from './placement.js'
import {
  expectedTables,
  followedForm,
  formOf,
  sectionOf,
  STATUTORY_TABLES,
  type FormValue,
} from '../vocabulary/forms.js'
import { familiesOf, variantRows } from '../vocabulary/families.js'
import { sectionsAt, statutorySection } from '../vocabulary/sections.js'
import { blocksAsRead, cellAsPrinted } from './recognised/alphabet.js'
import { withDoubtfulBlanks } from './recognised/blanks.js'
import { recordsOf } from './records.js'
import { repair } from './repair/index.js'
import { cellProblems, valueProblems } from './value-problems.js'
import { attempt, copiesOf, hasGroups, matchAll, type Copies, type Failures } from './matching.js'
import { isLabelText, readText } from '../vocabulary/values.js'
import { numeral } from '../vocabulary/labels.js'

const NO_FORMS = Object.fromEntries(STATUTORY_TABLES.map((kind) => [kind, null]))

/** A table with what it was found to be. */
export interface IdentifiedTable {
  /** t1, t2, … in reading order. */
  readonly id: string
  /** Its place in the blocks that were matched. */
  readonly block: number
  readonly table: Table
  /** The statutory table that this is, or a block of; null for any other table. */
  readonly kind: StatutoryTable | null
  /** The number it stands under or carries: 二, 第二十条第（一）项, 表1. */
  readonly number: string | null
}

/** The statutory tables of one document: which they are, their values and their equations. */
export interface FormsResult {
  readonly tables: readonly IdentifiedTable[]
  /** The form that each statutory table follows by what itself says; null where it is not there. */
  readonly forms: Readonly<Record<StatutoryTable, FormYear | null>>
  readonly values: readonly ValueRecord[]
  readonly checks: readonly CheckRecord[]
  readonly problems: readonly Problem[]
}

/**
 * Finds the statutory tables among the blocks of a document, places and reads their values, and tries the form's
 * equations on them. Throws nothing: what is missing or in doubt is flagged and named in `problems`.
 */
export function matchForms(blocks: readonly Block[]): FormsResult {
  const sections = sectionsAt(blocks)
  const grids = new Map<string, Grid>()
  const failures: Failures = new Map()
  const tables: IdentifiedTable[] = []
  const seen = blocksAsRead(blocks)
  blocks.forEach((block, index) => {
    const table = seen[index]
    if (block.kind !== 'table' || table?.kind !== 'table') return
    const id = `t${tables.length + 1}`
    const section = sections[index] ?? null
    const kind = identify(table, section) ?? continued(tables[tables.length - 1], seen, index)
    const grid = attempt(failures, kind, () => gridOf(id, table))
    if (grid) grids.set(id, grid)
    const number = grid ? tableNumber(grid, kind, blocks.slice(0, index), section) : null
    tables.push({ id, block: index, table: block, kind, number })
  })
  const printed = new Map(tables.map(({ id, table }) => [id, table]))
  const ofKind = (kind: StatutoryTable): Grid[] =>
    tables.flatMap((table) => (table.kind === kind ? (grids.get(table.id) ?? []) : []))
  const copies = copiesOf(ofKind, failures)
  const matched = matchAll(copies, failures)
  if (matched.size === 0) {
    const lost = [...failures].map(failedTable)
    const problems = looksOlder([...grids.values()]) ? [...lost, problem('form-unknown')] : lost
    return { tables, forms: NO_FORMS, values: [], checks: [], problems }
  }
  const forms = Object.fromEntries(STATUTORY_TABLES.map((kind) => [kind, matched.get(kind)?.year ?? null]))
  const followed = followedForm(forms)
  const expected = expectedTables(forms)
  const missing = expected.filter((kind) => !matched.has(kind))
  const problems: Problem[] = [
    ...repeated(copies),
    ...[...failures].map(failedTable),
    ...missing.filter((kind) => !failures.has(kind)).map((kind) => missingTable(kind, blocks, sections)),
  ]
  const values: ValueRecord[] = []
  const checks: TriedCheck[] = []
  for (const kind of expected) {
    const { year = followed.year, found = null } = matched.get(kind) ?? {}
    const placements = (found?.placements ?? []).map((placement) => asPrinted(placement, printed))
    const records = repair(year, kind, withDoubtfulBlanks(year, kind, recordsOf(year, kind, placements)))
    const tried = found ? tryChecks(year, kind, records) : []
    const failed = tried.filter(({ record }) => record.pass === false)
    const faulty = new Set(failed.flatMap((check) => check.values.map(({ code }) => code)))
    const flagged = records.map((record) =>
      faulty.has(record.code) ? { ...record, flags: [...record.flags, 'unbalanced' as const] } : record,
    )
    const all = [...flagged, ...alternativeRecords(year, kind, found, placements)]
    values.push(...all)
    checks.push(...tried)
    if (!found) continue
    const tableId = copies.get(kind)?.grids[0]?.id ?? null
    const misshown = cellProblems(
      kind,
      placements.flatMap(({ cell }) => cell ?? []),
      tableId,
    )
    problems.push(...found.problems, ...misshown, ...valueProblems(kind, all, tried, tableId))
  }
  return { tables, forms, values, checks: checks.map(({ record }) => record), problems }
}

/**
 * Records of what other forms have in the place of some rows, where it may be those that are printed: also where the table
 * was not found, since each table of a report may be of another form.
 */
function alternativeRecords(
  year: FormYear,
  kind: StatutoryTable,
  found: MatchedTable | null,
  placements: readonly Placement[],
): readonly ValueRecord[] {
  const family = familiesOf(kind).find(({ years }) => years.includes(year))
  if (!family) return []
  const own = new Set(formOf(year).values.map(({ code }) => code))
  const items = found?.alternatives ?? (found ? [] : variantRows(family).map(({ key }) => key))
  const isOther = ({ item, code }: FormValue): boolean => items.includes(item) && !own.has(code)
  const others = family.years
    .filter((each) => each !== year)
    .flatMap((each) => recordsOf(each, kind, placements, isOther))
  return [...new Map(others.map(({ record }) => [record.code, record])).values()]
}

/** A placement whose cell is the one that the report prints, where the matching saw another one. */
function asPrinted(placement: Placement, tables: ReadonlyMap<string, Table>): Placement {
  const table = placement.tableId === null ? undefined : tables.get(placement.tableId)
  const { cell } = placement
  return table && cell ? { ...placement, cell: cellAsPrinted(table, cell) } : placement
}

/**
 * A table of values alone, straight behind the heading of a table of groups and as wide: the rest of it, cut off by a page
 * break. (The rows of the other tables have labels to be known by.)
 */
function continued(
  before: IdentifiedTable | undefined,
  blocks: readonly Block[],
  index: number,
): StatutoryTable | null {
  const table = blocks[index]
  if (!before?.kind || !hasGroups(before.kind) || table?.kind !== 'table' || table.columns !== before.table.columns)
    return null
  const between = blocks.slice(before.block + 1, index)
  if (between.some((block) => block.kind !== 'paragraph' || statutorySection(block.text) !== null)) return null
  const isValues = (cells: typeof table.cells): boolean => cells.every(({ text }) => !isLabelText(text))
  const valued = before.table.cells.some(({ text }) => readText(text).state === 'number')
  return isValues(table.cells) && !valued ? before.kind : null
}

const failedTable = ([kind, reason]: readonly [StatutoryTable, string]): Problem =>
  problem('table-failed', { section: numeral(sectionOf(kind)), reason })

function repeated(copies: Copies): Problem[] {
  const kinds = [...copies].filter(([, { filled }]) => filled > 1)
  if (kinds.length > 1)
    return [problem('several-reports', { count: Math.max(...kinds.map(([, { filled }]) => filled)) })]
  return kinds.map(([kind]) => problem('table-repeated', { section: numeral(sectionOf(kind)) }))
}

function missingTable(kind: StatutoryTable, blocks: readonly Block[], sections: readonly (number | null)[]): Problem {
  const pictured = blocks.some((block, index) => block.kind === 'picture' && sections[index] === sectionOf(kind))
  return problem(pictured ? 'table-is-picture' : 'table-missing', { section: numeral(sectionOf(kind)) })
}
