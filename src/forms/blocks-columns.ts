import { findColumns, type FoundColumns } from './columns.js'
import { cellsInRow, type Grid } from './grid.js'
import type { FormLabel } from './likeness.js'
import type { Zone } from './placement.js'
import type { BlocksWords, FoundItem, Line } from './blocks-lines.js'
import { isBlankText } from '../vocabulary/values.js'

/** The columns over a row: of the nearest heading above it under the same band. */
export function columnsOver(
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
