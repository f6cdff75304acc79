import type { Pdfium } from '../../../pdfium/index.js'
import { EM_ASCENT, EM_DESCENT, type Extent, type3Extent } from '../em.js'
import type { Scratch } from './geometry.js'

/** A font's name is at most so long (bytes). */
const NAME_BYTES = 256

/** Facts of a font, asked once. */
export interface FontFacts extends Extent {
  readonly name: string
  /** Tells it from others of its name. */
  readonly face: number
  readonly type3: boolean
  /** Whether it stands in the file. */
  readonly embedded: boolean
  /** Whether the loose boxes of its characters are as wide as their advances. */
  readonly tellsWidth: boolean
  /** Vertical writing; any character of the font tells. */
  isVertical(character: number): boolean
  /** Advance width of a character, in font sizes, where its box does not tell; negative in vertical writing. */
  widthOf(character: number): number
}

/** Reads fonts out of PDFium, each once a page. */
export class FontReader {
  readonly #pdfium: Pdfium
  readonly #scratch: Scratch
  readonly #fonts = new Map<number, FontFacts>()

  constructor(pdfium: Pdfium, scratch: Scratch) {
    this.#pdfium = pdfium
    this.#scratch = scratch
  }

  font(handle: number): FontFacts {
    let font = this.#fonts.get(handle)
    if (!font) this.#fonts.set(handle, (font = this.#read(handle)))
    return font
  }

  #read(handle: number): FontFacts {
    const { call } = this.#pdfium
    const widths = new Map<number, number>()
    const type3 = this.#isType3(handle)
    const { ascent, descent } = this.#extentOf(handle)
    const widthOf = (character: number): number => {
      let width = widths.get(character)
      if (width === undefined) {
        width = call.FPDFFont_GetGlyphWidth(handle, character, 1, this.#scratch.at) ? this.#scratch.float(0) : 0
        widths.set(character, width)
      }
      return width
    }
    let vertical: boolean | null = null
    return {
      name: this.#nameOf(handle) || `unnamed ${handle}`,
      face: handle,
      type3,
      embedded: call.FPDFFont_GetIsEmbedded(handle) === 1,
      ...(type3 ? type3Extent(descent, ascent) : { ascent: EM_ASCENT, descent: EM_DESCENT }),
      // Without heights PDFium gives the outline's box instead.
      tellsWidth: ascent !== descent,
      isVertical: (character) => (vertical ??= widthOf(character) < 0),
      widthOf,
    }
  }

  /** As the file calls it: programs split a font into several of one name. */
  #nameOf(handle: number): string {
    const { call, heap } = this.#pdfium
    const room = call.malloc(NAME_BYTES)
    const length = call.FPDFFont_GetBaseFontName(handle, room, NAME_BYTES)
    const name = String.fromCharCode(
      ...heap().bytes.subarray(room, room + Math.min(Math.max(length - 1, 0), NAME_BYTES)),
    )
    call.free(room)
    return length > NAME_BYTES ? '' : name
  }

  /** A font that stands in the file, yet without a font's file, is drawn by procedures. */
  #isType3(handle: number): boolean {
    const { call } = this.#pdfium
    if (call.FPDFFont_GetIsEmbedded(handle) !== 1) return false
    return !call.FPDFFont_GetFontData(handle, 0, 0, this.#scratch.at) || this.#scratch.whole(0) === 0
  }

  #extentOf(handle: number): Extent {
    const { call } = this.#pdfium
    const scratch = this.#scratch
    const ascent = call.FPDFFont_GetAscent(handle, 1, scratch.at) ? scratch.float(0) : 0
    const descent = call.FPDFFont_GetDescent(handle, 1, scratch.at) ? scratch.float(0) : 0
    return { ascent, descent }
  }
}
