import type { Box } from '../../../model/geometry.js'
import { drawPage, openPdfium, type PdfiumDocument } from '../../../pdfium/index.js'
import type { PageInk, PaintedPage } from '../engine.js'
import { MIN_OUTLINES, tableArea } from './area.js'
import { misdrawnIn } from './misdrawn.js'
import { isSealPicture } from '../seals.js'

/** At 100 dots an inch the thinnest digit of 7 points still shows, and a page takes some milliseconds. */
const DPI = 100
/** Larger pages are drawn more coarsely: this is a sheet of A3. */
const MAX_PIXELS = 2_000_000
/** A page with fewer outlines holds values only where it has as many digits; else it is not drawn. */
const MIN_DIGITS = 20
/** Two programs that measure one page differ by less than this share. */
const SAME_SHAPE = 0.01

/** May a page hold a table, so that its values must be held against its ink? */
export function mayHoldTable({ glyphs, paths }: PaintedPage): boolean {
  let outlines = 0
  for (const { subpaths } of paths) if ((outlines += subpaths.length) >= MIN_OUTLINES) return true
  let digits = 0
  for (const { text } of glyphs) if (text >= '0' && text <= '9' && (digits += 1) >= MIN_DIGITS) return true
  return false
}

/** A pixel is lighter without its colour by this share of what its channels differ by: the red of seals becomes paper. */
const COLOUR_SHARE = 0.3

/** Draws a page that PDFium has loaded, and looks at the shapes of its numerals. */
export function inkOf(document: PdfiumDocument, page: number, painted: PaintedPage, annotations: boolean): PageInk {
  const { call } = document.pdfium
  const [across, down] = [call.FPDF_GetPageWidthF(page), call.FPDF_GetPageHeightF(page)]
  const dpi = Math.min(DPI, 72 * Math.sqrt(MAX_PIXELS / Math.max(1, across * down)))
  const area = tableArea(painted)
  const drawing = { dpi, annotations, area: scaled(area, across / painted.width) }
  const { width, height, bytes: grey } = drawPage(document, page, { ...drawing, pixels: 'grey' })
  const ink = { width, height, grey, area, misdrawn: misdrawnIn(document, page, painted) }
  if (!painted.pictures.some(isSealPicture)) return ink
  const { bytes: colours } = drawPage(document, page, { ...drawing, pixels: 'rgb' })
  return { ...ink, uncoloured: withoutColour(colours) }
}

const scaled = ([left, top, right, bottom]: Box, by: number): Box => [left * by, top * by, right * by, bottom * by]

/** The greys of pixels in red, green and blue; coloured ones are lighter, and the more so the more coloured they are. */
function withoutColour(colours: Uint8Array): Uint8Array {
  const greys = new Uint8Array(colours.length / 3)
  for (let at = 0; at < greys.length; at += 1) {
    const [red = 0, green = 0, blue = 0] = [colours[at * 3], colours[at * 3 + 1], colours[at * 3 + 2]]
    const most = Math.max(red, green, blue)
    greys[at] = Math.min(255, most + COLOUR_SHARE * (most - Math.min(red, green, blue)))
  }
  return greys
}

/** Draws the pages of a file that another engine reads. */
export interface InkSource {
  /** Throws an Error where PDFium cannot draw the page, or draws another one than was read. */
  draw(number: number, painted: PaintedPage): Promise<PageInk>
  close(): void
}

/** PDFium opens the file when a page is first asked for. */
export function inkSource(bytes: Uint8Array): InkSource {
  let opened: Promise<PdfiumDocument> | null = null
  let document: PdfiumDocument | null = null
  return {
    async draw(number, painted) {
      document = await (opened ??= openPdfium(bytes))
      const open = document
      const ink = open.withPage(number, (page) => inkOf(open, page, painted, true))
      const shape = (ink.width * painted.height) / (ink.height * painted.width)
      if (Math.abs(shape - 1) > SAME_SHAPE) throw new Error('PDFium draws a page of another shape')
      return ink
    },
    close: () => {
      document?.close()
    },
  }
}
