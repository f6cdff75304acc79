import { open, mkdtemp, rm, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DocumentFilter, Store } from '../store/store.js'
import type { Resolver } from './identity.js'
import { putAside, takenBack } from './put-aside.js'
import { type PanelDocument, panelDocumentOf } from './report.js'

/** Where a document stands in the file that it was put aside in. */
interface Entry {
  /** Sorts reports: the organ, year and scope; of an open identity the document itself. */
  readonly key: string
  readonly offset: number
  readonly length: number
}

interface GatherOptions {
  readonly filter?: DocumentFilter
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number) => void
}

/**
 * All reports of a store, sorted by organ, year and scope. Documents pass through once and are put aside in a file; in
 * memory stays the key of each and its place, some two hundred bytes.
 */
export class GatheredReports {
  /** Documents that are no annual reports, or failed. */
  leftOut = 0
  documents = 0
  #entries: Entry[] = []
  #end = 0
  /** First and last year of the reports whose organ is settled; null for none. */
  #years: readonly [first: number, last: number] | null = null

  private constructor(
    private readonly folder: string,
    private readonly file: FileHandle,
  ) {}

  /** @throws the signal's reason; what store and file system do */
  static async from(
    store: Pick<Store, 'effective'>,
    resolver: Resolver,
    { filter = {}, signal, onProgress }: GatherOptions = {},
  ): Promise<GatheredReports> {
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-panel-'))
    const gathered = new GatheredReports(folder, await open(join(folder, 'documents'), 'w+'))
    try {
      for await (const document of store.effective(filter)) {
        signal?.throwIfAborted()
        // Replaced and vanished files are history: their successors count.
        const found = document.current ? panelDocumentOf(document, resolver) : null
        if (found) await gathered.#put(found)
        else gathered.leftOut += 1
        gathered.documents += 1
        onProgress?.(gathered.documents)
      }
      gathered.#entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.offset - b.offset))
      return gathered
    } catch (error) {
      await gathered.close()
      throw error
    }
  }

  /** Every year from the first to the last: a panel looks for a report in each. */
  get allYears(): readonly number[] {
    const [first, last] = this.#years ?? [0, -1]
    return Array.from({ length: last - first + 1 }, (_, index) => first + index)
  }

  async #put(document: PanelDocument): Promise<void> {
    const bytes = putAside(document)
    await this.file.write(bytes, 0, bytes.length, this.#end)
    this.#entries.push({ key: keyOf(document), offset: this.#end, length: bytes.length })
    this.#end += bytes.length
    const { settled, year } = document
    if (!settled || year === null) return
    const [first, last] = this.#years ?? [year, year]
    this.#years = [Math.min(first, year), Math.max(last, year)]
  }

  /** The documents of one report at a time; those whose organ is settled come first, by organ. */
  async *reports(): AsyncGenerator<readonly PanelDocument[]> {
    let group: PanelDocument[] = []
    let key: string | null = null
    for (const entry of this.#entries) {
      if (key !== null && key !== entry.key) {
        yield group
        group = []
      }
      key = entry.key
      group.push(await this.#take(entry))
    }
    if (group.length > 0) yield group
  }

  async #take({ offset, length }: Entry): Promise<PanelDocument> {
    const { buffer } = await this.file.read(Buffer.alloc(length), 0, length, offset)
    return takenBack(buffer)
  }

  async close(): Promise<void> {
    await this.file.close()
    await rm(this.folder, { recursive: true, force: true })
  }
}

/** Behind all ids of organs. */
const OPEN = '~'

/**
 * Reports are joined only where organ and year are known: two of the same name may be of two organs. Keys are joined from a list,
 * since a template would keep all its parts in memory.
 */
function keyOf({ organId, year, scope, sha256, printed }: PanelDocument): string {
  if (organId === null) return [`${OPEN}${printed ?? ''}`, year, sha256].join(' ')
  return year === null ? [organId, OPEN, sha256].join(' ') : [organId, year, scope].join(' ')
}
