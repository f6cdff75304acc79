import { linesOfPlaced, middle, textsOf, type Placed, type Strip } from './placed.js'
import type { Row } from './rows.js'
import { isNumbered, rises } from './series.js'
import type { SpanHeads } from './spans.js'

/** A heading and the texts of its column have at least this share of the narrower one's width in common. */
const OVER_SHARE = 0.5
/** A line over this share of the table goes over all its columns. */
const WHOLE_RULE = 0.9
const SAME_LINE = 0.5
/** Texts of one row stand at one height, give or take (em). */
const SAME_HEIGHT = 0.2

/** Facts about a block once it is laid out. */
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

type Extent = readonly [left: number, right: number]

const extentOf = (runs: readonly Placed[]): Extent => [
  Math.min(...runs.map(({ left }) => left)),
  Math.max(...runs.map(({ right }) => right)),
]

const common = ([left, right]: Extent, [from, to]: Extent): number => Math.min(right, to) - Math.max(left, from)

/**
 * Each column has a heading of its own that stands over it and over no other; no two columns have the same headings; it is
 * known where the headings end.
 */
export function provesHeads(laid: Laid, columns: readonly (readonly Placed[])[]): boolean {
  const { head } = laid
  if (!head.sure || head.rows === 0) return false
  const spanned = head.rows > 1
  const extents = columns.map(extentOf)
  const own = columns.every((_, index) => {
    const leaf = head.cells.find((cell) => cell.row + cell.rowSpan === head.rows && cell.column === index + 1)
    if (leaf?.columnSpan !== 1) return false
    // Beneath a span a heading of two lines might be two headings.
    if (spanned && linesOfPlaced(leaf.runs, SAME_LINE).length > 1) return false
    return extents.every((extent, other) => (other === index ? isOver(leaf.runs, extent) : isClear(leaf.runs, extent)))
  })
  return own && tellsApart(head, columns.length) && endsSurely(laid)
}

/** A heading that its column's texts only touch may be that of a neighbour. */
function isOver(runs: readonly Placed[], extent: Extent): boolean {
  const head = extentOf(runs)
  return common(head, extent) >= OVER_SHARE * Math.min(head[1] - head[0], extent[1] - extent[0])
}

const isClear = (runs: readonly Placed[], extent: Extent): boolean =>
  runs.every((run) => common([run.left, run.right], extent) <= 0)

/** Two columns of the same headings are of two tables side by side, or stand under spans that were not found. */
function tellsApart({ cells }: SpanHeads, columns: number): boolean {
  const paths = Array.from({ length: columns }, (_, index) =>
    cells
      .filter(({ column, columnSpan }) => column <= index + 1 && index + 1 < column + columnSpan)
      .sort((a, b) => a.row - b.row)
      .map(({ runs }) => textsOf(runs))
      .join('\n'),
  )
  return new Set(paths).size === columns
}

/** Is it known where the headings end: at a line, or where nothing below the corner may be a heading, too? */
function endsSurely({ strip, heads, corner, rows, body }: Laid): boolean {
  const [first, second] = rows
  const start = first?.values ? middle(first.values) : -Infinity
  const [top, lowest] = [Math.min(...heads.map(middle)), Math.max(...heads.map(middle))]
  const whole = wholeRules(strip, extentOf(body))
  const ruledBetween = (from: number, to: number): boolean => whole.some((position) => position > from && position < to)
  if (ruledBetween(top, lowest)) return false
  const below = corner.some((run) => middle(run) > lowest + SAME_HEIGHT * run.size)
  const ruled = ruledBetween(lowest, start)
  // Numbers that head columns (5, 10, 20 km) look like a first row: their line may stand below them.
  const again = second?.values ? ruledBetween(start, middle(second.values)) : false
  const values = rows.map((row) => row.values?.runs ?? [])
  if ((!ruled || again) && mayHead(values)) return false
  return !below && (ruled || linesOfPlaced(corner, SAME_LINE).length < 2)
}

function wholeRules(strip: Strip, extent: Extent): readonly number[] {
  return strip.rulings
    .filter(
      ({ orientation, start, end }) =>
        orientation === 'horizontal' && common([start, end], extent) > WHOLE_RULE * (extent[1] - extent[0]),
    )
    .map(({ position }) => position)
}

/** May the first row of values be one of headings: numbers that rise, and are printed in another way than those below them? */
function mayHead([first, ...others]: readonly (readonly Placed[])[]): boolean {
  const texts = (first ?? []).map(({ run }) => run.text)
  if (texts.length < 2 || !rises(texts, 'any step')) return false
  return texts.every(isNumbered) || others.flat().every(({ run }) => isNumbered(run.text)) !== texts.every(isNumbered)
}
