import type { Cell, Recognition, Table, TableMethod } from '../model/block.js'
import { unionBox, type Box } from '../model/geometry.js'
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
  /** The box of each page's part, in page order. */
  readonly parts: readonly { readonly page: number; readonly box: Box }[]
}

export const columnsOf = ({ columnEdges }: LaidTable): number => columnEdges.length - 1

/** Text of a cell as printed, its lines and pieces joined. */
export const cellText = ({ pieces }: Pick<LaidCell, 'pieces'>): string =>
  joinLines(pieces.flatMap(({ lines, box }) => lines.map((line) => ({ line, left: box[0], right: box[2] }))))

export const isEmpty = ({ pieces }: Pick<LaidCell, 'pieces'>): boolean =>
  pieces.every(({ lines }) => lines.length === 0)

export const byPlace = (a: Pick<LaidCell, 'row' | 'column'>, b: Pick<LaidCell, 'row' | 'column'>): number =>
  a.row - b.row || a.column - b.column

/** What the recogniser said of a cell's glyphs, in reading order; undefined for born-digital ones. */
function recognitionOf({ pieces }: LaidCell): Recognition | undefined {
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
  }
}

/** A cell by its box alone, before rows and columns are counted. */
export interface BoxedCell {
  readonly box: Box
  readonly lines: readonly Line[]
  readonly uncertain?: NonNullable<Cell['uncertain']>
}

/** Cell borders nearer than this are one, in points. */
const SAME_BORDER = 2

function borders(values: readonly number[]): number[] {
  const found: number[] = []
  for (const value of [...values].sort((a, b) => a - b))
    if (value - (found.at(-1) ?? -Infinity) > SAME_BORDER) found.push(value)
  return found
}

function nearest(edges: readonly number[], value: number): number {
  let best = 0
  edges.forEach((edge, index) => {
    if (Math.abs(edge - value) < Math.abs((edges[best] ?? Infinity) - value)) best = index
  })
  return best
}

/** A table from cells with boxes: rows and columns are counted from the cells' borders. */
export function tableOfBoxes(cells: readonly BoxedCell[], page: number, method: TableMethod): LaidTable {
  const columnEdges = borders(cells.flatMap(({ box }) => [box[0], box[2]]))
  const rowEdges = borders(cells.flatMap(({ box }) => [box[1], box[3]]))
  return {
    method,
    rows: rowEdges.length - 1,
    columnEdges,
    cells: cells
      .map(({ box, lines, uncertain }): LaidCell => {
        const row = nearest(rowEdges, box[1])
        const column = nearest(columnEdges, box[0])
        return {
          row,
          column,
          rowSpan: Math.max(1, nearest(rowEdges, box[3]) - row),
          columnSpan: Math.max(1, nearest(columnEdges, box[2]) - column),
          pieces: [{ page, box, lines }],
          ...(uncertain ? { uncertain } : {}),
        }
      })
      .sort(byPlace),
    parts: [{ page, box: unionBox(cells.map(({ box }) => box)) ?? [0, 0, 0, 0] }],
  }
}
