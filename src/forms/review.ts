import type { Cell } from '../model/block.js'
import type { Problem } from '../model/problem.js'
import { problem } from '../model/problem.js'
import { FORMS } from '../vocabulary/forms.js'
import { align } from './align.js'
import { findColumns, type FoundColumns } from './columns.js'
import { cellsInRow, isBlankText, stack, textsInColumn, transpose, type Grid } from './grid.js'
import type { HeadingArea, PrintedColumn } from './headings.js'
import { bestLikeness, formLabel, likenessTo, type FormLabel } from './likeness.js'
import { hasPrint, pick, type MatchedTable, type Placement, type Zone } from './placement.js'
import { isLabelText } from './rows.js'
import { readText } from './values.js'

const SURE = 0.6
const MARGIN = 0.08
/** A text is one of the table's headings from this likeness on. */
const FOUND = 0.7
/** The outcome (结果维持) tells a column more than the group it stands in: most groups have lost their spans somewhere. */
const OUTCOME_WEIGHT = 0.75
/** A group that the heading does not tell counts as half likely. */
const GROUP_UNKNOWN = 0.5

// The review table is the same in both forms.
const GROUPS = FORMS['2021'].review.groups
const GROUP_LABELS = GROUPS.map(({ key, path }) => formLabel(key, path))
const GROUP_WORDS = [...new Set(GROUPS.flatMap(({ path }) => path))].map((word) => formLabel(word, [word]))
const OUTCOMES = GROUPS[0]?.columns ?? []
const OUTCOME_LABELS = OUTCOMES.map(({ key, label }) => formLabel(key, [label]))
const COLUMNS = GROUPS.flatMap((group, groupIndex) =>
  OUTCOMES.map((outcome, outcomeIndex) => ({ group: group.key, outcome: outcome.key, groupIndex, outcomeIndex })),
)

const GROUPED_LABELS = COLUMNS.map(({ group, outcome, outcomeIndex }) => ({
  key: `${group}/${outcome}`,
  variants: OUTCOME_LABELS[outcomeIndex]?.variants ?? [],
}))
const BARE_LABELS = OUTCOME_LABELS.map(({ key, variants }) => ({ key: `/${key}`, variants }))
/** 行政诉讼 over both of its groups; null for a group with nothing over it. */
const OUTER_LABELS = GROUPS.map(({ path }) => (path.length > 1 ? formLabel('', path.slice(0, 1)) : null))

const isOneOf = (text: string, labels: readonly FormLabel[]): boolean =>
  isLabelText(text) && labels.some((label) => likenessTo(text, label) >= FOUND)

/** Heading rows and the value rows under them. */
interface Segment {
  readonly headFrom: number
  readonly headTo: number
  readonly to: number
}

function segmentsOf(grid: Grid): Segment[] {
  const isHeading = (row: number): boolean => {
    const cells = cellsInRow(grid, row)
    const starts = cells.filter((cell) => cell.row === row)
    return (
      starts.some(({ text }) => isOneOf(text, OUTCOME_LABELS)) ||
      (starts.some(({ text }) => isOneOf(text, GROUP_WORDS)) &&
        !cells.some(({ text }) => readText(text).state === 'number'))
    )
  }
  /** An empty row inside a heading belongs to it. */
  const goesOn = (row: number): boolean => {
    let next = row
    while (next < grid.rows && !hasPrint(grid, next, 0)) next += 1
    return next < grid.rows && isHeading(next)
  }
  const segments: Segment[] = []
  let row = 0
  while (row < grid.rows) {
    const headFrom = row
    while (row < grid.rows && goesOn(row)) row += 1
    const headTo = row
    while (row < grid.rows && !isHeading(row)) row += 1
    if (headTo > headFrom) segments.push({ headFrom, headTo, to: row })
  }
  return segments
}

const outcomesIn = (cells: readonly Cell[]): number => cells.filter(({ text }) => isOneOf(text, OUTCOME_LABELS)).length

/** Whether the outcomes stand below each other rather than side by side. */
function isTurned(grid: Grid): boolean {
  const along = Math.max(0, ...Array.from({ length: grid.rows }, (_, row) => outcomesIn(cellsInRow(grid, row))))
  const down = Math.max(
    0,
    ...Array.from({ length: grid.columns }, (_, column) => outcomesIn(textsInColumn(grid, column, 0, grid.rows))),
  )
  return down > along
}

/** What stands over a column, from the innermost heading outwards; taken from the left where spans are lost. */
function headingsOver(grid: Grid, { headFrom, headTo }: Segment, column: number): string[] {
  const over: string[] = []
  for (let row = headTo - 1; row >= headFrom; row -= 1) {
    let left = column
    while (left > 0 && isBlankText(grid.cellAt(row, left)?.text ?? '')) left -= 1
    const text = grid.cellAt(row, left)?.text ?? ''
    if (isOneOf(text, GROUP_WORDS)) over.push(text)
  }
  return over
}

