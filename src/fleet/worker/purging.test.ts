import { expect, test } from '@jest/globals'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { KEPT_MS } from '../../ingest/purge.js'
import { folderWorkspace } from '../../ingest/workspace.js'
import { openStore } from '../../store/open.js'
import { overlaid } from '../../store/testing/overlaid.js'
import { fingerprint, sampleAttempt, sampleRecord } from '../../store/testing/samples.js'
import { startPurging } from './purging.js'

test('a worker forgets what was removed long ago; what keeps it from that is logged', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-purging-'))
  let now = Date.now() - KEPT_MS - 1_000
  const workspace = folderWorkspace(await openStore(join(folder, 'data'), { now: () => now }))
  const { store, blobs } = workspace
  writeFileSync(join(folder, 'x'), 'x')
  await blobs.put(fingerprint('x'), join(folder, 'x'))
  await store.saveAttempt(sampleAttempt(sampleRecord('x')))
  await store.removeDocument({ sha256: fingerprint('x'), author: '李', note: null })
  now = Date.now()
  const logged: (readonly [string, object])[] = []
  const log = {
    info: (fields: object, message: string) => void logged.push([message, fields]),
    warn: (fields: object, message: string) => void logged.push([message, fields]),
  }
  const away = overlaid(blobs, { delete: async () => Promise.reject(new Error('away')) })
  const failing = startPurging({ store, blobs: away, log })
  await failing.first
  failing.end()
  const purging = startPurging({ store, blobs, log })
  await purging.first
  purging.end()
  expect(logged).toEqual([
    ['purge', { error: 'away' }],
    ['purged', { documents: 1 }],
  ])
  expect(await blobs.has(fingerprint('x'))).toBe(false)
  expect(await store.attempts(fingerprint('x'))).toEqual([])
  await workspace.close()
})
