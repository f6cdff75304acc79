import type { Ruling } from '../model/page.js'
import { isCjk, lineOf, lineText, type Line } from './lines.js'

/** White between two columns of text is at least this wide (em), and stands at the page's middle, give or take a share. */
const GUTTER = 1
const OFF_MIDDLE = 0.12
/** This many full lines of prose on either side make columns of text; such a line fills this share of its column. */
const FEWEST_PROSE = 6
const FULL = 0.8
/** Prose has this many characters a line; a character of Chinese counts for two. */
const PROSE_LENGTH = 24
/** Most of it are letters. */
const LETTERS = 0.7
/** White within a line of prose is narrower than this (em). */
const WORD_SPACE = 1.6
/** Texts whose middles or sizes differ by more than this share stand in no row together. */
const ROW_HEIGHT = 0.12
const ROW_SIZE = 0.1
/** Lines farther apart than this (em) end a stretch of columns. */
const LARGEST_GAP = 14

/** A line, and which column of which stretch of its page it stands in; null for one over the whole page. */
export interface LaneLine {
  readonly line: Line
  readonly lane: number | null
}

const LETTER = /\p{L}/u

interface Sides {
  readonly left: Line | null
  readonly right: Line | null
}

/** Parts a line at x; null where a character or a word stands across it. */
function partAt(line: Line, x: number): Sides | null {
  const half = (GUTTER / 2) * Math.min(line.size, 10)
  const left = line.glyphs.filter(({ box }) => box[2] <= x + 0.1)
  const right = line.glyphs.filter(({ box }) => box[0] >= x - 0.1)
  if (left.length + right.length < line.glyphs.length) return null
  const [before, behind] = [left.at(-1), right[0]]
  if (before && behind && behind.box[0] - before.box[2] < 2 * half) return null
  return { left: left.length > 0 ? lineOf(left) : null, right: right.length > 0 ? lineOf(right) : null }
}

function isProse(line: Line | null, width: number): boolean {
  if (!line || line.box[2] - line.box[0] < FULL * width) return false
  const { glyphs } = line
  const wide = glyphs.some((glyph, index) => {
    const before = glyphs[index - 1]
    return before !== undefined && glyph.box[0] - before.box[2] > WORD_SPACE * glyph.size
  })
  if (wide) return false
  const length = glyphs.reduce((sum, { text }) => sum + (isCjk(text) ? 2 : 1), 0)
  const letters = glyphs.filter(({ text }) => LETTER.test(text)).length
  return length >= PROSE_LENGTH && letters >= LETTERS * glyphs.length && lineText(line).includes(' ')
}

/** Where most lines that reach both halves of the page have white near its middle, and fewest have text. */
function gutterOf(lines: readonly Line[]): number | null {
  const left = Math.min(...lines.map(({ box }) => box[0]))
  const right = Math.max(...lines.map(({ box }) => box[2]))
  const middle = (left + right) / 2
  const reach = OFF_MIDDLE * (right - left)
  const gaps = lines.map(({ glyphs, size }) =>
    glyphs.slice(1).flatMap((glyph, index): readonly (readonly [number, number])[] => {
      const before = glyphs[index]
      const [from, to] = [before?.box[2] ?? 0, glyph.box[0]]
      return to - from >= GUTTER * Math.min(size, 10) && to > middle - reach && from < middle + reach
        ? [[from, to]]
        : []
    }),
  )
  if (gaps.flat().length < FEWEST_PROSE) return null
  const isWhite = (own: readonly (readonly [number, number])[], x: number): boolean =>
    own.some(([from, to]) => from < x && x < to)
  let [best, most, free]: [number | null, number, number] = [null, -Infinity, 0]
  for (const x of new Set(gaps.flat().map(([, to]) => to - 0.5))) {
    const white = gaps.filter((own) => isWhite(own, x)).length
    const crossing = lines.filter(({ box }, index) => box[0] < x && x < box[2] && !isWhite(gaps[index] ?? [], x))
    const score = white - crossing.length
    if (score > most) [best, most, free] = [x, score, white]
  }
  return free >= FEWEST_PROSE ? best : null
}

/**
 * Lines of a page whose prose is set in two columns: each column's lines by themselves, the left one's first. A page
 * without such columns gives its lines as they are. Rulings across the white between columns end a stretch of them.
 */
