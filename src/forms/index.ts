import type { Block, Table } from '../model/block.js'
import { problem, type Problem } from '../model/problem.js'
import type { FormYear, StatutoryTable, ValueRecord } from '../model/record.js'
import { applicationRowsIn } from './application-rows.js'
import { matchApplications } from './applications.js'
import { tryChecks, type TriedCheck } from './checks.js'
import { gridOf, type Grid } from './grid.js'
import { identify } from './identify.js'
import { numeral, SECTION, sectionsOf, tableNumber } from './numbering.js'
import type { MatchedTable, Placement } from './placement.js'
import { looksOlder } from './older.js'
import { proactiveItemsIn } from './proactive-lines.js'
import { matchProactive } from './proactive.js'
import { FORM_YEARS, FORMS } from '../vocabulary/forms.js'
import { statutorySection } from '../vocabulary/sections.js'
import { blocksAsRead, cellAsPrinted } from './recognised/as-read.js'
import { withDoubtfulBlanks } from './recognised/blanks.js'
import { recordsOf } from './records.js'
import { repair } from './repair/index.js'
import type { FormsResult, IdentifiedTable } from './result.js'
import { matchReview, reviewGroupsIn } from './review.js'
import { cellProblems, valueProblems } from './value-problems.js'
import { chooseCopy } from './copies.js'
import { isLabelText, readText } from '../vocabulary/values.js'

export type { FormsResult, IdentifiedTable } from './result.js'

const KINDS: readonly StatutoryTable[] = ['proactive', 'applications', 'review']

/** The form whose values are expected where nothing tells: the one in force. */
const CURRENT: FormYear = '2021'

/**
 * Finds the statutory tables among the blocks of a document, places and reads their values, and tries the form's
 * equations on them. Throws nothing: what is missing or in doubt is flagged and named in `problems`.
 */
export function matchForms(blocks: readonly Block[]): FormsResult {
  const sections = sectionsOf(blocks)
  const grids: Grid[] = []
  const tables: IdentifiedTable[] = []
  const seen = blocksAsRead(blocks)
  blocks.forEach((block, index) => {
    const table = seen[index]
    if (block.kind !== 'table' || table?.kind !== 'table') return
    const grid = gridOf(`t${tables.length + 1}`, table)
    const section = sections[index] ?? null
    const kind = identify(table, section) ?? continued(tables[tables.length - 1], seen, index)
    grids.push(grid)
    const number = tableNumber(grid, kind, blocks.slice(0, index), section)
    tables.push({ id: grid.id, block: index, table: block, kind, number })
  })
  const printed = new Map(tables.map(({ id, table }) => [id, table]))
  const ofKind = (kind: StatutoryTable): Grid[] => grids.filter((_, index) => tables[index]?.kind === kind)
  const copies = {
    proactive: chooseCopy(ofKind('proactive'), proactiveItemsIn),
    applications: chooseCopy(ofKind('applications'), applicationRowsIn),
    review: chooseCopy(ofKind('review'), reviewGroupsIn),
  }
  const missing = KINDS.filter((kind) => copies[kind].grids.length === 0)
  if (missing.length === KINDS.length) {
    const problems = looksOlder(grids) ? [problem('form-unknown')] : []
    return { tables, forms: { proactive: null, applications: null, review: null }, values: [], checks: [], problems }
  }
  const matched = matchAll(copies.proactive.grids, copies.applications.grids, copies.review.grids)
  const forms = formsOf(matched)
  const problems: Problem[] = [...repeated(copies), ...missing.map((kind) => missingTable(kind, blocks, sections))]
  const values: ValueRecord[] = []
  const checks: TriedCheck[] = []
  for (const kind of KINDS) {
    const found = matched[kind]
    const year = forms[kind] ?? forms.proactive ?? forms.applications ?? CURRENT
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
    const tableId = copies[kind].grids[0]?.id ?? null
    const misshown = cellProblems(
      kind,
      placements.flatMap(({ cell }) => cell ?? []),
      tableId,
    )
    problems.push(...found.problems, ...misshown, ...valueProblems(kind, all, failed, tableId))
  }
  return { tables, forms, values, checks: checks.map(({ record }) => record), problems }
}

