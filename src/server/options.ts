import type { Language } from '../model/problem.js'
import type { Examination } from './schemas/work.js'
import type { WebhookOptions } from './webhooks/address.js'

/** Settings of the server; all bounds are upper bounds. */
export interface ServerOptions {
  /** The language of errors for requests that name none. */
  readonly language: Language
  /** Bytes of one uploaded file. */
  readonly fileBytes: number
  /** Files of one request. */
  readonly files: number
  /** Bytes of one request, headings of its parts included. */
  readonly requestBytes: number
  /** Requests whose files are being taken in at the same time. */
  readonly uploads: number
  /** Jobs that may wait before more are turned away. */
  readonly waiting: number
  /** Exports that are being made at the same time. */
  readonly exports: number
  /** Where uploads and exports lie while they are worked on: a folder of this process's own is made in it. */
  readonly temporary: string
  /** A client that sends fewer bytes than this in these milliseconds is cut off, and so is one that reads a reply more slowly. */
  readonly pace: { readonly bytes: number; readonly windowMs: number }
  /** Milliseconds in which the head of a request must be there. */
  readonly headersMs: number
  /** Milliseconds in which the rest of a refused body is taken in and thrown away, so that the reply arrives. */
  readonly lingerMs: number
  /** Who may be told that a batch is done; null: nobody. */
  readonly webhooks: WebhookOptions | null
  /** Where pictures of pages are kept, and their bytes together. */
  readonly pictures: { readonly folder: string; readonly bytes: number }
  /** Tries all that the server stands on, as nianbao doctor does, in another process; null: it cannot. */
  readonly examine: ((language: Language, signal: AbortSignal) => Promise<Examination>) | null
  /** Whether requests for any other host than this machine are refused. */
  readonly loopbackOnly: boolean
  /** Whether /metrics is for everybody. */
  readonly openMetrics: boolean
}

const MEGABYTE = 1024 * 1024

export const DEFAULTS = {
  pictureBytes: 512 * MEGABYTE,
  files: 100,
  // Two large scans, or a folder of usual reports.
  requestBytes: 512 * MEGABYTE,
  uploads: 16,
  waiting: 10_000,
  exports: 2,
  headersMs: 15_000,
  lingerMs: 5_000,
  // A modem: nobody who means it is slower.
  pace: { bytes: 10 * 1024, windowMs: 10_000 },
} as const
