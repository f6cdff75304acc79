import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { z } from 'zod'
import type { DocumentRecord } from '../../src/model/record.js'

const TEST = join(import.meta.dirname, '..')
export const FINGERPRINTS_FILE = join(TEST, 'golden', 'fingerprints.json')

/** Digests of the golden documents' records, as the version that is named made them. */
const fingerprints = z.strictObject({ version: z.string(), records: z.record(z.string(), z.string()) })
export type Fingerprints = z.infer<typeof fingerprints>

export const readFingerprints = (): Fingerprints =>
  fingerprints.parse(JSON.parse(readFileSync(FINGERPRINTS_FILE, 'utf8')))

export function writeFingerprints(known: Fingerprints): void {
  writeFileSync(FINGERPRINTS_FILE, `${JSON.stringify(known, null, 2)}\n`)
}

/** The golden documents that no scan or other program has a part in, relative to test/. */
export const goldenFiles = (): readonly string[] => globSync('golden/**/*.{pdf,docx,html,txt}', { cwd: TEST }).sort()

/** SHA-256 of all that a record says, without version and time. */
export function fingerprintOf(record: DocumentRecord): string {
  const extractor = { ...record.extractor, version: '', elapsedMs: 0 }
  return createHash('sha256')
    .update(JSON.stringify({ ...record, extractor }))
    .digest('hex')
}

/** The documents whose records are not what they were. */
export const changedRecords = (known: Fingerprints, now: ReadonlyMap<string, string>): readonly string[] =>
  [...now].filter(([file, digest]) => known.records[file] !== digest).map(([file]) => file)
