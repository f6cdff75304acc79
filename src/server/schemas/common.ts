import { z } from 'zod'

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

const errorSchema = z
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
  .describe('What kept the request from being done')
const errorReply: Reply<typeof errorSchema> = errorSchema

/** On every route: what any of them may answer instead. */
export const errors = { '4xx': errorReply, '5xx': errorReply } as const

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
