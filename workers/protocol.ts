import { z } from 'zod'
import { ACCEPTED, FORMATS, PDF_ENGINES, RECOGNITIONS, VERIFICATIONS } from '../src/model/source.js'
import { problemDetails } from '../src/model/details.js'
import { LANGUAGES, PROBLEM_CODES } from '../src/model/problem.js'

/** Messages between parent and child. Both sides parse what they get: the other process may be broken. */

const limits = z.object({
  deadlineMs: z.number(),
  memoryMb: z.number(),
  fileMb: z.number(),
  unpackedMb: z.number(),
  pages: z.number(),
})

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** One file: exactly one of `file` and `bytes` is given; a file is read by the child, uncopied. */
const part = z.object({
  name: z.string(),
  file: z.string().nullable(),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array).nullable(),
})
export type PartMessage = z.infer<typeof part>

const length = z.number()

/** A picture of one of a document's pages, which is asked for instead of its record. */
const drawing = z.object({
  /** The content's fingerprint: whatever else the file holds by now is not shown. */
  sha256,
  page: z.object({ number: z.int().min(1), width: length, height: length, rotation: z.literal([0, 90, 180, 270]) }),
  pages: z.int().min(1),
  box: z.tuple([length, length, length, length]).nullable(),
  width: z.int().min(1),
})
export type Drawing = z.infer<typeof drawing>

/** Parent → child: read this document, or draw a page of it. Several parts are a group of pictures in page order. */
export const jobMessage = z.object({
  kind: z.literal('job'),
  id: z.int(),
  name: z.string(),
  path: z.string(),
  parts: z.array(part).min(1),
  limits,
  language: z.enum(LANGUAGES),
  soffice: z.string().nullable(),
  ocr: z.enum(RECOGNITIONS),
  pdfEngine: z.enum(PDF_ENGINES),
  ink: z.boolean(),
  verify: z.enum(VERIFICATIONS),
  accept: z.enum(ACCEPTED),
  debugImages: z.string().nullable(),
  drawing: drawing.nullable(),
})
export type JobMessage = z.infer<typeof jobMessage>

/** The content's identity: enough for a failed record, should the child not live to give a whole one. */
const identity = z.object({
  sha256,
  bytes: z.int().min(0),
  format: z.enum(FORMATS),
  parts: z.array(z.object({ name: z.string(), sha256 })).optional(),
})
export type Identity = z.infer<typeof identity>

/** Child → parent. The record travels as JSON text, which is quicker to write and read than a structured clone of it. */
export const childMessage = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('identified'), id: z.int(), identity }),
  z.object({ kind: z.literal('done'), id: z.int(), record: z.string(), residentMb: z.number() }),
  z.object({
    kind: z.literal('drawn'),
    id: z.int(),
    picture: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    residentMb: z.number(),
  }),
  z.object({
    kind: z.literal('refused'),
    id: z.int(),
    code: z.enum(PROBLEM_CODES),
    details: problemDetails,
    identity,
  }),
])
export type ChildMessage = z.infer<typeof childMessage>
