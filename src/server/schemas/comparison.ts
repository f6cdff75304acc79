import { z } from 'zod'
import { checkRecord, documentRecord } from '../../model/record.js'
import { named, type Reply } from './common.js'
import { documentRow } from './document.js'

/** How two attempts on one document differ. */

const outcome = z.enum(['ok', 'flagged', 'failed'])
const reading = documentRecord.shape.records.element.pick({ state: true, value: true, raw: true, flags: true })
const sides = checkRecord.pick({ left: true, right: true, pass: true })
const change = <T extends z.ZodType>(one: T) => z.object({ before: one.nullable(), after: one.nullable() })
const problem = z.object({ code: z.string(), title: z.string().describe('a few words, in the language asked for') })

const comparisonSchema = named(
  'Comparison',
  z.object({
    document: documentRow.shape.id,
    before: z.int().describe('id of the attempt'),
    after: z.int().describe('id of the attempt that counts'),
    status: change(outcome).nullable().describe('null where it is the same'),
    facts: z.array(change(z.string()).extend({ fact: z.string() })),
    values: z.array(
      change(reading).extend({
        code: z.string(),
        label: z.array(z.string()).describe('in the language asked for'),
        kind: z
          .enum(['value', 'state', 'flags', 'raw'])
          .describe('value: another number; state: none, otherwise; flags: only its doubts; raw: only its print'),
      }),
    ),
    checks: z.array(change(sides).extend({ id: z.string(), at: z.string(), name: z.string() })),
    problems: z.object({ gone: z.array(problem), come: z.array(problem) }),
  }),
)
export const comparisonReply: Reply<typeof comparisonSchema> = comparisonSchema
