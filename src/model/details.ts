import { z } from 'zod'

/** The parts of a problem's sentence, as they are stored: no word of them belongs to one language. */

const side = z.object({
  sum: z.number(),
  terms: z.array(z.object({ key: z.string(), value: z.number() })).describe('those that are not 0'),
})

/** An equation of the form that does not hold. */
const failedEquation = z.object({
  id: z.string().describe('of the form file'),
  at: z.string().describe('the column, row or group, by its key in the form file'),
  left: side,
  right: side,
})

/** The one number that would settle all equations of a table that fail; it is told and never applied. */
const suspect = z.object({ code: z.string(), value: z.number(), would: z.number() })

const failedEquations = z.object({
  equations: z.array(failedEquation),
  suspect: suspect.nullable(),
})

export const problemDetails = z.record(z.string(), z.union([z.string(), z.number(), failedEquations]))

export interface Side {
  readonly sum: number
  readonly terms: readonly { readonly key: string; readonly value: number }[]
}
export interface FailedEquation {
  readonly id: string
  readonly at: string
  readonly left: Side
  readonly right: Side
}
export type Suspect = Readonly<z.infer<typeof suspect>>
export interface FailedEquations {
  readonly equations: readonly FailedEquation[]
  readonly suspect: Suspect | null
}
export type ProblemDetails = Readonly<Record<string, string | number | FailedEquations>>