/** How well what stands over a column agrees with a group: the innermost heading counts, then 行政诉讼 over either half. */
function groupScore(groups: readonly string[], index: number): number {
  const own = GROUP_LABELS[index]
  const inner = groups[0]
  if (!own || inner === undefined) return GROUP_UNKNOWN
  const score = likenessTo(inner, own)
  const outer = OUTER_LABELS[index]
  return outer && likenessTo(inner, outer) >= FOUND ? GROUP_UNKNOWN : score
}

/** Columns of a segment that has its groups over the outcomes, or (one row a group) none at all. */
function findZones(segment: Segment, area: HeadingArea, grouped: boolean): FoundColumns {
  const columns = grouped ? COLUMNS : COLUMNS.slice(0, OUTCOMES.length)
  const labels = grouped ? GROUPED_LABELS : BARE_LABELS
  const scores = (column: PrintedColumn): number[] => {
    const outcomes = OUTCOME_LABELS.map((label) => bestLikeness(column.readings, label))
    const groups = grouped ? headingsOver(area.grid, segment, column.from) : []
    return columns.map(({ groupIndex, outcomeIndex }) => {
      const likeness = outcomes[outcomeIndex] ?? 0
      return grouped ? OUTCOME_WEIGHT * likeness + (1 - OUTCOME_WEIGHT) * groupScore(groups, groupIndex) : likeness
    })
  }
  return findColumns(area, { labels, parents: GROUP_WORDS, scores })
}

interface Row {
  readonly row: number
  readonly group: string | null
  readonly sure: boolean
}

/** Rows with a group's label at their left: one row a group. */
function groupRows(grid: Grid, segment: Segment, labelEnd: number): Row[] {
  const rows = Array.from({ length: segment.to - segment.headTo }, (_, index) => segment.headTo + index)
  const texts = rows.map((row) =>
    cellsInRow(grid, row, 0, labelEnd)
      .map(({ text }) => text)
      .filter(isLabelText)
      .reverse(),
  )
  const scores = texts.map((groups) =>
    GROUP_LABELS.map((label) =>
      groups[0] === undefined ? 0 : bestLikeness([groups[0], [...groups].reverse().join('')], label),
    ),
  )
  const { match, margin } = align(scores, GROUPS.length)
  return rows.flatMap((row, index) => {
    const key = match[index] ?? null
    const group = key === null ? undefined : GROUPS[key]
    if (!group || key === null) return []
    return [{ row, group: group.key, sure: (scores[index]?.[key] ?? 0) >= SURE && (margin[index] ?? 0) >= MARGIN }]
  })
}

interface PlacedSegment {
  readonly placements: readonly Placement[]
  readonly unknown: readonly string[]
}

/** The one row of values under a heading; not sure if several have some. */
function onlyRow(grid: Grid, { headTo, to }: Segment): Row[] {
  const all = Array.from({ length: to - headTo }, (_, index) => headTo + index)
  const printed = all.filter((row) =>
    cellsInRow(grid, row).some(({ text }) => !isBlankText(text) && !isLabelText(text)),
  )
  return (printed.length > 0 ? printed : all)
    .slice(0, 1)
    .map((row) => ({ row, group: null, sure: printed.length <= 1 }))
}

/** The first column that stands under an outcome, behind the labels if there are any. */
function firstColumn(grid: Grid, { headFrom, headTo }: Segment): number {
  for (let column = 0; column < grid.columns; column += 1)
    if (textsInColumn(grid, column, headFrom, headTo).some(({ text }) => isOneOf(text, OUTCOME_LABELS))) return column
  return 0
}

/** Whether some but not all outcomes of a group have a column. */
function lacksColumns({ zones }: FoundColumns): boolean {
  return zones.length % OUTCOMES.length !== 0
}

/** Whether some group's outcomes do not make its total: together with a missing column a sign of headings gone astray. */
function failsSums(grid: Grid, rows: readonly Row[], zones: readonly Zone[]): boolean {
  const groups = [...new Set(zones.map(({ key }) => key.split('/')[0] ?? ''))]
  return rows.some(({ row }) =>
    groups.some((group) => {
      const numbers = OUTCOMES.map(({ key }) => {
        const zone = zones.find((candidate) => candidate.key === `${group}/${key}`)
        return zone ? readText(pick(grid, row, zone, zones).cell?.text ?? '').value : null
      })
      const [total = null, ...parts] = numbers.reverse()
      if (total === null || parts.includes(null)) return false
      return parts.reduce<number>((sum, number) => sum + (number ?? 0), 0) !== total
    }),
  )
}

