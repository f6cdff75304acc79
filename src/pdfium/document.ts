import { type Pdfium, discardPdfium, loadPdfium } from './library.js'

/** An open file in PDFium. */
export interface PdfiumDocument {
  readonly pdfium: Pdfium
  /** Address of the document. */
  readonly handle: number
  /** As the file claims. */
  readonly pageCount: number
  /** Address of what paints the fields of its forms, made when first asked for; 0 where PDFium has none. */
  readonly form: () => number
  /** Loads page `number` (1-based), gives its address to `use` and closes it. Throws an Error if there is no such page. */
  readonly withPage: <T>(number: number, use: (page: number) => T) => T
  /** `before`: frees what else was taken of PDFium's memory; not called after a trap. */
  readonly close: (before?: () => void) => void
}

/** Why a file could not be opened, by PDFium's own number (fpdfview.h, FPDF_ERR_…). */
export class PdfiumError extends Error {
  constructor(
    readonly number: number,
    message = `PDFium error ${number}`,
  ) {
    super(message)
    this.name = 'PdfiumError'
  }
}

/** PDFium's number for a file that wants a password, or another one. */
export const WRONG_PASSWORD = 4

/**
 * Memory (bytes) of the module above which it is given up after a document: it never shrinks, and an ordinary report
 * needs a fraction of it.
 */
const KEEP_BELOW = 96 * 1024 * 1024

/** Room (bytes) for FPDF_FORMFILLINFO, of which only the version is set: nobody listens to what fields do. */
const FORM_INFO_BYTES = 256
const FORM_INFO_VERSION = 1

/** Names of the errors after which PDFium's memory is in an unknown state. */
const TRAPS: ReadonlySet<string> = new Set(['RuntimeError', 'RangeError'])

const isTrap = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && TRAPS.has(String(error.name))

/**
 * Opens a PDF with the empty password. Throws PdfiumError if PDFium cannot open it. Whatever traps later (memory, a
 * fault of PDFium's own) throws WebAssembly.RuntimeError, and the module is given up: the next document gets a new one.
 */
export async function openPdfium(bytes: Uint8Array): Promise<PdfiumDocument> {
  return openWith(await loadPdfium(), bytes)
}

/** Opens a PDF in a module that is loaded already. */
export function openWith(pdfium: Pdfium, bytes: Uint8Array): PdfiumDocument {
  const { call, heap } = pdfium
  let broken = false
  const guard = <T>(task: () => T): T => {
    try {
      return task()
    } catch (error) {
      if (isTrap(error)) {
        broken = true
        discardPdfium()
      }
      throw error
    }
  }
  const file = guard(() => call.malloc(bytes.length))
  if (file === 0) throw new PdfiumError(0, 'PDFium has no memory for the file')
  heap().bytes.set(bytes, file)
  const handle = guard(() => call.FPDF_LoadMemDocument(file, bytes.length, 0))
  if (handle === 0) {
    const number = call.FPDF_GetLastError()
    call.free(file)
    throw new PdfiumError(number)
  }
  let form: { readonly info: number; readonly handle: number } | null = null
  const openForm = (): number => {
    const info = call.malloc(FORM_INFO_BYTES)
    heap().bytes.fill(0, info, info + FORM_INFO_BYTES)
    heap().int32[info / Int32Array.BYTES_PER_ELEMENT] = FORM_INFO_VERSION
    form = { info, handle: call.FPDFDOC_InitFormFillEnvironment(handle, info) }
    return form.handle
  }
  const closeForm = (): void => {
    if (!form) return
    if (form.handle !== 0) call.FPDFDOC_ExitFormFillEnvironment(form.handle)
    call.free(form.info)
  }
  return {
    pdfium,
    handle,
    form: () => form?.handle ?? guard(openForm),
    pageCount: guard(() => call.FPDF_GetPageCount(handle)),
    withPage<T>(number: number, use: (page: number) => T): T {
      return guard(() => {
        if (broken) throw new PdfiumError(0, 'PDFium broke down before')
        const page = call.FPDF_LoadPage(handle, number - 1)
        if (page === 0) throw new PdfiumError(call.FPDF_GetLastError(), `PDFium cannot load page ${number}`)
        const closing = (): void => {
          call.FPDF_ClosePage(page)
        }
        let result: T
        try {
          result = use(page)
        } catch (error) {
          if (!isTrap(error)) closing()
          throw error
        }
        closing()
        return result
      })
    },
    close: (before) => {
      if (broken) return
      guard(() => {
        before?.()
        closeForm()
        call.FPDF_CloseDocument(handle)
        call.free(file)
      })
      if (heap().bytes.length > KEEP_BELOW) discardPdfium()
    },
  }
}
