import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { isSystemError } from '../../system.js'
import { StoreError, type StoreErrorCode } from '../errors.js'

/** Codes of SQLite and of the system, by how they begin, and what they mean to somebody who uses a store. */
const MEANINGS: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_BUSY', 'store-locked'],
  ['SQLITE_LOCKED', 'store-locked'],
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_IOERR_SHMSIZE', 'disk-full'],
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
  ['SQLITE_', 'store-failed'],
  ['EIO', 'store-failed'],
]

/** The code of an error of SQLite or of the system, by which alone they are known; null of any other. */
export const codeOf = (error: unknown): string | null => (isSystemError(error) ? error.code : null)

const messageOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : String(error)

/**
 * Turns an error of SQLite or of the file system into one with a sentence for the user; others come back as they are.
 * @param opening a folder that was never there did not vanish
 */
export function translated(cause: unknown, file: string, { opening = false } = {}): unknown {
  const found = cause instanceof StoreError ? null : codeOf(cause)
  const meaning = found === null ? undefined : MEANINGS.find(([prefix]) => found.startsWith(prefix))?.[1]
  if (found === null || !meaning) return cause
  const gone = !opening && (meaning === 'store-failed' || meaning === 'folder-unwritable') && !existsSync(dirname(file))
  const details = { file, folder: dirname(file), reason: `${found}: ${messageOf(cause)}` }
  return new StoreError(gone ? 'folder-vanished' : meaning, details, { cause })
}
