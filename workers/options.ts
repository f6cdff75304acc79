import { z } from 'zod'
import { OPTION_SCHEMAS } from '../src/model/options.js'
import type { Progress } from './pool.js'

/** Options are checked where they come in, with the exact place in the message: only misuse throws. */

/** By its shape: an AbortSignal of another realm is one, too. */
const signal = z.custom<AbortSignal>(
  (value) => typeof value === 'object' && value !== null && 'aborted' in value && 'addEventListener' in value,
  'expected an AbortSignal',
)

const onProgress = z.custom<(progress: Progress) => void>((value) => typeof value === 'function', 'expected a function')

const itemOptions = z.strictObject({
  ...OPTION_SCHEMAS,
  onProgress: onProgress.optional(),
  name: z.string().min(1).optional(),
  path: z.string().min(1).optional(),
})
const extractOptions = itemOptions.extend({ signal: signal.optional() })
const allOptions = z.strictObject({ ...OPTION_SCHEMAS, signal: signal.optional() })
const extractorOptions = z.strictObject({ ...OPTION_SCHEMAS, workers: z.int().positive().optional() })

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
