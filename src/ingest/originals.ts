import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isSystemError, unwritable } from './errors.js'
import { fingerprint } from './fingerprint.js'
import { filesOf, type Sight } from './sight.js'

const UNFINISHED = '.unfinished'

/** Copies of originals under their fingerprints: `originals/ab/cdef…`, each whole or not there. */
export class Originals {
  readonly folder: string

  /** `data`: the data folder; nothing is made before the first copy. */
  constructor(data: string) {
    this.folder = join(data, 'originals')
  }

  /** Where the copy of a content stands, or would. */
  placeOf(sha256: string): string {
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2))
  }

  /** Takes away what a killed run left unfinished; only for the one run that works on the folder. */
  async tidy(): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => []))
      if (name.endsWith(UNFINISHED)) await rm(join(this.folder, name), { force: true })
  }

  /**
   * Copies a file in, verified and flushed before it bears its name. False where the file's content is no more the one
   * asked for: nothing is kept then.
   * @throws what the file system does.
   */
  async keep(file: string, sha256: string, bytes?: number): Promise<boolean> {
    const place = this.placeOf(sha256)
    const present = await stat(place).catch(() => null)
    if (present && (bytes === undefined || present.size === bytes)) return true
    await mkdir(join(place, '..'), { recursive: true })
    const unfinished = join(this.folder, `${sha256}.${randomUUID()}${UNFINISHED}`)
    try {
      if ((await copy(file, unfinished)) !== sha256) return false
      await rename(unfinished, place)
      return true
    } finally {
      await rm(unfinished, { force: true })
    }
  }
}

/** Copies, flushes to the disk, and gives the SHA-256 of what was written. */
async function copy(from: string, to: string): Promise<string> {
  const hash = createHash('sha256')
  await using target = await open(to, 'wx')
  for await (const chunk of createReadStream(from)) {
    if (!(chunk instanceof Uint8Array)) continue
    hash.update(chunk)
    await target.writeFile(chunk)
  }
  await target.sync()
  return hash.digest('hex')
}

/**
 * Keeps the files of a document. One that went away or changed meanwhile is nobody's fault here: reading it says so.
 * @throws StoreError where the data folder cannot be written to.
 */
export async function keepOriginals(
  originals: Originals,
  sight: Exclude<Sight, { kind: 'unreadable' }>,
): Promise<void> {
  const files = filesOf(sight.found)
  const digests = sight.kind === 'read' ? sight.print.digests : await digestsOf(files, sight.seen.sha256)
  for (const [place, file] of files.entries()) {
    try {
      await originals.keep(file, digests[place] ?? '')
    } catch (error) {
      if (!isSystemError(error) || error.path !== file) throw unwritable(error, originals.folder)
    }
  }
}

/** Of a group, only the digest of all is known without reading it. */
const digestsOf = async (files: readonly string[], sha256: string): Promise<readonly string[]> =>
  files.length === 1 ? [sha256] : (await fingerprint(files)).digests
