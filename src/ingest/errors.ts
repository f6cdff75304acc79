import { StoreError } from '../store/errors.js'
import { isSystemError } from '../system.js'

/** The manifest cannot be used: the person who gave it has to mend it first. */
export class ManifestError extends Error {
  constructor(
    readonly file: string,
    /** What is wrong: what the system or the CSV parser said; `path` where that column is missing. */
    readonly reason: string,
    cause?: unknown,
  ) {
    super(`${file}: ${reason}`, cause === undefined ? undefined : { cause })
    this.name = 'ManifestError'
  }
}

/** An error of writing into a folder of ours, as one that stops the run; any other error as it is. */
export function unwritable(cause: unknown, folder: string): unknown {
  if (!isSystemError(cause)) return cause
  const { code, message: reason } = cause
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new StoreError(full ? 'disk-full' : 'folder-unwritable', { folder, reason }, { cause })
}
