import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

/** PDFium as WebAssembly, one module a process: the one place where it is loaded, for reading and for rendering. */

/** PDFium's C functions that are called here; see fpdfview.h, fpdf_text.h, fpdf_edit.h, fpdf_annot.h and so on. */
const FUNCTIONS = [
  'malloc',
  'free',
  'FORM_OnAfterLoadPage',
  'FORM_OnBeforeClosePage',
  'FPDF_FFLDraw',
  'FPDFDOC_ExitFormFillEnvironment',
  'FPDFDOC_InitFormFillEnvironment',
  'FPDF_LoadMemDocument',
  'FPDF_CloseDocument',
  'FPDF_GetLastError',
  'FPDF_GetPageCount',
  'FPDF_LoadPage',
  'FPDF_ClosePage',
  'FPDF_GetPageWidthF',
  'FPDF_GetPageHeightF',
  'FPDF_GetPageBoundingBox',
  'FPDF_RenderPageBitmap',
  'FPDF_RenderPageBitmapWithMatrix',
  'FPDFAnnot_GetFlags',
  'FPDFAnnot_GetObjectCount',
  'FPDFAnnot_GetSubtype',
  'FPDFBitmap_CreateEx',
  'FPDFBitmap_Destroy',
  'FPDFBitmap_GetBuffer',
  'FPDFBitmap_GetFormat',
  'FPDFBitmap_GetHeight',
  'FPDFBitmap_GetStride',
  'FPDFBitmap_GetWidth',
  'FPDFClipPath_CountPathSegments',
  'FPDFClipPath_CountPaths',
  'FPDFClipPath_GetPathSegment',
  'FPDFFont_GetAscent',
  'FPDFFont_GetBaseFontName',
  'FPDFFont_GetDescent',
  'FPDFFont_GetFontData',
  'FPDFFont_GetGlyphWidth',
  'FPDFFont_GetIsEmbedded',
  'FPDFFormObj_CountObjects',
  'FPDFFormObj_GetObject',
  'FPDFImageObj_GetImageMetadata',
  'FPDFImageObj_GetImagePixelSize',
  'FPDFImageObj_GetRenderedBitmap',
  'FPDFPage_CloseAnnot',
  'FPDFPage_CountObjects',
  'FPDFPage_GetAnnot',
  'FPDFPage_GetAnnotCount',
  'FPDFPage_GetObject',
  'FPDFPage_GetRotation',
  'FPDFPageObj_CountMarks',
  'FPDFPageObj_GetBounds',
  'FPDFPageObj_GetClipPath',
  'FPDFPageObj_GetFillColor',
  'FPDFPageObj_GetMark',
  'FPDFPageObj_GetMatrix',
  'FPDFPageObj_GetStrokeColor',
  'FPDFPageObj_GetStrokeWidth',
  'FPDFPageObj_GetType',
  'FPDFPageObj_HasTransparency',
  'FPDFPageObjMark_GetName',
  'FPDFPath_CountSegments',
  'FPDFPath_GetDrawMode',
  'FPDFPath_GetPathSegment',
  'FPDFPathSegment_GetClose',
  'FPDFPathSegment_GetPoint',
  'FPDFPathSegment_GetType',
  'FPDFText_ClosePage',
  'FPDFText_CountChars',
  'FPDFText_GetCharBox',
  'FPDFText_GetCharOrigin',
  'FPDFText_GetFontSize',
  'FPDFText_GetLooseCharBox',
  'FPDFText_GetMatrix',
  'FPDFText_GetTextObject',
  'FPDFText_GetUnicode',
  'FPDFText_HasUnicodeMapError',
  'FPDFText_IsHyphen',
  'FPDFText_LoadPage',
  'FPDFTextObj_GetFont',
  'FPDFTextObj_GetTextRenderMode',
] as const

/** A C function: numbers and addresses in, a number, an address or 0/1 out. */
type Call = (...args: readonly number[]) => number
type Calls = Readonly<Record<(typeof FUNCTIONS)[number], Call>>

/** PDFium's memory; it moves when it grows, so it is asked for anew after every call that may allocate. */
interface Heap {
  readonly bytes: Uint8Array
  readonly int32: Int32Array
  readonly float32: Float32Array
  readonly float64: Float64Array
}

export interface Pdfium {
  readonly call: Calls
  readonly heap: () => Heap
}

let loaded: Promise<Pdfium> | null = null

/** The module of this process, kept warm from document to document. */
export function loadPdfium(): Promise<Pdfium> {
  loaded ??= load()
  return loaded
}

/** Gives the module up: after a trap its memory is in an unknown state, and memory once taken is never given back. */
export function discardPdfium(): void {
  loaded = null
}

async function load(): Promise<Pdfium> {
  const [{ init }, file] = await Promise.all([
    import('@embedpdf/pdfium'),
    readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm')),
  ])
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength)
  const module = await init({ wasmBinary })
  module.PDFiumExt_Init()
  // The exports themselves: the wrappers around them check and convert their arguments at every call.
  const exported = new Map<string, unknown>(Object.entries(module.pdfium.wasmExports))
  const memory = exported.get('memory')
  if (!isMemory(memory)) throw new Error('PDFium has no memory')
  return { call: callsOf(exported), heap: heapOf(memory) }
}

const isCall = (value: unknown): value is Call => typeof value === 'function'

const isComplete = (calls: Partial<Record<string, Call>>): calls is Calls =>
  FUNCTIONS.every((name) => calls[name] !== undefined)

function callsOf(exported: ReadonlyMap<string, unknown>): Calls {
  const calls: Partial<Record<string, Call>> = {}
  for (const name of FUNCTIONS) {
    const call = exported.get(name)
    if (!isCall(call)) throw new Error(`PDFium has no ${name}`)
    calls[name] = call
  }
  if (!isComplete(calls)) throw new Error('PDFium is not complete')
  return calls
}

/** The part of WebAssembly.Memory that is used here; Node's types do not declare it. */
interface Memory {
  readonly buffer: ArrayBuffer
}

/** By its shape: the class may be of another realm. */
const isMemory = (value: unknown): value is Memory =>
  typeof value === 'object' && value !== null && 'buffer' in value && 'grow' in value

function heapOf(memory: Memory): () => Heap {
  const views = (buffer: ArrayBuffer): Heap => ({
    bytes: new Uint8Array(buffer),
    int32: new Int32Array(buffer),
    float32: new Float32Array(buffer),
    float64: new Float64Array(buffer),
  })
  let heap = views(memory.buffer)
  // Memory that grew leaves the views of its former buffer without a length, which is quicker to look at than the buffer.
  return () => (heap.bytes.length > 0 ? heap : (heap = views(memory.buffer)))
}
