import { StoreError, type StoreErrorCode } from '../errors.js'

/** Codes of the system, of SQL (SQLSTATE, by how they begin) and of TLS, and what they mean to somebody who uses a store. */
const MEANINGS: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['ECONN', 'database-unreachable'],
  ['EPIPE', 'database-unreachable'],
  ['ETIMEDOUT', 'database-unreachable'],
  ['EHOST', 'database-unreachable'],
  ['ENET', 'database-unreachable'],
  ['ENOTFOUND', 'database-unreachable'],
  ['EAI_AGAIN', 'database-unreachable'],
  // connection_exception, too_many_connections, admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped
  ['08', 'database-unreachable'],
  ['53300', 'database-unreachable'],
  ['57P01', 'database-unreachable'],
  ['57P02', 'database-unreachable'],
  ['57P03', 'database-unreachable'],
  // Somebody ended the session from outside: its idle transaction took too long, or the server is a standby now.
  ['25P03', 'database-unreachable'],
  ['25006', 'database-unreachable'],
  ['28', 'database-refused'],
  ['3D000', 'database-refused'],
  ['42501', 'database-refused'],
  ['53100', 'database-full'],
  ['55P03', 'database-busy'],
  ['57014', 'database-busy'],
]

/** The driver's own sentences, which carry no code. */
const LOST = [
  'Connection terminated',
  'connection error and is not queryable',
  'timeout exceeded when trying to connect',
  'Query read timeout',
  'Client was closed',
] as const

/** Codes of conflicts between two writers: serialization_failure, deadlock_detected, unique_violation. */
const CONFLICTS: readonly string[] = ['40001', '40P01', '23505']

const SQLSTATE = /^[0-9A-Z]{5}$/u

/** The fields of an error that are looked at: an error of the system is not everywhere of the same class. */
interface Shape {
  readonly code: string | null
  readonly message: string
}

function shapeOf(error: unknown): Shape | null {
  if (typeof error !== 'object' || error === null || !('message' in error)) return null
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  // An address with several numbers fails with a list of reasons and without a sentence.
  const reasons: readonly unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  const message = String(error.message)
  return { code, message: message === '' ? (shapeOf(reasons[0])?.message ?? '') : message }
}

/**
 * Turns an error of the driver, the database or the network into one with a sentence for the user; others come back as they are.
 * @param database as messages may show it
 * @param connecting whatever goes wrong before anything is asked is a matter of the connection
 */
export function translated(cause: unknown, database: string, { connecting = false } = {}): unknown {
  const shape = cause instanceof StoreError ? null : shapeOf(cause)
  const meaning = (shape && meaningOf(shape)) ?? (shape && connecting ? 'database-refused' : null)
  if (!shape || meaning === null) return cause
  const reason = shape.code === null ? shape.message : `${shape.code}: ${shape.message}`
  return new StoreError(meaning, { database, reason }, { cause })
}

function meaningOf({ code, message }: Shape): StoreErrorCode | null {
  if (LOST.some((sentence) => message.includes(sentence))) return 'database-unreachable'
  if (code === null) return null
  const meaning = MEANINGS.find(([prefix]) => code.startsWith(prefix))?.[1]
  return meaning ?? (SQLSTATE.test(code) ? 'database-failed' : null)
}

export const isUnreachable = (error: unknown): boolean =>
  error instanceof StoreError && error.code === 'database-unreachable'

/** Whether two who wrote at once stood in each other's way; the one that was undone may try again. */
export const isConflict = (error: unknown): boolean =>
  error instanceof StoreError && CONFLICTS.includes(shapeOf(error.cause)?.code ?? '')
