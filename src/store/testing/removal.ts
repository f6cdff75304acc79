import { expect, test } from '@jest/globals'
import { all, only } from './lists.js'
import type { StoreOfTest } from './describe-store.js'
import { storeErrorOf } from './errors.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from './samples.js'

const X = fingerprint('x')
const by = { sha256: X, author: '李', note: 'no report' }

/** Documents that are removed, restored and forgotten. */
export function removalOf(store: StoreOfTest): void {
  const begin = async (): Promise<void> => {
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(batch, [sampleName('x.pdf', 'x'), sampleName('y.pdf', 'y')])
    for (const content of ['x', 'y']) await store().saveAttempt(sampleAttempt(sampleRecord(content)))
    await store().addCorrections([
      {
        ...{ sha256: X, kind: 'correct', code: 'p_rules_issued', value: '9', readThen: '7', author: '王', note: null },
      },
    ])
  }
  const listed = async (): Promise<readonly string[]> => (await all(store().documents())).map(({ path }) => path)
  const soon = (): string => new Date(Date.now() + 60_000).toISOString()

  test('what is removed is in no list, count or export, and comes back with its history', async () => {
    await begin()
    const before = await all(store().effective({ sha256: [X] }))
    expect(await store().removeDocument(by)).toBe(true)
    expect(await store().removeDocument(by)).toBe(false)
    expect(await listed()).toEqual(['y.pdf'])
    expect((await all(store().effective())).map(({ path }) => path)).toEqual(['y.pdf'])
    expect((await store().tally()).documents).toBe(1)
    expect(await all(store().documents({ sha256: [X] }))).toEqual([])
    const removed = only(await all(store().documents({ removed: true })))
    expect(removed).toMatchObject({ sha256: X, status: 'ok', purgedAt: null })
    expect(removed.removedAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
    expect(await all(store().documents({ removed: 'any' }))).toHaveLength(2)
    expect(await store().find('x.pdf')).toEqual([removed])
    expect(await store().restoreDocument({ ...by, note: null })).toBe(true)
    expect(await store().restoreDocument(by)).toBe(false)
    expect(await all(store().effective({ sha256: [X] }))).toEqual(before)
    expect(await store().decisions(X)).toMatchObject([
      { kind: 'remove', author: '李', note: 'no report', attempt: null },
      { kind: 'restore', note: null },
    ])
  })

  test('is refused where somebody said something since the person looked', async () => {
    await begin()
    const last = only(await store().corrections(X))
    for (const move of ['removeDocument', 'restoreDocument'] as const) {
      const told = { code: 'said-meanwhile', details: expect.objectContaining({ author: '王', said: '9' }) }
      await expect(storeErrorOf(store()[move]({ ...by, seen: 0 }))).resolves.toMatchObject(told)
      expect(await store()[move]({ ...by, seen: last.id })).toBe(true)
    }
    expect(await store().decisions(X)).toMatchObject([{ kind: 'remove' }, { kind: 'restore' }])
  })

  test('it stays removed when it is found again, under this name or another, and read again', async () => {
    await begin()
    await store().removeDocument(by)
    const batch = await store().beginBatch(sampleBatch)
    await store().putNames(batch, [sampleName('x.pdf', 'x'), sampleName('copy/x.pdf', 'x')])
    await store().touchNames(batch, ['/in/x.pdf'])
    await store().saveAttempt(sampleAttempt(sampleRecord('x'), { generation: 2 }))
    expect(await listed()).toEqual(['y.pdf'])
  })

  test('what is forgotten keeps its names, so that it is known when it is found again, and nothing else', async () => {
    await begin()
    expect(await store().purgeDocument(by)).toBe(false)
    await store().removeDocument(by)
    expect(await store().purgeDocument(by)).toBe(true)
    expect(await store().purgeDocument(by)).toBe(false)
    expect(await store().attempts(X)).toEqual([])
    expect(await store().corrections(X)).toEqual([])
    expect(only(await all(store().documents({ removed: true })))).toMatchObject({
      ...{ status: 'pending', organ: null, title: null, counts: null, codes: [], version: null },
      purgedAt: expect.stringMatching(/Z$/),
    })
    expect(await store().names(X)).toMatchObject([{ path: 'x.pdf', state: 'current' }])
    // A worker that had it all the while brings nothing back.
    expect(await store().saveAttempt(sampleAttempt(sampleRecord('x')))).toBe('present')
    expect(await store().attempts(X)).toEqual([])
    expect(await listed()).toEqual(['y.pdf'])
    expect((await store().decisions(X)).map(({ kind }) => kind)).toEqual(['remove', 'purge'])
    // Restored it is a document that was never read.
    expect(await store().restoreDocument(by)).toBe(true)
    expect((await all(store().documents({ status: ['pending'] }))).map(({ path }) => path)).toEqual(['x.pdf'])
    expect(await store().saveAttempt(sampleAttempt(sampleRecord('x')))).toBe('saved')
    expect(await listed()).toEqual(['x.pdf', 'y.pdf'])
  })

  test('those removed before a time are found once, until they are forgotten', async () => {
    await begin()
    await store().removeDocument(by)
    expect(await store().purgeable('2020-01-01T00:00:00.000Z', 10)).toEqual([])
    expect(await store().purgeable(soon(), 10)).toEqual([{ sha256: X, path: 'x.pdf', format: 'pdf' }])
    expect(await store().purgeable(soon(), 0)).toEqual([])
    await store().purgeDocument(by)
    expect(await store().purgeable(soon(), 10)).toEqual([])
  })

  test('what is unknown can be none of this', async () => {
    const unknown = { ...by, sha256: fingerprint('z') }
    expect((await storeErrorOf(store().removeDocument(unknown))).code).toBe('document-unknown')
    expect((await storeErrorOf(store().restoreDocument(unknown))).code).toBe('document-unknown')
    expect((await storeErrorOf(store().purgeDocument(unknown))).code).toBe('document-unknown')
  })
}
