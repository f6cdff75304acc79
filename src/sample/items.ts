import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { debuglog } from 'node:util'
import type { Blobs } from '../blobs/blobs.js'
import { toCorrection } from '../corrections/statement.js'
import { seenOf } from '../corrections/withdrawal.js'
import { cellOf, pageOf } from '../effective/cell.js'
import type { EffectiveValue } from '../effective/effective.js'
import { FLAG_TITLES, STATE_TITLES } from '../model/catalogue/titles.js'
import type { Box } from '../model/geometry.js'
import type { Language } from '../model/problem.js'
import type { Store, StoredDocument } from '../store/store.js'
import { inEnglish } from '../vocabulary/forms.js'
import { joinSteps, labelSteps } from '../vocabulary/value-labels.js'
import type { Draw, Population } from './draw.js'
import { originalOf } from './originals.js'
import { gridHtml, type Item } from './page/index.js'
import { openPictures, type Pictures } from './picture.js'
import { putSource, type ShownSource } from './source.js'

const debug = debuglog('nianbao')

/** The store as a sample reads it. */
export type SampleStore = Pick<Store, 'effective' | 'attempts' | 'corrections'>

export interface ItemOptions {
  readonly population: Population
  readonly language: Language
  /** Holds the originals whose files are gone. */
  readonly blobs: Pick<Blobs, 'open'>
  /** The folder that their pictures and sources are written into. */
  readonly out: string
}

/** The drawn values of one document, with files to look at; `before`: how many items there are already. */
export async function itemsOf(
  store: SampleStore,
  document: StoredDocument,
  { drawn, sizes }: Draw,
  before: number,
  options: ItemOptions,
): Promise<readonly Item[]> {
  const strata = new Map(
    drawn.filter(({ sha256 }) => sha256 === document.sha256).map((each) => [each.code, each.stratum]),
  )
  const values = document.effective.values.filter(({ read }) => strata.has(read.code))
  const looked = await lookedAt(store, document)
  const original = await openOriginal(document, options)
  const items: Item[] = []
  try {
    for (const value of values) {
      const number = before + items.length + 1
      const stratum = strata.get(value.read.code) ?? ''
      items.push({
        ...describe(document, value, options),
        ...looked,
        ...{ number, stratum, stratum_values: sizes.get(stratum) ?? 0 },
        ...(await shown(document, value, original, number, options.out)),
      })
    }
  } finally {
    original.pictures?.close()
  }
  return items
}

/** The attempt and the latest statement when the sample was drawn: `correct --from` refuses a row where they have changed. */
async function lookedAt(
  store: SampleStore,
  { sha256 }: StoredDocument,
): Promise<{ readonly attempt: number | null; readonly seen: number }> {
  const attempt = (await store.attempts(sha256)).find(({ current }) => current)
  return { attempt: attempt?.id ?? null, seen: seenOf(await store.corrections(sha256)) }
}

/** Formats whose own pages can be shown. */
const HAS_PAGES: ReadonlySet<string> = new Set(['pdf', 'image'])

/** The parts of a document's original that can be shown; none where its bytes are gone. */
interface Original {
  readonly pictures: Pictures | null
  readonly source: ShownSource
}

async function openOriginal(document: StoredDocument, { blobs, out }: ItemOptions): Promise<Original> {
  const { record } = document.effective
  const parts = await originalOf(document, blobs)
  const [first] = parts ?? []
  if (!parts || !first) return { pictures: null, source: {} }
  if (!HAS_PAGES.has(record.source.format)) return { pictures: null, source: await putSource(document, first, out) }
  return { pictures: await openPictures(record, parts).catch(noted(document.path)), source: {} }
}

/** Keeps the reason why there is no picture, for NODE_DEBUG=nianbao. */
const noted =
  (path: string) =>
  (error: unknown): null => {
    debug('no picture of %s: %O', path, error)
    return null
  }

type Described = Pick<
  Item,
  | ('document' | 'path' | 'organ' | 'year' | 'code' | 'label' | 'other' | 'value' | 'word' | 'unit')
  | ('doubts' | 'alternatives' | 'confirmable' | 'drawn_from' | 'pageNumber')
>

function describe(
  document: StoredDocument,
  value: EffectiveValue,
  { language, population }: Pick<ItemOptions, 'language' | 'population'>,
): Described {
  const { sha256, path, effective } = document
  const { read } = value
  const chinese = labelSteps(read.code, effective.report?.forms[read.table] ?? null)
  const english = chinese.map(inEnglish)
  const [label, other] = language === 'zh' ? [chinese, english] : [english, chinese]
  const isText = value.state === 'text' || value.state === 'uncertain'
  return {
    ...{ document: sha256, path, organ: effective.report?.organ ?? null, year: effective.report?.year ?? null },
    ...{ code: read.code, label, other: joinSteps(other) },
    ...{ value: value.value, unit: value.unit },
    word: isText && read.raw ? read.raw : STATE_TITLES[value.state][language],
    doubts: value.flags.map((flag) => FLAG_TITLES[flag][language]),
    alternatives: read.alternatives ?? [],
    confirmable: population !== 'unflagged' && isConfirmable(document, read.code),
    drawn_from: population,
    pageNumber: pageOf(effective.record, read.cell),
  }
}

/** Whether somebody who finds it right can say so: a value without a reading cannot be confirmed. */
const isConfirmable = ({ sha256, effective: { record } }: StoredDocument, code: string): boolean =>
  'correction' in toCorrection({ sha256, record, author: '' }, { kind: 'confirm', code, value: '', note: null })

type ShownFiles = Pick<Item, 'shown' | 'close' | 'page' | 'place' | 'grid' | 'hint' | 'source' | 'original'>

/** The picture of a value's cell, else its table with the source beside it. */
async function shown(
  { effective, path }: StoredDocument,
  { read }: EffectiveValue,
  { pictures, source }: Original,
  number: number,
  out: string,
): Promise<ShownFiles> {
  const { record } = effective
  const table = record.tables.find(({ id }) => id === read.cell?.table)
  const boxes = cellOf(record, read.cell)?.boxes ?? []
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
      return { shown: 'picture', ...files, place: picture.place }
    }
  }
  const isLost = HAS_PAGES.has(record.source.format) || (!source.source && !source.original)
  const hint = !table || !read.cell ? ('noCell' as const) : isLost ? ('noPicture' as const) : undefined
  return {
    ...{ shown: source.source ? 'source' : 'table', ...source },
    ...(table && read.cell && { grid: gridHtml(table, read.cell) }),
    ...(hint && { hint }),
  }
}
