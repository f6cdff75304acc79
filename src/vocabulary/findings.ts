import { z } from 'zod'
import data from './findings.json' with { type: 'json' }

/** The rules for reports before they are published, each with its sentences. */

export const FINDING_SEVERITIES = ['must', 'check', 'note'] as const
/** must: to be mended; check: somebody must look; note: worth knowing. */
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number]

const key = z.string().regex(/^[a-z][a-z0-9_]*$/u)

/** A value of this report that follows from others, in each column or row of a table. */
const equation = z.object({
  table: key,
  per: z.enum(['column', 'row']),
  this: z.object({ key }),
  from: z.array(z.object({ year: z.enum(['this', 'last']), key, minus: z.boolean().default(false) })).min(1),
  only: z.array(key).optional(),
  except: z.array(key).optional(),
})
export type YearEquation = Readonly<z.infer<typeof equation>>

/** Title, message, basis and remedy; {placeholders} are filled from a finding’s details. */
const sentences = z.tuple([z.string().min(1), z.string().min(1), z.string(), z.string()])

const rule = z.object({
  id: z.string().regex(/^[a-z]+(?:-[a-z]+)*$/u),
  severity: z.enum(FINDING_SEVERITIES),
  equation: equation.optional(),
  zh: sentences,
  en: sentences,
})
export type FindingRule = Readonly<z.infer<typeof rule>>

/** All rules, in the order in which a list of findings names them. */
export const FINDING_RULES: readonly FindingRule[] = z.object({ rules: z.array(rule) }).parse(data).rules

const BY_ID = new Map(FINDING_RULES.map((each) => [each.id, each]))

/** @throws Error for what is no rule */
export function findingRule(id: string): FindingRule {
  const found = BY_ID.get(id)
  if (!found) throw new Error(`no rule ${id}`)
  return found
}
