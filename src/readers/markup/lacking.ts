import type { Placed } from './placing.js'
import { covers, hasNumbers, mayBeValue, MOST_CELLS, startingIn } from './rectangle.js'

/** With at least so many rows that all end ahead of a heading, its column was left out; fewer may have lost a cell each. */
const ROWS_WITHOUT_COLUMN = 3

/**
 * Rows of values that have no cell under one of their headings. Markup gives cells by their order only: where one is
 * missing, those behind it may each stand one column too far ahead, and nothing tells which one it was.
 */
export function rowsLackingValues(placed: readonly Placed[]): ReadonlySet<number> {
  if (placed.length > MOST_CELLS) return new Set()
  const height = placed.reduce((most, { row, rowSpan }) => Math.max(most, row + rowSpan), 0)
  const rows = Array.from({ length: height }, (_, row) => row)
  const numbered = rows.filter((row) => hasNumbers(startingIn(placed, row)))
  const headings = placed.filter((one) => isHeading(one) && !numbered.includes(one.row))
  const lacking = new Map<Placed, number[]>()
  const served = new Map<Placed, number>()
  for (const row of numbered) {
    const cells = placed.filter((one) => covers(one, row))
    for (const heading of lowest(placed, headings, row)) {
      if (cells.some((one) => overlap(one, heading))) served.set(heading, (served.get(heading) ?? 0) + 1)
      else lacking.set(heading, [...(lacking.get(heading) ?? []), row])
    }
  }
  const lost = [...lacking].filter(([heading, short]) => served.has(heading) || short.length < ROWS_WITHOUT_COLUMN)
  return new Set(lost.flatMap(([, short]) => short))
}

const isHeading = ({ cell }: Placed): boolean => !cell.hole && cell.text !== '' && !mayBeValue(cell.text)

const overlap = (a: Placed, b: Placed): boolean =>
  a.column < b.column + b.columnSpan && b.column < a.column + a.columnSpan

/** The headings over a row that have no other one between them and it, nor the headings of a block that is narrower. */
function lowest(placed: readonly Placed[], headings: readonly Placed[], row: number): readonly Placed[] {
  const above = headings.filter((heading) => heading.row + heading.rowSpan <= row)
  return above.filter((heading) => {
    const later = above.filter((other) => other.row >= heading.row + heading.rowSpan)
    if (later.some((other) => overlap(other, heading))) return false
    return !later.some(
      (other) =>
        later.some((beside) => beside !== other && beside.row === other.row) &&
        !placed.some((one) => covers(one, other.row) && overlap(one, heading)),
    )
  })
}
