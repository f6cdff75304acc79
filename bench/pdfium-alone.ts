import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium'

/** FPDF_PAGEOBJ_… */
const PATH = 2
const FORM = 5
/** Bytes for what one call writes. */
const SCRATCH = 64

/** PDFium by itself, through the functions that its package documents. */
export interface PdfiumAlone {
  /** Every character with its box and origin, and every point of every path, of all pages of a file; gives their number. */
  read(bytes: Uint8Array): number
}

export async function pdfiumAlone(): Promise<PdfiumAlone> {
  const file = readFileSync(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'))
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const module = await init({ wasmBinary })
  module.PDFiumExt_Init()
  return { read: (bytes) => readAll(module, bytes) }
}

function heapOf({ pdfium }: WrappedPdfiumModule): Uint8Array {
  if ('HEAPU8' in pdfium && pdfium.HEAPU8 instanceof Uint8Array) return pdfium.HEAPU8
  throw new Error('PDFium has no memory')
}

function readAll(module: WrappedPdfiumModule, bytes: Uint8Array): number {
  const { malloc, free } = module.pdfium.wasmExports
  const [file, scratch] = [malloc(bytes.length), malloc(SCRATCH)]
  heapOf(module).set(bytes, file)
  const document = module.FPDF_LoadMemDocument(file, bytes.length, '')
  const pages = document === 0 ? 0 : module.FPDF_GetPageCount(document)
  let found = 0
  for (let number = 0; number < pages; number += 1) {
    const page = module.FPDF_LoadPage(document, number)
    found += readText(module, page, scratch)
    found += readPaths(
      module,
      module.FPDFPage_CountObjects(page),
      (index) => module.FPDFPage_GetObject(page, index),
      scratch,
    )
    module.FPDF_ClosePage(page)
  }
  if (document !== 0) module.FPDF_CloseDocument(document)
  free(file)
  free(scratch)
  return found
}

function readText(module: WrappedPdfiumModule, page: number, at: number): number {
  const text = module.FPDFText_LoadPage(page)
  const count = module.FPDFText_CountChars(text)
  for (let index = 0; index < count; index += 1) {
    module.FPDFText_GetUnicode(text, index)
    module.FPDFText_GetCharBox(text, index, at, at + 8, at + 16, at + 24)
    module.FPDFText_GetCharOrigin(text, index, at + 32, at + 40)
  }
  module.FPDFText_ClosePage(text)
  return count
}

function readPaths(
  module: WrappedPdfiumModule,
  count: number,
  objectAt: (index: number) => number,
  at: number,
): number {
  let found = 0
  for (let index = 0; index < count; index += 1) {
    const object = objectAt(index)
    const type = module.FPDFPageObj_GetType(object)
    if (type === FORM) {
      const inner = (each: number): number => module.FPDFFormObj_GetObject(object, each)
      found += readPaths(module, module.FPDFFormObj_CountObjects(object), inner, at)
    }
    if (type !== PATH) continue
    module.FPDFPath_GetDrawMode(object, at, at + 4)
    module.FPDFPageObj_GetMatrix(object, at)
    const segments = module.FPDFPath_CountSegments(object)
    for (let each = 0; each < segments; each += 1) {
      const segment = module.FPDFPath_GetPathSegment(object, each)
      module.FPDFPathSegment_GetType(segment)
      module.FPDFPathSegment_GetPoint(segment, at, at + 4)
    }
    found += segments
  }
  return found
}
