import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { onDisk } from '../src/file-names.js'
import { sha256OfGroup, UNREAD } from '../src/readers/identity.js'
import type { Identity, PartMessage } from './protocol.js'

/** Gives the identity of a document whose content was not read, or not all of it. */
export const unread = (bytes = 0): Identity => ({ sha256: UNREAD, bytes, format: 'unknown' })

/** Hashes a document without holding it; one that cannot be read is known by nothing. The format stays unknown. */
export async function identifyParts(parts: readonly PartMessage[]): Promise<Identity> {
  const found: { readonly name: string; readonly sha256: string; readonly bytes: number }[] = []
  for (const part of parts) found.push({ name: part.name, ...(await hashed(part)) })
  const [first] = found
  if (!first) return unread()
  if (found.some(({ sha256 }) => sha256 === UNREAD)) return unread(found.reduce((sum, { bytes }) => sum + bytes, 0))
  if (found.length === 1) return { sha256: first.sha256, bytes: first.bytes, format: 'unknown' }
  return {
    sha256: sha256OfGroup(found.map(({ sha256 }) => sha256)),
    bytes: found.reduce((sum, { bytes }) => sum + bytes, 0),
    format: 'unknown',
    parts: found.map(({ name, sha256 }) => ({ name, sha256 })),
  }
}

async function hashed({ file, bytes }: PartMessage): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let size = 0
  try {
    const chunks = file === null ? [bytes ?? new Uint8Array()] : createReadStream(onDisk(file))
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) continue
      hash.update(chunk)
      size += chunk.byteLength
    }
  } catch {
    return { sha256: UNREAD, bytes: size }
  }
  return { sha256: hash.digest('hex'), bytes: size }
}
