import { z } from 'zod'
import { WEBHOOK_STATES } from '../../store/webhook.js'
import { FACTS } from '../../effective/correction.js'
import { correction, decision, documentRow } from './document.js'
import { named, sha256, type Reply } from './common.js'

const LONGEST_TEXT = 1_000
const GIVEN = 32
const TOGETHER = 500

const text = z.string().max(LONGEST_TEXT)

export const given = z
  .record(z.string().min(1).max(100), text)
  .refine((fields) => Object.keys(fields).length <= GIVEN, `no more than ${GIVEN} fields`)

export const uploadQuery = z.strictObject({
  group: z
    .enum(['true', 'false'])
    .optional()
    .describe(
      'true: all files of the request, pictures of pages in their order, are one document; it is called as the first',
    ),
  webhook: z
    .string()
    .max(LONGEST_TEXT)
    .optional()
    .describe('an address, of those that the operator allows, that is told once no document of the batch is pending'),
})

/** Names objects that lie in the storage of originals already. */
export const objectsBody = named(
  'Objects',
  z.strictObject({
    documents: z
      .array(z.strictObject({ sha256, name: z.string().max(LONGEST_TEXT), given: given.optional() }))
      .min(1)
      .max(TOGETHER),
  }),
)

const outcome = z
  .enum(['new', 'known', 'duplicate', 'changed'])
  .describe('new: never seen; known: under this very name; duplicate: under another one')
const job = z
  .enum(['added', 'waiting', 'active', 'done', 'failed'])
  .nullable()
  .describe('of its extraction; null where none was needed')

const takenSchema = named(
  'TakenIn',
  z.object({
    batch: z.int(),
    documents: z.array(
      z.object({
        id: sha256,
        name: z.string().describe('as given'),
        path: z.string(),
        outcome,
        status: documentRow.shape.status,
        job,
        links: z.object({ document: z.string(), original: z.string() }),
      }),
    ),
    links: z.object({ batch: z.string() }),
  }),
)
export const takenReply: Reply<typeof takenSchema> = takenSchema

const reprocessSchema = named(
  'Reprocessing',
  z.object({ batch: z.int(), job, links: z.object({ batch: z.string(), document: z.string() }) }),
)
export const reprocessQuery = z.strictObject({
  always: z
    .enum(['true', 'false'])
    .optional()
    .describe('true: the new attempt counts however it comes out, unless it fails'),
})
export const reprocessReply: Reply<typeof reprocessSchema> = reprocessSchema

const author = z.string().trim().min(1).max(100).optional().describe('who says so; the token’s name if left out')
const note = text.optional()
const code = z
  .string()
  .max(64)
  .describe(`of a value of the document’s records, or one of ${FACTS.join(', ')}`)

export const correctionsBody = named(
  'Corrections',
  z.strictObject({
    author,
    corrections: z
      .array(
        z.strictObject({
          code,
          value: z
            .union([z.number(), text])
            .nullable()
            .describe('what is printed there: a number, or of a fact its text; null: nothing is printed there'),
          note,
          asPrinted: z
            .boolean()
            .optional()
            .describe(
              'the page prints it so, although a value of its kind cannot be: half a document, a year of three digits',
            ),
        }),
      )
      .min(1)
      .max(TOGETHER),
  }),
)

export const confirmationsBody = named(
  'Confirmations',
  z.strictObject({
    author,
    note,
    codes: z
      .array(code)
      .min(1)
      .max(TOGETHER)
      .optional()
      .describe('all that are flagged and hold a reading if left out'),
    together: z
      .boolean()
      .optional()
      .describe(
        'the codes are doubts of one kind, and the picture of each was looked at: kept with their number; refused where an equation of one fails',
      ),
  }),
)

export const withdrawalsBody = named(
  'Withdrawals',
  z.strictObject({
    author,
    note,
    codes: z.array(code).min(1).max(TOGETHER).describe('whose latest statement counts no more'),
  }),
)

/** The version that somebody saw. */
export const statementHeaders = z.object({
  'if-match': z
    .string()
    .max(100)
    .optional()
    .describe('the ETag of the document as it was looked at: refused (412) where somebody said otherwise since'),
})

export const decisionBody = named('Reason', z.strictObject({ author, note }))

export const removalQuery = z.strictObject({
  author,
  note,
  forever: z.enum(['true', 'false']).optional().describe('true: forget it now; it cannot come back with its history'),
})

const usedSchema = named(
  'Decided',
  z.object({ document: documentRow, decisions: z.array(decision).describe('oldest first') }),
)
export const usedReply: Reply<typeof usedSchema> = usedSchema

const saidSchema = named(
  'Said',
  z.object({
    document: documentRow,
    corrections: z.array(correction).describe('all of the document, oldest first'),
    unconfirmed: z.array(z.string()).describe('codes that hold no reading, so that there was nothing to confirm'),
  }),
)
export const saidReply: Reply<typeof saidSchema> = saidSchema

const batchFacts = z.object({
  id: z.int(),
  kind: z.enum(['ingest', 'reprocess']),
  arguments: z.array(z.string()),
  version: z.string(),
  options: z.string(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  state: z
    .enum(['running', 'done', 'interrupted', 'stopped'])
    .describe('of taking in: an upload is done once its jobs wait'),
  counts: z.record(z.string(), z.number()).describe('what the batch counted itself'),
})

const batchesSchema = named('Batches', z.object({ batches: z.array(batchFacts).describe('the latest first') }))
export const batchesReply: Reply<typeof batchesSchema> = batchesSchema

const batchSchema = named(
  'Batch',
  batchFacts.extend({
    documents: z
      .object({
        total: z.int(),
        pending: z.int().describe('not extracted yet'),
        ok: z.int(),
        flagged: z.int(),
        failed: z.int(),
      })
      .describe('found or extracted by the batch, as they stand now'),
    webhook: z
      .object({ url: z.string(), state: z.enum(WEBHOOK_STATES), tries: z.int(), reason: z.string().nullable() })
      .nullable()
      .describe('whom the batch tells that it is done; tries: calls in vain, and why the last one was'),
  }),
)
export const batchReply: Reply<typeof batchSchema> = batchSchema
