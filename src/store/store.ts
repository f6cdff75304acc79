import type { Correction, NewCorrection } from '../effective/correction.js'
import type { EffectiveDocument } from '../effective/effective.js'
import type { ExtractionKey, Failure } from '../model/extraction.js'
import type { DocumentRecord } from '../model/record.js'
import type { Format } from '../model/source.js'
import type { AttemptUse, Decision, Removal } from './decision.js'
import type { FindingStore } from './finding.js'
import type {
  Alike,
  DocumentFilter,
  DocumentPage,
  DocumentRow,
  Given,
  NumberRow,
  ReportRow,
  Tally,
} from './documents.js'
import type { NewToken, Token } from './token.js'
import type { Webhook, WebhookOutcome } from './webhook.js'

export type { AttemptUse, Decision } from './decision.js'
export type { FindingFilter, FindingPage, FindingRow, WaitingDocument } from './finding.js'
export {
  SORTS,
  type Alike,
  type DocumentFilter,
  type DocumentPage,
  type DocumentRow,
  type Given,
  type NumberRow,
  type ReportRow,
  type Sort,
  type SortKey,
  type Tally,
  type ValueRange,
} from './documents.js'
export { SCOPES, type NewToken, type Scope, type Token } from './token.js'

/**
 * Where documents, attempts, values, corrections and batches live. Two implementations stand behind this interface
 * (SQLite in a folder, PostgreSQL), held to one conformance suite (`testing/describe-store.ts`). All times are ISO 8601 in UTC.
 * Whatever keeps a store from working is thrown as a StoreError; then nothing is half written.
 */
export interface Store extends FindingStore {
  // Batches: one run of ingest or reprocess.
  beginBatch(batch: NewBatch): Promise<number>
  endBatch(id: number, end: BatchEnd): Promise<void>
  /** The latest first. */
  batches(limit: number): Promise<readonly Batch[]>
  batch(id: number): Promise<Batch | null>

  // Names: the files under which documents were found.
  /** The facts of files when they were last seen, by absolute path: with them an unchanged file need not be read. */
  seen(files: readonly string[]): Promise<ReadonlyMap<string, SeenFile>>
  /** Notes where documents stand, in one transaction; a file whose content changed leaves its old document's name `replaced`. */
  putNames(batch: number, names: readonly NewName[]): Promise<readonly NameOutcome[]>
  /** Marks the same files as still there. */
  touchNames(batch: number, files: readonly string[]): Promise<void>
  /** Current names below a folder (absolute) that the batch did not see become `vanished`; gives how many. */
  markVanished(batch: number, folder: string): Promise<number>
  names(sha256: string): Promise<readonly Name[]>

  // Attempts: one extraction each; the current one is the latest that did not fail and was not kept back, else the latest, or
  // the one that a person chose.
  /**
   * Saves an attempt and all that is derived from it, in one transaction, once per key and generation. One that failed for a
   * reason that passes (class transient, environment) is kept as history and leaves the key to the attempt after it. A document
   * that has no name yet is noted under the record's path. One that is worse than the attempt that counts is kept back, unless it
   * is a newer version's (see `keptBackFor`) or its batch takes all: then the former one goes on counting.
   */
  saveAttempt(attempt: NewAttempt): Promise<'saved' | 'present'>
  /** Oldest first. */
  attempts(sha256: string): Promise<readonly Attempt[]>
  /**
   * Up to `limit` attempts of a batch behind one of them (0: from the first), oldest first: how those follow a batch who do not
   * extract themselves. Where several write at once, one may appear later with a smaller number than one that was given already.
   */
  attemptsOfBatch(batch: number, after: number, limit: number): Promise<readonly Attempt[]>
  /** The record that an attempt gave. */
  attemptRecord(id: number): Promise<DocumentRecord | null>
  /**
   * An attempt counts from now on, whatever the store would have chosen, until a later one takes effect.
   * @throws StoreError `document-unknown`, `attempt-unknown`, `attempt-failed`, `attempt-meanwhile`
   */
  useAttempt(use: AttemptUse): Promise<void>

  // Decisions: what people settled of a document itself.
  /** Oldest first. */
  decisions(sha256: string): Promise<readonly Decision[]>
  /**
   * Out of lists, exports and counts, with its history; false where it was out before.
   * @throws StoreError `document-unknown`, `said-meanwhile`, `withdrawn-meanwhile`
   */
  removeDocument(removal: Removal): Promise<boolean>
  /** False where it was not out. @throws StoreError `document-unknown`, `said-meanwhile`, `withdrawn-meanwhile` */
  restoreDocument(removal: Removal): Promise<boolean>
  /**
   * Forgets what was read and said of a document that is removed; its names stay, so that it is known when it is found again.
   * False where it is not removed, or was purged before. @throws StoreError `document-unknown`
   */
  purgeDocument(removal: Removal): Promise<boolean>
  /** Gives documents removed before a time (ISO 8601, UTC) and not purged yet, up to `limit`. */
  purgeable(before: string, limit: number): Promise<readonly { sha256: string; path: string; format: string }[]>

