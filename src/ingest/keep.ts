import { join } from 'node:path'
import type { Blobs } from '../blobs/blobs.js'
import { BlobError } from '../blobs/errors.js'
import { FolderBlobs } from '../blobs/folder.js'
import type { SourcePart } from '../queue/queue.js'
import { StoreError } from '../store/errors.js'
import { isSystemError } from '../system.js'
import { fingerprint } from './fingerprint.js'
import { partOf } from './originals.js'
import { filesOf, type Sight } from './sight.js'

/** Copies of originals in a data folder, under their fingerprints: `originals/ab/cdef…`. Nothing is made before the first copy. */
export const originalsIn = (data: string): FolderBlobs => new FolderBlobs(join(data, 'originals'), { create: true })

/** Reason for not copying a file outside of the folder: links do not leave it (`EXDEV`: cross-device link). */
const OUTSIDE = 'EXDEV'

/** A document whose original was looked after. */
export interface Kept {
  /** As seen last: a file that changed while it was copied is another document, or unreadable. */
  readonly sight: Sight
  /** Its files; with their SHA-256 where the storage of originals has them. */
  readonly parts: readonly SourcePart[]
}

/** Looks after the original of a document that was found. */
export type Keep = (sight: Sight) => Promise<Kept>

/** Leaves originals where they are. */
export const leave: Keep = (sight) => Promise.resolve({ sight, parts: filesOf(sight.found).map(partOf) })

/**
 * Keeps the files of documents in the data folder. One that went away or changed meanwhile is nobody's fault here: reading it
 * says so. The function throws StoreError where the data folder cannot be written to.
 */
export const copyTo =
  (originals: FolderBlobs): Keep =>
  async (sight) => {
    // A file behind a link that leads outside belongs to somebody else: it is read where it stands.
    if (sight.kind === 'unreadable' || sight.found.isOutside) return leave(sight)
    try {
      return { sight, parts: await putAll(originals, sight) }
    } catch (error) {
      if (!(error instanceof BlobError)) throw error
      if (error.code !== 'blob-changed') throw unwritable(error.cause ?? error, originals.folder)
      return leave(sight)
    }
  }

/** How often a file is copied again that changes while it is copied. */
const MAX_LOOKS = 3

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
        return { sight, parts: await putAll(blobs, sight) }
      } catch (error) {
        const changed = error instanceof BlobError && error.code === 'blob-changed'
        if (changed && look < MAX_LOOKS) sight = await lookAgain(sight)
        else if (changed) sight = { kind: 'unreadable', found, reason: String(error.details.reason ?? 'EAGAIN') }
        else throw error
      }
    }
    return { sight, parts: [] }
  }

async function lookAgain({ found }: Sight): Promise<Sight> {
  try {
    return { kind: 'read', found, print: await fingerprint(filesOf(found)) }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return { kind: 'unreadable', found, reason: error.code }
  }
}

type Readable = Exclude<Sight, { kind: 'unreadable' }>

/** Gives the files with their digests. */
async function putAll(blobs: Blobs, sight: Readable): Promise<readonly SourcePart[]> {
  const parts = await digestsOf(sight)
  for (const { sha256, file } of parts) await blobs.put(sha256, file)
  return parts.map(({ file, sha256 }) => ({ ...partOf(file), sha256 }))
}

/** Digests of each file; of a group that was not read, only the digest of the whole is known. */
async function digestsOf(sight: Readable): Promise<readonly { readonly file: string; readonly sha256: string }[]> {
  if (sight.kind === 'read') return sight.print.parts
  const files = filesOf(sight.found)
  const [file = ''] = files
  if (files.length === 1) return [{ file, sha256: sight.seen.sha256 }]
  const { sha256, parts } = await fingerprint(files).catch((cause: unknown) => {
    throw isSystemError(cause) ? new BlobError('blob-changed', { file, reason: cause.code }, { cause }) : cause
  })
  if (sha256 !== sight.seen.sha256) throw new BlobError('blob-changed', { file, reason: 'SHA-256' })
  return parts
}

/** An error of writing into a folder of ours, as one that stops the run; any other error as it is. */
function unwritable(cause: unknown, folder: string): unknown {
  if (!isSystemError(cause)) return cause
  const { code, message: reason } = cause
  const full = code === 'ENOSPC' || code === 'EDQUOT'
  return new StoreError(full ? 'disk-full' : 'folder-unwritable', { folder, reason }, { cause })
}
