import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import { remember } from '../vocabulary/remember.js'

/** Glyphs whose middles differ by less than this share of the smaller one's height stand on one line. */
const SAME_LINE = 0.5
/** White wider than this share of the font size parts words (a Latin space is about 0.25 em wide). */
const WORD_GAP = 0.18
/** Between CJK characters only white wider than this (em) is a space: justified lines stretch. */
const CJK_GAP = 0.9
/** Cells are padded by no more than this (em). */
const LARGEST_PADDING = 0.7
/** A line that leaves less than this (em) was broken because the next character did not fit. */
const FULL_LINE_SLACK = 0.35

/** A line with so much more white (em) ahead than behind is set to the right. */
const RIGHT = 0.5

/** Glyphs on one line, left to right, white space left out. */
export interface Line {
  readonly glyphs: readonly Glyph[]
  readonly box: Box
  /** Largest font size on the line, in points. */
  readonly size: number
}

const CJK =
  /[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\u2014\u2018\u2019\u201c\u201d\u2026]|[\ud840-\ud87f]/u

/** Written without spaces to its neighbours: CJK characters and their punctuation. Full-width digits count as digits. */
export const isCjk = remember((text: string): boolean => CJK.test(text) && !/[\uff10-\uff19]/u.test(text))

const isBlank = (text: string): boolean => text.trim() === ''

export const middleX = ({ box }: Pick<Glyph, 'box'>): number => (box[0] + box[2]) / 2
export const middleY = ({ box }: Pick<Glyph, 'box'>): number => (box[1] + box[3]) / 2

/** Characters by their places. Most stand in order already, and are given back as they are. */
function sortedBy(glyphs: readonly Glyph[], place: (glyph: Glyph) => number): readonly Glyph[] {
  let last = -Infinity
  for (const glyph of glyphs) {
    const own = place(glyph)
    if (own < last) return [...glyphs].sort((one, other) => place(one) - place(other))
    last = own
  }
  return glyphs
}

export function lineOf(glyphs: readonly Glyph[]): Line {
  const sorted = sortedBy(glyphs, ({ box }) => box[0])
  const [first] = sorted
  if (!first) return { glyphs: sorted, box: [0, 0, 0, 0], size: 0 }
  let [left, top, right, bottom] = first.box
  let size = 0
  for (const glyph of sorted) {
    const { box } = glyph
    if (box[0] < left) left = box[0]
    if (box[1] < top) top = box[1]
    if (box[2] > right) right = box[2]
    if (box[3] > bottom) bottom = box[3]
    if (glyph.size > size) size = glyph.size
  }
  return { glyphs: sorted, box: [left, top, right, bottom], size }
}

/** Groups glyphs into lines, top to bottom; white space is left out. */
export function linesOf(glyphs: readonly Glyph[]): readonly Line[] {
  const sorted = sortedBy(
    glyphs.filter(({ text }) => !isBlank(text)),
    middleY,
  )
  const lines: Line[] = []
  let current: Glyph[] = []
  let middle = 0
  let height = 0
  for (const glyph of sorted) {
    const own = glyph.box[3] - glyph.box[1]
    if (current.length > 0 && middleY(glyph) - middle > SAME_LINE * Math.min(own, height)) {
      lines.push(lineOf(current))
      current = []
    }
    current.push(glyph)
    middle += (middleY(glyph) - middle) / current.length
    height = current.length === 1 ? own : Math.max(height, own)
  }
  if (current.length > 0) lines.push(lineOf(current))
  return lines
}

/** The space that stands between two neighbours on a line: '' or ' '. */
function spaceBetween(left: Glyph, right: Glyph): string {
  const gap = right.box[0] - left.box[2]
  const size = Math.min(left.size, right.size)
  if (gap <= size * WORD_GAP) return ''
  const tight = isCjk(left.text) || isCjk(right.text)
  return !tight || gap > size * CJK_GAP ? ' ' : ''
}

/** One line as text: no space between CJK characters, one where words stand apart. */
export function lineText({ glyphs }: Line): string {
  let text = ''
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1]
    if (before) text += spaceBetween(before, glyph)
    text += glyph.text.trim()
  })
  return text
}

const widthOf = ({ box }: Line): number => box[2] - box[0]

/** White (points) between the last two characters of a line that is spaced out: another one brings as much along. */
function spacingOf({ glyphs }: Line): number {
  const [last, before] = [glyphs.at(-1), glyphs.at(-2)]
  return last && before ? Math.max(0, last.box[0] - before.box[2]) : 0
}

/** Tells what joins two wrapped lines: nothing beside CJK or inside a text that was cut to fit; else a space. */
function jointOf(line: Line, next: Line, { right, left }: Bounds): string {
  const last = line.glyphs.at(-1)
  const first = next.glyphs[0]
  if (!last || !first || isCjk(last.text) || isCjk(first.text)) return ''
  // A cell has the same padding on both sides; what is left stands on the other side of the text, or on both.
  const behind = right - line.box[2]
  const ahead = left === undefined ? behind : line.box[0] - left
  const padding = left === undefined ? 0 : Math.min(Math.max(0, Math.min(ahead, behind)), LARGEST_PADDING * first.size)
  const room = Math.max(ahead, behind) - padding
  const needed = first.box[2] - first.box[0] + spacingOf(line)
  // At the right of a cell padding is told less surely: the white behind the last character belongs to it.
  const sure = padding > 0 && ahead <= behind + RIGHT * first.size
  const fits = room >= needed + (sure ? 0 : FULL_LINE_SLACK) * first.size
  const oneWord = !lineText(line).includes(' ')
  // A text that was cut to fit goes on with a line no longer than its first one.
  const isLonger = widthOf(next) > widthOf(line) + FULL_LINE_SLACK * first.size
  return !fits && !isLonger && oneWord && /[\p{N}.,]/u.test(last.text) && /[\p{N}.,]/u.test(first.text) ? '' : ' '
}

/** Between which x a line may run, in points: of a cell both borders, of prose the right edge. */
interface Bounds {
  readonly left?: number
  readonly right: number
}

/** Wrapped lines as one text. */
export function joinLines(lines: readonly (Bounds & { readonly line: Line })[]): string {
  let text = ''
  lines.forEach(({ line }, index) => {
    const before = lines[index - 1]
    if (before) text += jointOf(before.line, line, before)
    text += lineText(line)
  })
  return text
}
