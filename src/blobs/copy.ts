import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Blobs } from './blobs.js'
import { BlobError } from './errors.js'
import { inTemporary, temporaryFolder } from './temporary.js'

/** The outcome of copying a storage of originals. */
export interface Copied {
  readonly copied: number
  /** Were there already. */
  readonly present: number
  /** Fingerprints of those that were not copied: their bytes are others, in the storage that they should come from. */
  readonly damaged: readonly string[]
}

/**
 * Copies what one storage of originals has and another has not, each verified: for backups, and to move from one to another.
 * @throws BlobError where one of the storages fails, or the folder for temporary files
 */
export async function copyBlobs(from: Blobs, to: Blobs): Promise<Copied> {
  const place = await temporaryFolder('nianbao-copy-')
  const damaged: string[] = []
  let [copied, present] = [0, 0]
  try {
    for await (const sha256 of from.list()) {
      if ((await to.size(sha256)) !== null && (await to.size(sha256)) === (await from.size(sha256))) {
        present += 1
        continue
      }
      try {
        await inTemporary(place, () => from.fetch(sha256, join(place, 'original')))
      } catch (error) {
        if (!(error instanceof BlobError) || error.code !== 'blob-damaged') throw error
        damaged.push(sha256)
        continue
      }
      await to.put(sha256, join(place, 'original'))
      copied += 1
    }
    return { copied, present, damaged }
  } finally {
    await rm(place, { recursive: true, force: true })
  }
}
