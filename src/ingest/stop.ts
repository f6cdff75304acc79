/** Why an ingest stops as a whole, beside an interrupt: each has its sentence on the command line. */
export const STOPS = [
  'disk-full',
  'store-locked',
  'store-damaged',
  'not-writable',
  'already-running',
  'folder-vanished',
  'manifest-unusable',
] as const
export type StopReason = (typeof STOPS)[number]

/** Nothing is lost or half written: the same command goes on from here once the reason is mended. */
export class StopError extends Error {
  constructor(
    readonly reason: StopReason,
    /** A file, a folder, or what the system said. */
    readonly about: string,
    cause?: unknown,
  ) {
    super(`${reason}: ${about}`, cause === undefined ? undefined : { cause })
    this.name = 'StopError'
  }
}

export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'

/** Codes of the system and of SQLite (https://www.sqlite.org/rescode.html) by what they stop the run for. */
const CODES: readonly (readonly [RegExp, StopReason])[] = [
  [/^(?:ENOSPC|EDQUOT|SQLITE_FULL|SQLITE_IOERR_WRITE)$/, 'disk-full'],
  [/^SQLITE_(?:BUSY|LOCKED|PROTOCOL)/, 'store-locked'],
  [/^SQLITE_(?:CORRUPT|NOTADB|IOERR|SCHEMA)/, 'store-damaged'],
  [/^(?:EACCES|EPERM|EROFS|ENOENT|ENOTDIR|EEXIST|SQLITE_READONLY.*|SQLITE_CANTOPEN.*|SQLITE_PERM)$/, 'not-writable'],
]

/** What an error of the store, or of writing into the data folder, stops the run for; null for an error of our own. */
export function stopOf(error: unknown): StopError | null {
  if (error instanceof StopError) return error
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (!isSystemError(cause)) continue
    const { code, message } = cause
    const found = CODES.find(([pattern]) => pattern.test(code))
    if (found) return new StopError(found[1], `${code}: ${message}`, error)
  }
  return null
}
