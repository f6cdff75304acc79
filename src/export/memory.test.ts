import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { collector } from '../model/testing/collector.js'
import { packedDivisions } from '../panel/index.js'
import type { DocumentFilter, StoredDocument } from '../store/store.js'
import { exportDataset, type ExportSource } from './export.js'
import { exportPanel } from './panel/export-panel.js'
import { madeDocument, sourceOf } from './testing/documents.js'
import { queryDuckDb } from './testing/read-back.js'
import { EXPORT_FORMATS } from './writers/writer.js'

const DOCUMENTS = 5_000
const VALUES = 12
/** The memory in use rises while a row group fills and falls when it is written: the least of two long stretches is compared. The first documents only warm the code. */
const EARLY = 2_000
const MIDDLE = 3_400
const STEP = 200
/** Bytes. The documents between the middles of the two stretches would take some fifteen times as much. */
const MAX_GROWTH = 3_000_000

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nianbao-memory-'))
})
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

it('takes the same memory for any number of documents, in all formats at once', async () => {
  const collect = collector()
  const given: WeakRef<StoredDocument>[] = []
  const alive = new Map<number, number>()
  const heap = new Map<number, number>()
  const numbers = Array.from({ length: DOCUMENTS }, (_, index) => index)
  const make = (index: number): StoredDocument =>
    madeDocument({ path: `${String(index).padStart(5, '0')}.pdf`, most: VALUES })
  const source: ExportSource = {
    names: async () => Promise.resolve([]),
    async *findings() {
      // None are asked of it.
    },
    async *documents(filter = {}) {
      if (filter.status) return
      for (const index of numbers) yield await Promise.resolve(make(index))
    },
    async *effective() {
      for (const index of numbers) {
        const document = make(index)
        given.push(new WeakRef(document))
        yield document
        // Until the event loop turns, a weak reference keeps its document: how often a store's answers turn it is chance.
        await setImmediate()
      }
    },
  }
  const onProgress = (done: number): void => {
    if (done < EARLY || done % STEP !== 0) return
    collect()
    if (done === EARLY || done === DOCUMENTS) alive.set(done, given.filter((each) => each.deref() !== undefined).length)
    heap.set(done, process.memoryUsage().heapUsed)
  }
  await exportDataset(source, { out: join(work, 'dataset'), formats: EXPORT_FORMATS, onProgress })
  for (const [, count] of alive) expect(count).toBeLessThan(10)
  const held = [...heap]
  const early = held.filter(([done]) => done <= MIDDLE).map(([, bytes]) => bytes)
  const late = held.filter(([done]) => done > MIDDLE).map(([, bytes]) => bytes)
  expect([early.length, late.length]).toEqual([8, 8])
  expect(Math.min(...late) - Math.min(...early)).toBeLessThan(MAX_GROWTH)
  const [count] = await queryDuckDb(`select count(*) from '${work}/dataset/tidy.parquet'`)
  expect(count).toEqual([DOCUMENTS * VALUES])
}, 240_000)

/** The heap rises and falls with every 1,200 reports, each second time from higher on: the first period is compared with the third. */
const PANEL_DOCUMENTS = 3_600
const PANEL_STEP = 400
/** Characters of prose in a report: kept in memory, those of the last thousand reports alone would take more than what may grow. */
const PROSE = 4_000

it('takes the same memory for a panel of any number of documents, but for their keys', async () => {
  const collect = collector()
  const make = (index: number): StoredDocument => {
    const made = madeDocument({ path: `${index}.pdf`, organ: `虚构${index}镇人民政府`, most: VALUES })
    const text = String(index).padStart(5, '0').repeat(PROSE)
    const record = { ...made.effective.record, sections: [{ number: 1, heading: '一、总体情况', text, page: 1 }] }
    return { ...made, effective: { ...made.effective, record } }
  }
  const numbers = Array.from({ length: PANEL_DOCUMENTS }, (_, index) => index)
  const source = {
    ...sourceOf([]),
    async *effective({ sha256 }: DocumentFilter = {}) {
      if (sha256) return
      for (const index of numbers) {
        yield make(index)
        await setImmediate()
      }
    },
  }
  const heap = { read: new Array<number>(), written: new Array<number>() }
  const measure = (into: number[]) => (done: number) => {
    if (done % PANEL_STEP !== 0) return
    collect()
    into.push(process.memoryUsage().heapUsed)
  }
  await exportPanel(source, {
    ...{ out: join(work, 'panel'), formats: ['csv'], divisions: await packedDivisions() },
    ...{ onProgress: measure(heap.read), onReport: measure(heap.written) },
  })
  for (const held of [heap.read, heap.written]) {
    expect(held).toHaveLength(PANEL_DOCUMENTS / PANEL_STEP)
    expect(Math.min(...held.slice(-3)) - Math.min(...held.slice(0, 3))).toBeLessThan(MAX_GROWTH)
  }
}, 240_000)
