import { open, type FileHandle } from 'node:fs/promises'
import { createDeflateRaw, crc32, type DeflateRaw } from 'node:zlib'
import { once } from 'node:events'

/**
 * A ZIP file written as a stream (APPNOTE.TXT 6.3, sizes behind the data): entries one after another, each compressed while
 * it is written, with a fixed time, so that the same content gives the same bytes. Libraries that write XLSX take the time
 * of day and, asked to stream, hold what the disk has not taken yet in memory.
 */

/** 1980-01-01 00:00, the earliest that the format knows, as DOS has it. */
const DOS_DATE = 0x0021
const VERSION = 20
/** Sizes stand behind the data; names are UTF-8. */
const FLAGS = 0x0808
const DEFLATED = 8
/** Sizes have 32 bits: an entry must end before this many bytes. */
export const LARGEST_ENTRY = 0xffff_ffff
/** Text is compressed when this much is waiting, in UTF-16 units. */
const BATCH = 1 << 18

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

/** Writes little-endian fields: [bytes, value]. */
function fields(...parts: readonly (readonly [2 | 4, number])[]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0))
  let at = 0
  for (const [bytes, value] of parts) at = buffer.writeUIntLE(value, at, bytes)
  return buffer
}

export interface ZipEntry {
  /** Bytes so far, before compression. */
  readonly size: () => number
  readonly write: (text: string) => Promise<void>
  readonly close: () => Promise<void>
}

export class ZipFile {
  #offset = 0
  readonly #written: Written[] = []

  private constructor(private readonly handle: FileHandle) {}

  /** @throws what the file system does. */
  static async create(file: string): Promise<ZipFile> {
    return new ZipFile(await open(file, 'wx'))
  }

  /** Begins the next entry; the one before must be closed. */
  async entry(path: string): Promise<ZipEntry> {
    const name = Buffer.from(path)
    const offset = this.#offset
    await this.#append(
      fields([4, 0x04034b50], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DOS_DATE], [4, 0], [4, 0], [4, 0]),
      fields([2, name.length], [2, 0]),
      name,
    )
    const deflate = createDeflateRaw()
    const draining = this.#drain(deflate)
    // What fails here is told to whoever writes or closes next.
    draining.catch(() => undefined)
    let [crc, size, waiting] = [0, 0, '']
    const flush = async (): Promise<void> => {
      const bytes = Buffer.from(waiting)
      waiting = ''
      crc = crc32(bytes, crc)
      size += bytes.length
      if (!deflate.write(bytes)) await Promise.race([once(deflate, 'drain'), draining])
    }
    return {
      size: () => size,
      write: async (text) => {
        waiting += text
        if (waiting.length >= BATCH) await flush()
      },
      close: async () => {
        await flush()
        deflate.end()
        const packed = await draining
        await this.#append(fields([4, 0x08074b50], [4, crc], [4, packed], [4, size]))
        this.#written.push({ name, offset, crc, packed, size })
      },
    }
  }

  /** Writes the directory and closes the file. */
  async close(): Promise<void> {
    const start = this.#offset
    for (const { name, offset, crc, packed, size } of this.#written)
      await this.#append(
        fields([4, 0x02014b50], [2, VERSION], [2, VERSION], [2, FLAGS], [2, DEFLATED], [2, 0], [2, DOS_DATE]),
        fields([4, crc], [4, packed], [4, size], [2, name.length], [2, 0], [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]),
        name,
      )
    const entries = this.#written.length
    const length = this.#offset - start
    await this.#append(
      fields([4, 0x06054b50], [2, 0], [2, 0], [2, entries], [2, entries], [4, length], [4, start], [2, 0]),
    )
    await this.handle.close()
  }

  async abandon(): Promise<void> {
    await this.handle.close().catch(() => undefined)
  }

  /** Writes what comes out of the compressor; gives how many bytes. */
  async #drain(deflate: DeflateRaw): Promise<number> {
    let packed = 0
    for await (const chunk of deflate) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('zlib gives buffers')
      await this.#append(chunk)
      packed += chunk.length
    }
    return packed
  }

  async #append(...parts: readonly Buffer[]): Promise<void> {
    for (const part of parts) {
      await this.handle.writeFile(part)
      this.#offset += part.length
    }
  }
}
