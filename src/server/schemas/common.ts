import { z } from 'zod'
import { REFUSALS, type RefusalCode } from '../errors/catalogue.js'

/** Schemas that the description of the API has a name for: a client then knows each as one type. */
export const NAMED = z.registry<{ id: string }>()

/** Gives a schema its name in the description of the API. */
export function named<T extends z.ZodType>(id: string, schema: T): T {
  NAMED.add(schema, { id })
  return schema
}

type DeepReadonly<T> = T extends (infer U)[]
  ? readonly DeepReadonly<U>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T

/** A reply's schema, whose values are readonly as all of ours are. */
export type Reply<T extends z.ZodType> = z.ZodType<DeepReadonly<z.output<T>>>

export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits')
  .describe('SHA-256 of the content, in hexadecimal')

/** The highest number of a batch that PostgreSQL can hold. */
const LAST_NUMBER = 2_147_483_647
export const batchNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'must be a number')
  .refine((text) => Number(text) <= LAST_NUMBER, 'must be a number')

const errorSchema = named(
  'Error',
  z
    .object({
      error: z.object({
        code: z.string().describe('one of a closed list, for programs'),
        message: z.string().describe('what happened, for people'),
        remedy: z.string().describe('what to do'),
        requestId: z.string().describe('as in the server’s log and in X-Request-Id'),
        candidates: z
          .array(sha256)
          .optional()
          .describe('of document-ambiguous: documents that may be meant, ten at most'),
      }),
    })
    .describe('What kept the request from being done'),
)
const errorReply: Reply<typeof errorSchema> = errorSchema

type ErrorReplies = Readonly<Record<number, typeof errorReply>>

/** Refusals that any route behind the door may answer with. */
const ANY = [
  ...(['invalid-request', 'unauthenticated', 'forbidden', 'too-slow', 'headers-too-large'] as const),
  ...(['internal', 'unavailable'] as const),
]
/** Likewise what any may answer that takes something in. */
const ANY_CHANGE = ['too-large', 'content-type-refused', 'no-room'] as const

/** The replies of a route that is refused, by their status: these, and what any route may answer. */
export const errors = (...codes: readonly RefusalCode[]): ErrorReplies =>
  Object.fromEntries([...ANY, ...codes].map((code) => [REFUSALS[code].status, errorReply]))

/** The same of a route that changes something. */
export const changeErrors = (...codes: readonly RefusalCode[]): ErrorReplies => errors(...ANY_CHANGE, ...codes)

/** A document's name: its fingerprint, or the beginning of it. */
export const beginning = z.string().regex(/^[0-9a-f]{8,64}$/, 'must be 8 to 64 hexadecimal digits')

export const documentParams = z.object({
  id: beginning.describe(
    'SHA-256 of the content in hexadecimal, or its first eight digits or more where no other begins so',
  ),
})

/** A parameter that may be given several times. */
export const several = <T extends z.ZodType>(one: T) =>
  z
    .union([z.array(one), one.transform((given): z.output<T>[] => [given])], {
      // Told of the form that was meant: of one value its own complaint, which names what it may be.
      error: (issue) => {
        const errors = 'errors' in issue ? issue.errors : []
        return errors.at(Array.isArray(issue.input) ? 0 : 1)?.[0]?.message
      },
    })
    .optional()

/** The number of an attempt. */
export const attemptNumber = z
  .string()
  .regex(/^[1-9]\d{0,14}$/, 'must be a number')
  .transform(Number)
