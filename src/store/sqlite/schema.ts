import type { Generated } from 'kysely'

/** The store's tables, as kysely knows them; docs/architecture.md says why they are so. Columns named *_at are ISO 8601 in UTC. */
export interface StoreTables {
  readonly batches: BatchTable
  readonly documents: DocumentTable
  readonly names: NameTable
  readonly attempts: AttemptTable
  readonly corrections: CorrectionTable
  readonly codes: CodeTable
  readonly records: RecordTable
  readonly tables: TableTable
  readonly checks: CheckTable
  readonly problems: ProblemTable
  readonly settings: SettingTable
  readonly tokens: TokenTable
}

export interface BatchTable {
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
}

export interface DocumentTable {
  id: Generated<number>
  sha256: string
  bytes: number
  format: string
  /** Of its first current name, else of the last one that it had. */
  path: string
  file: string
  given: string | null
  names: number
  current: number
  /** From here on: of the current attempt, with corrections. */
  attempt_id: number | null
  status: string
  title: string | null
  organ: string | null
  year: number | null
  form: string | null
  value_count: number | null
  number_count: number | null
  doubt_count: number | null
  fault_count: number | null
  version: string | null
  /** Sorts as versions do; see versionRank. */
  version_rank: string | null
  failure_code: string | null
  failure_class: string | null
  failure_message: string | null
}

export interface NameTable {
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

export interface AttemptTable {
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
  /** The document record as JSON, deflated. */
  record: Uint8Array
}

export interface CorrectionTable {
  id: Generated<number>
  document_id: number
  kind: string
  code: string
  value: string | null
  read_then: string | null
  author: string
  note: string | null
  at: string
}

export interface CodeTable {
  id: Generated<number>
  code: string
  table: string
  item: string
  measure: string
}

export interface RecordTable {
  document_id: number
  position: number
  code_id: number
  value: number | null
  value_read: number | null
  raw: string | null
  unit: string | null
  state: string
  /** Joined by commas; empty for none. */
  flags: string
  confidence: number | null
  /** corrected, confirmed; null for neither. */
  corrected: string | null
  conflict: number
  cell_table: string | null
  cell_row: number | null
  cell_column: number | null
  page: number | null
  /** JSON list: left, top, right, bottom in points. */
  box: string | null
}

export interface TableTable {
  document_id: number
  position: number
  id: string
  kind: string | null
  number: string | null
  caption: string | null
  method: string
  /** JSON list. */
  pages: string
  rows: number
  columns: number
}

export interface CheckTable {
  document_id: number
  position: number
  id: string
  at: string
  left: number | null
  right: number | null
  pass: number | null
  /** JSON list of codes. */
  assumed_zero: string | null
}

export interface ProblemTable {
  document_id: number
  position: number
  code: string
  severity: string
  message: string
  page: number | null
  table: string | null
}

export interface SettingTable {
  key: string
  value: string
}

export interface TokenTable {
  name: string
  digest: string
  /** JSON list. */
  scopes: string
  expires_at: string | null
  created_at: string
}
