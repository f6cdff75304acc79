import type { Ruling } from '../../model/page.js'
import { captionLine } from '../../vocabulary/captions.js'
import { type LaidCell, type LaidTable, type Piece, byPlace } from '../laid.js'
import { linesOf, lineText } from '../lines.js'
import { gapsOf, stab } from './columns.js'
import { columnAt, linesOfPlaced, type Placed, type Strip } from './placed.js'
import type { TextRow } from './region.js'

/** Columns of words are a table where at least so many lines begin at the same places, give or take (em). */
const FEWEST_LINES = 3
const SAME_START = 0.35
/** This share of the texts behind the first column begins at such places. */
const ALIGNED_SHARE = 0.6
/** Texts of cells are shorter than prose on average: characters. */
const LONGEST_MEAN = 60
/** A rule over this share of the table's width parts rows. */
const RULE_SHARE = 0.6
/** White between two rows is larger than between two lines of a cell by this share of a line. */
const ROW_GAP = 0.12
/** This share of the columns has text where a row begins. */
const BEGINNING_SHARE = 0.7
const SAME_LINE = 0.5
const PADDING = 2
/** A caption stands this few lines above. */
const CAPTION_LINES = 3

/** Do lines of words stand in columns, so that the same places begin on line after line? */
export function standsInColumns(rows: readonly TextRow[]): boolean {
  const parted = rows.filter(({ runs }) => runs.length > 1)
  if (parted.length < FEWEST_LINES) return false
  const starts = parted.flatMap(({ runs }) => runs.slice(1).map(({ box, line }) => ({ x: box[0], size: line.size })))
  const texts = rows.flatMap(({ runs }) => runs.map(({ text }) => text.length))
  if (texts.reduce((sum, length) => sum + length, 0) > LONGEST_MEAN * texts.length) return false
  const aligned = starts.filter(
    ({ x, size }) => starts.filter((other) => Math.abs(other.x - x) < SAME_START * size).length >= FEWEST_LINES,
  )
  return aligned.length >= ALIGNED_SHARE * starts.length
}

/** Does a line that numbers a table stand just above? */
export const isCaptioned = (rows: readonly (TextRow | null)[], start: number): boolean =>
  rows
    .slice(Math.max(0, start - CAPTION_LINES), start)
    .some((row) => row !== null && row.runs.length === 1 && captionLine(lineText(row.item.line)).number !== null)

const isWide = ({ orientation, start, end }: Ruling, left: number, right: number): boolean =>
  orientation === 'horizontal' && Math.min(end, right) - Math.max(start, left) > RULE_SHARE * (right - left)

/** Are lines drawn above the words and among them, as tables with horizontal lines have? */
export function isRuledAcross(rows: readonly TextRow[], rulings: ReadonlyMap<number, readonly Ruling[]>): boolean {
  const items = rows.map(({ item }) => item)
  const [left, right] = [Math.min(...items.map(({ box }) => box[0])), Math.max(...items.map(({ box }) => box[2]))]
  const [top, bottom] = [Math.min(...items.map(({ box }) => box[1])), Math.max(...items.map(({ box }) => box[3]))]
  const page = items[0]?.page
  const own = (page === undefined ? [] : (rulings.get(page) ?? [])).filter((ruling) => isWide(ruling, left, right))
  const size = items[0]?.line.size ?? 10
  const above = own.some(({ position }) => position <= top + 1 && position > top - 2 * size)
  const among = own.some(({ position }) => position > top + 1 && position < bottom - 1)
  return above && among
}

