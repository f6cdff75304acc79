import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { globSync } from 'tinyglobby'
import { extractSource } from '../src/extract.js'
import { documentRecord } from '../src/model/record.js'
import { differences, readTruth } from './support/truth.js'

const GOLDEN = join(import.meta.dirname, 'golden')

describe('golden documents', () => {
  const truths = globSync('**/*.truth.json', { cwd: GOLDEN }).sort()

  it('are there', () => {
    expect(truths.length).toBeGreaterThanOrEqual(29)
  })

  it.each(truths)('%s', async (path) => {
    const truth = readTruth(join(GOLDEN, path))
    const file = join(GOLDEN, path, '..', truth.file)
    const record = await extractSource({ name: basename(file), path: basename(file), bytes: readFileSync(file) })
    documentRecord.parse(record)
    expect(differences(record, truth)).toEqual([])
  })
})
