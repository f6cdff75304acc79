import type { Pdfium } from '../../../pdfium/index.js'
import { isDigit } from '../../../model/digits.js'
import type { Box } from '../../../model/geometry.js'
import type { PageMark } from '../../../model/page.js'
import { BLANK, headingOf, isMirrored, isSlanted } from '../em.js'
import { type Heading, type PaintedGlyph, Untold } from '../engine.js'
import { contains, isAround, isCutDown, type Matrix, multiply, transformBox } from '../matrix.js'
import { type FontFacts, FontReader } from './fonts.js'
import type { Scratch } from './geometry.js'
import type { TextRun } from './text-run.js'
import { twinOf } from './twins.js'

/** PDFium's code for a hyphen at the end of a line whose word goes on in the next one. */
const HYPHEN_CODE = 2
/** Height (points) that PDFium gives what has none. */
const NO_HEIGHT = 0.011
/** Widths (font sizes) and ends of boxes (points) that are the same but for rounding. */
const SAME_WIDTH = 0.002
const SAME_REACH = 0.0001
/** Share of a font size below which the first column of a matrix tells no width. */
const UPRIGHT = 0.05
/** Place of a run's characters: the same for all of them but for their origins. */
interface Stance {
  readonly font: FontFacts
  readonly size: number
  readonly em: number
  readonly heading: Heading
  readonly slanted: boolean
  readonly mirrored: boolean
  readonly matrix: Matrix
  /** Points to the right for an advance of one font size, negative for text upside down; 0 where boxes tell no advance. */
  readonly perWidth: number
  /** Slanted by the matrix: the boxes of its characters are wider than these. */
  readonly sheared: boolean
}

/**
 * The characters of a page, in the order of painting. PDFium's own order follows the lines of text, and it leaves out what
 * is printed twice; what is left out so is given again, since something may have been painted in between.
 */
export class TextReader {
  readonly #pdfium: Pdfium
  readonly #scratch: Scratch
  readonly #fonts: FontReader
  readonly #base: Matrix
  /** Characters that show something while their font says that they are nothing, or that a clip may hide. */
  readonly marks: PageMark[] = []

  constructor(pdfium: Pdfium, scratch: Scratch, base: Matrix) {
    this.#pdfium = pdfium
    this.#scratch = scratch
    this.#fonts = new FontReader(pdfium, scratch)
    this.#base = base
  }

  /**
   * Throws Untold where a font does not say how wide its characters are.
   * @param runs the page's text objects by their addresses, in the order of painting
   */
  glyphs(page: number, runs: ReadonlyMap<number, TextRun>): readonly PaintedGlyph[] {
    const { call } = this.#pdfium
    const text = call.FPDFText_LoadPage(page)
    if (text === 0) throw new Error('PDFium cannot read the text of the page')
    try {
      const found = this.#read(text, runs)
      const all = [...runs]
      const glyphs: PaintedGlyph[] = []
      all.forEach(([object, run], index) => {
        const own = found.get(object) ?? twinOf(run, index, all, found)
        for (const glyph of own) glyphs.push(glyph)
        if (own.length === 0 && showsSomething(run)) this.marks.push({ box: run.shown, reason: 'cell-unread' })
      })
      return glyphs
    } finally {
      call.FPDFText_ClosePage(text)
    }
  }

