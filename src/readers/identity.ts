import { createHash } from 'node:crypto'
import type { Source } from '../model/source.js'

/** A document's identity: its content decides, whatever its name is. */
export interface Identity {
  /** The digest of the bytes; for a group of pictures, of its parts' digests in page order, joined by newlines. */
  readonly sha256: string
  readonly parts?: readonly { readonly name: string; readonly sha256: string }[]
}

/** Stands in the place of a fingerprint where the content was not read: of a content that is none, it would be a lie. */
export const UNREAD = '0'.repeat(64)

/** A file that is refused for its size gets a fingerprint up to this size: a huge one would be read for nothing. */
export const MAX_REFUSED_BYTES = 256 * 1024 * 1024

/** SHA-256 in lower-case hexadecimal. */
const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** The digest of a group from the digests of its parts in page order. */
export const sha256OfGroup = (digests: readonly string[]): string => sha256Of(digests.join('\n'))

export function identify({ bytes, parts }: Pick<Source, 'bytes' | 'parts'>): Identity {
  if (!parts) return { sha256: sha256Of(bytes) }
  const digests = parts.map((part) => ({ name: part.name, sha256: sha256Of(part.bytes) }))
  return {
    sha256: sha256OfGroup(digests.map(({ sha256 }) => sha256)),
    parts: digests,
  }
}
