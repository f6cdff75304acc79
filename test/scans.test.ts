/** @jest-environment ./src/scan/testing/native-environment.js */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { globSync } from 'tinyglobby'
import { extractSource } from '../src/extract.js'
import { documentRecord } from '../src/model/record.js'
import { differences, readTruth } from './support/truth.js'

const SCANS = join(import.meta.dirname, 'golden-scans')

/** Milliseconds for one document of a few pages; the first one also loads the models. */
const SLOW = 120_000

describe('golden scans', () => {
  it.each(globSync('*.truth.json', { cwd: SCANS }).sort())(
    '%s',
    async (path) => {
      const truth = readTruth(join(SCANS, path))
      const files = globSync(truth.file, { cwd: SCANS }).sort()
      const parts = files.map((name) => ({ name, bytes: readFileSync(join(SCANS, name)) }))
      const [first] = parts
      if (!first) throw new Error(`${truth.file} is not there`)
      const name = basename(first.name)
      const record = await extractSource({ name, path: name, bytes: first.bytes, ...(parts.length > 1 && { parts }) })
      documentRecord.parse(record)
      expect(differences(record, truth)).toEqual([])
      expect(record.extractor.recogniser).toMatch(/PP-OCR/u)
    },
    SLOW,
  )

  it('are named, not read, where recognition is off', async () => {
    const bytes = readFileSync(join(SCANS, 'tif-2019.tif'))
    const record = await extractSource({ name: 'x', path: 'x', bytes }, { ocr: 'off' })
    expect([record.status, record.problems[0]?.code]).toEqual(['failed', 'format-image'])
    const pdf = readFileSync(join(SCANS, 'scan-2021-seal.pdf'))
    const scan = await extractSource({ name: 'x', path: 'x', bytes: pdf }, { ocr: 'off' })
    expect([scan.status, scan.problems[0]?.code]).toEqual(['failed', 'no-text-layer'])
  })
})
