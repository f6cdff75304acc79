import { findColumns, type FoundColumns } from './columns.js'
import { type Part, type RowsFound, printedRows } from './matrix-rows.js'
import type { MatrixWords } from './matrix-words.js'
import { pick, type Zone } from './placement.js'
import { readText } from '../vocabulary/values.js'

/** First row below the headings: where the first row of the form, or the first number right of the labels, stands. */
function headingEnd(part: Part, found: RowsFound['found']): number {
  const matched = [...found.values()].filter(({ row }) => row.grid === part.grid).flatMap(({ row }) => row.rows)
  let end = Math.min(part.grid.rows, ...matched)
  for (let row = 0; row < end; row += 1)
    for (let column = part.labelEnd; column < part.grid.columns; column += 1) {
      const cell = part.grid.cellAt(row, column)
      if (cell && readText(cell.text).state === 'number') end = row
    }
  return end
}

/** The columns of one part of the table; of the part before it where it has no headings of its own. */
export function columnsOf(
  words: MatrixWords,
  part: Part,
  found: RowsFound['found'],
  previous: { part: Part; columns: FoundColumns } | null,
): FoundColumns {
  const headTo = headingEnd(part, found)
  const valueRows = [...found.values()].filter(({ row }) => row.grid === part.grid).flatMap(({ row }) => row.rows)
  const columns = findColumns({ grid: part.grid, headFrom: 0, headTo, from: part.labelEnd, valueRows }, words.expected)
  if (columns.zones.some(({ sure }) => sure) || !previous) return settle(words, part, found, columns)
  // A part cut off by a page break has no headings: its columns are those of the part before, if they are as many.
  const before = previous.part.grid.columns - previous.part.labelEnd
  const shift = part.labelEnd - previous.part.labelEnd
  if (part.grid.columns - part.labelEnd !== before) return columns
  return {
    zones: previous.columns.zones.map((zone) => ({ ...zone, from: zone.from + shift, to: zone.to + shift })),
    unknown: [],
    consistent: true,
  }
}

/**
 * The rows' own arithmetic may settle a question that the headings leave open: six applicants make the total. A column
 * placed at the edge, or a heading that stands askew, is believed only if it does.
 */
function settle(words: MatrixWords, part: Part, found: RowsFound['found'], columns: FoundColumns): FoundColumns {
  if (columns.consistent && columns.zones.every(({ sure, byPlace }) => sure || !byPlace)) return columns
  const holds = rowsAddUp(words, part, found, columns.zones)
  const sure = (zone: Zone): boolean => holds && (zone.sure || zone.byPlace)
  return {
    ...columns,
    zones: columns.zones.map((zone) => ({ ...zone, sure: sure(zone) || (zone.sure && columns.consistent) })),
  }
}

/**
 * Tells whether the rows of the form add up under these columns: at least one that is not all zero does, and none fails.
 */
function rowsAddUp({ columns }: MatrixWords, part: Part, found: RowsFound['found'], zones: readonly Zone[]): boolean {
  let telling = 0
  for (const { row } of found.values()) {
    if (row.grid !== part.grid) continue
    const index = printedRows(row)[0] ?? -1
    const numbers = columns.map(({ key }) => {
      const zone = zones.find((candidate) => candidate.key === key)
      return zone ? readText(pick(part.grid, index, zone, zones).cell?.text ?? '').value : null
    })
    if (numbers.some((number) => number === null)) continue
    const [total = 0, ...parts] = numbers.map((number) => number ?? 0).reverse()
    if (parts.reduce((sum, number) => sum + number, 0) !== total) return false
    if (total !== 0) telling += 1
  }
  return telling > 0
}