  #read(text: number, runs: ReadonlyMap<number, TextRun>): ReadonlyMap<number, PaintedGlyph[]> {
    const { call } = this.#pdfium
    const found = new Map<number, PaintedGlyph[]>()
    const count = call.FPDFText_CountChars(text)
    let object = 0
    let run: TextRun | undefined
    let into: PaintedGlyph[] = []
    let stance: Stance | null = null
    for (let index = 0; index < count; index += 1) {
      const own = call.FPDFText_GetTextObject(text, index)
      // White space that PDFium adds by itself belongs to no object.
      if (own === 0) continue
      if (own !== object) {
        object = own
        run = runs.get(own)
        into = found.get(own) ?? []
        found.set(own, into)
        stance = null
      }
      if (!run) continue
      const unicode = call.FPDFText_GetUnicode(text, index)
      const mapped = call.FPDFText_HasUnicodeMapError(text, index) !== 1
      stance ??= this.#stanceOf(text, index, object)
      const character = unicode === HYPHEN_CODE && call.FPDFText_IsHyphen(text, index) === 1 ? 0x2d : unicode
      const { text: shown, blank } = characterOf(character)
      if (blank && mapped) {
        // Marks that run aslant over the page are no value of a cell.
        if (run.visible && !stance.slanted && !this.#isBlank(text, index))
          this.marks.push({ box: this.#boxOf(text, index, character, stance), reason: 'cell-unread' })
        continue
      }
      const { font } = stance
      if (font.type3 && this.#paintsNothing(text, index)) continue
      const box = this.#boxIn(run, text, index, character, stance)
      if (run.holes && isDigit(shown)) this.marks.push({ box, reason: 'cell-hidden' })
      const last = into.at(-1)
      if (last && sameBox(last.box, box) && this.#hasOutlineOf(text, index, index - 1)) {
        // A code that stands for several characters: PDFium gives each of them the place of all.
        into[into.length - 1] = { ...last, text: last.text + shown }
        continue
      }
      const within = contains(run.clip, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
      const glyph = {
        text: shown,
        box,
        size: stance.em,
        heading: stance.heading,
        slanted: stance.slanted,
        visible: run.visible && within,
        clipped: run.visible && !within,
        colour: run.colour,
        unsure: run.unsure || stance.mirrored || isCutDown(box, run.clip),
        mapped,
        font: font.name,
        face: font.face,
        order: run.order,
      }
      into.push(font.embedded ? glyph : { ...glyph, lent: true })
    }
    return found
  }

  #stanceOf(text: number, index: number, object: number): Stance {
    const { call } = this.#pdfium
    const scratch = this.#scratch
    const font = this.#fonts.font(call.FPDFTextObj_GetFont(object))
    const size = call.FPDFText_GetFontSize(text, index)
    call.FPDFText_GetMatrix(text, index, scratch.at)
    const own = scratch.matrix()
    const matrix = multiply(this.#base, own)
    const tells = font.tellsWidth && Math.abs(own[0]) > UPRIGHT * Math.hypot(own[0], own[1])
    return {
      font,
      size,
      em: Math.hypot(matrix[2], matrix[3]) * Math.abs(size) * (font.ascent - font.descent),
      heading: headingOf(matrix, size),
      slanted: isSlanted(matrix),
      mirrored: !font.type3 && isMirrored(matrix),
      matrix,
      perWidth: tells ? own[0] * size : 0,
      sheared: Math.abs(own[2]) > UPRIGHT * Math.hypot(own[2], own[3]),
    }
  }

  /**
   * The box of a character of a run. PDFium gives characters that it unfolds (radicals) within a form their place in the
   * form's own space. Throws Untold where they stand at neither place.
   */
  #boxIn(run: TextRun, text: number, index: number, character: number, stance: Stance): Box {
    const box = this.#boxOf(text, index, character, stance)
    if (isAround(run.shown, stance.em, box)) return box
    const within = this.#boxOf(text, index, character, stance, run.surroundings)
    if (isAround(run.shown, stance.em, within)) return within
    throw new Untold('where its characters stand')
  }

  /** @param base from the space of the character's origin to points on the page */
  #boxOf(text: number, index: number, character: number, stance: Stance, base = this.#base): Box {
    const { call } = this.#pdfium
    const scratch = this.#scratch
    const { font, size, matrix } = stance
    call.FPDFText_GetCharOrigin(text, index, scratch.placeOfDouble(0), scratch.placeOfDouble(1))
    const [x, y] = [scratch.double(0), scratch.double(1)]
    const width = font.isVertical(character) ? 1 : this.#widthOf(text, index, character, x, stance)
    const [a, b, c, d, e, f] = base
    const place: Matrix = [matrix[0], matrix[1], matrix[2], matrix[3], a * x + c * y + e, b * x + d * y + f]
    return transformBox(place, 0, font.descent * size, width * size, font.ascent * size)
  }

  /**
   * Advance width in font sizes. PDFium tells it by Unicode only, which several codes of a font may share, or none may have
   * (it unfolds radicals); the loose box of a character reaches to its advance, or farther where its outline does.
   */
  #widthOf(
    text: number,
    index: number,
    character: number,
    origin: number,
    { font, perWidth, sheared }: Stance,
  ): number {
    const { call } = this.#pdfium
    const scratch = this.#scratch
    const known = font.widthOf(character)
    if (perWidth === 0 || (sheared && known > 0)) return known
    const end = perWidth > 0 ? 2 : 0
    call.FPDFText_GetLooseCharBox(text, index, scratch.at)
    const reach = scratch.float(end)
    const loose = (reach - origin) / perWidth
    if (Math.abs(loose - known) < SAME_WIDTH) return known
    this.#readOutline(text, index)
    const outline = scratch.double(perWidth > 0 ? 1 : 0)
    if (Math.abs(reach - outline) > SAME_REACH) return loose
    // A font that has lost its widths: its characters stand one upon the other.
    if (known <= 0) throw new Untold('how wide characters are')
    return known
  }

  /** Characters of one code have one outline; digits piled on each other have each its own. */
  #hasOutlineOf(text: number, index: number, other: number): boolean {
    const [one, same] = [other, index].map((each) => {
      this.#readOutline(text, each)
      return [0, 1, 2, 3].map((place) => this.#scratch.double(place))
    })
    return one?.every((side, place) => side === same?.[place]) === true
  }

  /** Left, right, bottom and top of a character's outline, as doubles in this order. */
  #readOutline(text: number, index: number): void {
    const scratch = this.#scratch
    this.#pdfium.call.FPDFText_GetCharBox(
      text,
      index,
      scratch.placeOfDouble(0),
      scratch.placeOfDouble(1),
      scratch.placeOfDouble(2),
      scratch.placeOfDouble(3),
    )
  }

  /** PDFium gives a procedure without a mark a box as wide as its advance and as good as no height. */
  #paintsNothing(text: number, index: number): boolean {
    this.#readOutline(text, index)
    return Math.abs(this.#scratch.double(3) - this.#scratch.double(2)) <= NO_HEIGHT
  }

  /** A blank has no height, in text set upwards or downwards no width; aslant its box has both. */
  #isBlank(text: number, index: number): boolean {
    if (this.#paintsNothing(text, index)) return true
    return Math.abs(this.#scratch.double(1) - this.#scratch.double(0)) <= NO_HEIGHT
  }
}

/** Sides (points) that a run of blanks has none of. */
const MIN_SHOWN = 0.5

/** A run that shows something although PDFium has no character of it: blanks have no height. */
const showsSomething = ({ visible, shown }: TextRun): boolean =>
  visible && shown[2] - shown[0] > MIN_SHOWN && shown[3] - shown[1] > MIN_SHOWN

const sameBox = (one: Box, other: Box): boolean =>
  one[0] === other[0] && one[1] === other[1] && one[2] === other[2] && one[3] === other[3]

interface Character {
  readonly text: string
  readonly blank: boolean
}

const LAST_CODE_POINT = 0x10ffff
/** Characters that this process has met; reports use some thousand. */
const characters = new Map<number, Character>()

function characterOf(code: number): Character {
  let character = characters.get(code)
  if (!character) {
    const text = code > 0 && code <= LAST_CODE_POINT ? String.fromCodePoint(code) : ''
    characters.set(code, (character = { text, blank: BLANK.test(text) }))
  }
  return character
}
