import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createDeflateRaw, crc32 } from 'node:zlib'
import { filesBelow } from './datapackage.js'
import { bytesOf, endOf, entryOf, headerOf, trailerOf, type ZippedFile } from './zip-format.js'

/** From this size on (bytes, before compression) an entry is written with 64 bits: a little less than 32 hold. */
const LARGE = 0xf000_0000
/** zlib's quickest: tables of numbers shrink to an eighth with any. */
const LEVEL = 1

/** A ZIP file of all that stands in a folder, as it is read: nothing is put aside. Deterministic but for the files. */
export async function* zipFolder(folder: string): AsyncGenerator<Buffer> {
  const written: ZippedFile[] = []
  let offset = 0
  const counted = (chunk: Buffer): Buffer => {
    offset += chunk.length
    return chunk
  }
  for (const path of (await filesBelow(folder)).toSorted()) {
    const file = join(folder, path)
    const large = (await stat(file)).size >= LARGE
    const start = offset
    yield counted(headerOf(path, large))
    const deflated = new Deflated(file)
    for await (const chunk of deflated.chunks()) yield counted(chunk)
    const entry = { path, offset: start, large, ...deflated.sums() }
    yield counted(trailerOf(entry))
    written.push(entry)
  }
  const start = offset
  for (const entry of written) yield counted(entryOf(entry))
  yield endOf(written.length, start, offset - start)
}

/** A file's bytes, compressed, with what its entry says of them. */
class Deflated {
  #crc = 0
  #size = 0
  #packed = 0

  constructor(private readonly file: string) {}

  sums(): Pick<ZippedFile, 'crc' | 'size' | 'packed'> {
    return { crc: this.#crc, size: this.#size, packed: this.#packed }
  }

  async *chunks(): AsyncGenerator<Buffer> {
    const source = createReadStream(this.file)
    const deflate = createDeflateRaw({ level: LEVEL })
    source.on('data', (chunk) => {
      const bytes = bytesOf(chunk)
      this.#crc = crc32(bytes, this.#crc)
      this.#size += bytes.length
    })
    source.once('error', (error) => deflate.destroy(error))
    source.pipe(deflate)
    try {
      for await (const chunk of deflate) {
        const bytes = bytesOf(chunk)
        this.#packed += bytes.length
        yield bytes
      }
    } finally {
      source.destroy()
      deflate.destroy()
    }
  }
}
