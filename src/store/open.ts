import { join, resolve } from 'node:path'
import type { Language } from '../model/problem.js'
import { EmbeddedQueue } from '../queue/embedded/queue.js'
import type { Queue } from '../queue/queue.js'
import { sqlStore } from './sql/store.js'
import { connect, type ConnectOptions } from './sqlite/connect.js'
import { sqliteEngine } from './sqlite/engine.js'
import { lockFile, type IngestLock } from './sqlite/lock.js'
import type { Store } from './store.js'

export type { IngestLock } from './sqlite/lock.js'

export interface OpenOptions extends Pick<ConnectOptions, 'create' | 'busyMs' | 'load'> {
  /** Language of the sentences that the store itself adds to documents; English if left out. */
  readonly language?: Language
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From 0 up to 1: scatters retries. */
  readonly random?: () => number
}

/** A data folder that is open: what stands in it and what is to do. */
export interface OpenedStore {
  /** Absolute. */
  readonly folder: string
  readonly store: Store
  readonly queue: Queue
  /**
   * Takes the right to fill the store, which one process has at a time; the system frees it when the process ends.
   * @throws StoreError `ingest-running`
   */
  readonly lockForIngest: () => IngestLock
  /** Closes store, queue and lock. */
  readonly close: () => Promise<void>
}

export const STORE_FILE = 'nianbao.sqlite'
const LOCK_FILE = 'ingest.lock'

/**
 * Opens the data folder (`--data`), and makes it where it is not there.
 * @throws StoreError
 */
export async function openStore(dataFolder: string, options: OpenOptions = {}): Promise<OpenedStore> {
  const folder = resolve(dataFolder)
  const { db, queueDb, Sqlite, close } = await connect(join(folder, STORE_FILE), options)
  const store = sqlStore(db, sqliteEngine(), options)
  const queue = new EmbeddedQueue(queueDb, options)
  let lock: IngestLock | null = null
  return {
    folder,
    store,
    queue,
    lockForIngest: () => (lock = lockFile(Sqlite, join(folder, LOCK_FILE), folder)),
    close: async () => {
      lock?.release()
      await close()
    },
  }
}
