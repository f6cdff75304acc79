import { expect, test } from '@jest/globals'
import { all, only } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

/** Batches, and the files under which documents were found. */
export function namesOf(store: StoreOfTest): void {
  const begin = (): Promise<number> => store().beginBatch(sampleBatch)
  const states = async (content: string): Promise<readonly string[]> =>
    (await store().names(fingerprint(content))).map(({ path, state }) => `${path} ${state}`)

  test('a batch runs until it is ended; the latest comes first', async () => {
    const first = await begin()
    const second = await store().beginBatch({ ...sampleBatch, kind: 'reprocess', arguments: ['--failed'] })
    await store().endBatch(first, { state: 'interrupted', counts: { ok: 3, failed: 1 } })
    const [latest, before] = await store().batches(10)
    expect(latest).toMatchObject({ id: second, kind: 'reprocess', arguments: ['--failed'], state: 'running' })
    expect(latest).toMatchObject({ finishedAt: null, counts: {} })
    expect(before).toMatchObject({ id: first, ...sampleBatch, state: 'interrupted', counts: { ok: 3, failed: 1 } })
    expect(before?.startedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(before?.finishedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(await store().batches(1)).toHaveLength(1)
    expect(await store().batch(first)).toEqual(before)
    expect(await store().batch(second + 1)).toBeNull()
  })

  test('a file of unknown content is a new document, which waits to be extracted', async () => {
    const given = { organ: '甲县人民政府', url: 'https://example.org/x' }
    expect(await store().putNames(await begin(), [sampleName('a/x.pdf', 'x', { given })])).toEqual(['new'])
    expect(only(await all(store().documents()))).toEqual({
      ...{ sha256: fingerprint('x'), path: 'a/x.pdf', file: '/in/a/x.pdf', names: 1, current: true, format: 'pdf' },
      ...{ bytes: 1, status: 'pending', title: null, organ: null, year: null, form: null, counts: null, version: null },
      ...{ content: null, failure: null, codes: [], authors: [], given, removedAt: null, purgedAt: null },
    })
  })

  test('the same file with the same content is known', async () => {
    const name = sampleName('x.pdf', 'x')
    const first = await begin()
    await store().putNames(first, [name])
    const second = await begin()
    expect(await store().putNames(second, [{ ...name, mtimeMs: 2000.25 }])).toEqual(['known'])
    expect(only(await store().names(name.sha256))).toEqual({
      ...{ ...name, mtimeMs: 2000.25, state: 'current', firstBatch: first, lastBatch: second },
    })
  })

  test('the same content under two names is one document with two names; the second is a duplicate', async () => {
    const batch = await begin()
    const outcomes = await store().putNames(batch, [
      ...[sampleName('b.pdf', 'x'), sampleName('a.pdf', 'x'), sampleName('c.pdf', 'y')],
    ])
    expect(outcomes).toEqual(['new', 'duplicate', 'new'])
    expect(await store().putNames(await begin(), [sampleName('d.pdf', 'x'), sampleName('a.pdf', 'x')])).toEqual([
      ...['duplicate', 'known'],
    ])
    const [document] = await all(store().documents({ sha256: [fingerprint('x')] }))
    // It is called by the name that was known first.
    expect(document).toMatchObject({ path: 'b.pdf', names: 3 })
    expect((await store().tally()).duplicates).toBe(2)
  })

  test('a file whose content changed is a new document; the old one is replaced there', async () => {
    await store().putNames(await begin(), [sampleName('x.pdf', 'old')])
    expect(await store().putNames(await begin(), [sampleName('x.pdf', 'new')])).toEqual(['changed'])
    expect(await states('old')).toEqual(['x.pdf replaced'])
    expect(await states('new')).toEqual(['x.pdf current'])
    const documents = await all(store().documents())
    expect(documents.map(({ sha256, current }) => [sha256, current])).toEqual(
      [fingerprint('old'), fingerprint('new')].sort().map((sha256) => [sha256, sha256 === fingerprint('new')]),
    )
    expect((await store().seen(['/in/x.pdf'])).get('/in/x.pdf')?.sha256).toBe(fingerprint('new'))
  })

  test('a file that changed to what another one holds is a duplicate, and back again what it was', async () => {
    await store().putNames(await begin(), [sampleName('x.pdf', 'one'), sampleName('y.pdf', 'two')])
    expect(await store().putNames(await begin(), [sampleName('x.pdf', 'two')])).toEqual(['duplicate'])
    expect(await states('one')).toEqual(['x.pdf replaced'])
    expect(await store().putNames(await begin(), [sampleName('x.pdf', 'one')])).toEqual(['changed'])
    expect(await states('one')).toEqual(['x.pdf current'])
    expect(await states('two')).toEqual(['y.pdf current', 'x.pdf replaced'])
  })

  test('files are known by how they were seen last, so that unchanged ones need not be read', async () => {
    await store().putNames(await begin(), [sampleName('x.pdf', 'x', { bytes: 77, mtimeMs: 1234.5 })])
    expect([...(await store().seen(['/in/x.pdf', '/in/never.pdf']))]).toEqual([
      ['/in/x.pdf', { sha256: fingerprint('x'), bytes: 77, mtimeMs: 1234.5 }],
    ])
    expect((await store().seen([])).size).toBe(0)
  })

  test('what a batch did not see below its folder has vanished; what stands elsewhere is left', async () => {
    const file = (path: string): { file: string; root: string } => ({ file: path, root: '/' })
    await store().putNames(await begin(), [
      sampleName('in/kept.pdf', 'kept', file('/in/kept.pdf')),
      sampleName('in/gone.pdf', 'gone', file('/in/gone.pdf')),
      sampleName('in/deep/gone.pdf', 'gone too', file('/in/deep/gone.pdf')),
      sampleName('in2/other.pdf', 'other', file('/in2/other.pdf')),
    ])
    const batch = await begin()
    await store().touchNames(batch, ['/in/kept.pdf'])
    expect(await store().markVanished(batch, '/in')).toBe(2)
    expect(await store().markVanished(batch, '/in')).toBe(0)
    expect((await all(store().documents({ current: false }))).map(({ path }) => path)).toEqual([
      ...['in/deep/gone.pdf', 'in/gone.pdf'],
    ])
    expect((await all(store().documents({ current: true }))).map(({ path }) => path)).toEqual([
      ...['in/kept.pdf', 'in2/other.pdf'],
    ])
  })

  test('a document of several names is called by the most telling one, and before all by the manifest’s', async () => {
    await store().putNames(await begin(), [sampleName('_dup/P0582400755482.pdf', 'x')])
    const path = async (): Promise<string> => only(await all(store().documents())).path
    expect(await path()).toBe('_dup/P0582400755482.pdf')
    await store().putNames(await begin(), [sampleName('前进镇/2023年报.pdf', 'x'), sampleName('下载.pdf', 'x')])
    expect(await path()).toBe('前进镇/2023年报.pdf')
    await store().putNames(await begin(), [sampleName('q/1.pdf', 'x', { given: { organ: '前进镇人民政府' } })])
    expect(only(await all(store().documents()))).toMatchObject({ path: 'q/1.pdf', given: { organ: '前进镇人民政府' } })
    // A name that is gone calls nothing.
    const batch = await begin()
    await store().touchNames(batch, ['/in/下载.pdf', '/in/_dup/P0582400755482.pdf'])
    await store().markVanished(batch, '/in')
    expect(await path()).toBe('下载.pdf')
  })

  test('a document that vanished under one name stands under its other one', async () => {
    await store().putNames(await begin(), [sampleName('a.pdf', 'x'), sampleName('b.pdf', 'x')])
    const batch = await begin()
    await store().touchNames(batch, ['/in/b.pdf'])
    await store().markVanished(batch, '/in')
    expect(only(await all(store().documents()))).toMatchObject({ path: 'b.pdf', names: 2, current: true })
  })

  test('a file that vanished is still known, and comes back when it is seen again', async () => {
    await store().putNames(await begin(), [sampleName('x.pdf', 'x')])
    await store().markVanished(await begin(), '/in')
    expect((await store().seen(['/in/x.pdf'])).size).toBe(1)
    expect(only(await all(store().documents())).current).toBe(false)
    await store().touchNames(await begin(), ['/in/x.pdf'])
    expect(only(await all(store().documents())).current).toBe(true)
    await store().markVanished(await begin(), '/in')
    expect(await store().putNames(await begin(), [sampleName('x.pdf', 'x')])).toEqual(['known'])
    expect(await states('x')).toEqual(['x.pdf current'])
  })

  test('the parts of a group of pictures are kept in page order', async () => {
    const parts = ['/in/x-1.jpg', '/in/x-2.jpg', '/in/x-10.jpg']
    await store().putNames(await begin(), [sampleName('x-1.jpg', 'x', { format: 'image', parts })])
    expect(only(await store().names(fingerprint('x')))).toMatchObject({ parts, format: 'image' })
  })

  test('what is newly given of a document that is extracted already is held against it', async () => {
    const batch = await begin()
    await store().putNames(batch, [sampleName('x.pdf', 'x')])
    await store().saveAttempt(sampleAttempt(sampleRecord('x', { year: 2023 })))
    expect(only(await all(store().documents())).codes).toEqual([])
    await store().putNames(await begin(), [sampleName('x.pdf', 'x', { given: { year: '2021' } })])
    expect(only(await all(store().documents()))).toMatchObject({
      ...{ codes: ['given-differs'], status: 'flagged', year: 2023, given: { year: '2021' } },
    })
  })

  test('names are noted all or not at all', async () => {
    const batch = await begin()
    const unreadable = { ...sampleName('bad.pdf', 'bad'), mtimeMs: Number.NaN }
    await expect(store().putNames(batch, [sampleName('good.pdf', 'good'), unreadable])).rejects.toThrow()
    expect(await all(store().documents())).toEqual([])
  })
}
