import { StoreError } from '../errors.js'
import type { SqliteModule } from './handle.js'
import { translated } from './translate.js'

/** Held by the one ingest that works on a folder. */
export interface IngestLock {
  readonly release: () => void
}

/**
 * Takes the right to fill a store: a file beside it whose lock the system frees when the process ends, however it ends.
 * @throws StoreError `ingest-running` where another process has it
 */
export function lockFile(Sqlite: SqliteModule, file: string, folder: string): IngestLock {
  const handle = ((): InstanceType<SqliteModule> => {
    try {
      return new Sqlite(file, { timeout: 0 })
    } catch (error) {
      throw translated(error, file)
    }
  })()
  try {
    handle.exec('begin exclusive')
  } catch (error) {
    handle.close()
    const found = translated(error, file)
    throw found instanceof StoreError && found.code === 'store-locked'
      ? new StoreError('ingest-running', { folder }, { cause: error })
      : found
  }
  return {
    release: () => {
      if (handle.open) handle.close()
    },
  }
}
