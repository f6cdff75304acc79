import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl'
import { DocumentError } from '../../model/problem.js'

/** The parts of a package that Office programs write: a ZIP whose directory cannot be trusted. */

/** An open package. `entries` are in the order of its directory. */
interface OpenPackage {
  readonly zip: ZipFile
  readonly entries: readonly Entry[]
}

/** No document has more parts; a ZIP that has only wants to be slow. */
const MAX_ENTRIES = 20_000

const END_OF_DIRECTORY = Buffer.from('504b0506', 'hex')

/** Opens a package. @param format as problems call it @throws DocumentError damaged-file */
export async function openPackage(bytes: Uint8Array, format: string): Promise<OpenPackage> {
  const zip = await fromBufferPromise(withoutTrailingBytes(bytes)).catch((error: unknown) => {
    throw damagedPackage(format, reasonOf(error), error)
  })
  const entries: Entry[] = []
  try {
    for await (const entry of zip.eachEntry()) {
      entries.push(entry)
      if (entries.length > MAX_ENTRIES) throw new Error(`more than ${MAX_ENTRIES} entries`)
    }
  } catch (error) {
    throw damagedPackage(format, reasonOf(error), error)
  }
  return { zip, entries }
}

/** The unpacked bytes of an entry as they come. Whoever reads them counts them. @throws DocumentError damaged-file */
export async function* entryChunks(zip: ZipFile, entry: Entry, format: string): AsyncGenerator<Buffer, void, void> {
  try {
    const stream = await zip.openReadStreamPromise(entry)
    try {
      for await (const chunk of stream) if (Buffer.isBuffer(chunk)) yield chunk
    } finally {
      stream.destroy()
    }
  } catch (error) {
    if (error instanceof DocumentError) throw error
    throw damagedPackage(format, `${entry.fileName}: ${reasonOf(error)}`, error)
  }
}

const damagedPackage = (format: string, reason: string, cause: unknown): DocumentError =>
  new DocumentError('damaged-file', { format, reason }, { cause })

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 120)

/** Servers append line breaks or parts of pages to downloads; yauzl insists on the end record being the end. */
function withoutTrailingBytes(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = buffer.lastIndexOf(END_OF_DIRECTORY)
  if (at < 0 || at + 22 > buffer.length) return buffer
  return buffer.subarray(0, Math.min(buffer.length, at + 22 + buffer.readUInt16LE(at + 20)))
}
