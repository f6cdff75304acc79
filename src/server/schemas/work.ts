import { z } from 'zod'
import { named, sha256, type Reply } from './common.js'

/** Schemas of running jobs, of failures, and of the state of the server. */

const queueSchema = named(
  'QueueState',
  z.object({
    version: z.string().describe('of this server, by which documents are read again'),
    paused: z.boolean(),
    waiting: z.int(),
    delayed: z.int().describe('wait for another try'),
    active: z.int().describe('are being read'),
    failed: z.int().describe('that are kept in the queue as failed'),
  }),
)
export const queueReply: Reply<typeof queueSchema> = queueSchema

const failuresSchema = named(
  'Failures',
  z.object({
    asOf: z.string().describe('when it was counted, ISO 8601, UTC'),
    documents: z.int(),
    reasons: z
      .array(
        z.object({
          code: z.string(),
          title: z.string().describe('a few words, in the language asked for'),
          class: z.enum(['permanent', 'transient', 'environment']).describe('whether another try may do'),
          documents: z.int(),
          message: z.string().describe('what happened, of the first document'),
          remedy: z.string().describe('what to do; empty where it is said with what happened'),
          examples: z.array(z.object({ id: sha256, path: z.string() })).describe('the first documents'),
        }),
      )
      .describe('those of most documents first'),
  }),
)
export const failuresReply: Reply<typeof failuresSchema> = failuresSchema

const reprocessingsSchema = named(
  'Reprocessings',
  z.object({
    documents: z.int().describe('that the filter finds'),
    batch: z.int().nullable().describe('null of a dry run, and where there is nothing to read'),
    links: z.object({ batch: z.string() }).nullable(),
  }),
)
export const reprocessingsReply: Reply<typeof reprocessingsSchema> = reprocessingsSchema

export const examinationSchema = named(
  'Examination',
  z.object({
    version: z.string(),
    healthy: z.boolean().describe('nothing that is needed is missing'),
    checks: z.array(
      z.object({
        id: z.string(),
        state: z
          .enum(['fine', 'advice', 'missing'])
          .describe('advice: only some documents need it, or it may run short; missing: nothing works without it'),
        found: z.string(),
        remedy: z.string().nullable(),
      }),
    ),
  }),
)
const examinedSchema = named('Doctor', examinationSchema.extend({ asOf: z.string().describe('ISO 8601, UTC') }))
export const doctorReply: Reply<typeof examinedSchema> = examinedSchema
export type Examination = z.infer<typeof examinationSchema>

const datasetsSchema = named(
  'Datasets',
  z.object({
    tables: z.array(
      z.object({
        name: z.string(),
        title: z.string().describe('in the language asked for'),
        key: z.array(z.string()).describe('columns that no two rows have alike'),
        streamed: z.boolean().describe('whether it can be asked for alone, as csv or jsonl'),
        columns: z.array(
          z.object({
            name: z.string(),
            type: z.enum(['text', 'integer', 'number', 'boolean']),
            label: z.string().describe('in the language asked for; of a value the whole path'),
            unit: z.string().nullable(),
            forms: z.array(z.string()).describe('of a value of the statutory forms: those that print it'),
            choices: z.array(z.string()).describe('all that it may hold, where that is little'),
            required: z.boolean().describe('never null'),
          }),
        ),
      }),
    ),
  }),
)
export const datasetsReply: Reply<typeof datasetsSchema> = datasetsSchema
