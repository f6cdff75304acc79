import type { Block, Cell, CellDoubt, Table } from '../../model/block.js'
import { BoxIndex } from '../../model/box-index.js'
import { isAnyDigit, isNumeral } from '../../model/digits.js'
import type { Box } from '../../model/geometry.js'
import type { Glyph, Page, PageMark } from '../../model/page.js'
import { contains } from './matrix.js'
import { withPartedRows } from './parted-rows.js'

/** Points from the border of a cell within which paint belongs to the border. */
const BORDER = 1.6
/** Paint that spans this share of a cell in both directions, or of one and is thin in the other, rules or shades it. */
const SPANNING = 0.7
/** Smaller paint (points) is a speck. */
const MIN_INK = 0.8
/** Digits of one number are alike in size; a smaller one is raised or the number of a note (share of the largest). */
const MIN_SIZE = 0.82
/** Middles of the digits of one line differ by less than this (em). */
const MAX_RISE = 0.16

/** Numbers with their units, and the stroke that stands for none. */
const VALUE = /^[\s\d.,，．+\-－%％()（）〇零件条项万元\uff0f-\uff19/]*$/u

const showsDigit = ({ text }: Glyph): boolean => isAnyDigit(text)

/** The marks and numerals of a page, found by where they stand. */
interface Shown {
  readonly marks: BoxIndex<PageMark>
  readonly numerals: BoxIndex<Glyph>
}

/** The blocks with a doubt on each value cell in which the page shows something else than its characters. */
export function withMarks(blocks: readonly Block[], pages: readonly Page[]): readonly Block[] {
  const byNumber = new Map(
    pages
      .filter(({ read }) => read === 'text-layer')
      .map(({ number, marks = [], glyphs }): readonly [number, Shown] => {
        const numerals = glyphs.filter(({ text }) => isNumeral(text))
        const boxOf = ({ box }: { readonly box: Box }): Box => box
        return [number, { marks: new BoxIndex(marks, boxOf), numerals: new BoxIndex(numerals, boxOf) }]
      }),
  )
  return blocks.map((block) => (block.kind === 'table' ? markedTable(withPartedRows(block), byNumber) : block))
}

function markedTable(table: Table, pages: ReadonlyMap<number, Shown>): Table {
  if (!table.pages.some((number) => pages.has(number))) return table
  const cells = table.cells.map((cell) => {
    const doubt = VALUE.test(cell.text) ? doubtOf(cell, table, pages) : null
    return doubt === null ? cell : { ...cell, doubt, ...settled(cell, doubt, pages) }
  })
  return { ...table, cells }
}

function doubtOf(cell: Cell, table: Table, pages: ReadonlyMap<number, Shown>): CellDoubt | null {
  for (const { page, box } of cell.boxes) {
    const shown = pages.get(page)
    if (!shown) continue
    const mark = shown.marks.find(box, ({ box: ink, reason }) =>
      reason === 'cell-not-text' ? table.method === 'ruled' && isInkOf(ink, box) : isOf(ink, box),
    )
    if (mark) return mark.reason
    const own = numeralsIn(shown, box)
    if (isUneven(own.filter(showsDigit))) return 'cell-raised'
    if (runsOver(own, shown.numerals, box) || hasSignAstride(own, shown.numerals, box)) return 'cell-over-border'
  }
  return null
}

/**
 * Gives a doubtful cell the text that its page shows: digits that are struck out do not count, and raised ones are the mark of
 * a note. The text of the file is kept. Gives nothing where that does not leave one number.
 */
