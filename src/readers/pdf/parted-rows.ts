import type { Cell, Table } from '../../model/block.js'

/** Fewer columns of numbers may complement one another by chance. */
const MIN_COLUMNS = 3

const NUMBER = /^[\d.,，．\uff10-\uff19]+$/u

/**
 * A table that text alone makes, with a doubt on the numbers of two lines that complement one another: what stands in one
 * column of the first stands in none of the second, and together they fill all columns. They are lines of one row, some of
 * whose numbers are broken over two or stand higher than others.
 */
export function withPartedRows(table: Table): Table {
  if (table.method !== 'unruled') return table
  const rows = new Map<number, Cell[]>()
  for (const cell of table.cells) {
    const row = rows.get(cell.row)
    if (row) row.push(cell)
    else rows.set(cell.row, [cell])
  }
  const numbersOf = (row: number): readonly number[] =>
    (rows.get(row) ?? []).filter(({ text }) => NUMBER.test(text)).map(({ column }) => column)
  const columns = new Set([...rows.keys()].flatMap(numbersOf))
  if (columns.size < MIN_COLUMNS) return table
  const parted = new Set<number>()
  for (const row of rows.keys()) {
    const [first, second] = [numbersOf(row), numbersOf(row + 1)]
    const isWhole =
      first.length + second.length === columns.size && new Set([...first, ...second]).size === columns.size
    if (first.length > 0 && second.length > 0 && isWhole) parted.add(row).add(row + 1)
  }
  if (parted.size === 0) return table
  const cells = table.cells.map((cell): Cell =>
    parted.has(cell.row) && columns.has(cell.column) ? { ...cell, uncertain: 'row' } : cell,
  )
  return { ...table, cells }
}
