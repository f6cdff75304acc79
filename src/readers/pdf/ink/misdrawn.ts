import { isAnyDigit } from '../../../model/digits.js'
import { drawBox, type PdfiumDocument } from '../../../pdfium/index.js'
import type { PaintedGlyph, PaintedPage } from '../engine.js'
import { EM, referencesOf } from './reference.js'
import { isAnother, isSame, type Shape, shapeOf } from './shape.js'

/** Digits, also wide ones, and the stroke that an empty cell may hold. */
const isPrinted = (text: string): boolean => isAnyDigit(text) || text === '/' || text === '／'
/** Smaller and larger characters (points) are no values; wider boxes (em) hold more than one. */
const SIZES = { least: 3, most: 60 } as const
const MAX_WIDTH = 1.5

/** The characters of one font that say the same, the look of one of them, and those that look like other digits. */
interface Kind {
  readonly text: string
  readonly members: readonly PaintedGlyph[]
  readonly shape: Shape
  readonly odd: readonly PaintedGlyph[]
}

/** The numerals of a loaded page that their font draws as another one than it says. */
export function misdrawnIn(document: PdfiumDocument, page: number, painted: PaintedPage): ReadonlySet<PaintedGlyph> {
  const scale = document.pdfium.call.FPDF_GetPageWidthF(page) / painted.width
  const look = ({ box: [left, top, right, bottom], size }: PaintedGlyph): Shape | null =>
    shapeOf(drawBox(document, page, [left * scale, top * scale, right * scale, bottom * scale], EM / size / scale))
  const references = referencesOf(document.pdfium)
  const found = new Set<PaintedGlyph>()
  for (const font of numeralsOf(painted).values()) {
    const kinds = [...font].flatMap(([said, members]): readonly Kind[] => {
      const text = said.normalize('NFKC')
      const [first, second] = members
      const shape = first ? look(first) : null
      if (!shape) return []
      if (!isAnother(shape, text, references)) return [{ text, members, shape, odd: [] }]
      // Where the next one is as it should be, something else changed the look of the first.
      const next = second ? look(second) : null
      const alone = next !== null && !isAnother(next, text, references)
      return [{ text, members, shape: alone ? next : shape, odd: alone ? members.slice(0, 1) : members }]
    })
    const sound = kinds.filter(({ odd, members }) => odd.length < members.length)
    for (const { text, members, shape, odd } of kinds) {
      // One that is known to lie, or to lie under another one, says nothing against those that it looks like.
      const twice = sound.some((other) => other.text !== text && isSame(other.shape, shape))
      for (const glyph of twice ? members : odd) found.add(glyph)
    }
  }
  return found
}

/** The level numerals of each font, by what they say. */
function numeralsOf({ glyphs, width, height }: PaintedPage): ReadonlyMap<string, ReadonlyMap<string, PaintedGlyph[]>> {
  const fonts = new Map<string, Map<string, PaintedGlyph[]>>()
  for (const glyph of glyphs) {
    const { text, box, size, face = '', font: name } = glyph
    if (!isPrinted(text) || !glyph.visible || !glyph.mapped || glyph.heading !== 0) continue
    if (glyph.slanted === true || glyph.unsure === true || size < SIZES.least || size > SIZES.most) continue
    if (box[0] < 0 || box[1] < 0 || box[2] > width || box[3] > height || box[2] - box[0] > MAX_WIDTH * size) continue
    const key = `${face} ${name}`
    const font = fonts.get(key) ?? new Map<string, PaintedGlyph[]>()
    fonts.set(key, font)
    const members = font.get(text)
    if (members) members.push(glyph)
    else font.set(text, [glyph])
  }
  return fonts
}
