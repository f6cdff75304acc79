import type { PageRotation } from '../model/page.js'
import { drawPage, openPdfium, type Pdfium, type PdfiumDocument } from '../pdfium/index.js'
import type { ColourImage } from './image.js'

/** Pages that hold no picture to tell a resolution are rendered at this, in dots per inch. */
const ASSUMED_DPI = 200

const IMAGE_OBJECT = 3
const FORM_OBJECT = 5
/** Forms nest; a file that nests them deeper than this wants to harm. */
const MAX_NESTED = 6
/** Objects of a page that are looked at for pictures: a scan has a handful, a drawing may have a million. */
const MAX_OBJECTS = 20_000
/** A picture that covers less than this share of the page is a logo or a signature; its resolution says nothing. */
const MIN_COVER = 0.02
/** Rendered at least and at most at these resolutions, in dots per inch. */
const MIN_DPI = 100
const MAX_DPI = 300
/** A page of paper has fewer pixels at 300 dpi, up to A1. */
const MAX_PIXELS = 70_000_000

/** The picture of a PDF page as a viewer shows it (/Rotate applied). */
export interface RenderedPage {
  readonly image: ColourImage
  readonly dpi: number
  /** The resolution of the pictures that make up the page, which may be finer, in dots per inch. */
  readonly scanDpi: number
  /** The page's /Rotate. */
  readonly rotation: PageRotation
}

/** An open PDF whose pages can be rendered. */
export interface PdfRenderer {
  readonly pages: number
  /** Resolution of the pictures that make up a page (1-based), in dots per inch; null for a page without pictures. */
  resolution(page: number): number | null
  /** Renders a page (1-based) at a resolution, by default that of its pictures. Throws if PDFium cannot load the page. */
  render(page: number, dpi?: number): RenderedPage
  close(): void
}

const ROTATIONS: readonly PageRotation[] = [0, 90, 180, 270]

/** Pixels per inch of every picture on a page, with the share of the page that it covers. */
function pictureResolutions({ call, heap }: Pdfium, page: number): { dpi: number; cover: number }[] {
  const area = call.FPDF_GetPageWidthF(page) * call.FPDF_GetPageHeightF(page)
  const memory = call.malloc(24)
  const found: { dpi: number; cover: number }[] = []
  let left = MAX_OBJECTS
  const look = (object: number, scale: number, depth: number): void => {
    const type = call.FPDFPageObj_GetType(object)
    if (type !== IMAGE_OBJECT && type !== FORM_OBJECT) return
    if (!call.FPDFPageObj_GetMatrix(object, memory)) return
    const [a = 0, b = 0, c = 0, d = 0] = heap().float32.subarray(memory / 4)
    if (type === FORM_OBJECT) {
      const own = scale * Math.sqrt(Math.abs(a * d - b * c))
      const count = depth < MAX_NESTED ? call.FPDFFormObj_CountObjects(object) : 0
      for (let index = 0; index < count && left-- > 0; index++)
        look(call.FPDFFormObj_GetObject(object, index), own, depth + 1)
      return
    }
    if (!call.FPDFImageObj_GetImagePixelSize(object, memory, memory + 4)) return
    const [width = 0, height = 0] = heap().int32.subarray(memory / 4)
    const [across, down] = [Math.hypot(a, b) * scale, Math.hypot(c, d) * scale]
    if (across > 0 && down > 0)
      found.push({ dpi: Math.max(width / across, height / down) * 72, cover: (across * down) / area })
  }
  const count = call.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && left-- > 0; index++) look(call.FPDFPage_GetObject(page, index), 1, 0)
  call.free(memory)
  return found
}

/** The finest resolution among the pictures that make up a page: its strips and layers, not its logos. */
function resolutionOf(pdfium: Pdfium, page: number): number | null {
  const pictures = pictureResolutions(pdfium, page)
  const large = pictures.filter(({ cover }) => cover >= MIN_COVER)
  const counted = large.length > 0 ? large : pictures
  return counted.length === 0 ? null : Math.round(Math.max(...counted.map(({ dpi }) => dpi)))
}

function renderPage(document: PdfiumDocument, page: number, dpi: number): ColourImage {
  const { width, height, bytes } = drawPage(document, page, { dpi, pixels: 'rgb', annotations: true })
  return { width, height, rgb: bytes }
}

/**
 * Opens a PDF in PDFium (WebAssembly) to render its pages; PDFium decodes JPEG, JPEG 2000, JBIG2 and CCITT by itself.
 * The password is empty. Throws an Error with PDFium's number if the file cannot be opened.
 */
export async function openForRendering(bytes: Uint8Array): Promise<PdfRenderer> {
  const document = await openPdfium(bytes)
  const { pdfium, pageCount, withPage, close } = document
  const { call } = pdfium
  return {
    pages: pageCount,
    resolution: (number) => withPage(number, (page) => resolutionOf(pdfium, page)),
    render: (number, wanted) =>
      withPage(number, (page) => {
        const inches = (call.FPDF_GetPageWidthF(page) * call.FPDF_GetPageHeightF(page)) / 72 ** 2
        const own = wanted ?? resolutionOf(pdfium, page) ?? ASSUMED_DPI
        const dpi = Math.min(Math.max(MIN_DPI, Math.min(MAX_DPI, own)), Math.sqrt(MAX_PIXELS / inches))
        const rotation = ROTATIONS[call.FPDFPage_GetRotation(page)] ?? 0
        return { image: renderPage(document, page, dpi), dpi, scanDpi: Math.max(own, dpi), rotation }
      }),
    close: () => {
      close()
    },
  }
}