/** Lines of the table gathered to rows: by the lines drawn between them, else by white, else where most columns begin. */
function rowsOf(strip: Strip, edges: readonly number[]): readonly (readonly Placed[])[] {
  const lines = linesOfPlaced(strip.runs, SAME_LINE)
  const [left, right] = [edges[0] ?? 0, edges.at(-1) ?? 0]
  const top = (line: readonly Placed[]): number => Math.min(...line.map((run) => run.top))
  const rules = strip.rulings.filter((ruling) => isWide(ruling, left, right)).map(({ position }) => position)
  const cut = (index: number): boolean => {
    const [upper, lower] = [lines[index - 1], lines[index]]
    if (!upper || !lower) return false
    const [from, to] = [top(upper) + 1, top(lower) + 1]
    return rules.some((position) => position > from && position < to)
  }
  const pitches = lines.slice(1).map((line, index) => top(line) - top(lines[index] ?? line))
  const size = strip.runs[0]?.size ?? 10
  const least = Math.min(...pitches)
  const spaced = pitches.filter((pitch) => pitch > least + ROW_GAP * size).length
  const cuts = lines.filter((_, index) => cut(index)).length
  const byRules = cuts >= 3
  const bySpace = spaced >= 2 && spaced < pitches.length
  const filled = (line: readonly Placed[]): number => new Set(line.map((run) => columnAt(edges, run.left + 1))).size
  const begins = (index: number): boolean => {
    const line = lines[index] ?? []
    if (cut(index)) return true
    if (byRules) return false
    if (bySpace) return (pitches[index - 1] ?? Infinity) > least + ROW_GAP * size
    return (
      filled(line) >= BEGINNING_SHARE * (edges.length - 1) && line.some((run) => columnAt(edges, run.left + 1) === 0)
    )
  }
  const rows: Placed[][] = []
  lines.forEach((line, index) => {
    const last = rows.at(-1)
    if (last && index > 0 && !begins(index)) last.push(...line)
    else rows.push([...line])
  })
  return rows
}

/**
 * A table of words in columns: its first row heads the columns. Null where columns or rows are too few.
 * @param known x of its column borders, where headings above it tell them; then its first row is none
 */
export function textTable(strip: Strip, known: readonly number[] | null = null): LaidTable | null {
  const left = Math.min(...strip.runs.map((run) => run.left)) - PADDING
  const right = Math.max(...strip.runs.map((run) => run.right)) + PADDING
  const edges = known ?? [left, ...stab(gapsOf(strip, false), strip.runs).map(({ x }) => x), right]
  const rows = rowsOf(strip, edges)
  if (!known && (rows.length < FEWEST_LINES || edges.length < 3)) return null
  const cells = rows.flatMap((row, index): LaidCell[] => {
    const byColumn = new Map<number, { runs: Placed[]; last: number }>()
    for (const run of row) {
      const column = columnAt(edges, run.left + 1)
      const known = byColumn.get(column) ?? { runs: [], last: column }
      known.runs.push(run)
      known.last = Math.max(known.last, columnAt(edges, run.right - 1))
      byColumn.set(column, known)
    }
    const own: LaidCell[] = []
    for (let column = 0; column < edges.length - 1; column += 1) {
      const { runs, last } = byColumn.get(column) ?? { runs: [], last: column }
      let end = column + 1
      while (end <= last && !byColumn.has(end)) end += 1
      const pieces = piecesOf(strip, runs, row, edges[column] ?? left, edges[end] ?? right)
      own.push({ row: index, rowSpan: 1, column, columnSpan: end - column, pieces })
      column = end - 1
    }
    return own
  })
  const parts = strip.sheets.map(({ page, from, to }) => ({ page, box: [left, from, right, to] as const }))
  return {
    method: 'unruled',
    rows: rows.length,
    headRows: 1,
    columnEdges: edges,
    cells: [...cells].sort(byPlace),
    parts,
  }
}

function piecesOf(
  { sheets }: Strip,
  runs: readonly Placed[],
  row: readonly Placed[],
  left: number,
  right: number,
): readonly Piece[] {
  return sheets.flatMap(({ page, offset }): Piece[] => {
    const inRow = row.filter(({ run }) => run.page === page)
    const own = runs.filter(({ run }) => run.page === page)
    if (own.length === 0 && (inRow.length === 0 || page !== row[0]?.run.page)) return []
    const top = Math.min(...inRow.map((run) => run.top)) - offset
    const bottom = Math.max(...inRow.map((run) => run.bottom)) - offset
    const box = [
      Math.min(left, ...own.map((run) => run.left)),
      top,
      Math.max(right, ...own.map((run) => run.right)),
      bottom,
    ] as const
    return [{ page, box, lines: linesOf(own.flatMap(({ run }) => run.line.glyphs)) }]
  })
}
