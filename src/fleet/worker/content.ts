import { randomUUID } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { Content, ContentPart } from '../../../workers/pool.js'
import type { Blobs } from '../../blobs/blobs.js'
import { isAlive, ownerOf } from '../../processes.js'
import type { Taken } from '../../queue/bullmq/consumer.js'

/** Where a worker puts the originals that it reads: a folder of its own, and files in it that go when their job ends. */

const PREFIX = 'nianbao-worker-'

/** Makes a worker's folder, and clears away those of workers of this machine that were killed. */
export async function workingFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true })
  for (const name of await readdir(parent)) {
    const pid = ownerOf(name, PREFIX)
    if (pid !== null && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true })
  }
  return mkdtemp(join(parent, `${PREFIX}${process.pid}-`))
}

/** An original, or a group of pictures, in files of this machine. */
export interface LocalContent {
  readonly content: Content | readonly ContentPart[]
  readonly remove: () => Promise<void>
}

/**
 * Fetches what a job is to read, verified.
 * @throws BlobError; what the file system does where there is no room
 */
export async function fetchContent(
  blobs: Pick<Blobs, 'fetch'>,
  folder: string,
  { key, source }: Taken,
): Promise<LocalContent> {
  // Of one file the key's fingerprint is the file's.
  const digests = source.digests ?? [key.sha256]
  // Names from elsewhere make no paths here.
  const job = randomUUID()
  const files = digests.map((_, index) => join(folder, `${job}-${index}`))
  const remove = async (): Promise<void> => {
    for (const file of files) await rm(file, { force: true })
  }
  try {
    for (const [index, digest] of digests.entries()) await blobs.fetch(digest, files[index] ?? folder)
    const [file = folder] = files
    const content =
      files.length === 1
        ? { file }
        : files.map((each, index) => ({
            name: source.names?.[index] ?? basename(source.files[index] ?? source.name),
            content: { file: each },
          }))
    return { content, remove }
  } catch (error) {
    await remove()
    throw error
  }
}
