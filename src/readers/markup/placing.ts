import type { CellDoubt } from '../../model/block.js'

/** A cell with its spans as numbers, before it has a place. */
export interface SpannedCell {
  readonly text: string
  readonly rowSpan: number
  readonly columnSpan: number
  /** Takes a place without being a cell: the grid has a hole there. */
  readonly hole: boolean
  readonly doubt?: CellDoubt
}

/** Rows of one <thead>, <tbody> or <tfoot>: no row span crosses its end. */
export type SpannedGroup = readonly (readonly SpannedCell[])[]

/** A cell in its place. Rows and columns are 0-based; spans are what they came to be. */
export interface Placed {
  readonly cell: SpannedCell
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** No table of a document is wider; what stands beyond is a span gone wrong. */
const MAX_COLUMNS = 4000

/**
 * Places cells by the algorithm of the HTML standard (4.9.12 “forming a table”), except that cells never overlap: a span
 * stops before a slot that is taken.
 */
export function place(groups: readonly SpannedGroup[]): readonly Placed[] {
  const placed: Placed[] = []
  let row = 0
  for (const group of groups) {
    const groupEnd = row + group.length
    // For each column the first row of this group in which it is free again.
    const freeFrom: number[] = []
    const isFree = (column: number): boolean => (freeFrom[column] ?? 0) <= row
    for (const cells of group) {
      let column = 0
      for (const cell of cells) {
        while (column < MAX_COLUMNS && !isFree(column)) column += 1
        let columnSpan = 1
        while (columnSpan < cell.columnSpan && column + columnSpan < MAX_COLUMNS && isFree(column + columnSpan))
          columnSpan += 1
        const rowSpan = Math.min(cell.rowSpan, groupEnd - row)
        for (let at = column; at < column + columnSpan; at++) freeFrom[at] = row + rowSpan
        placed.push({ cell, row, column, rowSpan, columnSpan })
        column += columnSpan
      }
      row += 1
    }
  }
  return placed
}
