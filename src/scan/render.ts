import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { WrappedPdfiumModule } from '@embedpdf/pdfium'
import type { PageRotation } from '../model/page.js'
import type { ColourImage } from './image.js'

/** Pages that hold no picture to tell a resolution are rendered at this, in dots per inch. */
const ASSUMED_DPI = 200

const IMAGE_OBJECT = 3
const FORM_OBJECT = 5
/** Forms nest; a file that nests them deeper than this wants to harm. */
const MOST_NESTED = 6
/** Objects of a page that are looked at for pictures: a scan has a handful, a drawing may have a million. */
const MOST_OBJECTS = 20_000
/** A picture that covers less than this share of the page is a logo or a signature; its resolution says nothing. */
const LEAST_COVER = 0.02
/** Rendered at least and at most at these resolutions, in dots per inch. */
const LEAST_DPI = 100
const MOST_DPI = 300
/** A page of paper has fewer pixels at 300 dpi, up to A1. */
const MOST_PIXELS = 70_000_000
const PAINT_ANNOTATIONS = 0x01
const REVERSE_BYTE_ORDER = 0x10
const WHITE = 0xffffffff
/** Without alpha: three bytes a pixel. */
const BGR = 2

/** The picture of a PDF page as a viewer shows it (/Rotate applied). */
export interface RenderedPage {
  readonly image: ColourImage
  readonly dpi: number
  /** Of the pictures that make up the page, which may be finer. Dots per inch. */
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

let loaded: Promise<WrappedPdfiumModule> | null = null

async function loadPdfium(): Promise<WrappedPdfiumModule> {
  const { init } = await import('@embedpdf/pdfium')
  const file = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const pdfium = await init({ wasmBinary })
  pdfium.PDFiumExt_Init()
  return pdfium
}

/** PDFium's memory as it is now; it moves when it grows. */
function heapOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  if ('HEAPU8' in pdfium && pdfium.HEAPU8 instanceof Uint8Array) return pdfium.HEAPU8
  throw new Error('PDFium has no memory')
}

const ROTATIONS: readonly PageRotation[] = [0, 90, 180, 270]

/** Pixels per inch of every picture on a page, with the share of the page that it covers. */
function pictureResolutions(module: WrappedPdfiumModule, page: number): { dpi: number; cover: number }[] {
  const { malloc, free } = module.pdfium.wasmExports
  const view = (): DataView => new DataView(heapOf(module).buffer)
  const area = module.FPDF_GetPageWidthF(page) * module.FPDF_GetPageHeightF(page)
  const memory = malloc(24)
  const found: { dpi: number; cover: number }[] = []
  let left = MOST_OBJECTS
  const look = (object: number, scale: number, depth: number): void => {
    const type = module.FPDFPageObj_GetType(object)
    if (type !== IMAGE_OBJECT && type !== FORM_OBJECT) return
    if (!module.FPDFPageObj_GetMatrix(object, memory)) return
    const [a = 0, b = 0, c = 0, d = 0] = [0, 4, 8, 12].map((at) => view().getFloat32(memory + at, true))
    if (type === FORM_OBJECT) {
      const own = scale * Math.sqrt(Math.abs(a * d - b * c))
      const count = depth < MOST_NESTED ? module.FPDFFormObj_CountObjects(object) : 0
      for (let index = 0; index < count && left-- > 0; index++)
        look(module.FPDFFormObj_GetObject(object, index), own, depth + 1)
      return
    }
    if (!module.FPDFImageObj_GetImagePixelSize(object, memory, memory + 4)) return
    const [width, height] = [view().getInt32(memory, true), view().getInt32(memory + 4, true)]
    const [across, down] = [Math.hypot(a, b) * scale, Math.hypot(c, d) * scale]
    if (across > 0 && down > 0)
      found.push({ dpi: Math.max(width / across, height / down) * 72, cover: (across * down) / area })
  }
  const count = module.FPDFPage_CountObjects(page)
  for (let index = 0; index < count && left-- > 0; index++) look(module.FPDFPage_GetObject(page, index), 1, 0)
  free(memory)
  return found
}

