import { afterEach, describe, expect, test } from '@jest/globals'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Queue } from '../queue/queue.js'
import { StoreError } from '../store/errors.js'
import { openStore, type OpenedStore } from '../store/open.js'
import type { Store } from '../store/store.js'
import { take } from '../queue/testing/samples.js'
import { overlaid } from '../store/testing/overlaid.js'
import { kindOf } from './extraction.js'
import { ingest, type IngestOptions } from './ingest.js'
import { rootsOf } from './roots.js'
import type { Run } from './run.js'
import { folderWorkspace, type Workspace } from './workspace.js'

/** A run whose files, folders and disks go away under it. It needs the build in dist/, whose children it runs. */

const TEXT = readFileSync(join(import.meta.dirname, '../../samples/text-2021-cells-ended-by-bars.txt'), 'utf8')
const report = (town: string): string => TEXT.replaceAll('中山镇', `${town}镇`)

const opened: OpenedStore[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map(async (each) => each.close()))
})

interface Setting {
  readonly folder: string
  readonly reports: string
  readonly data: OpenedStore
}

async function setting(files: Readonly<Record<string, string>>): Promise<Setting> {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-ingest-'))
  const reports = join(folder, 'reports')
  mkdirSync(reports)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(reports, name), text)
  const data = await openStore(join(folder, 'data'), { random: () => 0 })
  opened.push(data)
  return { folder, reports, data }
}

type Given = Partial<IngestOptions> & Partial<Pick<Workspace, 'store' | 'queue'>>

async function begin(
  { reports, data }: Setting,
  { store = data.store, queue = data.queue, ...given }: Given = {},
): Promise<Run> {
  const { roots } = await rootsOf([reports])
  const workspace = { ...folderWorkspace(data), store, queue }
  return ingest(workspace, {
    ...{ roots, arguments: [reports], group: true, followLinks: false },
    ...{ manifest: null, keepOriginals: false, extraction: {}, signal: new AbortController().signal, jobs: 2 },
    ...given,
  })
}

/** The queue, with something that happens once before the first job is begun. */
function before(queue: Queue, act: () => void): Queue {
  let done = false
  return overlaid(queue, {
    consume: (handler, options) =>
      queue.consume(async (job, signal) => {
        if (!done) act()
        done = true
        return handler(job, signal)
      }, options),
  })
}

async function outcomes({ data: { store } }: Setting): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {}
  for await (const { path, status, failure, organ } of store.documents())
    found[`${path} ${organ ?? ''}`.trim()] = failure?.code ?? status
  return found
}

describe('a file that is no more what it was when it was found', () => {
  test('changed: is a document of its own, and the other content is failed, not stored under a wrong name', async () => {
    const place = await setting({ 'a.txt': report('甲') })
    const run = await begin(place, {
      queue: before(place.data.queue, () => {
        writeFileSync(join(place.reports, 'a.txt'), report('乙'))
      }),
    })
    await run.end
    expect(await outcomes(place)).toEqual({ 'a.txt': 'file-changed', 'a.txt 乙镇人民政府': 'ok' })
    expect(run.counts).toMatchObject({ total: 2, done: 2, ok: 1, failed: 1, changed: 1 })
  })

  test('gone: is read under its other name where it has one', async () => {
    const place = await setting({ 'a.txt': report('甲'), 'b.txt': report('乙') })
    copyFileSync(join(place.reports, 'a.txt'), join(place.reports, 'z.txt'))
    const run = await begin(place, {
      jobs: 1,
      queue: before(place.data.queue, () => {
        rmSync(join(place.reports, 'a.txt'))
        rmSync(join(place.reports, 'b.txt'))
      }),
    })
    await run.end
    expect(await outcomes(place)).toMatchObject({ 'a.txt 甲镇人民政府': 'ok', 'b.txt': 'file-changed' })
  })

  test('back again: is extracted by the next run', async () => {
    const place = await setting({ 'a.txt': report('甲') })
    const file = join(place.reports, 'a.txt')
    const run = await begin(place, {
      queue: before(place.data.queue, () => {
        rmSync(file)
      }),
    })
    await run.end
    writeFileSync(file, report('甲'))
    await (
      await begin(place)
    ).end
    expect(await outcomes(place)).toEqual({ 'a.txt 甲镇人民政府': 'ok' })
  })
})

