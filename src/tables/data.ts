import type { Cell } from '../model/block.js'
import { isBlankText } from '../vocabulary/values.js'
import type { DescribedTable } from './described.js'

/** A table holds data in at least so many cells, and in this share of its slots. */
const FEWEST_CELLS = 4
const FILLED_SHARE = 0.2
/** The numbers of a chart stand in few of its slots, with no word among them. */
const LETTER = /\p{L}/u
const LABELLED_SHARE = 0.6
/** Numbers that make a table of what no ruling draws. */
const FEWEST_NUMBERS = 3
/** A table of words alone has so many rows, and words in this share of its slots. */
const FEWEST_ROWS = 3
const WORDED_SHARE = 0.6
/** Cells with longer texts hold prose, and a table that is mostly prose lays out a page. */
const PROSE_LENGTH = 120
const PROSE_SHARE = 0.34
/** 1.2 Methods ........ 17: lines of a table of contents. */
const LEADERS = /(?:[.·…．]\s?){4,}/u
const LEADER_SHARE = 0.3

/**
 * Does a table hold data, rather than lay out a page: rows and columns of short texts; numbers where no line is drawn, or
 * where a web page may use a table for anything. Empty grids, tables of contents and prose in columns are none.
 */
export function isDataTable({ table, body, caption }: DescribedTable): boolean {
  if (table.rows - caption.captionRows < 2 || table.columns < 2) return false
  const filled = table.cells.filter(({ text }) => !isBlankText(text))
  if (filled.length < FEWEST_CELLS || columnsIn(filled) < 2) return false
  const covered = filled.reduce((sum, { rowSpan, columnSpan }) => sum + rowSpan * columnSpan, 0)
  const slots = table.rows * table.columns
  if (covered < FILLED_SHARE * slots) return false
  if (filled.filter(({ text }) => LEADERS.test(text)).length > LEADER_SHARE * table.rows) return false
  if (!filled.some(({ text }) => LETTER.test(text)) && covered < LABELLED_SHARE * slots) return false
  const prose = filled.filter(({ text }) => text.length > PROSE_LENGTH)
  const numbers = body.filter(({ read }) => read.state === 'number').length
  if (prose.length > PROSE_SHARE * filled.length && numbers < filled.length / 2) return false
  if (table.method === 'ruled') return true
  if (table.method === 'markup')
    return caption.number !== null || numbers >= FEWEST_NUMBERS || isList(filled, table.rows)
  if (table.headRows === 1 && numbers < FEWEST_NUMBERS)
    return isWorded(table.rows - caption.captionRows, slots, covered)
  return numbers >= FEWEST_NUMBERS && numbers >= PROSE_SHARE * body.filter(({ read }) => read.state !== 'blank').length
}

/** Words in columns below a heading, in most of the slots. */
const isWorded = (rows: number, slots: number, covered: number): boolean =>
  rows >= FEWEST_ROWS && covered >= WORDED_SHARE * slots

/** Columns of which more than one cell has text. */
function columnsIn(filled: readonly Cell[]): number {
  const counts = new Map<number, number>()
  for (const { column } of filled) counts.set(column, (counts.get(column) ?? 0) + 1)
  return [...counts.values()].filter((count) => count > 1).length
}

/** A list in columns: nearly every row has as many short texts as the first one. */
function isList(filled: readonly Cell[], rows: number): boolean {
  const perRow = new Map<number, number>()
  for (const { row } of filled) perRow.set(row, (perRow.get(row) ?? 0) + 1)
  const first = perRow.get(0) ?? 0
  const alike = [...perRow.values()].filter((count) => count === first).length
  return rows >= 4 && first >= 2 && alike >= 0.8 * rows && filled.every(({ text }) => text.length <= PROSE_LENGTH)
}