function settled(cell: Cell, doubt: CellDoubt, pages: ReadonlyMap<number, Shown>): Partial<Cell> {
  const [place, ...others] = cell.boxes
  const shown = place && pages.get(place.page)
  if (!shown || others.length > 0 || (doubt !== 'cell-struck-out' && doubt !== 'cell-raised')) return {}
  const own = [...numeralsIn(shown, place.box)].sort((one, other) => one.box[0] - other.box[0])
  if (own.map(({ text }) => text).join('') !== cell.text.replace(/\s/gu, '')) return {}
  const out = doubt === 'cell-raised' ? raisedOf(own) : struckOf(own, shown)
  const kept = own.filter((glyph) => !out.has(glyph))
  const [first, last] = [own.findIndex((glyph) => out.has(glyph)), own.findLastIndex((glyph) => out.has(glyph))]
  // They stand at one end of the number, and together.
  const isEnd = (first === 0 || last === own.length - 1) && last - first + 1 === out.size
  if (out.size === 0 || !isEnd || !kept.some(showsDigit)) return {}
  const textOf = (glyphs: readonly Glyph[]): string => glyphs.map(({ text }) => text).join('')
  const note = doubt === 'cell-raised' ? `[${textOf([...out])}]` : ''
  return { text: first === 0 ? note + textOf(kept) : textOf(kept) + note, written: cell.text }
}

const numeralsIn = ({ numerals }: Shown, box: Box): readonly Glyph[] =>
  numerals.near(box).filter((glyph) => isWithin(glyph.box, box))

const struckOf = (own: readonly Glyph[], { marks }: Shown): ReadonlySet<Glyph> =>
  new Set(
    own.filter(({ box }) =>
      marks
        .near(box)
        .some((mark) => mark.reason === 'cell-struck-out' && mark.box.every((side, at) => side === box[at])),
    ),
  )

/** The digits that are smaller than the largest, or stand off the line of the first of those. */
function raisedOf(own: readonly Glyph[]): ReadonlySet<Glyph> {
  const largest = Math.max(...own.filter(showsDigit).map(({ size }) => size))
  const base = own.find((glyph) => showsDigit(glyph) && glyph.size === largest)
  const rise = (glyph: Glyph): number =>
    base ? Math.abs((glyph.box[1] + glyph.box[3] - base.box[1] - base.box[3]) / 2) : 0
  return new Set(own.filter((glyph) => glyph.size < MIN_SIZE * largest || rise(glyph) > MAX_RISE * largest))
}

/** Points by which a character may reach over the borders of its cell; a mark over several cells belongs to none. */
const OVERREACH = 4

const isOf = (ink: Box, cell: Box): boolean =>
  isWithin(ink, cell) &&
  ink[2] - ink[0] <= cell[2] - cell[0] + OVERREACH &&
  ink[3] - ink[1] <= cell[3] - cell[1] + OVERREACH

