import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { StoreError, type StoreErrorCode } from '../errors.js'

/** Codes of SQLite and of the system, by how they begin, and what they mean to somebody who uses a store. */
const MEANINGS: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_BUSY', 'store-locked'],
  ['SQLITE_LOCKED', 'store-locked'],
  ['SQLITE_FULL', 'disk-full'],
  ['ENOSPC', 'disk-full'],
  ['EDQUOT', 'disk-full'],
  ['SQLITE_NOTADB', 'not-a-store'],
  ['SQLITE_CORRUPT', 'store-damaged'],
  ['SQLITE_READONLY_DBMOVED', 'folder-vanished'],
  ['SQLITE_READONLY', 'folder-unwritable'],
  ['SQLITE_CANTOPEN', 'folder-unwritable'],
  ['SQLITE_PERM', 'folder-unwritable'],
  ['EACCES', 'folder-unwritable'],
  ['EPERM', 'folder-unwritable'],
  ['EROFS', 'folder-unwritable'],
  ['ENOTDIR', 'folder-unwritable'],
  ['EEXIST', 'folder-unwritable'],
  ['SQLITE_IOERR', 'store-failed'],
  ['EIO', 'store-failed'],
]

/** What an error of SQLite or of the file system means to the user; errors of neither come back as they are. */
export function translated(cause: unknown, file: string): unknown {
  if (cause instanceof StoreError || !(cause instanceof Error) || !('code' in cause)) return cause
  const found = String(cause.code)
  const meaning = MEANINGS.find(([prefix]) => found.startsWith(prefix))?.[1]
  if (!meaning) return cause
  const gone = (meaning === 'store-failed' || meaning === 'folder-unwritable') && !existsSync(dirname(file))
  const details = { file, folder: dirname(file), reason: `${found}: ${cause.message}` }
  return new StoreError(gone ? 'folder-vanished' : meaning, details, { cause })
}