/**
 * Records of what the other form has in the place of some rows, where it may be those that are printed: also where the table
 * was not found, since each table of a report may be of another form.
 */
function alternativeRecords(
  year: FormYear,
  kind: StatutoryTable,
  found: MatchedTable | null,
  placements: readonly Placement[],
): readonly ValueRecord[] {
  const other = FORM_YEARS.find((each) => each !== year)
  if (!other) return []
  const own = new Set(FORMS[year].applications.rows.map(({ key }) => key))
  const foreign = FORMS[other].applications.rows.map(({ key }) => key).filter((key) => !own.has(key))
  const items = found?.alternatives ?? (kind === 'applications' ? foreign : [])
  if (items.length === 0) return []
  return recordsOf(other, kind, placements)
    .map(({ record }) => record)
    .filter(({ item }) => items.includes(item))
}

/** A placement whose cell is the one that the report prints, where the matching saw another one. */
function asPrinted(placement: Placement, tables: ReadonlyMap<string, Table>): Placement {
  const table = placement.tableId === null ? undefined : tables.get(placement.tableId)
  const { cell } = placement
  return table && cell ? { ...placement, cell: cellAsPrinted(table, cell) } : placement
}

/**
 * A table of values alone, straight behind the heading of section 4's table and as wide: the rest of it, cut off by a page
 * break. (The rows of the other tables have labels to be known by.)
 */
function continued(
  before: IdentifiedTable | undefined,
  blocks: readonly Block[],
  index: number,
): StatutoryTable | null {
  const table = blocks[index]
  if (before?.kind !== 'review' || table?.kind !== 'table' || table.columns !== before.table.columns) return null
  const between = blocks.slice(before.block + 1, index)
  if (between.some((block) => block.kind !== 'paragraph' || statutorySection(block.text) !== null)) return null
  const isValues = (cells: typeof table.cells): boolean => cells.every(({ text }) => !isLabelText(text))
  const valued = before.table.cells.some(({ text }) => readText(text).state === 'number')
  return isValues(table.cells) && !valued ? 'review' : null
}

type Matched = Readonly<Record<StatutoryTable, MatchedTable | null>>

function matchAll(proactive: readonly Grid[], applications: readonly Grid[], review: readonly Grid[]): Matched {
  const second = proactive.length > 0 ? matchProactive(proactive, CURRENT) : null
  return {
    proactive: second,
    applications: applications.length > 0 ? matchApplications(applications, second?.year ?? CURRENT) : null,
    review: review.length > 0 ? matchReview(review) : null,
  }
}

/** The form of each table by what itself says; the review table is the same in both: as section 2, else as section 3. */
function formsOf(matched: Matched): FormsResult['forms'] {
  const proactive = matched.proactive?.year ?? null
  const applications = matched.applications ? (matched.applications.year ?? proactive ?? CURRENT) : null
  return { proactive, applications, review: matched.review ? (proactive ?? applications ?? CURRENT) : null }
}

type Copies = Readonly<Record<StatutoryTable, { readonly grids: readonly Grid[]; readonly filled: number }>>

function repeated(copies: Copies): Problem[] {
  const kinds = KINDS.filter((kind) => copies[kind].filled > 1)
  if (kinds.length > 1)
    return [problem('several-reports', { count: Math.max(...kinds.map((kind) => copies[kind].filled)) })]
  return kinds.map((kind) => problem('table-repeated', { section: numeral(SECTION[kind]) }))
}

function missingTable(kind: StatutoryTable, blocks: readonly Block[], sections: readonly (number | null)[]): Problem {
  const pictured = blocks.some((block, index) => block.kind === 'picture' && sections[index] === SECTION[kind])
  return problem(pictured ? 'table-is-picture' : 'table-missing', { section: numeral(SECTION[kind]) })
}
