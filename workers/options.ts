import { z } from 'zod'
import { LANGUAGES } from '../src/model/problem.js'
import { type Limits, PDF_ENGINES, RECOGNITIONS } from '../src/model/source.js'
import type { Progress } from './pool.js'

/** Options are checked where they come in, with the exact place in the message: only misuse throws. */

const positive = z.number().positive()

const limits = z
  .strictObject({
    deadlineMs: positive,
    memoryMb: positive,
    fileMb: positive,
    unpackedMb: positive,
    pages: positive,
  })
  .partial()
  // What is undefined counts as left out, so that it does not hide the default.
  .transform((given): Partial<Limits> =>
    Object.fromEntries(Object.entries(given).filter((entry): entry is [string, number] => entry[1] !== undefined)),
  )

/** By its shape: an AbortSignal of another realm is one, too. */
const signal = z.custom<AbortSignal>(
  (value) => typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value,
  'expected an AbortSignal',
)

const onProgress = z.custom<(progress: Progress) => void>((value) => typeof value === 'function', 'expected a function')

const common = {
  limits: limits.optional(),
  language: z.enum(LANGUAGES).optional(),
  soffice: z.string().min(1).optional(),
  ocr: z.enum(RECOGNITIONS).optional(),
  pdfEngine: z.enum(PDF_ENGINES).optional(),
  ink: z.boolean().optional(),
  debugImages: z.string().min(1).optional(),
}
const itemOptions = z.strictObject({
  ...common,
  onProgress: onProgress.optional(),
  name: z.string().min(1).optional(),
  path: z.string().min(1).optional(),
})
const extractOptions = itemOptions.extend({ signal: signal.optional() })
const allOptions = z.strictObject({ ...common, signal: signal.optional() })
const extractorOptions = z.strictObject({ ...common, workers: z.int().positive().optional() })

export type ItemOptions = z.infer<typeof itemOptions>

const parser =
  <T>(schema: z.ZodType<T>) =>
  (options: unknown): T => {
    const parsed = schema.safeParse(options)
    if (parsed.success) return parsed.data
    const issue = parsed.error.issues[0]
    const place = ['options', ...(issue?.path ?? [])].join('.')
    throw new TypeError(`${place}: ${issue?.message ?? 'invalid'}`)
  }

export const parseExtractOptions = parser(extractOptions)
export const parseItemOptions = parser(itemOptions)
export const parseAllOptions = parser(allOptions)
export const parseExtractorOptions = parser(extractorOptions)
