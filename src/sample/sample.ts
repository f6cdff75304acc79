import { createHash } from 'node:crypto'
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { debuglog } from 'node:util'
import type { Blobs } from '../blobs/blobs.js'
import type { EffectiveValue } from '../effective/effective.js'
import type { Box } from '../model/geometry.js'
import type { Language } from '../model/problem.js'
import type { DocumentFilter, Store, StoredDocument } from '../store/store.js'
import { inEnglish } from '../vocabulary/forms.js'
import { joinSteps, labelSteps } from '../vocabulary/value-labels.js'
import { cellOf, draw, type Draw, type Drawn } from './draw.js'
import { originalOf } from './originals.js'
import { gridHtml, samplePage, type Item } from './page/index.js'
import { hasShownPages } from '../pictures/page.js'
import { openPictures, type Pictures } from './picture.js'

const debug = debuglog('nianbao')

/** Documents whose records are read at a time. */
const MAX_DOCUMENTS = 20

export interface SampleOptions {
  /** How many values. */
  readonly count: number
  /** A folder that is not there, or empty. */
  readonly out: string
  readonly seed: string
  readonly filter?: DocumentFilter
  readonly language: Language
  /** Holds the originals whose files are gone. */
  readonly blobs: Pick<Blobs, 'open'>
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}

export interface SampleSummary {
  readonly values: number
  readonly population: number
  readonly strata: number
  /** Values of documents with pages that could not be shown as pictures. */
  readonly unshown: number
}

/** Nothing was made: the folder holds something, or no value is unflagged. */
export class SampleError extends Error {
  constructor(readonly fault: 'not-empty' | 'nothing') {
    super(fault)
    this.name = 'SampleError'
  }
}

/**
 * Draws a sample of unflagged values and makes a page of it to tick: `index.html` with `pictures/`.
 * @throws SampleError; the signal's reason once it is aborted; what the file system does.
 */
export async function makeSample(store: Pick<Store, 'effective'>, options: SampleOptions): Promise<SampleSummary> {
  const { count, out, seed, filter, language, signal } = options
  if ((await readdir(out).catch(() => [])).length > 0) throw new SampleError('not-empty')
  const drawn = await draw(store, count, { seed, ...(filter && { filter }), ...(signal && { signal }) })
  if (drawn.drawn.length === 0) throw new SampleError('nothing')
  await mkdir(join(out, 'pictures'), { recursive: true })
  const items = await allItems(store, drawn, options).catch(async (error: unknown) => {
    await rm(join(out, 'pictures'), { recursive: true, force: true })
    throw error
  })
  await writeFile(join(out, 'index.html'), samplePage(items, idOf(items, seed), language))
  return {
    values: items.length,
    population: [...drawn.sizes.values()].reduce((sum, size) => sum + size, 0),
    strata: drawn.sizes.size,
    unshown: items.filter(({ hint }) => hint !== undefined).length,
  }
}

async function allItems(
  store: Pick<Store, 'effective'>,
  drawn: Draw,
  options: SampleOptions,
): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const document of documentsOf(store, drawn.drawn)) {
    options.signal?.throwIfAborted()
    items.push(...(await itemsOf(document, drawn, items.length, options)))
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
async function* documentsOf(store: Pick<Store, 'effective'>, drawn: readonly Drawn[]): AsyncGenerator<StoredDocument> {
  const wanted = [...new Set(drawn.map(({ sha256 }) => sha256))].sort()
  for (let start = 0; start < wanted.length; start += MAX_DOCUMENTS)
    yield* store.effective({ sha256: wanted.slice(start, start + MAX_DOCUMENTS) })
}

async function itemsOf(
  document: StoredDocument,
  { drawn, sizes }: Draw,
  before: number,
  options: SampleOptions,
): Promise<readonly Item[]> {
  const strata = new Map(
    drawn.filter(({ sha256 }) => sha256 === document.sha256).map((each) => [each.code, each.stratum]),
  )
  const values = document.effective.values.filter(({ read }) => strata.has(read.code))
  const pictures = await picturesOf(document, options.blobs)
  const items: Item[] = []
  try {
    for (const value of values) {
      const number = before + items.length + 1
      const stratum = strata.get(value.read.code) ?? ''
      const item = {
        ...describe(document, value, options.language),
        number,
        stratum,
        stratum_values: sizes.get(stratum) ?? 0,
      }
      items.push({ ...item, ...(await shown(document, value, pictures, number, options.out)) })
    }
  } finally {
    pictures?.close()
  }
  return items
}

/** Null where the document has no pages, or its file is gone or cannot be shown. */
async function picturesOf(document: StoredDocument, blobs: Pick<Blobs, 'open'>): Promise<Pictures | null> {
  const { record } = document.effective
  if (!hasShownPages(record.source.format)) return null
  const parts = await originalOf(document, blobs)
  return parts ? openPictures(record, parts).catch(noted(document.path)) : null
}

/** Keeps the reason why there is no picture, for NODE_DEBUG=nianbao. */
const noted =
  (path: string) =>
  (error: unknown): null => {
    debug('no picture of %s: %O', path, error)
    return null
  }

type Described = Omit<Item, 'number' | 'stratum' | 'stratum_values' | 'close' | 'page' | 'grid' | 'hint'>

function describe(document: StoredDocument, value: EffectiveValue, language: Language): Described {
  const { sha256, path, effective } = document
  const { read } = value
  const chinese = labelSteps(read.code, effective.report?.forms[read.table] ?? null)
  const english = chinese.map(inEnglish)
  const [label, other] = language === 'zh' ? [chinese, english] : [english, chinese]
  return {
    ...{ document: sha256, path, organ: effective.report?.organ ?? null, year: effective.report?.year ?? null },
    ...{ code: read.code, label, other: joinSteps(other) },
    ...{ value: value.value, state: value.state, raw: read.raw, unit: read.unit },
    pageNumber: cellOf(effective.record.tables, read.cell)?.boxes?.[0]?.page ?? null,
  }
}

type Shown = Pick<Item, 'close' | 'page' | 'grid' | 'hint'>

/** The picture of a value's cell, else its table. */
async function shown(
  { effective, path }: StoredDocument,
  { read }: EffectiveValue,
  pictures: Pictures | null,
  number: number,
  out: string,
): Promise<Shown> {
  const { record } = effective
  const table = record.tables.find(({ id }) => id === read.cell?.table)
  const boxes = cellOf(record.tables, read.cell)?.boxes ?? []
  const [first] = boxes
  if (pictures && first) {
    const ofPage = boxes
      .filter(({ page }) => page === first.page)
      .map(({ box: [left = 0, top = 0, right = 0, bottom = 0] }): Box => [left, top, right, bottom])
    const picture = await pictures.show(first.page, ofPage).catch(noted(path))
    if (picture) {
      const name = String(number).padStart(4, '0')
      const files = { close: `pictures/${name}.webp`, page: `pictures/${name}-page.webp` }
      await writeFile(join(out, files.close), picture.close)
      await writeFile(join(out, files.page), picture.page)
      return files
    }
  }
  const hint = hasShownPages(record.source.format) ? ('noPicture' as const) : undefined
  if (!table || !read.cell) return { hint: 'noCell' }
  return { grid: gridHtml(table, read.cell), ...(hint && { hint }) }
}
