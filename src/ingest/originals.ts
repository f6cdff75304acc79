import { join } from 'node:path'
import type { Blobs } from '../blobs/blobs.js'
import { BlobError } from '../blobs/errors.js'
import { FolderBlobs } from '../blobs/folder/folder.js'
import { isSystemError, unwritable } from './errors.js'
import { fingerprint } from './fingerprint.js'
import { filesOf, type Sight } from './sight.js'

/** Copies of originals in a data folder, under their fingerprints: `originals/ab/cdef…`. Nothing is made before the first copy. */
export const originalsOf = (data: string): FolderBlobs => new FolderBlobs(join(data, 'originals'), { create: true })

/** Of a file that would have to be copied, but stands outside of the folder: links do not leave it (`EXDEV`: cross-device link). */
const OUTSIDE = 'EXDEV'

/** A document whose original was looked after. */
export interface Kept {
  /** As seen last: a file that changed while it was copied is another document, or unreadable. */
  readonly sight: Sight
  /** SHA-256 of its files, which workers elsewhere fetch it by; null where it is read from its files. */
  readonly digests: readonly string[] | null
}

/** Looks after the original of a document that was found. */
export type Keep = (sight: Sight) => Promise<Kept>

/** Leaves originals where they are. */
export const leave: Keep = (sight) => Promise.resolve({ sight, digests: null })

/**
 * Keeps the files of documents in the data folder. One that went away or changed meanwhile is nobody's fault here: reading it
 * says so. The function throws StoreError where the data folder cannot be written to.
 */
export const copyTo =
  (originals: FolderBlobs): Keep =>
  async (sight) => {
    // What a link outside leads to is another's: it is read where it stands.
    if (sight.kind === 'unreadable' || sight.found.isOutside) return { sight, digests: null }
    try {
      await putAll(originals, sight)
    } catch (error) {
      if (!(error instanceof BlobError)) throw error
      if (error.code !== 'blob-changed') throw unwritable(error.cause ?? error, originals.folder)
    }
    return { sight, digests: null }
  }

/** A file that is being written while it is copied is looked at again so often. */
const MOST_LOOKS = 3

/**
 * Puts the files of documents into the storage of a fleet, for workers elsewhere to read. A file that changed meanwhile is
 * looked at again, and is what it is then. The function throws BlobError where the storage fails.
 */
export const uploadTo =
  (blobs: Blobs): Keep =>
  async (first) => {
    let sight = first
    // Workers elsewhere could only read a copy.
    if (first.found.isOutside) sight = { kind: 'unreadable', found: first.found, reason: OUTSIDE }
    for (let look = 1; sight.kind !== 'unreadable'; look++) {
      const { found } = sight
      try {
        return { sight, digests: await putAll(blobs, sight) }
      } catch (error) {
        const changed = error instanceof BlobError && error.code === 'blob-changed'
        if (changed && look < MOST_LOOKS) sight = await lookAgain(sight)
        else if (changed) sight = { kind: 'unreadable', found, reason: String(error.details.reason ?? 'EAGAIN') }
        else throw error
      }
    }
    return { sight, digests: null }
  }

async function lookAgain({ found }: Sight): Promise<Sight> {
  try {
    return { kind: 'read', found, print: await fingerprint(filesOf(found)) }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { kind: 'unreadable', found, reason: error.code }
  }
}

/** Gives the digests of the files, in their order. */
async function putAll(blobs: Blobs, sight: Exclude<Sight, { kind: 'unreadable' }>): Promise<readonly string[]> {
  const files = filesOf(sight.found)
  const digests = await digestsOf(sight)
  for (const [place, digest] of digests.entries()) await blobs.put(digest, files[place] ?? '')
  return digests
}

/** Of a group, only the digest of all is known without reading it. */
async function digestsOf(sight: Exclude<Sight, { kind: 'unreadable' }>): Promise<readonly string[]> {
  if (sight.kind === 'read') return sight.print.digests
  const files = filesOf(sight.found)
  if (files.length === 1) return [sight.seen.sha256]
  const { sha256, digests } = await fingerprint(files).catch((cause: unknown) => {
    const [file = ''] = files
    throw isSystemError(cause) ? new BlobError('blob-changed', { file, reason: cause.code }, { cause }) : cause
  })
  if (sha256 !== sight.seen.sha256) throw new BlobError('blob-changed', { file: files[0] ?? '', reason: 'SHA-256' })
  return digests
}
