import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { isAbsolute } from 'node:path'
import type { StoredDocument } from '../store/store.js'

/** Where a copy of a content stands, if originals are kept. */
export type PlaceOf = (sha256: string) => string

const digestOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The bytes that a document was extracted from, one file a part of a group, looked for under each of its names and among
 * the kept originals; null where none of them still has that content.
 */
export async function originalOf(
  { allNames, effective, sha256 }: StoredDocument,
  placeOf: PlaceOf,
): Promise<readonly Uint8Array[] | null> {
  const digests = effective.record.source.parts?.map((part) => part.sha256) ?? [sha256]
  const current = [...allNames].sort((a, b) => Number(b.state === 'current') - Number(a.state === 'current'))
  const places = [
    // Names of uploads are no files.
    ...current.filter(({ file }) => isAbsolute(file)).map(({ file, parts }) => (parts.length > 0 ? parts : [file])),
    digests.map((digest) => placeOf(digest)),
  ]
  for (const files of places) {
    if (files.length !== digests.length) continue
    const found = await Promise.all(files.map(async (file) => readFile(file).catch(() => null)))
    const whole = found.flatMap((bytes, index) => (bytes && digestOf(bytes) === digests[index] ? [bytes] : []))
    if (whole.length === digests.length) return whole
  }
  return null
}
