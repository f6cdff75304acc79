import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

interface Kept {
  readonly name: string
  readonly bytes: number
  /** Milliseconds of the system’s clock. */
  readonly usedAt: number
}

/** The share of the bound that is freed at once, so that not every picture has to make room. */
const LEFT_AFTER = 0.8

/** Pictures on the disk, by their keys, within a bound; those not used for longest go first. Several processes may share one. */
export class PictureCache {
  #bytes: Promise<number> | null = null

  /** @param bound in bytes */
  constructor(
    readonly folder: string,
    readonly bound: number,
  ) {}

  /** @param key hexadecimal digits */
  async get(key: string): Promise<Buffer | null> {
    const file = this.#placeOf(key)
    const bytes = await readFile(file).catch(() => null)
    // Its time is that of its last use; without a right to change it, it goes earlier.
    if (bytes) await utimes(file, new Date(), new Date()).catch(() => undefined)
    return bytes
  }

  /** @throws what the file system does */
  async put(key: string, picture: Uint8Array): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
    const before = await this.#size()
    const draft = join(this.folder, `${randomUUID()}.new`)
    try {
      await writeFile(draft, picture, { mode: 0o600 })
      await rename(draft, this.#placeOf(key))
    } catch (error) {
      await rm(draft, { force: true })
      throw error
    }
    const bytes = before + picture.byteLength
    this.#bytes = bytes > this.bound ? this.#makeRoom() : Promise.resolve(bytes)
    await this.#bytes
  }

  #placeOf(key: string): string {
    return join(this.folder, `${key}.webp`)
  }

  async #size(): Promise<number> {
    this.#bytes ??= this.#kept().then((files) => files.reduce((sum, { bytes }) => sum + bytes, 0))
    return this.#bytes
  }

  async #kept(): Promise<readonly Kept[]> {
    const names = await readdir(this.folder).catch(() => [])
    const files = names.map(async (name): Promise<Kept[]> => {
      const info = await stat(join(this.folder, name)).catch(() => null)
      return info ? [{ name, bytes: info.size, usedAt: info.mtimeMs }] : []
    })
    return (await Promise.all(files)).flat()
  }

  async #makeRoom(): Promise<number> {
    const files = [...(await this.#kept())].sort((a, b) => a.usedAt - b.usedAt)
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    for (const file of files) {
      if (bytes <= this.bound * LEFT_AFTER) break
      await rm(join(this.folder, file.name), { force: true })
      bytes -= file.bytes
    }
    return bytes
  }
}
