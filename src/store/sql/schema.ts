import type { Generated } from 'kysely'

/**
 * The tables that kysely's builders are asked for, alike in every database; docs/architecture.md says why they are so. Those that
 * are derived differ, and are written in SQL. Columns named *_at are ISO 8601 in UTC as they come, JSON comes as text.
 */
export interface StoreTables {
  readonly batches: BatchTable
  readonly documents: DocumentTable
  readonly names: NameTable
  readonly attempts: AttemptTable
  readonly corrections: CorrectionTable
  readonly decisions: DecisionTable
  readonly tokens: TokenTable
  readonly webhooks: WebhookTable
}

interface WebhookTable {
  batch_id: number
  url: string
  state: string
  tries: number
  next_at: string | null
  reason: string | null
}

interface BatchTable {
  id: Generated<number>
  kind: string
  /** JSON list. */
  arguments: string
  version: string
  options: string
  started_at: string
  finished_at: string | null
  state: string
  /** JSON object. */
  counts: string
  always: Generated<number>
}

interface DocumentTable {
  id: Generated<number>
  sha256: string
  bytes: number
  format: string
  /** Path of its first current name, else of the last one that it had. */
  path: string
  file: string
  given: string | null
  names: number
  current: number
  removed_at: string | null
  purged_at: string | null
  /** From here on: of the current attempt, with corrections. */
  attempt_id: number | null
  status: string
  title: string | null
  organ: string | null
  year: number | null
  form: string | null
  content: string | null
  value_count: number | null
  number_count: number | null
  doubt_count: number | null
  fault_count: number | null
  /** Values with a doubt or a fault. */
  flagged_count: number | null
  version: string | null
  /** Sorts as versions do; see versionRank. */
  version_rank: string | null
  failure_code: string | null
  failure_class: string | null
  failure_message: string | null
  /** JSON object: what the message is made of. */
  failure_details: string | null
  /** JSON list: codes of its problems, sorted. */
  codes: Generated<string>
  /** JSON list: people whose statements were not taken back, sorted. */
  authors: Generated<string>
  /** Step that its findings wait for (see waiting.ts); 0 for none. */
  findings_due: Generated<number>
  findings_ticket: Generated<number>
}

interface NameTable {
  id: Generated<number>
  document_id: number
  file: string
  path: string
  root: string
  format: string
  /** JSON list. */
  parts: string
  /** JSON object. */
  given: string | null
  bytes: number
  mtime_ms: number
  state: string
  first_batch: number
  last_batch: number
}

interface AttemptTable {
  id: Generated<number>
  document_id: number
  version: string
  options: string
  generation: number
  batch_id: number | null
  started_at: string
  finished_at: string
  elapsed_ms: number
  status: string
  failure_code: string | null
  failure_class: string | null
  failure_message: string | null
  failure_details: string | null
  /** The document record as JSON, deflated. */
  record: Uint8Array
  kept_back: Generated<number>
  instead_of: number | null
}

interface CorrectionTable {
  id: Generated<number>
  document_id: number
  kind: string
  code: string
  value: string | null
  read_then: string | null
  author: string
  note: string | null
  at: string
  withdraws: number | null
  seen: number | null
  as_printed: Generated<number>
  together: number | null
}

/** Decisions of people on a document itself: only ever added to. */
interface DecisionTable {
  id: Generated<number>
  document_id: number
  kind: string
  attempt_id: number | null
  author: string
  note: string | null
  at: string
}

interface TokenTable {
  name: string
  digest: string
  /** JSON list. */
  scopes: string
  expires_at: string | null
  created_at: string
}