  // Corrections.
  /**
   * Adds them and computes their documents anew, in one transaction. Those that name what the person had seen are held against
   * what was said since: of the same value or fact it must be the same.
   * @throws StoreError `document-unknown`, `correction-invalid` (see `isSayable`), `said-meanwhile`, `withdrawn-meanwhile`: then none is added
   */
  addCorrections(corrections: readonly NewCorrection[]): Promise<void>
  /** All, oldest first; of one document where it is given. */
  corrections(sha256?: string): Promise<readonly Correction[]>

  // Reading.
  /** Documents by a path (absolute, or as found), or by the first eight or more digits of the fingerprint. */
  find(reference: string): Promise<readonly DocumentRow[]>
  /** Sorted by path, then fingerprint (code point by code point), or as the page says; a cursor underneath, so that memory does not grow. */
  documents(filter?: DocumentFilter, page?: DocumentPage): AsyncIterable<DocumentRow>
  /** The same documents with everything that counts of them; those never extracted are left out. */
  effective(filter?: DocumentFilter): AsyncIterable<StoredDocument>
  tally(filter?: DocumentFilter): Promise<Tally>
  count(filter?: DocumentFilter): Promise<number>
  /** All documents, put together where they are alike in what an overview counts by. */
  alike(filter?: DocumentFilter): Promise<readonly Alike[]>
  /** Documents that are there and whose organ and year are known, by their paths. */
  reports(filter?: DocumentFilter): AsyncIterable<ReportRow>
  /** The main values of documents that are there, document by document. */
  numbers(filter?: DocumentFilter): AsyncIterable<NumberRow>

  // Tokens: who may use the HTTP API.
  /** False where there is a token of this name, which then stays as it is. */
  addToken(token: NewToken): Promise<boolean>
  /** By name; expired ones too. */
  tokens(): Promise<readonly Token[]>
  /** False where there is no token of this name. */
  revokeToken(name: string): Promise<boolean>

  // Webhooks: whom the HTTP API tells that a batch is done.
  /** At most one a batch. */
  addWebhook(batch: number, url: string): Promise<void>
  webhook(batch: number): Promise<Webhook | null>
  /** Gives the webhooks that are due, at most `limit`; nobody else gets them until a time (ISO 8601), or until they are settled. */
  claimWebhooks(limit: number, until: string): Promise<readonly Webhook[]>
  settleWebhook(batch: number, outcome: WebhookOutcome): Promise<void>

  close(): Promise<void>
}

export interface NewBatch {
  readonly kind: 'ingest' | 'reprocess'
  /** The paths or the selection, as given. */
  readonly arguments: readonly string[]
  readonly version: string
  readonly options: string
  /** Its attempts count however they come out, if they do not fail; false if left out. */
  readonly always?: boolean
}
export interface BatchEnd {
  readonly state: 'done' | 'interrupted' | 'stopped'
  readonly counts: Readonly<Record<string, number>>
}
export interface Batch extends NewBatch {
  readonly id: number
  readonly startedAt: string
  readonly finishedAt: string | null
  /** `running` also of a batch whose process was killed. */
  readonly state: 'running' | BatchEnd['state']
  readonly counts: Readonly<Record<string, number>>
}

export interface SeenFile {
  readonly sha256: string
  readonly bytes: number
  readonly mtimeMs: number
}

export interface NewName extends SeenFile {
  /** Absolute path; of a group of pictures the first one's. */
  readonly file: string
  /** As found below the argument given, /-separated. */
  readonly path: string
  /** The folder (absolute) or file that was given as argument. */
  readonly root: string
  readonly format: Format
  /** Absolute paths of a group's pictures in page order; empty for one file. */
  readonly parts: readonly string[]
  readonly given: Given | null
}
export interface Name extends NewName {
  readonly state: 'current' | 'replaced' | 'vanished'
  readonly firstBatch: number
  readonly lastBatch: number
}
/**
 * The first that applies. known: this very name had it; duplicate: its content is known under another current name; changed:
 * the name had another content; new: a document not known before. Else known: under names that are no longer current.
 */
export type NameOutcome = 'new' | 'known' | 'duplicate' | 'changed'

export interface NewAttempt {
  readonly key: ExtractionKey
  /** The job's generation: 1, or more where the same extraction was asked for again. */
  readonly generation: number
  readonly batch: number | null
  readonly startedAt: string
  readonly finishedAt: string
  readonly record: DocumentRecord
  /** It was made with the default options; false if left out. */
  readonly defaultOptions?: boolean
}
export interface Attempt {
  readonly id: number
  readonly key: ExtractionKey
  readonly generation: number
  readonly batch: number | null
  readonly startedAt: string
  readonly finishedAt: string
  readonly elapsedMs: number
  readonly status: DocumentRecord['status']
  readonly failure: Failure | null
  readonly current: boolean
  /** It was worse than the one that counted, and so did not take its place. */
  readonly keptBack: boolean
  /** Id of the attempt that counted when it came; null for none. */
  readonly insteadOf: number | null
}

export interface StoredDocument extends DocumentRow {
  readonly effective: EffectiveDocument
  readonly allNames: readonly Name[]
}
