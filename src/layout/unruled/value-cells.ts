import { at } from '../../model/at.js'
import { centre, columnAt, middle, type BlockCell, type Borders } from './placed.js'
import type { Row } from './rows.js'
import { hasSpans } from './spans.js'

/** Rows nearer than this (em) without labels may be two lines of one. */
const NEAR_ROWS = 1.7
/** A value that reaches this far (em) over a column border may belong to either column. */
const OVER_BORDER = 0.6

/** One cell for each row and value column; blank where nothing stands. */
export function valueCells(rows: readonly Row[], columns: number, borders: Borders): BlockCell[] {
  const doubtful = doubtfulRows(rows, columns)
  return rows.flatMap((row, index) => {
    const cells = Array.from({ length: borders.x.length - 1 - columns }, (_, place): BlockCell => {
      const column = columns + place
      const left = at(borders.x, column, 'column edge')
      const right = at(borders.x, column + 1, 'column edge')
      const runs = (row.values?.runs ?? []).filter((run) => columnAt(borders.x, centre(run)) === column)
      // A text over several columns leaves none of them sure, blank or not.
      const over = (row.values?.runs ?? []).some(
        (run) =>
          Math.max(left - run.left, run.right - right) > OVER_BORDER * run.size &&
          (runs.includes(run) || Math.min(right, run.right) - Math.max(left, run.left) > OVER_BORDER * run.size),
      )
      return {
        row: index,
        rowSpan: 1,
        column,
        columnSpan: 1,
        runs,
        ...(over ? { uncertain: 'column' as const } : doubtful.has(index) ? { uncertain: 'row' as const } : {}),
      }
    })
    return withWideLabels(cells, borders)
  })
}

/** Words over several columns of which the others are blank, as 公用经费合计 over codes and names of a second side. */
function withWideLabels(cells: readonly BlockCell[], borders: Borders): readonly BlockCell[] {
  const wide = cells.flatMap((cell): BlockCell[] => {
    const [run] = cell.runs
    if (!run || cell.runs.length > 1 || run.run.isValue || hasSpans([run])) return []
    const first = columnAt(borders.x, run.left + OVER_BORDER * run.size)
    const last = columnAt(borders.x, run.right - OVER_BORDER * run.size)
    const blank = cells.every(
      ({ column, runs }) => column < first || column > last || runs.length === 0 || runs[0] === run,
    )
    return first < last && blank ? [{ ...cell, column: first, columnSpan: last - first + 1 }] : []
  })
  if (wide.length === 0) return cells
  const isUnder = ({ column }: BlockCell): boolean =>
    wide.some((each) => each.column <= column && column < each.column + each.columnSpan)
  return [...cells.filter((cell) => !isUnder(cell)), ...wide]
}

/**
 * Rows of values that have no label, or none of the block has, and stand as near to the row above as lines of one cell do.
 */
function doubtfulRows(rows: readonly Row[], columns: number): ReadonlySet<number> {
  const doubtful = new Set<number>()
  rows.forEach(({ labels, values }, index) => {
    const above = rows[index - 1]?.values
    const first = values?.runs[0]
    if (!above || !values || !first || (columns > 0 && labels.length > 0)) return
    if (middle(values) - middle(above) < NEAR_ROWS * first.size) doubtful.add(index - 1).add(index)
  })
  return doubtful
}
