import { seenOf } from '../corrections/withdrawal.js'
import type { DocumentRecord } from '../model/record.js'
import type { Store } from '../store/store.js'
import { Refusal } from './errors/refusal.js'

/**
 * The version of a document that somebody saw, as ETag and If-Match carry it: which attempt counted, and which statement was
 * the last. `"12-345"` is attempt 12, statement 345; statement 0 is none.
 */
export interface SeenVersion {
  /** 0: it was not extracted. */
  readonly attempt: number
  readonly statement: number
}

const ETAG = /^(?:W\/)?"(\d{1,15})-(\d{1,15})"$/

/** The ETag of a document as it stands. */
export async function etagOf(store: Pick<Store, 'attempts' | 'corrections'>, id: string): Promise<string> {
  const attempt = (await store.attempts(id)).find(({ current }) => current)
  return `"${attempt?.id ?? 0}-${seenOf(await store.corrections(id))}"`
}

/**
 * The version that the sender of a request saw; null where it does not say.
 * @throws Refusal `invalid-request`
 */
export function seenIn(header: string | undefined): SeenVersion | null {
  if (header === undefined || header.trim() === '*') return null
  const [, attempt, statement] = ETAG.exec(header.trim()) ?? []
  if (attempt === undefined || statement === undefined) throw new Refusal('invalid-request', { reason: 'If-Match' })
  return { attempt: Number(attempt), statement: Number(statement) }
}

/**
 * The record that its sender looked at; null where no attempt of this document bears the number.
 */
export async function recordSeen(
  store: Pick<Store, 'attempts' | 'attemptRecord'>,
  id: string,
  { attempt }: SeenVersion,
): Promise<DocumentRecord | null> {
  const known = (await store.attempts(id)).some((each) => each.id === attempt)
  return known ? store.attemptRecord(attempt) : null
}
