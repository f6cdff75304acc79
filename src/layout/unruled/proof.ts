import { isYear } from '../../vocabulary/captions.js'
import { centre, columnAt, linesOfPlaced, middle, type Placed, type Strip } from './placed.js'
import type { Row } from './rows.js'
import type { SpanHeads } from './spans.js'

/** Texts of one row stand at one height, give or take (em). */
const SAME_HEIGHT = 0.2
/** Rows are at least this far apart (em). */
const ROW_PITCH = 0.95
/** A column's texts share a side, their middle or their last digit, give or take (em). */
const ALIGNED = 0.35
/** White between two columns over all rows (em). */
const GUTTER = 0.5
/** A table whose columns prove themselves has so many rows and columns of values, and values in this share of each column. */
const FEWEST_ROWS = 3
const FEWEST_COLUMNS = 2
const FILLED = 0.5
/** A line over this share of the table goes over all its columns. */
const WHOLE_RULE = 0.9
const SAME_LINE = 0.5

/** What is known of a block once it is laid out. */
export interface Laid {
  readonly strip: Strip
  readonly rows: readonly Row[]
  readonly heads: readonly Placed[]
  readonly head: SpanHeads
  readonly corner: readonly Placed[]
  readonly body: readonly Placed[]
  readonly labelColumns: number
  readonly edges: readonly number[]
}

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

const lastDigit = ({ run, right }: Placed): number =>
  run.line.glyphs.findLast(({ text }) => /\d/u.test(text))?.box[2] ?? right

function isAligned(runs: readonly Placed[]): boolean {
  const near = ALIGNED * (runs[0]?.size ?? 0)
  return [runs.map(({ right }) => right), runs.map(({ left }) => left), runs.map(centre), runs.map(lastDigit)].some(
    (places) => spread(places) <= near,
  )
}

/** Each row is one label beside values on one line, as far from the next as rows are. */
function provesRows(rows: readonly Row[]): boolean {
  if (rows.length < FEWEST_ROWS) return false
  const heights: number[] = []
  for (const { labels, values } of rows) {
    const label = labels[0]?.runs[0]
    if (labels.length !== 1 || labels[0]?.runs.length !== 1 || !label || !values) return false
    const near = SAME_HEIGHT * label.size
    if (values.runs.some((run) => !run.run.isValue || Math.abs(middle(run) - middle(label)) > near)) return false
    // A row of years may be a second heading.
    if (values.runs.length > 1 && values.runs.every(({ run }) => isYear(run.text))) return false
    heights.push(middle(label))
  }
  const size = rows[0]?.labels[0]?.runs[0]?.size ?? 0
  return heights.slice(1).every((height, index) => height - (heights[index] ?? height) >= ROW_PITCH * size)
}

/** Each column's values are aligned, and white runs between them and their neighbours from the first row to the last. */
function provesColumns({ rows, edges, labelColumns }: Laid): readonly (readonly Placed[])[] | null {
  if (labelColumns !== 1) return null
  const columns = Array.from({ length: edges.length - 1 }, (): Placed[] => [])
  columns[0]?.push(...rows.flatMap(({ labels }) => labels.flatMap(({ runs }) => runs)))
  for (const { values } of rows) for (const run of values?.runs ?? []) columns[columnAt(edges, centre(run))]?.push(run)
  const ofValues = columns.slice(1)
  if (ofValues.length < FEWEST_COLUMNS) return null
  if (ofValues.some((runs) => runs.length < Math.max(2, FILLED * rows.length) || !isAligned(runs))) return null
  if (ofValues.some((runs) => new Set(runs.map(({ top }) => Math.round(top))).size < runs.length)) return null
  const clear = columns.slice(1).every((runs, index) => {
    const before = columns[index] ?? []
    const size = runs[0]?.size ?? 0
    return Math.min(...runs.map(({ left }) => left)) - Math.max(...before.map(({ right }) => right)) >= GUTTER * size
  })
  return clear ? ofValues : null
}

/** Each column has a heading of its own that stands over it and over no other; it is known where the headings end. */
function provesHeads(
  { strip, head, heads, corner, body, rows }: Laid,
  columns: readonly (readonly Placed[])[],
): boolean {
  if (!head.sure || head.rows === 0) return false
  const spanned = head.rows > 1
  const extents = columns.map((runs) => [
    Math.min(...runs.map(({ left }) => left)),
    Math.max(...runs.map(({ right }) => right)),
  ])
  const over = (runs: readonly Placed[], [left = 0, right = 0]: readonly number[]): boolean =>
    runs.some((run) => run.left < right && left < run.right)
  const own = columns.every((_, index) => {
    const leaf = head.cells.find((cell) => cell.row + cell.rowSpan === head.rows && cell.column === index + 1)
    if (leaf?.columnSpan !== 1) return false
    // Beneath a span a heading of two lines might be two headings.
    if (spanned && linesOfPlaced(leaf.runs, SAME_LINE).length > 1) return false
    return extents.every((extent, other) => over(leaf.runs, extent) === (other === index))
  })
  return own && endsSurely(strip, heads, corner, rows, body)
}

function endsSurely(
  strip: Strip,
  heads: readonly Placed[],
  corner: readonly Placed[],
  rows: readonly Row[],
  body: readonly Placed[],
): boolean {
  const [first] = rows
  const start = first?.values ? middle(first.values) : -Infinity
  const [left, right] = [Math.min(...body.map((run) => run.left)), Math.max(...body.map((run) => run.right))]
  const [top, lowest] = [Math.min(...heads.map(middle)), Math.max(...heads.map(middle))]
  const whole = strip.rulings
    .filter(
      ({ orientation, start: from, end: to }) =>
        orientation === 'horizontal' && Math.min(to, right) - Math.max(from, left) > WHOLE_RULE * (right - left),
    )
    .map(({ position }) => position)
  if (whole.some((position) => position > top && position < lowest)) return false
  const below = corner.some((run) => middle(run) > lowest + SAME_HEIGHT * run.size)
  const ruled = whole.some((position) => position > lowest && position < start)
  return !below && (ruled || linesOfPlaced(corner, SAME_LINE).length < 2)
}

/**
 * Do independent proofs agree on all that a table without lines says: rows at one height each, columns aligned with white
 * between them over all rows, a heading of its own over each column, one way to read the spans, a known end of the headings?
 */
export function isProved(laid: Laid): boolean {
  if (laid.strip.sheets.length !== 1 || !provesRows(laid.rows)) return false
  const columns = provesColumns(laid)
  return columns !== null && provesHeads(laid, columns)
}
