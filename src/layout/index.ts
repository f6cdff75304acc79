import type { Block, Paragraph, Table } from '../model/block.js'
import type { Page } from '../model/page.js'
import { findGrids } from './grid.js'
import { linesOf, lineText } from './lines.js'
import { cellText, fillGrids, recognitionOf, type PageTable } from './pageTable.js'

export { findGrids, type Grid, type GridCell } from './grid.js'

const toTable = (table: PageTable): Table => ({
  kind: 'table',
  method: table.method,
  rows: table.rowEdges.length - 1,
  columns: table.columnEdges.length - 1,
  cells: table.cells.map((cell) => {
    const { row, column, rowSpan, columnSpan, box, lines, uncertain } = cell
    const recognition = recognitionOf(lines)
    return {
      row,
      column,
      rowSpan,
      columnSpan,
      text: cellText(cell),
      boxes: [{ page: table.page, box }],
      ...(recognition ? { recognition } : {}),
      ...(uncertain ? { uncertain } : {}),
    }
  }),
  pages: [table.page],
  caption: null,
})

/**
 * Pages of glyphs and rulings to paragraphs and tables in reading order. Geometry only: the same for born-digital and for
 * recognised pages.
 */
export function layoutPages(pages: readonly Page[]): readonly Block[] {
  return pages.flatMap((page) => {
    const { tables, rest } = fillGrids(findGrids(page), page.glyphs, page.number)
    const paragraphs = linesOf(rest).map((line): { top: number; block: Block } => {
      const block: Paragraph = {
        kind: 'paragraph',
        text: lineText(line),
        boxes: [{ page: page.number, box: line.box }],
        level: null,
        size: line.size,
        align: null,
      }
      return { top: line.box[1], block }
    })
    return [...paragraphs, ...tables.map((table) => ({ top: table.box[1], block: toTable(table) }))]
      .sort((a, b) => a.top - b.top)
      .map(({ block }) => block)
  })
}
