import type { Block } from './block.js'
import type { PageInfo } from './page.js'
import type { Problem } from './problem.js'

/** The bytes of one document and what it is called. */
export interface Source {
  /** File name without folders. */
  readonly name: string
  /** Path as found below the argument given, /-separated. */
  readonly path: string
  /** Of a group, those of its first part. */
  readonly bytes: Uint8Array
  /** Pictures of one document's pages, in page order; the first is the one that the source is called by. */
  readonly parts?: readonly Part[]
}

/** One file of a group of pictures. */
export interface Part {
  readonly name: string
  readonly bytes: Uint8Array
}

export const FORMATS = [
  'pdf',
  'docx',
  'doc',
  'rtf',
  'wordml',
  'html',
  'mhtml',
  'text',
  'image',
  'ofd',
  'archive',
  'unknown',
] as const

/** By content, not by extension; not all of them are read. */
export type Format = (typeof FORMATS)[number]

/** What page furniture or document properties say, under the names of the vocabulary of the metadata table. */
export interface Metadata {
  readonly title?: string
  readonly organ?: string
  /** As printed, e.g. 2022-01-21 or 2022年1月21日. */
  readonly published?: string
}

/** What every reader gives: the blocks in reading order, and what it noticed. */
export interface Reading {
  readonly format: Format
  /** null where the format has no pages. */
  readonly pages: readonly PageInfo[] | null
  readonly blocks: readonly Block[]
  readonly metadata: Metadata
  readonly problems: readonly Problem[]
  readonly pdfEngine: string | null
  readonly recogniser: string | null
}

/** What may be set for reading one document. All bounds are upper bounds; a document beyond them fails with a typed problem. */
export interface Limits {
  /** Milliseconds for the whole document. */
  readonly deadlineMs: number
  /** Megabytes of resident memory of the process that reads it. */
  readonly memoryMb: number
  /** Megabytes of the file. */
  readonly fileMb: number
  /** Megabytes that packed content (docx, streams) may unfold to. */
  readonly unpackedMb: number
  readonly pages: number
}

export const DEFAULT_LIMITS: Limits = {
  deadlineMs: 120_000,
  memoryMb: 1_500,
  fileMb: 200,
  unpackedMb: 300,
  pages: 2_000,
}

export const RECOGNITIONS = ['ppocr', 'tesseract', 'off'] as const

/** What reads pictures of pages: a recogniser, or nothing. */
export type Recognition = (typeof RECOGNITIONS)[number]

export const DEFAULT_RECOGNITION: Recognition = 'ppocr'

export const PDF_ENGINES = ['auto', 'pdfium', 'pdfjs'] as const

/**
 * What decodes PDF: PDFium, relieved by pdf.js for what it cannot open and where its text makes no sense (`auto`), or one
 * of them.
 */
export type PdfEngineChoice = (typeof PDF_ENGINES)[number]

export const DEFAULT_PDF_ENGINE: PdfEngineChoice = 'auto'

/** Whether the values of PDF pages are held against the page as it is rendered. */
export const DEFAULT_INK = true

/** What a reader is given beside the bytes. */
export interface ReadOptions {
  readonly limits: Limits
  readonly signal: AbortSignal | null
  /** Path of LibreOffice's program; it is looked for if left out. */
  readonly soffice?: string | null
  /** By default PP-OCR. */
  readonly ocr?: Recognition
  /** By default `auto`. */
  readonly pdfEngine?: PdfEngineChoice
  /** By default true. */
  readonly ink?: boolean
  /** An existing folder that each step of reading a picture writes what it made of it to; nowhere if left out. */
  readonly debugImages?: string | null
}
