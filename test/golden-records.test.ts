import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { extractSource } from '../src/extract.js'
import { VERSION } from '../src/version.js'
import {
  changedRecords,
  fingerprintOf,
  goldenFiles,
  readFingerprints,
  writeFingerprints,
} from './support/fingerprints.js'

/** A changed record under an unchanged version would be taken for the old one by every store: nobody would reprocess it. */
describe('the records of golden documents', () => {
  const known = readFingerprints()

  it('change only with the version', async () => {
    const now = new Map<string, string>()
    for (const file of goldenFiles()) {
      const name = basename(file)
      const record = await extractSource({ name, path: name, bytes: readFileSync(join(import.meta.dirname, file)) })
      now.set(file, fingerprintOf(record))
    }
    const changed = changedRecords(known, now)
    // Where this fails: raise the version, and say in CHANGELOG.md what users must reprocess.
    if (VERSION === known.version) expect(changed).toEqual([])
    expect([...now.keys()]).toEqual(expect.arrayContaining(Object.keys(known.records)))
    // `npm run fingerprints`, when a version is done: from then on its records are held to these.
    if (process.env.WRITE_FINGERPRINTS === 'yes')
      writeFingerprints({ version: VERSION, records: Object.fromEntries(now) })
  }, 120_000)

  it('are told apart by what they say, not by how long it took', async () => {
    const bytes = new TextEncoder().encode('关于召开会议的通知')
    const record = await extractSource({ name: 'a.txt', path: 'a.txt', bytes })
    const slower = { ...record, extractor: { ...record.extractor, elapsedMs: 1e6, version: '99.0.0' } }
    expect(fingerprintOf(slower)).toBe(fingerprintOf(record))
    expect(fingerprintOf({ ...record, status: 'ok' })).not.toBe(fingerprintOf(record))
  })
})
