import { z } from 'zod'
import {
  checkRecord,
  CONTENTS,
  documentRecord,
  formYear,
  problemRecord,
  reportRecord,
  tableRecord,
  valueFlag,
  valueState,
} from '../../model/record.js'
import { FORMATS } from '../../model/source.js'
import { FACTS } from '../../effective/correction.js'
import { named, sha256, type Reply } from './common.js'

/** Documents as the API shows them: without their places on the server’s disks. */

const given = z.record(z.string(), z.string()).nullable().describe('what was given with it: organ, year, url, …')
const status = z.enum(['ok', 'flagged', 'failed', 'pending'])
const counts = named('Counts', z.object({ values: z.int(), numbers: z.int(), doubts: z.int(), faults: z.int() }))
const failure = named(
  'Failure',
  z.object({
    code: z.string(),
    class: z.enum(['permanent', 'transient', 'environment']),
    message: z.string().describe('in the language asked for (Accept-Language)'),
  }),
)
const at = z.string().describe('ISO 8601, UTC')

const problem = named(
  'Problem',
  problemRecord.extend({ title: z.string().describe('a few words, in the language asked for') }),
)

export const documentRow = named(
  'DocumentRow',
  z.object({
    id: sha256,
    path: z.string(),
    names: z.int().describe('under how many names it is known'),
    current: z.boolean(),
    format: z.enum(FORMATS),
    bytes: z.int(),
    status: status.describe('with all corrections; pending: not extracted yet'),
    title: z.string().nullable(),
    organ: z.string().nullable(),
    year: z.int().nullable(),
    form: formYear.nullable(),
    counts: counts.nullable(),
    version: z.string().nullable().describe('of the extractor'),
    failure: failure.nullable(),
    content: z.enum(CONTENTS).nullable().describe('null of one that failed or was never extracted'),
    codes: z.array(z.string()).describe('of all its problems'),
    authors: z.array(z.string()).describe('people whose statements on it were not taken back'),
    given,
    removedAt: at.nullable().describe('ISO 8601, UTC; null of one that is not removed'),
    purgedAt: at.nullable().describe('since then nothing is known of it but its names'),
  }),
)

const listSchema = named(
  'DocumentList',
  z.object({
    documents: z.array(documentRow).describe('sorted by path, then id, if not asked for otherwise'),
    next: z.string().nullable().describe('the cursor of the next page; null on the last one'),
  }),
)
export const listReply: Reply<typeof listSchema> = listSchema

const effectiveValue = named(
  'EffectiveValue',
  z.object({
    code: z.string(),
    value: z.number().nullable().describe('the number that counts: a person’s, else the one read'),
    unit: z.string().nullable(),
    state: valueState,
    flags: z.array(valueFlag),
    corrected: z.enum(['no', 'corrected', 'confirmed']),
    conflict: z.boolean().describe('read otherwise now than when the person looked'),
  }),
)

const effective = named(
  'EffectiveDocument',
  z
    .object({
      status: z.enum(['ok', 'flagged', 'failed']),
      counts,
      report: reportRecord.nullable(),
      correctedFacts: z.array(z.enum(FACTS)),
      values: z.array(effectiveValue),
      checks: z.array(checkRecord),
      problems: z.array(problem),
    })
    .describe('the document as it counts: the record with all corrections laid over it'),
)

const name = named(
  'DocumentName',
  z.object({
    path: z.string(),
    state: z.enum(['current', 'replaced', 'vanished']),
    given,
  }),
)
const attempt = named(
  'Attempt',
  z.object({
    id: z.int(),
    version: z.string(),
    options: z.string(),
    generation: z.int(),
    batch: z.int().nullable(),
    startedAt: at,
    finishedAt: at,
    status: z.enum(['ok', 'flagged', 'failed']),
    failure: failure.nullable(),
    current: z.boolean(),
    keptBack: z.boolean().describe('worse than the one that counted, and so not counting until somebody chooses it'),
    insteadOf: z.int().nullable().describe('id of the attempt that counted when it came'),
  }),
)
export const decision = named(
  'Decision',
  z.object({
    id: z.int(),
    kind: z.enum(['use-attempt', 'remove', 'restore', 'purge']),
    attempt: z.int().nullable().describe('of use-attempt'),
    author: z.string(),
    note: z.string().nullable(),
    at,
  }),
)
export const correction = named(
  'Statement',
  z.object({
    id: z.int(),
    kind: z.enum(['correct', 'confirm', 'withdraw']),
    code: z.string(),
    value: z.string().nullable().describe('as text; empty for a blank cell; null: a fact that is not printed'),
    readThen: z.string().nullable().describe('what was read when the person looked'),
    author: z.string(),
    note: z.string().nullable(),
    at,
    withdraws: z.int().nullable().optional().describe('of a withdrawal: the id of what counts no more'),
    asPrinted: z.boolean().optional().describe('said to be printed so, although a value of this kind cannot be'),
    together: z
      .int()
      .nullable()
      .optional()
      .describe('of a confirmation: so many were made at once, each with its picture on the screen'),
    seen: z
      .int()
      .nullable()
      .optional()
      .describe('the latest statement on the document that the person knew of; 0: none'),
  }),
)

const documentSchema = named(
  'Document',
  z.object({
    document: documentRow,
    names: z.array(name),
    record: documentRecord.nullable().describe('as read; null until it is extracted'),
    effective: effective.nullable(),
    attempts: z.array(attempt).describe('oldest first'),
    corrections: z.array(correction).describe('oldest first; the latest of a code that was not withdrawn counts'),
    decisions: z.array(decision).describe('what people settled of the document itself; oldest first'),
  }),
)
export const documentReply: Reply<typeof documentSchema> = documentSchema

named('Record', documentRecord)
named('Report', reportRecord)
named('Table', tableRecord)
named('Check', checkRecord)

const tablesSchema = named('Tables', z.object({ tables: z.array(tableRecord) }))
export const tablesReply: Reply<typeof tablesSchema> = tablesSchema
const checksSchema = named('Checks', z.object({ checks: z.array(checkRecord) }))
export const checksReply: Reply<typeof checksSchema> = checksSchema
const problemsSchema = named('Problems', z.object({ problems: z.array(problem) }))
export const problemsReply: Reply<typeof problemsSchema> = problemsSchema
