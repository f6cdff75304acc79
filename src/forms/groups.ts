import { at } from '../model/at.js'
import type { Cell } from '../model/block.js'
import type { Problem } from '../model/problem.js'
import { problem } from '../model/problem.js'
import type { FoundColumns } from './columns.js'
import { cellsInRow, stack, textsInColumn, transpose, type Grid } from './grid.js'
import type { HeadingArea } from './headings.js'
import { pick, type MatchedTable, type Placement, type Zone } from './placement.js'
import {
  findZones,
  groupRows,
  groupsWords,
  isOneOf,
  isTurned,
  segmentsOf,
  type GroupsWords,
  type Row,
  type Segment,
} from './groups-headings.js'
import { joinSteps } from '../vocabulary/value-labels.js'
import { isBlankText, isLabelText, readText } from '../vocabulary/values.js'

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

/** The first column under an outcome, after the labels if there are any. */
function firstColumn({ outcomeLabels }: GroupsWords, grid: Grid, { headFrom, headTo }: Segment): number {
  for (let column = 0; column < grid.columns; column += 1)
    if (textsInColumn(grid, column, headFrom, headTo).some(({ text }) => isOneOf(text, outcomeLabels))) return column
  return 0
}

/** Tells whether some but not all outcomes of a group have a column. */
function lacksColumns({ outcomes }: GroupsWords, { zones }: FoundColumns): boolean {
  return zones.length % outcomes.length !== 0
}

/**
 * Tells whether some group's outcomes do not make its total: together with a missing column a sign of headings gone astray.
 */
function failsSums({ outcomes }: GroupsWords, grid: Grid, rows: readonly Row[], zones: readonly Zone[]): boolean {
  const groups = [...new Set(zones.map(({ key }) => key.split('/')[0] ?? ''))]
  return rows.some(({ row }) =>
    groups.some((group) => {
      const numbers = outcomes.map(({ key }) => {
        const zone = zones.find((candidate) => candidate.key === `${group}/${key}`)
        return zone ? readText(pick(grid, row, zone, zones).cell?.text ?? '').value : null
      })
      const [total = null, ...parts] = numbers.reverse()
      if (total === null || parts.includes(null)) return false
      return parts.reduce<number>((sum, number) => sum + (number ?? 0), 0) !== total
    }),
  )
}

function placeSegment(
  words: GroupsWords,
  grid: Grid,
  segment: Segment,
  original: ReadonlyMap<Cell, Cell> | null,
): PlacedSegment {
  const first = firstColumn(words, grid, segment)
  const beside = groupRows(words, grid, segment, first)
  const rows = beside.length > 0 ? beside : onlyRow(grid, segment)
  const hasLabels = rows.some(({ row }) => cellsInRow(grid, row, 0, first).some(({ text }) => isLabelText(text)))
  const area: HeadingArea = {
    grid,
    headFrom: segment.headFrom,
    headTo: segment.headTo,
    from: hasLabels ? first : 0,
    valueRows: rows.map(({ row }) => row),
  }
  const columns = findZones(words, segment, area, beside.length === 0)
  const askew = !columns.consistent || (lacksColumns(words, columns) && failsSums(words, grid, rows, columns.zones))
  const zones = askew ? columns.zones.map((zone) => ({ ...zone, sure: false })) : columns.zones
  const placements = rows.flatMap(({ row, group, sure }) =>
    zones.map((zone): Placement => {
      const { cell, doubt } = pick(grid, row, zone, zones)
      const merged = cell !== null && cell.rowSpan > 1 && !isBlankText(cell.text)
      const [over = '', outcome = ''] = zone.key.split('/')
      return {
        table: words.family.id,
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

function placeGrid(words: GroupsWords, upright: Grid): PlacedSegment {
  const { grid, original } = isTurned(words, upright) ? transpose(upright) : { grid: upright, original: null }
  const segments = segmentsOf(words, grid).map((segment) => placeSegment(words, grid, segment, original))
  return {
    placements: segments.flatMap(({ placements }) => placements),
    unknown: segments.flatMap(({ unknown }) => unknown),
  }
}

/** A heading at the foot of a page, its values at the head of the next, where the two were not joined: read as one. */
function placeStacked(words: GroupsWords, upper: Grid, lower: Grid): PlacedSegment {
  const { grid, origin } = stack(upper, lower)
  const { placements, unknown } = placeGrid(words, grid)
  const own = placements.map((placement): Placement => {
    const from = placement.cell ? origin.get(placement.cell) : undefined
    return from ? { ...placement, tableId: from.grid.id, cell: from.cell } : placement
  })
  return { placements: own, unknown }
}

const hasHeading = ({ outcomeLabels }: GroupsWords, grid: Grid): boolean =>
  grid.table.cells.some(({ text }) => isOneOf(text, outcomeLabels))

/** Places the values of all parts; a part without a heading belongs under the one before it, if that is as wide. */
function placeAll(words: GroupsWords, grids: readonly Grid[]): { grid: Grid; placed: PlacedSegment }[] {
  return grids.flatMap((grid, index) => {
    const next = grids[index + 1]
    if (next && hasHeading(words, grid) && !hasHeading(words, next) && next.columns === grid.columns)
      return [{ grid, placed: placeStacked(words, grid, next) }]
    return hasHeading(words, grid) ? [{ grid, placed: placeGrid(words, grid) }] : []
  })
}

/** The words that most of the grids' values are placed by; of equal ones the newest. */
function followedWords(id: string, grids: readonly Grid[]): GroupsWords {
  const all = groupsWords(id)
  const placedBy = (words: GroupsWords): number =>
    placeAll(words, grids).reduce((sum, { placed }) => sum + placed.placements.length / words.columns.length, 0)
  const rated =
    all.length === 1
      ? all.map((words) => ({ words, placed: 0 }))
      : all.map((words) => ({ words, placed: placedBy(words) }))
  const best = rated.toSorted((a, b) => a.placed - b.placed).at(-1)
  if (!best) throw new Error(`no form has a table of groups ${id}`)
  return best.words
}

/** The groups that a grid prints: what tells a table cut in two from one that is repeated. */
export function groupsIn(id: string, grid: Grid): ReadonlySet<string> {
  const { placements } = placeGrid(followedWords(id, [grid]), grid)
  return new Set(placements.map(({ item, measure }) => `${item} ${measure}`))
}

/** Matches a table of groups, which may stand in several grids (one a group, or cut by a page break). */
export function matchGroups(id: string, grids: readonly Grid[]): MatchedTable {
  const words = followedWords(id, grids)
  const placements: Placement[] = []
  const problems: Problem[] = []
  for (const { grid, placed } of placeAll(words, grids)) {
    for (const placement of placed.placements)
      if (!placements.some(({ item, measure }) => item === placement.item && measure === placement.measure))
        placements.push(placement)
    problems.push(...placed.unknown.map((label) => problem('column-unknown', { label }, { table: grid.id })))
  }
  for (const { group, outcome, groupIndex, outcomeIndex } of words.columns)
    if (!placements.some(({ item, measure }) => item === group && measure === outcome)) {
      const label = joinSteps([
        ...at(words.groups, groupIndex, 'group').path,
        at(words.outcomes, outcomeIndex, 'outcome').label,
      ])
      problems.push(problem('column-missing', { label }, { table: grids[0]?.id ?? '' }))
    }
  return { table: id, years: words.family.years, placements, problems }
}
