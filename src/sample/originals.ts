import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { Blobs } from '../blobs/blobs.js'
import { BlobError } from '../blobs/errors.js'
import type { StoredDocument } from '../store/store.js'

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The bytes that a document was extracted from, one file a part of a group, looked for under each of its names and in
 * the storage of originals; null where none of them still has that content.
 */
export async function originalOf(
  { allNames, effective, sha256 }: StoredDocument,
  blobs: Pick<Blobs, 'open'>,
): Promise<readonly Uint8Array[] | null> {
  const digests = effective.record.source.parts?.map((part) => part.sha256) ?? [sha256]
  const current = [...allNames].sort((a, b) => Number(b.state === 'current') - Number(a.state === 'current'))
  // Names of uploads are no files.
  const named = current.filter(({ file }) => isAbsolute(file))
  const places = named.map(({ file, parts }) => (parts.length > 0 ? parts : [file]))
  for (const files of places) {
    if (files.length !== digests.length) continue
    const found = await Promise.all(files.map(async (file) => readFile(file).catch(() => null)))
    const whole = found.flatMap((bytes, index) => (bytes && digestOf(bytes) === digests[index] ? [bytes] : []))
    if (whole.length === digests.length) return whole
  }
  const kept: Uint8Array[] = []
  for (const digest of digests) {
    const bytes = await contentOf(blobs, digest)
    if (!bytes) return null
    kept.push(bytes)
  }
  return kept
}

/** Null where the storage does not have it whole. @throws BlobError where the storage fails */
async function contentOf(blobs: Pick<Blobs, 'open'>, sha256: string): Promise<Uint8Array | null> {
  try {
    const chunks: Uint8Array[] = []
    for await (const chunk of await blobs.open(sha256)) if (chunk instanceof Uint8Array) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch (error) {
    if (error instanceof BlobError && (error.code === 'blob-missing' || error.code === 'blob-damaged')) return null
    throw error
  }
}
