import { createHash } from 'node:crypto'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FinishedFolder } from '../export/folder.js'
import { isSystemError } from '../system.js'
import type { DocumentFilter, StoredDocument } from '../store/store.js'
import { draw, type Draw, type Drawn, type Population } from './draw.js'
import { itemsOf, type ItemOptions, type SampleStore } from './items.js'
import { samplePage, type Item } from './page/index.js'

/** Documents whose records are read at a time. */
const MAX_DOCUMENTS = 20

export interface SampleOptions extends Omit<ItemOptions, 'population'> {
  /** How many values. */
  readonly count: number
  /** A folder that is not there, or empty. */
  readonly out: string
  readonly seed: string
  /** The values to draw from; the unflagged ones if left out. */
  readonly population?: Population
  readonly filter?: DocumentFilter
  readonly signal?: AbortSignal
  /** Documents looked through to draw from them. */
  readonly onDraw?: (documents: number) => void
  /** Values made ready to look at. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface SampleSummary {
  readonly values: number
  readonly population: number
  readonly strata: number
  /** Values of documents with pages that could not be shown as pictures. */
  readonly unshown: number
  /** Values shown beside the table as nianbao read it, and nothing else. */
  readonly besideOwnTable: number
}

/** Nothing was made: something stands at the place, or there is no value to draw. */
export class SampleError extends Error {
  constructor(readonly fault: 'not-empty' | 'not-a-folder' | 'nothing') {
    super(fault)
    this.name = 'SampleError'
  }
}

/**
 * Draws a sample of values and makes a page of it to tick: `index.html` with `pictures/` and `sources/`. The folder appears
 * when all is made.
 * @throws SampleError; the signal's reason once it is aborted; what the file system does.
 */
export async function makeSample(store: SampleStore, options: SampleOptions): Promise<SampleSummary> {
  const { count, out, seed, filter, language, signal, population = 'unflagged', onDraw } = options
  await mustBeEmpty(out)
  const drawn = await draw(store, count, {
    ...{ seed, population },
    ...(filter && { filter }),
    ...(signal && { signal }),
    ...(onDraw && { onProgress: onDraw }),
  })
  if (drawn.drawn.length === 0) throw new SampleError('nothing')
  const folder = await FinishedFolder.begin(out, mustBeEmpty)
  try {
    await mkdir(join(folder.path, 'pictures'))
    const items = await allItems(store, drawn, { ...options, population, out: folder.path })
    const page = samplePage(items, { id: idOf(items, seed), language, population })
    await writeFile(join(folder.path, 'index.html'), page)
    signal?.throwIfAborted()
    await folder.finish()
    return {
      values: items.length,
      population: [...drawn.sizes.values()].reduce((sum, size) => sum + size, 0),
      strata: drawn.sizes.size,
      unshown: items.filter(({ hint }) => hint !== undefined).length,
      besideOwnTable: items.filter(({ shown }) => shown === 'table').length,
    }
  } catch (error) {
    await folder.abandon()
    throw error
  }
}

/** A sample never replaces anything: ticks of an earlier one belong to its pictures. */
async function mustBeEmpty(out: string): Promise<void> {
  try {
    if ((await readdir(out)).length > 0) throw new SampleError('not-empty')
  } catch (error) {
    if (isSystemError(error) && error.code === 'ENOTDIR') throw new SampleError('not-a-folder')
    if (!isSystemError(error) || error.code !== 'ENOENT') throw error
  }
}

async function allItems(
  store: SampleStore,
  drawn: Draw,
  options: SampleOptions & ItemOptions,
): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const document of documentsOf(store, drawn.drawn)) {
    options.signal?.throwIfAborted()
    items.push(...(await itemsOf(store, document, drawn, items.length, options)))
    options.onProgress?.(items.length, drawn.drawn.length)
  }
  return items
}

const idOf = (items: readonly Item[], seed: string): string =>
  createHash('sha256')
    .update(JSON.stringify([seed, items.map(({ document, code }) => [document, code])]))
    .digest('hex')
    .slice(0, 12)

/** The documents of a sample, a few at a time. */
async function* documentsOf(
  store: Pick<SampleStore, 'effective'>,
  drawn: readonly Drawn[],
): AsyncGenerator<StoredDocument> {
  const wanted = [...new Set(drawn.map(({ sha256 }) => sha256))].sort()
  for (let start = 0; start < wanted.length; start += MAX_DOCUMENTS)
    yield* store.effective({ sha256: wanted.slice(start, start + MAX_DOCUMENTS) })
}