function placeSegment(grid: Grid, segment: Segment, original: ReadonlyMap<Cell, Cell> | null): PlacedSegment {
  const first = firstColumn(grid, segment)
  const beside = groupRows(grid, segment, first)
  const rows = beside.length > 0 ? beside : onlyRow(grid, segment)
  const hasLabels = rows.some(({ row }) => cellsInRow(grid, row, 0, first).some(({ text }) => isLabelText(text)))
  const area: HeadingArea = {
    grid,
    headFrom: segment.headFrom,
    headTo: segment.headTo,
    from: hasLabels ? first : 0,
    valueRows: rows.map(({ row }) => row),
  }
  const columns = findZones(segment, area, beside.length === 0)
  const askew = !columns.consistent || (lacksColumns(columns) && failsSums(grid, rows, columns.zones))
  const zones = askew ? columns.zones.map((zone) => ({ ...zone, sure: false })) : columns.zones
  const placements = rows.flatMap(({ row, group, sure }) =>
    zones.map((zone): Placement => {
      const { cell, doubt } = pick(grid, row, zone, zones)
      const merged = cell !== null && cell.rowSpan > 1 && !isBlankText(cell.text)
      const [over = '', outcome = ''] = zone.key.split('/')
      return {
        table: 'review',
        item: group ?? over,
        measure: outcome,
        tableId: cell ? grid.id : null,
        cell: cell && original ? (original.get(cell) ?? cell) : cell,
        doubt: cell && (!sure || (merged && rows.length > 1)) ? 'uncertain-row' : doubt,
        headingUnit: zone.headingUnit,
      }
    }),
  )
  return { placements, unknown: columns.unknown }
}

function placeGrid(upright: Grid): PlacedSegment {
  const { grid, original } = isTurned(upright) ? transpose(upright) : { grid: upright, original: null }
  const segments = segmentsOf(grid).map((segment) => placeSegment(grid, segment, original))
  return {
    placements: segments.flatMap(({ placements }) => placements),
    unknown: segments.flatMap(({ unknown }) => unknown),
  }
}

/** A heading at the foot of a page, its values at the head of the next, where the two were not joined: read as one. */
function placeStacked(upper: Grid, lower: Grid): PlacedSegment {
  const { grid, origin } = stack(upper, lower)
  const { placements, unknown } = placeGrid(grid)
  const own = placements.map((placement): Placement => {
    const from = placement.cell ? origin.get(placement.cell) : undefined
    return from ? { ...placement, tableId: from.grid.id, cell: from.cell } : placement
  })
  return { placements: own, unknown }
}

const hasHeading = (grid: Grid): boolean => grid.table.cells.some(({ text }) => isOneOf(text, OUTCOME_LABELS))

/** Places the values of all parts; a part without a heading belongs under the one before it, if that is as wide. */
function placeAll(grids: readonly Grid[]): { grid: Grid; placed: PlacedSegment }[] {
  return grids.flatMap((grid, index) => {
    const next = grids[index + 1]
    if (next && hasHeading(grid) && !hasHeading(next) && next.columns === grid.columns)
      return [{ grid, placed: placeStacked(grid, next) }]
    return hasHeading(grid) ? [{ grid, placed: placeGrid(grid) }] : []
  })
}

/** The groups that a grid prints: what tells a table cut in two from one that is repeated. */
export function reviewGroupsIn(grid: Grid): ReadonlySet<string> {
  return new Set(placeGrid(grid).placements.map(({ item, measure }) => `${item} ${measure}`))
}

/** Matches section 4's table, which may stand in several grids (one a group, or cut by a page break). */
export function matchReview(grids: readonly Grid[]): MatchedTable {
  const placements: Placement[] = []
  const problems: Problem[] = []
  for (const { grid, placed } of placeAll(grids)) {
    for (const placement of placed.placements)
      if (!placements.some(({ item, measure }) => item === placement.item && measure === placement.measure))
        placements.push(placement)
    problems.push(...placed.unknown.map((label) => problem('column-unknown', { label }, { table: grid.id })))
  }
  for (const { group, outcome, groupIndex, outcomeIndex } of COLUMNS)
    if (!placements.some(({ item, measure }) => item === group && measure === outcome)) {
      const label = [...(GROUPS[groupIndex]?.path ?? []), OUTCOMES[outcomeIndex]?.label ?? ''].join(' › ')
      problems.push(problem('column-missing', { label }, { table: grids[0]?.id ?? '' }))
    }
  return { table: 'review', year: null, placements, problems }
}
