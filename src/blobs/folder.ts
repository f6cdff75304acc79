import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { onDisk } from '../file-names.js'
import type { Blobs } from './blobs.js'
import { assertFingerprint, BlobError, isFingerprint } from './errors.js'
import { isFileError, UNFINISHED, Verified, writeWhole } from './stream.js'

export interface FolderOptions {
  /**
   * Makes the folder where it is not there. A folder that hosts share is never made: where its disk is missing, originals would
   * go astray. False if left out.
   */
  readonly create?: boolean
}

/** The disk or the network under a folder, rather than the folder. */
const UNREACHABLE = new Set(['EIO', 'ESTALE', 'ETIMEDOUT', 'ENOTCONN', 'EHOSTDOWN', 'EHOSTUNREACH', 'ENODEV', 'ENXIO'])

/** Originals in a folder, which hosts may share: `ab/cdef…` below it, each whole or not there. */
export class FolderBlobs implements Blobs {
  constructor(
    /** Absolute. */
    readonly folder: string,
    readonly options: FolderOptions = {},
  ) {}

  get place(): string {
    return this.folder
  }

  /** Where a content stands, or would. */
  placeOf(sha256: string): string {
    assertFingerprint(sha256)
    return join(this.folder, sha256.slice(0, 2), sha256.slice(2))
  }

  async put(sha256: string, file: string): Promise<boolean> {
    const place = this.placeOf(sha256)
    const present = await this.size(sha256)
    if (present !== null && (await isAsLong(file, present))) return false
    await this.#assertThere()
    await this.#tried(() => mkdir(dirname(place), { recursive: true }))
    const unfinished = join(this.folder, `${sha256}.${randomUUID()}${UNFINISHED}`)
    try {
      const written = await this.#copy(file, unfinished)
      if (written !== sha256) throw changed(file, 'SHA-256')
      await this.#tried(() => rename(unfinished, place))
      return true
    } finally {
      await rm(unfinished, { force: true })
    }
  }

  async has(sha256: string): Promise<boolean> {
    return (await this.size(sha256)) !== null
  }

  async size(sha256: string): Promise<number | null> {
    const place = this.placeOf(sha256)
    const info = await this.#tried(() => stat(place).catch(nullIfAbsent))
    return info?.isFile() ? info.size : null
  }

  async fetch(sha256: string, target: string): Promise<void> {
    const content = await this.open(sha256)
    await rm(target, { force: true })
    await writeWhole(content, target)
  }

  async open(sha256: string): Promise<Readable> {
    const place = this.placeOf(sha256)
    const handle = await this.#tried(() => open(place).catch(nullIfAbsent))
    if (!handle) {
      // One that is made where it is not there may be missing: reading makes none.
      if (!this.options.create) await this.#assertThere()
      throw new BlobError('blob-missing', { sha256, place: this.place })
    }
    const damaged = (): Error => new BlobError('blob-damaged', { sha256, place: this.place })
    const from = handle.createReadStream()
    const verified = new Verified(sha256, damaged)
    from.once('error', (error) => verified.destroy(isFileError(error) ? this.#errorOf(error) : error))
    verified.once('close', () => from.destroy())
    return from.pipe(verified)
  }

  async delete(sha256: string): Promise<boolean> {
    const present = await this.has(sha256)
    if (present) await this.#tried(() => rm(this.placeOf(sha256), { force: true }))
    // Where the disk is missing, nothing is known to be gone. One that is made where it is not there holds nothing then.
    else if (!this.options.create) await this.#assertThere()
    return present
  }

  async *list(): AsyncGenerator<string, void, undefined> {
    for (const head of await this.#tried(() => readdir(this.folder).catch(emptyIfAbsent))) {
      if (!/^[0-9a-f]{2}$/.test(head)) continue
      for (const rest of await this.#tried(() => readdir(join(this.folder, head)).catch(emptyIfAbsent)))
        if (isFingerprint(head + rest)) yield head + rest
    }
  }

  async check(): Promise<void> {
    await this.#assertThere()
    await this.#tried(() => readdir(this.folder))
  }

  async #assertThere(): Promise<void> {
    if (this.options.create) await this.#tried(() => mkdir(this.folder, { recursive: true }))
    const found = await this.#tried(() => stat(this.folder).catch(nullIfAbsent))
    if (!found?.isDirectory()) throw new BlobError('blobs-unreachable', { place: this.place, reason: 'ENOENT' })
  }

  async close(): Promise<void> {
    // Nothing is held.
  }

  /** Deletes unfinished files older than `olderThanMs`: nobody can be writing them any more. */
  async tidy(olderThanMs: number): Promise<void> {
    for (const name of await readdir(this.folder).catch(() => [])) {
      if (!name.endsWith(UNFINISHED)) continue
      const info = await stat(join(this.folder, name)).catch(() => null)
      if (info && Date.now() - info.mtimeMs >= olderThanMs) await rm(join(this.folder, name), { force: true })
    }
  }

  /** Copies, flushes to the disk, and gives the SHA-256 of what was written. */
  async #copy(from: string, to: string): Promise<string> {
    const hash = createHash('sha256')
    await using target = await this.#tried(() => open(to, 'wx'))
    for await (const chunk of readable(from)) {
      hash.update(chunk)
      await this.#tried(() => target.writeFile(chunk))
    }
    await this.#tried(() => target.sync())
    return hash.digest('hex')
  }

  async #tried<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action()
    } catch (error) {
      throw isFileError(error) ? this.#errorOf(error) : error
    }
  }

  #errorOf(cause: NodeJS.ErrnoException & { code: string }): BlobError {
    const code = UNREACHABLE.has(cause.code) ? 'blobs-unreachable' : 'blobs-refused'
    return new BlobError(code, { place: this.place, reason: cause.code }, { cause })
  }
}

const changed = (file: string, reason: string, cause?: unknown): BlobError =>
  new BlobError('blob-changed', { file, reason }, { cause })

/** The bytes of a file that is to be copied; that it cannot be read is the file's fault. */
async function* readable(file: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(onDisk(file))) if (chunk instanceof Uint8Array) yield chunk
  } catch (error) {
    throw isFileError(error) ? changed(file, error.code, error) : error
  }
}

/** Tells whether a file has this size (bytes); a file that is gone does not speak against the copy. */
const isAsLong = async (file: string, bytes: number): Promise<boolean> =>
  ((await stat(onDisk(file)).catch(() => null))?.size ?? bytes) === bytes

function emptyIfAbsent(error: unknown): readonly string[] {
  nullIfAbsent(error)
  return []
}

function nullIfAbsent(error: unknown): null {
  if (isFileError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null
  throw error
}
