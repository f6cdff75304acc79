import type { Kysely, RawBuilder, Transaction } from 'kysely'
import type { EffectiveDocument } from '../../effective/effective.js'
import type { Language } from '../../model/problem.js'
import type { StoreTables } from './schema.js'

/** The store's tables, with or without a transaction around. */
export type Db = Kysely<StoreTables>
export type Tx = Transaction<StoreTables>

/** A piece of SQL. */
export type Piece = RawBuilder<unknown>

/** State that the parts of the store share. */
export interface Context {
  readonly db: Db
  readonly engine: Engine
  /** Language of the problems' sentences. */
  readonly language: Language
  /** The present as ISO 8601 in UTC. */
  readonly at: () => string
}

/** The differences between the databases that the store speaks SQL to; this folder holds the rest once for both. */
export interface Engine {
  /**
   * Runs in one transaction; what is thrown undoes it. Where the database fell out in the middle it may be run again from its
   * beginning, if it had not come to its end: then nothing of it stands.
   * @param options.repeatable what comes to the same when it is done twice: run again also where it may have come to its end,
   * which `run` is then told
   */
  readonly transaction: <T>(
    db: Db,
    run: (tx: Tx, mayStand: boolean) => Promise<T>,
    options?: { readonly repeatable?: boolean },
  ) => Promise<T>
  /** At the end of a select in a transaction: keeps other writers from its rows until the end; empty where writers come singly. */
  readonly forUpdate: Piece
  /** Keeps others from noting whose reports documents are, until the end of the transaction. */
  readonly lockReports: (tx: Tx) => Promise<void>
  /** Whether a column is one of a list. */
  readonly among: (column: Piece, values: readonly (string | number)[]) => Piece
  /** Whether a path as found matches one of the globs. */
  readonly pathMatches: (column: Piece, globs: readonly string[]) => Piece
  /** Tests whether a column of `documents` holds a text; asks an index of organs and titles where the text is long enough. */
  readonly holds: (column: 'organ' | 'title' | 'path', text: string) => Piece
  /** The same where documents are counted: what most of them hold is found sooner by looking through them than by an index. */
  readonly holdsCounted: Engine['holds']
  /** A column of what the manifest gives of a document, as text; null where it gives none. */
  readonly given: (column: string) => Piece
  /** The table `documents` where it is counted by columns of the narrow index alone. */
  readonly narrowDocuments: Piece
  /** A column of texts in the order of code points, as paths are. */
  readonly byCodePoint: (column: Piece) => Piece
  /** Takes away what is derived of a document beside its row. */
  readonly dropDerived: (tx: Tx, document: number) => Promise<void>
  /** Writes anew what is derived of a document beside its row; of a document that was never derived there is nothing yet. */
  readonly writeDerived: (tx: Tx, document: number, effective: EffectiveDocument) => Promise<void>
}