/** The finest resolution among the pictures that make up a page: its strips and layers, not its logos. */
function resolutionOf(module: WrappedPdfiumModule, page: number): number | null {
  const pictures = pictureResolutions(module, page)
  const large = pictures.filter(({ cover }) => cover >= LEAST_COVER)
  const counted = large.length > 0 ? large : pictures
  return counted.length === 0 ? null : Math.round(Math.max(...counted.map(({ dpi }) => dpi)))
}

function renderPage(module: WrappedPdfiumModule, page: number, dpi: number): ColourImage {
  const width = Math.max(1, Math.round((module.FPDF_GetPageWidthF(page) * dpi) / 72))
  const height = Math.max(1, Math.round((module.FPDF_GetPageHeightF(page) * dpi) / 72))
  const bitmap = module.FPDFBitmap_CreateEx(width, height, BGR, 0, 0)
  if (bitmap === 0) throw new Error('PDFium has no memory for the page')
  try {
    module.FPDFBitmap_FillRect(bitmap, 0, 0, width, height, WHITE)
    module.FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, PAINT_ANNOTATIONS | REVERSE_BYTE_ORDER)
    const stride = module.FPDFBitmap_GetStride(bitmap)
    const start = module.FPDFBitmap_GetBuffer(bitmap)
    const rgb = new Uint8Array(width * height * 3)
    const heap = heapOf(module)
    for (let y = 0; y < height; y++)
      rgb.set(heap.subarray(start + y * stride, start + y * stride + width * 3), y * width * 3)
    return { width, height, rgb }
  } finally {
    module.FPDFBitmap_Destroy(bitmap)
  }
}

/**
 * Opens a PDF in PDFium (WebAssembly) to render its pages; PDFium decodes JPEG, JPEG 2000, JBIG2 and CCITT by itself.
 * The password is empty. Throws an Error with PDFium's number if the file cannot be opened.
 */
export async function openForRendering(bytes: Uint8Array): Promise<PdfRenderer> {
  loaded ??= loadPdfium()
  const module = await loaded
  const { pdfium } = module
  const file = pdfium.wasmExports.malloc(bytes.length)
  heapOf(module).set(bytes, file)
  const document = module.FPDF_LoadMemDocument(file, bytes.length, '')
  if (document === 0) {
    pdfium.wasmExports.free(file)
    throw new Error(`PDFium error ${module.FPDF_GetLastError()}`)
  }
  const withPage = <T>(number: number, use: (page: number) => T): T => {
    const page = module.FPDF_LoadPage(document, number - 1)
    if (page === 0) throw new Error(`PDFium cannot load page ${number}`)
    try {
      return use(page)
    } finally {
      module.FPDF_ClosePage(page)
    }
  }
  return {
    pages: module.FPDF_GetPageCount(document),
    resolution: (number) => withPage(number, (page) => resolutionOf(module, page)),
    render: (number, wanted) =>
      withPage(number, (page) => {
        const inches = (module.FPDF_GetPageWidthF(page) * module.FPDF_GetPageHeightF(page)) / 72 ** 2
        const own = wanted ?? resolutionOf(module, page) ?? ASSUMED_DPI
        const dpi = Math.min(Math.max(LEAST_DPI, Math.min(MOST_DPI, own)), Math.sqrt(MOST_PIXELS / inches))
        const rotation = ROTATIONS[module.FPDFPage_GetRotation(page)] ?? 0
        return { image: renderPage(module, page, dpi), dpi, scanDpi: Math.max(own, dpi), rotation }
      }),
    close: () => {
      module.FPDF_CloseDocument(document)
      pdfium.wasmExports.free(file)
    },
  }
}
