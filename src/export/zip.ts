import { once } from 'node:events'
import { createReadStream, type ReadStream, type WriteStream } from 'node:fs'
import { open, stat, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { filesBelow } from './datapackage.js'

/** Neither time nor owner of a run stands in a file, so that the same content gives the same bytes. */
const FIXED = { mtime: new Date(1980, 0, 1), mode: 0o100644, forceDosTimestamp: true } as const
/** The quickest level of zlib: any level shrinks tables of numbers to an eighth. */
const QUICK = 1
/** Text is compressed when this much is waiting, in UTF-16 units. */
const BATCH = 1 << 18

/** One file within a ZIP file, written piece by piece. */
export interface ZipEntry {
  /** Bytes so far, before compression. */
  readonly size: () => number
  readonly write: (text: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Writes a ZIP file entry by entry. Memory holds one batch of text, however large the entries are. */
export class ZipWriter {
  readonly #zip = new ZipFile()
  readonly #file: WriteStream
  readonly #written: Promise<void>

  private constructor(handle: FileHandle) {
    this.#file = handle.createWriteStream()
    this.#zip.once('error', (error: Error) => this.#file.destroy(error))
    this.#written = pipeline(this.#zip.outputStream, this.#file)
    // A fault is thrown to whoever writes or closes next.
    this.#written.catch(() => undefined)
  }

  /** @throws what the file system does. */
  static async create(file: string): Promise<ZipWriter> {
    return new ZipWriter(await open(file, 'wx'))
  }

  /** Begins the next entry; the one before must be closed. */
  entry(path: string): ZipEntry {
    const source = new PassThrough()
    this.#zip.addReadStream(source, path, FIXED)
    let [size, waiting] = [0, '']
    const flush = async (): Promise<void> => {
      const bytes = Buffer.from(waiting)
      waiting = ''
      size += bytes.length
      if (!source.write(bytes)) await Promise.race([once(source, 'drain'), this.#written])
    }
    return {
      size: () => size,
      write: async (text) => {
        waiting += text
        if (waiting.length >= BATCH) await flush()
      },
      close: async () => {
        await flush()
        source.end()
      },
    }
  }

  /** Writes the directory and closes the file. */
  async close(): Promise<void> {
    this.#zip.end()
    await this.#written
  }

  /** Closes the file as it is. */
  async abandon(): Promise<void> {
    this.#file.destroy()
    await this.#written.catch(() => undefined)
  }
}

/** A ZIP file of all files below a folder, while they are read. Only their content decides its bytes. */
export async function* zipFolder(folder: string): AsyncGenerator<Buffer> {
  const zip = new ZipFile()
  const output = new PassThrough()
  zip.once('error', (error: Error) => output.destroy(error))
  let reading: ReadStream | null = null
  for (const path of await filesBelow(folder)) {
    const file = join(folder, path)
    const { size } = await stat(file)
    zip.addReadStreamLazy(path, { ...FIXED, compressionLevel: QUICK, size }, (take) => {
      reading = createReadStream(file)
      reading.once('error', (error) => output.destroy(error))
      take(null, reading)
    })
  }
  zip.end()
  zip.outputStream.pipe(output)
  try {
    for await (const chunk of output) {
      if (!Buffer.isBuffer(chunk)) throw new TypeError('a stream of bytes was expected')
      yield chunk
    }
  } finally {
    // Whoever reads may stop before the end.
    output.destroy()
    stop(reading)
  }
}

const stop = (reading: ReadStream | null): void => {
  reading?.destroy()
}