const isWithin = (ink: Box, cell: Box): boolean => contains(cell, (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2)

/** Is this ink a cell's own: inside of its borders, and no ruling, shading or stroke across all of it? */
function isInkOf(ink: Box, cell: Box): boolean {
  const inner: Box = [cell[0] + BORDER, cell[1] + BORDER, cell[2] - BORDER, cell[3] - BORDER]
  if (inner[2] <= inner[0] || inner[3] <= inner[1] || !isWithin(ink, inner)) return false
  const [width, height] = [ink[2] - ink[0], ink[3] - ink[1]]
  if (Math.max(width, height) < MIN_INK) return false
  const across = width / (cell[2] - cell[0])
  const down = height / (cell[3] - cell[1])
  return across < SPANNING && down < 1
}

/** A digit that is smaller than its neighbours, or stands higher or lower on their line. */
function isUneven(digits: readonly Glyph[]): boolean {
  const [first, ...others] = digits
  if (!first || others.length === 0) return false
  const sizes = digits.map(({ size }) => size)
  if (Math.min(...sizes) < MIN_SIZE * Math.max(...sizes)) return true
  const middle = ({ box }: Glyph): number => (box[1] + box[3]) / 2
  return others.some((digit) => {
    const rise = Math.abs(middle(digit) - middle(first))
    // Farther apart they stand on different lines of one cell.
    return rise > MAX_RISE * first.size && rise < first.size * 0.8
  })
}

/** Characters of one number touch: white between them is narrower than this (em). */
const MAX_GAP = 0.15
/** In one text object they may be spaced out as much. */
const MAX_SPACED_GAP = 0.3
/** Middles of characters of one line differ by less than this (em). */
const SAME_LINE = 0.2

/** Points by which a character that touches a border may run over it. */
const TOUCH = 0.3

/** The widest white (em) between a sign and its number. */
const MAX_SIGN_GAP = 1
/** Share of a sign's width that reaches over a border. */
const ASTRIDE = 0.25
const SIGN = /^[-\u2010-\u2015\u2212\uff0d+\uff0b]$/u

/** Does a sign that stands on the left border of this cell, mostly in the other one, belong to its number? */
function hasSignAstride(own: readonly Glyph[], numerals: BoxIndex<Glyph>, cell: Box): boolean {
  const first = own.reduce<Glyph | null>((one, glyph) => (one && one.box[0] <= glyph.box[0] ? one : glyph), null)
  if (!first || !showsDigit(first)) return false
  return numerals.near(first.box, MAX_SIGN_GAP * first.size).some(({ text, box }) => {
    const over = ASTRIDE * (box[2] - box[0])
    return SIGN.test(text) && box[0] < cell[0] - over && box[2] > cell[0] + over && isLevelWith(first, box)
  })
}

/** Does a number of this cell go on, character by character, beyond its left or right border? */
function runsOver(own: readonly Glyph[], numerals: BoxIndex<Glyph>, cell: Box): boolean {
  return own.some((glyph) =>
    numerals.near(glyph.box, Math.max(MAX_SPACED_GAP, SAME_LINE) * glyph.size).some((other) => {
      if (!(showsDigit(glyph) || showsDigit(other)) || isWithin(other.box, cell)) return false
      const gap = gapOf(glyph, other)
      const isOne = glyph.run !== undefined && glyph.run === other.run
      // Two numbers in narrow cells nearly touch, each on its own side of the border.
      const isClear = gap >= 0 && isClearOf(cell, glyph.box) && isClearOf(cell, other.box)
      const isApart =
        !isOne &&
        isClear &&
        ([glyph, other].some((each) => isWrittenWhole(each, numerals)) || isWider(gap, [glyph, other], numerals))
      return !isApart && isOnLineOf(glyph, other) && gap < (isOne ? MAX_SPACED_GAP : MAX_GAP) * glyph.size
    }),
  )
}

/** Is a digit written in one go with others? Files that place each digit by itself do not tell where a number ends. */
const isWrittenWhole = ({ run, box, size }: Glyph, numerals: BoxIndex<Glyph>): boolean =>
  run !== undefined && numerals.near(box, MAX_SPACED_GAP * size).filter((glyph) => glyph.run === run).length > 1

const gapOf = (one: Glyph, other: Glyph): number => Math.max(other.box[0] - one.box[2], one.box[0] - other.box[2])

const isOnLineOf = (one: Glyph, other: Glyph): boolean => isLevelWith(one, other.box)

const isLevelWith = ({ box, size }: Glyph, other: Box): boolean =>
  Math.abs((box[1] + box[3] - other[1] - other[3]) / 2) < SAME_LINE * size

/** The white between two numbers is wider than that within them by more than this (em). */
const WIDER = 0.05

/** Is a gap wider than those between these two digits and the others of their numbers? */
function isWider(gap: number, pair: readonly Glyph[], numerals: BoxIndex<Glyph>): boolean {
  const within = pair.flatMap((glyph) =>
    numerals
      .near(glyph.box, MAX_GAP * glyph.size)
      .filter((other) => !pair.includes(other) && isOnLineOf(glyph, other))
      .map((other) => gapOf(glyph, other)),
  )
  return within.length > 0 && within.every((inner) => gap > inner + WIDER * (pair[0]?.size ?? 0))
}

/** Stands a character on one side of both borders, left and right, of a cell? */
const isClearOf = ([left, , right]: Box, [from, , to]: Box): boolean =>
  [left, right].every((border) => to <= border + TOUCH || from >= border - TOUCH)
