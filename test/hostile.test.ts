import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { createExtractor, type DocumentRecord } from '../src/index.js'
import { PROBLEM_CODES } from '../src/model/problem.js'
import { EXPECTED } from './support/hostile.js'

const HOSTILE = join(import.meta.dirname, 'hostile')
const SOUND = join(import.meta.dirname, '..', 'samples', 'word-2021-mixed-forms.docx')

/** Milliseconds and megabytes that each of these files may take. */
const LIMITS = { deadlineMs: 60_000, memoryMb: 1_000 }

describe('hostile files', () => {
  const names = readdirSync(HOSTILE).sort()
  const records = new Map<string, DocumentRecord>()
  const beside: DocumentRecord[] = []

  beforeAll(async () => {
    const extractor = createExtractor({ limits: LIMITS })
    // A sound document after each hostile one: whatever the neighbours do, it comes out whole.
    const paths = names.flatMap((name) => [join(HOSTILE, name), SOUND])
    let index = 0
    for await (const record of extractor.extractAll(paths)) {
      const name = names[index / 2]
      if (name !== undefined) records.set(name, record)
      else beside.push(record)
      index += 1
    }
    await extractor.close()
  }, 300_000)

  afterAll(() => {
    records.clear()
  })

  it('are all in the table, and nothing else is', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(names)
  })

  it.each(names)('%s', (name) => {
    const record = records.get(name)
    const codes = record?.problems.map(({ code }) => code) ?? []
    expect({ format: record?.source.format, status: record?.status }).toEqual({
      format: EXPECTED[name]?.format,
      status: EXPECTED[name]?.status ?? 'failed',
    })
    expect(record?.content).toBe(EXPECTED[name]?.status === undefined ? undefined : 'tables')
    if (EXPECTED[name]?.status === 'ok') expect(codes).toEqual(EXPECTED[name].codes)
    else expect(EXPECTED[name]?.codes).toContain(codes[0])
    expect(codes.every((code) => PROBLEM_CODES.some((known) => known === code))).toBe(true)
    expect(record?.source.sha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(HOSTILE, name)))
        .digest('hex'),
    )
    expect(JSON.stringify(record?.problems)).not.toMatch(/\bat .*:\d+:\d+/)
    expect(record?.records).toEqual([])
  })

  it('leave the documents beside them whole', () => {
    expect(beside).toHaveLength(names.length)
    expect(new Set(beside.map(({ status, records: values }) => `${status} ${values.length}`))).toEqual(
      new Set(['ok 186']),
    )
  })
})
