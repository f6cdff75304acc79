import { columnsOf, isEmpty, type LaidCell, type LaidTable } from '../laid.js'

/**
 * Leaves out the columns in which no text begins, heading or other: white that no border had to part, such as that between
 * labels of one column and the values. What reaches over such a column reaches over its neighbour.
 */
export function withoutBareColumns(table: LaidTable): LaidTable {
  const used = new Set(table.cells.filter((cell) => !isEmpty(cell)).map(({ column }) => column))
  const bare = Array.from({ length: columnsOf(table) }, (_, column) => column).filter(
    (column) => column > 0 && !used.has(column),
  )
  if (bare.length === 0) return table
  const before = (column: number): number => bare.filter((each) => each < column).length
  const cells = table.cells.flatMap((cell): LaidCell[] => {
    const { column, columnSpan } = cell
    const place = column - before(column)
    const span = column + columnSpan - before(column + columnSpan) - place
    return span > 0 ? [{ ...cell, column: place, columnSpan: span }] : []
  })
  return { ...table, cells, columnEdges: table.columnEdges.filter((_, index) => !bare.includes(index)) }
}
