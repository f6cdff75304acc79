import type { Correction, NewCorrection } from '../../effective/correction.js'
import type { Language } from '../../model/problem.js'
import type { DocumentRecord } from '../../model/record.js'
import type * as Contract from '../store.js'
import * as attempts from './attempts.js'
import * as batches from './batches.js'
import * as corrections from './corrections.js'
import type { Context, Db } from './database.js'
import * as documents from './documents.js'
import type { Engine } from './engine.js'
import * as names from './names.js'
import { tally } from './tally.js'
import * as tokens from './tokens.js'

export interface SqlStoreOptions {
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** Of the sentences that the store itself adds to documents; English if left out. */
  readonly language?: Language
}

/** The store in a database that speaks SQL. Each method is told in a file of its own, by what it is about. */
export class SqlStore implements Contract.Store {
  readonly #context: Context

  constructor(db: Db, engine: Engine, { now = Date.now, language = 'en' }: SqlStoreOptions = {}) {
    this.#context = { db, engine, language, at: () => new Date(now()).toISOString() }
  }

  beginBatch(batch: Contract.NewBatch): Promise<number> {
    return batches.beginBatch(this.#context, batch)
  }

  endBatch(id: number, end: Contract.BatchEnd): Promise<void> {
    return batches.endBatch(this.#context, id, end)
  }

  batches(limit: number): Promise<readonly Contract.Batch[]> {
    return batches.batches(this.#context, limit)
  }

  batch(id: number): Promise<Contract.Batch | null> {
    return batches.batch(this.#context, id)
  }

  seen(files: readonly string[]): Promise<ReadonlyMap<string, Contract.SeenFile>> {
    return names.seen(this.#context, files)
  }

  putNames(batch: number, found: readonly Contract.NewName[]): Promise<readonly Contract.NameOutcome[]> {
    return names.putNames(this.#context, batch, found)
  }

  touchNames(batch: number, files: readonly string[]): Promise<void> {
    return names.touchNames(this.#context, batch, files)
  }

  markVanished(batch: number, folder: string): Promise<number> {
    return names.markVanished(this.#context, batch, folder)
  }

  names(sha256: string): Promise<readonly Contract.Name[]> {
    return names.namesOf(this.#context, sha256)
  }

  saveAttempt(attempt: Contract.NewAttempt): Promise<'saved' | 'present'> {
    return attempts.saveAttempt(this.#context, attempt)
  }

  attempts(sha256: string): Promise<readonly Contract.Attempt[]> {
    return attempts.attempts(this.#context, sha256)
  }

  attemptsOfBatch(batch: number, after: number, limit: number): Promise<readonly Contract.Attempt[]> {
    return attempts.attemptsOfBatch(this.#context, batch, after, limit)
  }

  attemptRecord(id: number): Promise<DocumentRecord | null> {
    return attempts.attemptRecord(this.#context, id)
  }

  addCorrections(said: readonly NewCorrection[]): Promise<void> {
    return corrections.addCorrections(this.#context, said)
  }

  corrections(sha256?: string): Promise<readonly Correction[]> {
    return corrections.corrections(this.#context, sha256)
  }

  find(reference: string): Promise<readonly Contract.DocumentRow[]> {
    return documents.find(this.#context, reference)
  }

  documents(
    filter: Contract.DocumentFilter = {},
    page: Contract.DocumentPage = {},
  ): AsyncIterable<Contract.DocumentRow> {
    return documents.documents(this.#context, filter, page)
  }

  effective(filter: Contract.DocumentFilter = {}): AsyncIterable<Contract.StoredDocument> {
    return documents.effective(this.#context, filter)
  }

  tally(filter: Contract.DocumentFilter = {}): Promise<Contract.Tally> {
    return tally(this.#context, filter)
  }

  addToken(token: Contract.NewToken): Promise<boolean> {
    return tokens.addToken(this.#context, token)
  }

  tokens(): Promise<readonly Contract.Token[]> {
    return tokens.tokens(this.#context)
  }

  revokeToken(name: string): Promise<boolean> {
    return tokens.revokeToken(this.#context, name)
  }

  close(): Promise<void> {
    return this.#context.db.destroy()
  }
}
