import type { Cell, Table } from '../model/block.js'
import { isBlankText } from '../vocabulary/values.js'

/** A table as a grid of slots. */
export interface Grid {
  /** Id of the table it was made of. */
  readonly id: string
  readonly table: Table
  readonly rows: number
  readonly columns: number
  /** The cell that covers a slot; null for a hole of the grid. */
  cellAt(row: number, column: number): Cell | null
}

/** @throws RangeError where a cell begins outside of its table, which no reader may give. */
export function gridOf(id: string, table: Table): Grid {
  const slots: (Cell | undefined)[] = new Array<Cell | undefined>(table.rows * table.columns)
  for (const cell of table.cells) {
    if (cell.row >= table.rows || cell.column >= table.columns)
      throw new RangeError(`a cell in row ${cell.row}, column ${cell.column} lies outside of its table`)
    for (let row = cell.row; row < Math.min(cell.row + cell.rowSpan, table.rows); row += 1)
      for (let column = cell.column; column < Math.min(cell.column + cell.columnSpan, table.columns); column += 1)
        slots[row * table.columns + column] ??= cell
  }
  return {
    id,
    table,
    rows: table.rows,
    columns: table.columns,
    cellAt: (row, column) =>
      row < 0 || column < 0 || row >= table.rows || column >= table.columns
        ? null
        : (slots[row * table.columns + column] ?? null),
  }
}

/** The different cells that touch a row between two columns (`to` is exclusive), from left to right. */
export function cellsInRow(grid: Grid, row: number, from = 0, to: number = grid.columns): Cell[] {
  const cells: Cell[] = []
  for (let column = Math.max(0, from); column < Math.min(to, grid.columns); column += 1) {
    const cell = grid.cellAt(row, column)
    if (cell && cell !== cells[cells.length - 1]) cells.push(cell)
  }
  return cells
}

/** The different cells with text that touch a column between two rows (`to` is exclusive), from top to bottom. */
export function textsInColumn(grid: Grid, column: number, from: number, to: number): Cell[] {
  const cells: Cell[] = []
  for (let row = Math.max(0, from); row < Math.min(to, grid.rows); row += 1) {
    const cell = grid.cellAt(row, column)
    if (cell && cell !== cells[cells.length - 1] && !isBlankText(cell.text)) cells.push(cell)
  }
  return cells
}

/** The grid turned over its diagonal: rows become columns. Its cells are copies; `original` leads back. */
export function transpose(grid: Grid): { grid: Grid; original: ReadonlyMap<Cell, Cell> } {
  const original = new Map<Cell, Cell>()
  const cells = grid.table.cells.map((cell) => {
    const turned: Cell = {
      ...cell,
      row: cell.column,
      column: cell.row,
      rowSpan: cell.columnSpan,
      columnSpan: cell.rowSpan,
    }
    original.set(turned, cell)
    return turned
  })
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  return { grid: gridOf(grid.id, { ...grid.table, rows: grid.columns, columns: grid.rows, cells }), original }
}

/** Two grids of equal width, one below the other; `origin` leads each cell back to its own grid. */
export function stack(upper: Grid, lower: Grid): { grid: Grid; origin: ReadonlyMap<Cell, { grid: Grid; cell: Cell }> } {
  const origin = new Map<Cell, { grid: Grid; cell: Cell }>()
  for (const cell of upper.table.cells) origin.set(cell, { grid: upper, cell })
  for (const cell of lower.table.cells) origin.set({ ...cell, row: cell.row + upper.rows }, { grid: lower, cell })
  const table = { ...upper.table, rows: upper.rows + lower.rows, cells: [...origin.keys()] }
  return { grid: gridOf(upper.id, table), origin }
}
