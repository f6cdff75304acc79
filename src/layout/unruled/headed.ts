import { at, lastOf } from '../../model/at.js'
import { cellText, columnsOf, isEmpty, type LaidTable, type TableItem } from '../laid.js'
import { isFigure, isValueText } from '../../vocabulary/values.js'
import { isYear } from '../../vocabulary/captions.js'
import { layoutBlock } from './block.js'
import type { Edge, Gap } from './columns.js'
import { columnAt, type Strip } from './placed.js'
import { isHeading, type TextRow } from './region.js'
import { tableOfBlocks } from './table.js'
import { textTable } from './text-table.js'

/** Headings have so many columns at least, and no more rows than this. */
const FEWEST_COLUMNS = 2
const MAX_HEAD_ROWS = 5
/** The first line stands this near below its headings, and lines this near below each other (em). */
const NEAR_HEAD = 1.3
const NEAR = 2
const TAIL = 0.6
/** A text may reach this far (em) over the borders of its column. */
const OVER = 0.4
/** This many lines with texts in several columns are a body. */
const FEWEST_LINES = 2
/** Rows below headings with lines around them are told as surely as drawn borders tell columns. */
const DRAWN = 10
const HALF_LINE = 0.5

/** Does a grid hold headings alone: words and years, one at least over each column but the first? */
function isHeadGrid(table: LaidTable): boolean {
  const columns = columnsOf(table)
  if (table.method !== 'ruled' || table.parts.length > 1) return false
  if (columns < FEWEST_COLUMNS || table.rows > MAX_HEAD_ROWS) return false
  const isHead = (text: string): boolean => isYear(text) || !(isValueText(text) || isFigure(text))
  const filled = table.cells.filter((cell) => !isEmpty(cell))
  const headed = Array.from({ length: columns }, (_, column) =>
    filled.some((cell) => cell.column <= column && column < cell.column + cell.columnSpan),
  )
  const lowest = table.cells.filter(({ row, rowSpan }) => row + rowSpan === table.rows)
  const parted = lowest.length === columns && lowest.every(({ columnSpan }) => columnSpan === 1)
  return parted && headed.slice(1).every(Boolean) && filled.every((cell) => isHead(cellText(cell)))
}

/** How a line fits under columns: in several of them, in the first alone, or not at all. */
function fitOf({ runs, item }: TextRow, edges: readonly number[]): 'row' | 'label' | null {
  const over = OVER * item.line.size
  const columns = runs.map(({ box }) => {
    const column = columnAt(edges, (box[0] + box[2]) / 2)
    const [left, right] = [at(edges, column, 'column edge'), at(edges, column + 1, 'column edge')]
    return box[0] >= left - over && box[2] <= right + over ? column : null
  })
  if (columns.every((column) => column !== null)) return new Set(columns).size > 1 ? 'row' : 'label'
  // The name of a group may run on over the columns of its values.
  const [first] = runs
  const within =
    first && first.box[0] >= at(edges, 0, 'column edge') - over && first.box[2] <= lastOf(edges, 'column edge') + over
  return runs.length === 1 && within && columnAt(edges, first.box[0] + over) === 0 ? 'label' : null
}

/** The lines, from `start` on, that stand in the columns of the headings; null where they are too few to be a body. */
function linesBelow(head: TableItem, rows: readonly (TextRow | null)[], start: number): readonly TextRow[] | null {
  const edges = head.table.columnEdges
  const own: TextRow[] = []
  let parted = 0
  let last = 0
  let above = { page: head.page, bottom: head.box[3] }
  for (let index = start; index < rows.length; index += 1) {
    const row = rows[index]
    if (!row || isHeading(row.item)) break
    const { page, box, line } = row.item
    const fit = fitOf(row, edges)
    if (fit === null) break
    const turned = page !== above.page
    if (turned ? page !== above.page + 1 || fit !== 'row' || own.length === 0 : box[1] < above.bottom - line.size / 2)
      break
    if (!turned && box[1] - above.bottom > (own.length === 0 ? NEAR_HEAD : NEAR) * line.size) break
    // The last label may go on below its values.
    const goesOn = last === own.length && !turned && box[1] - above.bottom <= TAIL * line.size
    own.push(row)
    above = { page, bottom: box[3] }
    if (fit === 'row') parted += 1
    if (fit === 'row' || goesOn) last = own.length
  }
  return parted < FEWEST_LINES ? null : own.slice(0, last)
}

function bodyOf(strip: Strip, edges: readonly number[]): LaidTable | null {
  const inner = edges.slice(1, -1)
  if (!strip.runs.some(({ run }) => run.isValue)) return textTable(strip, edges)
  const gaps = inner.map((x): Gap => ({
    from: x - HALF_LINE,
    to: x + HALF_LINE,
    top: -Infinity,
    bottom: Infinity,
    weight: DRAWN,
  }))
  const borders = inner.map((x): Edge => ({ x, support: DRAWN, to: x + HALF_LINE }))
  return tableOfBlocks(strip, [layoutBlock(strip, strip.runs, gaps, borders, edges)], edges)
}

/**
 * Joins headings with lines around them to the lines below, which stand in their columns without any; null where the table
 * is no such headings, or nothing stands below it. `end` is the place behind the last line, `rows` are null for tables.
 */
export function headedTable(
  head: TableItem,
  rows: readonly (TextRow | null)[],
  start: number,
  stripOf: (rows: readonly TextRow[]) => Strip,
): { readonly item: TableItem; readonly end: number } | null {
  const { table, page } = head
  const lines = isHeadGrid(table) ? linesBelow(head, rows, start) : null
  const body = lines ? bodyOf(stripOf(lines), table.columnEdges) : null
  if (!lines || !body) return null
  const [part] = body.parts
  const [left, top, right] = head.box
  const joined = part?.page === page ? [{ page, box: [left, top, right, part.box[3]] as const }] : []
  const laid: LaidTable = {
    method: 'unruled',
    rows: table.rows + body.rows,
    headRows: table.rows,
    columnEdges: table.columnEdges,
    cells: [...table.cells, ...body.cells.map((cell) => ({ ...cell, row: cell.row + table.rows }))],
    parts: [...joined, ...body.parts.slice(joined.length)],
  }
  const box = laid.parts.at(-1)?.box ?? head.box
  return { item: { kind: 'table', page: laid.parts.at(-1)?.page ?? page, box, table: laid }, end: start + lines.length }
}
