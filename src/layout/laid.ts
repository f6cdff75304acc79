import type { Cell, CellRecognition, Table, TableMethod } from '../model/block.js'
import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import { joinLines, type Line } from './lines.js'

/** The part of a cell that stands on one page. */
export interface Piece {
  readonly page: number
  readonly box: Box
  readonly lines: readonly Line[]
}

/** A cell of a table that may run over several pages; more than one piece where a page break cuts it. */
export interface LaidCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly pieces: readonly Piece[]
  readonly uncertain?: NonNullable<Cell['uncertain']>
}

/** A table as it is laid out so far. Cells are sorted by row, then column, and never overlap. */
export interface LaidTable {
  readonly method: TableMethod
  readonly rows: number
  /** x of the columns' borders on the last page, ascending, in points. */
  readonly columnEdges: readonly number[]
  readonly cells: readonly LaidCell[]
  /** As in `Table`. */
  readonly headRows?: number
  readonly settled?: true
  /** The box of each page's part, in page order. */
  readonly parts: readonly { readonly page: number; readonly box: Box }[]
}

/** A line of text outside of tables. */
export interface LineItem {
  readonly kind: 'line'
  readonly page: number
  readonly box: Box
  readonly line: Line
  /** Which column of prose it stands in, where a page has such; null for none. */
  readonly lane: number | null
}

/** A table, or the part of one that stands on one page. */
export interface TableItem {
  readonly kind: 'table'
  readonly page: number
  readonly box: Box
  readonly table: LaidTable
}

/** A line or table of a page; they stand one beneath the other. */
export type Item = LineItem | TableItem

export const columnsOf = ({ columnEdges }: LaidTable): number => columnEdges.length - 1

/** Text of a cell as printed, its lines and pieces joined. */
export const cellText = ({ pieces }: Pick<LaidCell, 'pieces'>): string =>
  joinLines(pieces.flatMap(({ lines, box }) => lines.map((line) => ({ line, left: box[0], right: box[2] }))))

export const isEmpty = ({ pieces }: Pick<LaidCell, 'pieces'>): boolean =>
  pieces.every(({ lines }) => lines.length === 0)

export const byPlace = (a: Pick<LaidCell, 'row' | 'column'>, b: Pick<LaidCell, 'row' | 'column'>): number =>
  a.row - b.row || a.column - b.column

/** Collects the recogniser's characters of a cell, in reading order; undefined for born-digital ones. */
function recognitionOf({ pieces }: LaidCell): CellRecognition | undefined {
  const isRecognised = ({ confidence }: Glyph): boolean => confidence !== undefined
  if (!pieces.some(({ lines }) => lines.some(({ glyphs }) => glyphs.some(isRecognised)))) return undefined
  const characters = pieces.flatMap(({ lines }) =>
    lines.flatMap(({ glyphs }) =>
      glyphs.flatMap(({ text, confidence, alternatives }) =>
        confidence === undefined ? [] : { text, confidence, alternatives: alternatives ?? [] },
      ),
    ),
  )
  return { characters }
}

function toCell(laid: LaidCell): Cell {
  const { row, column, rowSpan, columnSpan, pieces, uncertain } = laid
  const recognition = recognitionOf(laid)
  return {
    row,
    column,
    rowSpan,
    // Where the borders of two pages do not agree, a sliver between them may be left without a column of its own.
    columnSpan: Math.max(1, columnSpan),
    text: cellText(laid),
    boxes: pieces.map(({ page, box }) => ({ page, box })),
    ...(recognition ? { recognition } : {}),
    ...(uncertain ? { uncertain } : {}),
  }
}

/** The table as the rest of the house sees it. */
export function toTable(laid: LaidTable): Table {
  return {
    kind: 'table',
    method: laid.method,
    rows: laid.rows,
    columns: columnsOf(laid),
    cells: [...laid.cells].sort(byPlace).map(toCell),
    pages: [...new Set(laid.parts.map(({ page }) => page))],
    caption: null,
    ...(laid.headRows !== undefined && { headRows: laid.headRows }),
    ...(laid.settled && { settled: laid.settled }),
  }
}

export const byTop = (a: Item, b: Item): number => a.box[1] - b.box[1] || a.box[0] - b.box[0]

export const lineItem = (line: Line, page: number, lane: number | null = null): LineItem => ({
  kind: 'line',
  page,
  box: line.box,
  line,
  lane,
})

export const tableItem = (table: LaidTable, page: number): TableItem => ({
  kind: 'table',
  page,
  box: table.parts.at(-1)?.box ?? [0, 0, 0, 0],
  table,
})
