export {
  ACCEPTED,
  DEFAULT_ACCEPTED,
  type Accepted,
  DEFAULT_INK,
  DEFAULT_LIMITS,
  DEFAULT_PDF_ENGINE,
  DEFAULT_RECOGNITION,
  PDF_ENGINES,
  RECOGNITIONS,
  type Limits,
  type PdfEngineChoice,
  type Recognition,
  DEFAULT_VERIFICATION,
  VERIFICATIONS,
  type Verification,
} from './options.js'

import type { Block } from './block.js'
import type { Limits, PdfEngineChoice, Recognition } from './options.js'
import type { PageInfo } from './page.js'
import type { Problem } from './problem.js'

/** The bytes of one document and what it is called. */
export interface Source {
  /** File name without folders. */
  readonly name: string
  /** Path as found below the argument given, /-separated. */
  readonly path: string
  /** For a group, these are the bytes of its first part. */
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
  'xlsx',
  'xls',
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

const PROGRAMS: Readonly<Partial<Record<Format, string>>> = { docx: 'Word', doc: 'Word', xlsx: 'Excel', xls: 'Excel' }

/** Formats by the names of the programs that people know their files by; the others by their own names. */
export const programOf = (format: Format): string => PROGRAMS[format] ?? format

/** Facts from page furniture or document properties, under the names of the metadata table. */
export interface Metadata {
  readonly title?: string
  readonly organ?: string
  /** As printed, e.g. 2022-01-21 or 2022年1月21日. */
  readonly published?: string
}

/** Every reader gives this: the blocks in reading order, and the problems that it noticed. */
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

/** A reader gets these options beside the bytes. */
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
