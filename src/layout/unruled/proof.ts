import { centre, columnAt, middle, type Placed } from './placed.js'
import { provesHeads, type Laid } from './heads-proof.js'
import type { Row } from './rows.js'
import { mayName } from './series.js'

/** Texts of one row stand at one height, give or take (em). */
const SAME_HEIGHT = 0.2
/** Rows are at least this far apart (em); where some are farther apart than others by this factor, two tables may meet. */
const ROW_PITCH = 0.95
const UNEVEN = 1.9
/** A column's texts share a side, their middle or their last digit, give or take (em). */
const ALIGNED = 0.35
/** White between two columns over all rows (em). */
const GUTTER = 0.5
/** A table whose columns prove themselves has so many rows and columns of values, and values in this share of each column. */
const FEWEST_ROWS = 3
const FEWEST_COLUMNS = 2
const FILLED = 0.5

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values)

const lastDigit = ({ run, right }: Placed): number =>
  run.line.glyphs.findLast(({ text }) => /\d/u.test(text))?.box[2] ?? right

function isAligned(runs: readonly Placed[]): boolean {
  const near = ALIGNED * (runs[0]?.size ?? 0)
  return [runs.map(({ right }) => right), runs.map(({ left }) => left), runs.map(centre), runs.map(lastDigit)].some(
    (places) => spread(places) <= near,
  )
}

/** Each row is one label beside values on one line, as far from the next as rows are, and no label may be one that goes on. */
function provesRows(rows: readonly Row[]): boolean {
  if (rows.length < FEWEST_ROWS) return false
  const own: Placed[] = []
  for (const { labels, values } of rows) {
    const label = labels[0]?.runs[0]
    if (labels.length !== 1 || labels[0]?.runs.length !== 1 || !label || !values) return false
    const near = SAME_HEIGHT * label.size
    if (values.runs.some((run) => !run.run.isValue || Math.abs(middle(run) - middle(label)) > near)) return false
    // A row of years, or of numbers that rise evenly, may be a second heading.
    if (
      mayName(
        values.runs.map(({ run }) => run.text),
        'one step',
      )
    )
      return false
    own.push(label)
  }
  const heights = own.map(middle)
  const pitches = heights.slice(1).map((height, index) => height - (heights[index] ?? height))
  const least = Math.min(...pitches)
  return (
    least >= ROW_PITCH * (own[0]?.size ?? 0) &&
    Math.max(...pitches) <= UNEVEN * least &&
    !mayGoOn(own.map(({ run }) => run.text))
  )
}

const SMALL = /^[\p{Ll}(（,;&/–-]/u
const CAPITAL = /^\p{Lu}/u
const UNFINISHED =
  /(?:[-–—,;:(/&]|\b(?:and|or|of|the|for|in|to|with|by|on|at|from|per|as|than|its|their|an?|und|et|de|du|des|la|le|y|e))$/iu

/** May a label be the second line of the one above: begins it with a small letter, or is the one above not finished? */
function mayGoOn(labels: readonly string[]): boolean {
  const capitals = labels.some((label) => CAPITAL.test(label.trim()))
  return labels.slice(1).some((label, index) => {
    const above = (labels[index] ?? '').trim()
    const open = above.split(/[(（]/u).length > above.split(/[)）]/u).length
    return (capitals && SMALL.test(label.trim())) || UNFINISHED.test(above) || open
  })
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
  // One value for a whole row stands in the middle of its columns, as if it were that of the middle one.
  if (ofValues.length > 2 && rows.some(({ values }) => values?.runs.length === 1)) return null
  // Years and numbers that rise label the rows of another table at the right.
  if (
    ofValues.some((runs, index) =>
      mayName(
        runs.map(({ run }) => run.text),
        index > 0 ? 'any step' : 'one step',
      ),
    )
  )
    return null
  const clear = columns.slice(1).every((runs, index) => {
    const before = columns[index] ?? []
    const size = runs[0]?.size ?? 0
    return Math.min(...runs.map(({ left }) => left)) - Math.max(...before.map(({ right }) => right)) >= GUTTER * size
  })
  return clear ? ofValues : null
}

/**
 * Do independent proofs agree on all that a table without lines says: rows at one height each, columns aligned with white
 * between them over all rows, a heading of its own over each column, one way to read the spans, a known end of the headings?
 * A block with a second possible reading is not proved.
 */
export function isProved(laid: Laid): boolean {
  if (laid.strip.sheets.length !== 1 || !provesRows(laid.rows)) return false
  const columns = provesColumns(laid)
  return columns !== null && provesHeads(laid, columns)
}
