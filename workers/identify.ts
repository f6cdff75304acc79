import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { sha256OfGroup } from '../src/readers/identity.js'
import type { Identity, PartMessage } from './protocol.js'

/** What no file at all is known by. */
export const NOTHING: Identity = { sha256: createHash('sha256').digest('hex'), bytes: 0, format: 'unknown' }

/** Hashes a document without holding it; of an unreadable file, what could be read. The format stays unknown. */
export async function identifyParts(parts: readonly PartMessage[]): Promise<Identity> {
  const found: { readonly name: string; readonly sha256: string; readonly bytes: number }[] = []
  for (const part of parts) found.push({ name: part.name, ...(await hashed(part)) })
  const [first] = found
  if (!first) return NOTHING
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
    const chunks = file === null ? [bytes ?? new Uint8Array()] : createReadStream(file)
    for await (const chunk of chunks) {
      if (!(chunk instanceof Uint8Array)) continue
      hash.update(chunk)
      size += chunk.byteLength
    }
  } catch {
    // What could be read of it is what it is known by.
  }
  return { sha256: hash.digest('hex'), bytes: size }
}