export function lanesOf(lines: readonly Line[], rulings: readonly Ruling[]): readonly LaneLine[] {
  const whole = (): readonly LaneLine[] => lines.map((line) => ({ line, lane: null }))
  const x = lines.length < 2 * FEWEST_PROSE ? null : gutterOf(lines)
  if (x === null) return whole()
  const sides = lines.map((line) => partAt(line, x))
  const reach = (side: 'left' | 'right'): number => {
    const own = sides.flatMap((each) => (each?.left && each.right ? [each[side]] : [])).filter((each) => each !== null)
    return Math.max(...own.map(({ box }) => box[2])) - Math.min(...own.map(({ box }) => box[0]))
  }
  const widths = { left: reach('left'), right: reach('right') }
  const prose = sides.map((each) => ({
    left: isProse(each?.left ?? null, widths.left),
    right: isProse(each?.right ?? null, widths.right),
  }))
  const crossing = rulings.filter(
    ({ orientation, start, end }) => orientation === 'horizontal' && start < x - 2 && end > x + 2,
  )
  const stretches = stretchesOf(lines, sides, crossing)
  const result: LaneLine[] = []
  let done = 0
  let lane = 0
  for (const [from, to] of stretches) {
    const own = prose.slice(from, to)
    if (own.filter(({ left }) => left).length < FEWEST_PROSE) continue
    if (own.filter(({ right }) => right).length < FEWEST_PROSE) continue
    const first = from + own.findIndex(({ left, right }) => left || right)
    const last = from + own.findLastIndex(({ left, right }) => left || right) + 1
    const [start, end] = [startOf(lines, sides, first, from, x), endOf(lines, sides, last, to, x)]
    result.push(...lines.slice(done, start).map((line) => ({ line, lane: null })))
    for (const side of ['left', 'right'] as const) {
      lane += 1
      for (const each of sides.slice(start, end)) {
        const line = each?.[side]
        if (line) result.push({ line, lane })
      }
    }
    done = end
  }
  result.push(...lines.slice(done).map((line) => ({ line, lane: null })))
  return result
}

/** Stretches of lines that the white between the columns parts, from one line to another, exclusive. */
function stretchesOf(
  lines: readonly Line[],
  sides: readonly (Sides | null)[],
  crossing: readonly Ruling[],
): readonly (readonly [number, number])[] {
  const found: [number, number][] = []
  let start: number | null = null
  for (const [index, line] of lines.entries()) {
    const above = lines[index - 1]
    const parted = sides[index] !== null
    const cut =
      above !== undefined &&
      (line.box[1] - above.box[3] > LARGEST_GAP * line.size ||
        crossing.some(({ position }) => position > above.box[1] && position < line.box[3]))
    if (start !== null && (!parted || cut)) {
      found.push([start, index])
      start = null
    }
    if (parted && start === null) start = index
  }
  if (start !== null) found.push([start, lines.length])
  return found
}

/** A line on one side alone belongs to that column, too, above and below the prose. */
const isOneSided = (sides: Sides | null | undefined): boolean => sides != null && !(sides.left && sides.right)

function startOf(
  lines: readonly Line[],
  sides: readonly (Sides | null)[],
  first: number,
  from: number,
  x: number,
): number {
  let start = first
  while (start > from && (isOneSided(sides[start - 1]) || besideColumn(lines, sides, start - 1, x))) start -= 1
  return start
}

function endOf(lines: readonly Line[], sides: readonly (Sides | null)[], last: number, to: number, x: number): number {
  let end = last
  while (end < to && (isOneSided(sides[end]) || besideColumn(lines, sides, end, x))) end += 1
  return end
}

/** Are a line's parts of two columns: not of one row, or the right one begins where most right ones do? */
function besideColumn(lines: readonly Line[], sides: readonly (Sides | null)[], index: number, x: number): boolean {
  const { left, right: own } = sides[index] ?? {}
  if (!own) return false
  // Texts of one row stand at one height, in one size; texts of two columns may not.
  const apart =
    left && Math.abs((left.box[1] + left.box[3]) / 2 - (own.box[1] + own.box[3]) / 2) > ROW_HEIGHT * own.size
  if (left && (apart || Math.abs(left.size - own.size) > ROW_SIZE * own.size)) return true
  const starts = sides.flatMap((each) => (each?.right ? [each.right.box[0]] : [])).filter((start) => start - x < 60)
  const alike = starts.filter((start) => Math.abs(start - own.box[0]) < 1.5).length
  return alike >= Math.max(FEWEST_PROSE, 0.2 * lines.length)
}
