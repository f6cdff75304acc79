import type { Cell, Table } from '../../model/block.js'
import type { Placed } from './placing.js'

/** Collects the cells of a table from above to below. */
export class GridBuilder {
  readonly #cells: Cell[] = []
  #rows = 0
  #columns = 0

  /** The row that comes next. */
  get row(): number {
    return this.#rows
  }

  addRows(count: number): void {
    this.#rows += count
  }

  add(text: string, row: number, column: number, spans: { rows?: number; columns?: number } = {}): void {
    this.#push({ row, column, rowSpan: spans.rows ?? 1, columnSpan: spans.columns ?? 1, text, boxes: [] })
  }

  /** Value cells of one row from `column` on; `widths` are their column spans where they are not 1. */
  addValues(placed: Placed, row: number, column: number, widths: readonly number[] = []): void {
    let at = column
    placed.texts.forEach((text, index) => {
      const columnSpan = widths[index] ?? 1
      const cell: Cell = { row, column: at, rowSpan: 1, columnSpan, text, boxes: [] }
      this.#push(placed.certain ? cell : { ...cell, uncertain: 'column' })
      at += columnSpan
    })
  }

  build(caption: string | null = null): Table {
    const cells = [...this.#cells].sort((a, b) => a.row - b.row || a.column - b.column)
    const rows = Math.max(this.#rows, ...cells.map((cell) => cell.row + cell.rowSpan))
    return { kind: 'table', method: 'text', rows, columns: this.#columns, cells, pages: [], caption }
  }

  #push(cell: Cell): void {
    this.#cells.push(cell)
    this.#columns = Math.max(this.#columns, cell.column + cell.columnSpan)
  }
}
