import { z } from 'zod'
import { FORMATS } from '../../model/source.js'
import { CONTENTS, formYear } from '../../model/record.js'
import { problemDetails } from '../../model/details.js'
import { PROBLEM_CODES, type Language, type ProblemCode } from '../../model/problem.js'
import type { Correction } from '../../effective/correction.js'
import type { Failure } from '../../model/extraction.js'
import { failureIn } from '../../report/problems.js'
import { SCOPES, type Attempt, type Batch, type Decision, type DocumentRow, type Name, type Token } from '../store.js'

/** Rows of the tables, checked as they come and turned into what the interface speaks of. */

const json = <T extends z.ZodType>(schema: T) => z.string().transform((text) => schema.parse(JSON.parse(text)))

export const given = z.record(z.string(), z.string())
const texts = z.array(z.string())
const counts = z.record(z.string(), z.number())
const status = z.enum(['ok', 'flagged', 'failed'])
const code = z.custom<ProblemCode>((value) => PROBLEM_CODES.some((known) => known === value))

const failed = z.object({
  failure_code: code.nullable().catch('internal-error'),
  failure_class: z.enum(['permanent', 'transient', 'environment']).nullable(),
  failure_message: z.string().nullable(),
  failure_details: json(problemDetails).nullable(),
})

function failureOf(row: z.infer<typeof failed>, language: Language): Failure | null {
  if (row.failure_code === null || row.failure_class === null) return null
  const details = row.failure_details
  const stored = { code: row.failure_code, class: row.failure_class, message: row.failure_message ?? '' }
  return failureIn(details === null ? stored : { ...stored, details }, language)
}

export const seenRow = z.object({ file: z.string(), sha256: z.string(), bytes: z.number(), mtime_ms: z.number() })

const nameRow = z.object({
  file: z.string(),
  path: z.string(),
  root: z.string(),
  format: z.enum(FORMATS),
  parts: json(texts),
  given: json(given).nullable(),
  sha256: z.string(),
  bytes: z.number(),
  mtime_ms: z.number(),
  state: z.enum(['current', 'replaced', 'vanished']),
  first_batch: z.number(),
  last_batch: z.number(),
})

export function nameOf(row: unknown): Name {
  const { mtime_ms, first_batch, last_batch, ...rest } = nameRow.parse(row)
  return { ...rest, mtimeMs: mtime_ms, firstBatch: first_batch, lastBatch: last_batch }
}

const batchRow = z.object({
  id: z.number(),
  kind: z.enum(['ingest', 'reprocess']),
  arguments: json(texts),
  version: z.string(),
  options: z.string(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  state: z.enum(['running', 'done', 'interrupted', 'stopped']),
  counts: json(counts),
  always: z.number(),
})

export function batchOf(row: unknown): Batch {
  const { started_at, finished_at, always, ...rest } = batchRow.parse(row)
  return { ...rest, always: always === 1, startedAt: started_at, finishedAt: finished_at }
}

const tokenRow = z.object({
  name: z.string(),
  digest: z.string(),
  scopes: json(z.array(z.enum(SCOPES))),
  expires_at: z.string().nullable(),
  created_at: z.string(),
})

export function tokenOf(row: unknown): Token {
  const { name, digest, scopes, expires_at, created_at } = tokenRow.parse(row)
  return { name, digest, scopes, expiresAt: expires_at, createdAt: created_at }
}

const attemptRow = failed.extend({
  id: z.number(),
  sha256: z.string(),
  version: z.string(),
  options: z.string(),
  generation: z.number(),
  batch_id: z.number().nullable(),
  started_at: z.string(),
  finished_at: z.string(),
  elapsed_ms: z.number(),
  status,
  current: z.number(),
  kept_back: z.number(),
  instead_of: z.number().nullable(),
})

export function attemptOf(row: unknown, language: Language): Attempt {
  const found = attemptRow.parse(row)
  return {
    id: found.id,
    key: { sha256: found.sha256, version: found.version, options: found.options },
    generation: found.generation,
    batch: found.batch_id,
    startedAt: found.started_at,
    finishedAt: found.finished_at,
    elapsedMs: found.elapsed_ms,
    status: found.status,
    failure: failureOf(found, language),
    current: found.current === 1,
    keptBack: found.kept_back === 1,
    insteadOf: found.instead_of,
  }
}

const decisionRow = z.object({
  id: z.number(),
  kind: z.enum(['use-attempt', 'remove', 'restore', 'purge']),
  attempt_id: z.number().nullable(),
  author: z.string(),
  note: z.string().nullable(),
  at: z.string(),
})

export function decisionOf(row: unknown): Decision {
  const { attempt_id: attempt, ...rest } = decisionRow.parse(row)
  return { ...rest, attempt }
}

const correctionRow = z.object({
  id: z.number(),
  sha256: z.string(),
  kind: z.enum(['correct', 'confirm', 'withdraw']),
  code: z.string(),
  value: z.string().nullable(),
  read_then: z.string().nullable(),
  author: z.string(),
  note: z.string().nullable(),
  at: z.string(),
  withdraws: z.number().nullable(),
  seen: z.number().nullable(),
  together: z.number().nullable(),
  as_printed: z.number(),
})

export function correctionOf(row: unknown): Correction {
  const { read_then, as_printed, ...rest } = correctionRow.parse(row)
  return { ...rest, readThen: read_then, asPrinted: as_printed === 1 }
}

const documentRow = failed.extend({
  id: z.number(),
  sha256: z.string(),
  path: z.string(),
  file: z.string(),
  names: z.number(),
  current: z.number(),
  format: z.enum(FORMATS),
  bytes: z.number(),
  status: z.enum(['ok', 'flagged', 'failed', 'pending']),
  title: z.string().nullable(),
  organ: z.string().nullable(),
  year: z.number().nullable(),
  form: formYear.nullable(),
  content: z.enum(CONTENTS).nullable(),
  value_count: z.number().nullable(),
  number_count: z.number().nullable(),
  doubt_count: z.number().nullable(),
  fault_count: z.number().nullable(),
  version: z.string().nullable(),
  codes: json(texts),
  authors: json(texts),
  given: json(given).nullable(),
  removed_at: z.string().nullable(),
  purged_at: z.string().nullable(),
})

/** A row of documents with the id that other tables know it by. */
export interface IdentifiedRow {
  readonly id: number
  readonly row: DocumentRow
}

export function documentOf(row: unknown, language: Language): IdentifiedRow {
  const found = documentRow.parse(row)
  const { value_count: values, number_count: numbers, doubt_count: doubts, fault_count: faults } = found
  const counted = values !== null && numbers !== null && doubts !== null && faults !== null
  const { id, sha256, path, file, names, format, bytes, title, organ, year, form, content, version, codes, authors } =
    found
  return {
    id,
    row: {
      ...{ sha256, path, file, names, current: found.current === 1, format, bytes, status: found.status },
      ...{
        title,
        organ,
        year,
        form,
        content,
        version,
        codes,
        authors,
        given: found.given,
        failure: failureOf(found, language),
      },
      ...{ removedAt: found.removed_at, purgedAt: found.purged_at },
      counts: counted ? { values, numbers, doubts, faults } : null,
    },
  }
}
