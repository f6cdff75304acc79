import { expect, test } from '@jest/globals'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { BlobError } from '../blobs/errors.js'
import { openStore } from '../store/open.js'
import { overlaid } from '../store/testing/overlaid.js'
import { all, only } from '../store/testing/lists.js'
import { fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../store/testing/samples.js'
import { KEPT_MS, oncePagesOf, purge, purgeRemoved } from './purge.js'
import { ingest } from './ingest.js'
import { rootsOf } from './roots.js'
import { folderWorkspace } from './workspace.js'

/** A purge forgets removed documents, and leaves all others alone. */

const by = { author: '李', note: null }

/** A data folder whose clock can be set back, with originals of the contents given. */
async function setting(contents: readonly string[]) {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-purge-'))
  let now = Date.now()
  const opened = await openStore(join(folder, 'data'), { now: () => now })
  const workspace = folderWorkspace(opened)
  const { store, blobs } = workspace
  const batch = await store.beginBatch(sampleBatch)
  for (const content of contents) {
    const file = join(folder, content)
    writeFileSync(file, content)
    await blobs.put(fingerprint(content), file)
    await store.putNames(batch, [sampleName(content, content)])
    await store.saveAttempt(sampleAttempt(sampleRecord(content)))
  }
  const removedBefore = async (content: string, ms: number): Promise<void> => {
    now = Date.now() - ms
    await store.removeDocument({ sha256: fingerprint(content), ...by })
    now = Date.now()
  }
  const has = async (content: string): Promise<boolean> => blobs.has(fingerprint(content))
  return { folder, workspace, store, blobs, batch, removedBefore, has }
}

test('what was removed thirty days ago goes with its original; what was removed later can still be restored', async () => {
  const { workspace, store, removedBefore, has } = await setting(['old', 'late', 'kept'])
  await removedBefore('old', KEPT_MS + 1_000)
  await removedBefore('late', KEPT_MS - 60_000)
  expect(await purgeRemoved(workspace)).toBe(1)
  expect([await has('old'), await has('late'), await has('kept')]).toEqual([false, true, true])
  expect(await store.attempts(fingerprint('old'))).toEqual([])
  expect(await store.attempts(fingerprint('late'))).toHaveLength(1)
  expect(await purgeRemoved(workspace)).toBe(0)
  expect((await store.decisions(fingerprint('old'))).map(({ kind, author }) => [kind, author])).toEqual([
    ['remove', '李'],
    ['purge', 'nianbao'],
  ])
  // The user’s own file is nobody’s to take away.
  expect(existsSync(join(workspace.own.folder, '..', 'old'))).toBe(true)
  await workspace.close()
})

test('pictures that another document is made of stay', async () => {
  const { workspace, store, batch, removedBefore, has } = await setting(['page 1', 'page 2', 'other'])
  const parts = ['page 1', 'page 2'].map((name) => ({ name, sha256: fingerprint(name), bytes: 6 }))
  const record = sampleRecord('group')
  await store.putNames(batch, [sampleName('group', 'group', { format: 'image' })])
  await store.saveAttempt(sampleAttempt({ ...record, source: { ...record.source, format: 'image', parts } }))
  // This is the group's: its pages are documents of their own, too.
  await removedBefore('group', KEPT_MS + 1_000)
  expect(await purgeRemoved(workspace)).toBe(1)
  expect(await has('page 1')).toBe(true)
  // This is a page's: once the group is back, it needs its pages.
  await store.restoreDocument({ sha256: fingerprint('group'), ...by })
  await store.saveAttempt(sampleAttempt({ ...record, source: { ...record.source, format: 'image', parts } }))
  for (const [content, stays] of [
    ['page 2', true],
    ['other', false],
  ] as const) {
    const sha256 = fingerprint(content)
    await store.removeDocument({ sha256, ...by })
    const row = { sha256, path: content, format: 'image' }
    expect(await purge(workspace, row, by, oncePagesOf(store, sha256))).toBe(true)
    expect(await has(content)).toBe(stays)
  }
  expect(only(await all(store.documents({ paths: ['group'] }))).status).toBe('ok')
  await workspace.close()
})

test('ingest forgets, too; originals that cannot be taken away keep it from nothing else', async () => {
  const { folder, workspace, store, blobs, removedBefore, has } = await setting(['old'])
  await removedBefore('old', KEPT_MS + 1_000)
  const empty = join(folder, 'empty')
  mkdirSync(empty)
  const run = async (more: Partial<typeof workspace> = {}): Promise<void> => {
    const { roots } = await rootsOf([empty])
    await ingest(
      { ...workspace, ...more },
      {
        ...{ roots, arguments: [empty], group: true, followLinks: false, manifest: null, keepOriginals: false },
        ...{ extraction: {}, signal: new AbortController().signal, jobs: 1 },
      },
    ).end
  }
  const refuses = overlaid(blobs, {
    delete: async () => Promise.reject(new BlobError('blobs-refused', { place: 'there', reason: 'AccessDenied' })),
  })
  await run({ blobs: refuses })
  expect([await has('old'), (await store.attempts(fingerprint('old'))).length]).toEqual([true, 1])
  await run()
  expect([await has('old'), (await store.attempts(fingerprint('old'))).length]).toEqual([false, 0])
  await workspace.close()
})
