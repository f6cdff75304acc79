import { type Problem, problem } from '../model/problem.js'
import type { FormYear } from '../model/record.js'
import { type Grid, cellsInRow } from './grid.js'
import { hasPrint, pick, type MatchedTable, type Placement, type Zone } from './placement.js'
import {
  findItems,
  followedWords,
  isOneOf,
  linesOf,
  type Line,
  type BlocksWords,
  type FoundItem,
} from './blocks-lines.js'
import { isBlankText } from '../vocabulary/values.js'
import { findColumns, type FoundColumns } from './columns.js'
import type { FormLabel } from './likeness.js'

/**
 * Tells whether a row with values that is none of the form's stands next to this one: what this one leaves blank may stand
 * there, if that one has no label, or this one has no value at all.
 */
function nextToStray(line: Line, unknown: readonly Line[]): boolean {
  const valuesFrom = ({ label }: Line): number => (label === null ? 0 : label.column + label.columnSpan)
  const empty = !hasPrint(line.grid, line.row, valuesFrom(line))
  return unknown.some(
    (other) =>
      other.grid === line.grid &&
      Math.abs(other.row - line.row) === 1 &&
      (other.label === null || (empty && hasPrint(other.grid, other.row, valuesFrom(other)))),
  )
}

/** Matches a table of blocks, which may stand in one grid or in one for each block, in reading order. */
export function matchBlocks(id: string, grids: readonly Grid[], fallback: FormYear): MatchedTable {
  const words = followedWords(id, grids, fallback)
  const lines = linesOf(grids, words)
  const { found, unknown } = findItems(lines, words)
  const problems: Problem[] = []
  const placements: Placement[] = []
  const said = new Set<string>()
  const say = (
    code: 'row-unknown' | 'column-unknown' | 'column-missing',
    label: string,
    table: string,
    key: string,
  ): void => {
    if (said.has(`${code} ${key}`)) return
    said.add(`${code} ${key}`)
    problems.push(problem(code, { label }, { table }))
  }
  for (const entry of found) {
    const { item, line, sure } = entry
    const { zones: placed, unknown: headings, consistent } = columnsOver(words, entry, lines, found)
    const shifted = cornerOverValues(words, line, lines)
    const zones = consistent && !shifted ? placed : placed.map((zone) => ({ ...zone, sure: false }))
    const strayed = nextToStray(line, unknown)
    for (const heading of headings) say('column-unknown', heading, line.grid.id, `${line.band} ${heading}`)
    if (!sure) problems.push(problem('row-uncertain', { label: line.label?.text ?? '' }, { table: line.grid.id }))
    for (const column of item.block.columns) {
      const zone = zones.find(({ key }) => key === column.key)
      const { cell, doubt } = zone
        ? pick(line.grid, line.row, zone, zones)
        : { cell: null, doubt: 'not-found' as const }
      const merged = cell !== null && cell.rowSpan > 1 && !isBlankText(cell.text)
      if (!zone) say('column-missing', column.label, line.grid.id, `${item.block.heading} ${column.key}`)
      placements.push({
        table: id,
        item: item.key,
        measure: column.key,
        tableId: cell ? line.grid.id : null,
        cell,
        doubt: cell && (!sure || merged || (strayed && isBlankText(cell.text))) ? 'uncertain-row' : doubt,
        headingUnit: zone?.headingUnit ?? null,
      })
    }
  }
  for (const line of unknown)
    if (line.label === null || line.label.column + line.label.columnSpan < line.grid.columns)
      if (line.label !== null || hasPrint(line.grid, line.row, 0))
        say('row-unknown', line.label?.text ?? `#${String(line.row + 1)}`, line.grid.id, `${line.grid.id} ${line.row}`)
  for (const { key, text } of words.items)
    if (!found.some(({ item }) => item.key === key))
      problems.push(problem('row-missing', { label: text }, { table: grids[0]?.id ?? '' }))
  return { table: id, years: words.family.years, placements, problems }
}

/**
 * Does what stands over the rows' labels stand over a column of values? Then the headings do not stand over their columns,
 * as where the text alone tells those, and it cannot be known by how far they are off.
 */
function cornerOverValues({ corners }: BlocksWords, line: Line, lines: readonly Line[]): boolean {
  const label = line.label
  if (!label) return false
  return lines.some(
    ({ grid, band, kind, row }) =>
      kind === 'heading' &&
      grid === line.grid &&
      band === line.band &&
      cellsInRow(grid, row, label.column + label.columnSpan).some(({ text }) => isOneOf(text, corners)),
  )
}

/** The columns over a row: of the nearest heading above it under the same band. */
function columnsOver(
  words: BlocksWords,
  { item, line }: FoundItem,
  lines: readonly Line[],
  found: readonly FoundItem[],
): FoundColumns {
  const labels = words.columns.get(item.block) ?? []
  const index = lines.indexOf(line)
  const from = line.label ? line.label.column + line.label.columnSpan : 0
  let headTo = index
  while (headTo > 0 && lines[headTo - 1]?.kind !== 'heading' && lines[headTo - 1]?.band === line.band) headTo -= 1
  let headFrom = headTo
  while (headFrom > 0 && lines[headFrom - 1]?.kind === 'heading' && lines[headFrom - 1]?.band === line.band)
    headFrom -= 1
  const valueRows = found
    .filter(
      (other) => other.line.grid === line.grid && other.line.band === line.band && other.item.block === item.block,
    )
    .map((other) => other.line.row)
  const head = lines.slice(headFrom, headTo)
  const over = head[0]?.grid
  if (over && over !== line.grid) return columnsOfOtherPart(line, over, head, from, labels)
  const area = {
    grid: line.grid,
    headFrom: head[0]?.row ?? line.row,
    headTo: (head.at(-1)?.row ?? line.row - 1) + 1,
    from,
    valueRows,
  }
  const columns = findColumns(area, { labels, parents: [] })
  return onlyColumn(line, from, labels, columns) ?? columns
}

/** The heading stands in the part before a page break: its columns hold if both parts have as many. */
function columnsOfOtherPart(
  line: Line,
  grid: Grid,
  head: readonly Line[],
  from: number,
  labels: readonly FormLabel[],
): FoundColumns {
  const area = { grid, headFrom: head[0]?.row ?? 0, headTo: (head.at(-1)?.row ?? 0) + 1, from, valueRows: [] }
  const columns = findColumns(area, { labels, parents: [] })
  if (grid.columns === line.grid.columns) return columns
  return onlyColumn(line, from, labels, columns) ?? { ...columns, zones: [] }
}

/** A block with one column and one value in each row: nothing else can be meant, whatever its heading looks like. */
function onlyColumn(
  line: Line,
  from: number,
  labels: readonly FormLabel[],
  columns: FoundColumns,
): FoundColumns | null {
  const only = labels[0]
  if (
    labels.length !== 1 ||
    !only ||
    columns.zones.some(({ sure }) => sure) ||
    columns.unknown.some((label) => !label.startsWith('#'))
  )
    return null
  const printed = cellsInRow(line.grid, line.row, from).filter(({ text }) => !isBlankText(text))
  if (printed.length !== 1) return null
  const zone: Zone = {
    key: only.key,
    from,
    to: line.grid.columns,
    sure: true,
    byPlace: true,
    headingUnit: null,
    disputed: [],
  }
  return { zones: [zone], unknown: [], consistent: true }
}