describe('a run stops clearly', () => {
  test('where its folder goes away: nothing is said of the files that were in it', async () => {
    const place = await setting({ 'a.txt': report('甲'), 'b.txt': report('乙') })
    const run = await begin(place, {
      queue: before(place.data.queue, () => {
        rmSync(place.reports, { recursive: true })
      }),
    })
    await expect(run.end).rejects.toMatchObject({ code: 'folder-vanished' })
    expect(await outcomes(place)).toEqual({ 'a.txt': 'pending', 'b.txt': 'pending' })
    expect(await place.data.queue.counts()).toMatchObject({ waiting: 2, active: 0 })
    expect(await place.data.store.batches(1)).toMatchObject([{ state: 'stopped' }])
  })

  test('where the disk is full: what was in work is given back, and the next run ends it', async () => {
    const place = await setting({ 'a.txt': report('甲'), 'b.txt': report('乙'), 'c.txt': report('丙') })
    let saved = 0
    const store: Store = overlaid(place.data.store, {
      saveAttempt: async (attempt) => {
        saved += 1
        if (saved > 1) throw new StoreError('disk-full', { folder: 'data' })
        return place.data.store.saveAttempt(attempt)
      },
    })
    await expect((await begin(place, { store })).end).rejects.toMatchObject({ code: 'disk-full' })
    expect(await place.data.queue.counts()).toMatchObject({ waiting: 2, active: 0, done: 1 })
    const run = await begin(place)
    await run.end
    expect(run.counts).toMatchObject({ found: 3, unchanged: 3, total: 2, ok: 2 })
    expect(Object.values(await outcomes(place))).toEqual(['ok', 'ok', 'ok'])
  })

  test('where it is interrupted', async () => {
    const place = await setting({ 'a.txt': report('甲') })
    const abort = new AbortController()
    const run = await begin(place, {
      signal: abort.signal,
      queue: before(place.data.queue, () => {
        abort.abort()
      }),
    })
    await run.end
    expect(await place.data.queue.counts()).toMatchObject({ waiting: 1, active: 0 })
    expect(await place.data.store.batches(1)).toMatchObject([{ state: 'interrupted' }])
  })
})

describe('what another run left', () => {
  test('is taken back at once, also where it was asked for with other options', async () => {
    const place = await setting({ 'a.txt': report('甲'), 'b.txt': report('乙') })
    const abort = new AbortController()
    const first = await begin(place, {
      ...{ extraction: { ocr: 'off' }, signal: abort.signal },
      queue: before(place.data.queue, () => {
        abort.abort()
      }),
    })
    await first.end
    // As if killed: what it had in work stays so.
    const killed = await openStore(place.data.folder)
    opened.push(killed)
    const held = await take(killed.queue)
    expect(await place.data.queue.counts()).toMatchObject({ waiting: 1, active: 1 })
    const run = await begin(place)
    await run.end
    expect(run.counts).toMatchObject({ total: 2, done: 2, ok: 2 })
    for await (const { sha256 } of place.data.store.documents())
      expect(await place.data.store.attempts(sha256)).toMatchObject([{ key: kindOf({}), generation: 1 }])
    await held.consumer.close(0)
  })

  test('documents without an extraction are enqueued again, whatever the queue says of them', async () => {
    const place = await setting({ 'a.txt': report('甲') })
    const { queue, store } = place.data
    const forgetful: Store = overlaid(store, { saveAttempt: async () => Promise.resolve('saved' as const) })
    await (
      await begin(place, { store: forgetful })
    ).end
    expect(await queue.counts()).toMatchObject({ done: 1 })
    expect(await outcomes(place)).toEqual({ 'a.txt': 'pending' })
    await (
      await begin(place)
    ).end
    expect(await outcomes(place)).toEqual({ 'a.txt 甲镇人民政府': 'ok' })
  })

  test('an extraction by another version is left as it is, and counted', async () => {
    const place = await setting({ 'a.txt': report('甲') })
    await (
      await begin(place)
    ).end
    const { store } = place.data
    const older: Store = overlaid(store, {
      documents: async function* (filter) {
        for await (const row of store.documents(filter)) yield { ...row, version: '0.0.1' }
      },
    })
    const run = await begin(place, { store: older })
    await run.end
    expect(run.counts).toMatchObject({ older: 1, total: 0 })
  })
})
