import type { Entry, ZipFile } from 'yauzl'
import { DocumentError } from '../../model/problem.js'
import type { Limits } from '../../model/source.js'
import { entryChunks, openPackage } from '../containers/entries.js'
import { parseXml, type XmlHandlers } from './xml.js'

const MEGABYTE = 1024 * 1024

export const damaged = (reason: string, cause?: unknown): DocumentError =>
  new DocumentError('damaged-file', { format: 'Excel', reason }, { cause })

/** The parts of a spreadsheet, unpacked one by one and only as far as they are read. */
export class Workbook {
  readonly #entries: ReadonlyMap<string, Entry>
  #left: number

  private constructor(
    private readonly zip: ZipFile,
    entries: readonly Entry[],
    private readonly limits: Limits,
    private readonly signal: AbortSignal | null,
  ) {
    const byName = new Map<string, Entry>()
    for (const entry of entries) {
      const name = keyOf(entry.fileName)
      if (!byName.has(name)) byName.set(name, entry)
    }
    this.#entries = byName
    this.#left = limits.unpackedMb * MEGABYTE
  }

  /** Opens a package. @throws DocumentError damaged-file, encrypted, unpacks-too-large */
  static async open(bytes: Uint8Array, limits: Limits, signal: AbortSignal | null): Promise<Workbook> {
    const { zip, entries } = await openPackage(bytes, 'Excel')
    const declared = entries.reduce((sum, entry) => sum + entry.uncompressedSize, 0)
    if (declared > limits.unpackedMb * MEGABYTE)
      throw new DocumentError('unpacks-too-large', { limit: limits.unpackedMb })
    if (entries.some((entry) => entry.isEncrypted())) throw new DocumentError('encrypted', { format: 'Excel' })
    return new Workbook(zip, entries, limits, signal)
  }

  has(name: string): boolean {
    return this.#entries.has(keyOf(name))
  }

  /**
   * Walks through the XML of a part, which is never held as a whole. A part that is not there has no elements.
   * @throws DocumentError damaged-file, unpacks-too-large; what the handlers throw; the signal's reason
   */
  async walk(name: string, handlers: XmlHandlers): Promise<void> {
    const entry = this.#entries.get(keyOf(name))
    if (entry) await parseXml(this.#chunks(entry), name, handlers)
  }

  async *#chunks(entry: Entry): AsyncGenerator<Buffer, void, void> {
    for await (const chunk of entryChunks(this.zip, entry, 'Excel')) {
      this.signal?.throwIfAborted()
      this.#left -= chunk.length
      if (this.#left < 0) throw new DocumentError('unpacks-too-large', { limit: this.limits.unpackedMb })
      yield chunk
    }
  }
}

const keyOf = (name: string): string => name.replaceAll('\\', '/').replace(/^\/+/, '').toLowerCase()
