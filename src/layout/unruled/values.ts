import { columnAt, type BlockCell, type Borders } from './block-grid.js'
import { centre, linesOfPlaced, middle, type Placed } from './placed.js'
import { textLine, type Row, type TextLine } from './rows.js'

/** Values stand on one line. */
const SAME_LINE = 0.5
/** Rows are never nearer than this (em); nearer ones without labels may be two lines of one. */
const BROKEN_NUMBER = 0.9
const NEAR_ROWS = 1.7
/** A value that reaches this far (em) over a column border may belong to either column. */
const OVER_BORDER = 0.6

/** One cell for each row and value column; blank where nothing stands. */
export function valueCells(rows: readonly Row[], columns: number, borders: Borders): BlockCell[] {
  const doubtful = doubtfulRows(rows, columns)
  return rows.flatMap((row, index) =>
    Array.from({ length: borders.x.length - 1 - columns }, (_, place): BlockCell => {
      const column = columns + place
      const [left, right] = [borders.x[column] ?? 0, borders.x[column + 1] ?? 0]
      const runs = (row.values?.runs ?? []).filter((run) => columnAt(borders, centre(run)) === column)
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
    }),
  )
}

/** Lines of values; a number broken in a narrow cell stands half a line above and below the others of its row. */
export function valueRows(values: readonly Placed[]): TextLine[] {
  const rows: TextLine[] = []
  for (const line of linesOfPlaced(values, SAME_LINE).map(textLine)) {
    const last = rows.at(-1)
    const below = last?.runs.at(-1)
    if (last && below && middle(line) - middle(below) < BROKEN_NUMBER * below.size)
      rows[rows.length - 1] = textLine([...last.runs, ...line.runs])
    else rows.push(line)
  }
  return rows
}

/** Rows of values that have no label, or none of the block has, and stand as near to the row above as lines of one cell do. */
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
