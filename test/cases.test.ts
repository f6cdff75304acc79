/** @jest-environment ./src/scan/testing/native-environment.js */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { extractSource } from '../src/extract.js'
import type { DocumentRecord } from '../src/model/record.js'
import { deviations, readCases } from './support/cases.js'

/**
 * Small reports that were read wrongly once, each for a whole kind: see test/cases/README.md. `open.json` lists those that
 * still are: it may only shrink, so a case that is right now must leave it.
 */
const FOLDER = join(import.meta.dirname, 'cases')
const { cases, open } = readCases(FOLDER)

async function recordOf(file: string): Promise<DocumentRecord> {
  const name = basename(file)
  return extractSource({ name, path: name, bytes: readFileSync(join(FOLDER, file)) })
}

describe('cases', () => {
  it('are there', () => {
    expect(cases.length).toBeGreaterThanOrEqual(65)
    for (const file of open) expect(cases.map((each) => each.file)).toContain(file)
  })

  it.each(cases.map((each) => [each.file, each] as const))(
    '%s',
    async (file, expected) => {
      const same = expected.as === undefined ? null : await recordOf(expected.as)
      const found = deviations(expected, await recordOf(file), same)
      if (open.has(file)) expect(found).not.toEqual([])
      else expect(found).toEqual([])
    },
    120_000,
  )
})
