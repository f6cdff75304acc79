import { describe, expect, test } from '@jest/globals'
import type { DocumentRow } from '../../store/store.js'
import { displayWidth } from '../render/text.js'
import { speaker } from '../say.js'
import { writeTable } from './list.js'

const row = (place: number, rest: Partial<DocumentRow> = {}): DocumentRow => ({
  ...{ sha256: place.toString(16).padStart(64, '0'), path: `镇/${place}.pdf`, file: `/镇/${place}.pdf`, names: 1 },
  ...{ current: true, format: 'pdf', bytes: 1, status: 'ok', title: null, organ: '花石镇人民政府', year: 2021 },
  ...{
    form: '2021',
    content: 'annual-report',
    counts: { values: 200, numbers: 200, doubts: 0, faults: 0 },
    version: '1.0.0',
    failure: null,
  },
  ...{ codes: [], authors: [], given: null, removedAt: null, purgedAt: null },
  ...rest,
})

async function drawn(count: number, width: number, rest: Partial<DocumentRow> = {}, colours = false) {
  const lines: string[] = []
  let read = 0
  const rows = async function* (): AsyncGenerator<DocumentRow> {
    for (let place = 0; place < count; place += 1) {
      read += 1
      yield await Promise.resolve(row(place, rest))
    }
  }
  const ahead: number[] = []
  const write = (text: string): Promise<boolean> => {
    ahead.push(read - lines.length)
    lines.push(...text.trimEnd().split('\n'))
    return Promise.resolve(true)
  }
  await writeTable(rows(), { say: speaker('en'), language: 'en' }, { write }, { width, colours })
  return { lines, mostAhead: Math.max(...ahead) }
}

describe('the table of documents', () => {
  test('fits the terminal, whatever the names are', async () => {
    const long = '很长的文件夹名/'.repeat(20)
    const { lines } = await drawn(3, 100, { path: `${long}报告.pdf`, codes: ['unbalanced', 'value-doubtful'] })
    expect(lines).toHaveLength(6)
    for (const line of lines.slice(0, 4)) expect(displayWidth(line)).toBeLessThanOrEqual(100)
    expect(lines[1]).toMatch(/^00000000 {2}ok +2021 {2}2021 +0 +0 {2}花石镇人民政府 .*… {2}/)
    expect(lines.at(-1)).toBe('3 documents.')
  })

  test('holds no more than its first rows, however many there are', async () => {
    const { lines, mostAhead } = await drawn(5_000, 120)
    expect(lines).toHaveLength(1 + 5_000 + 2)
    expect(mostAhead).toBeLessThanOrEqual(200)
  })

  test('colours the outcome alone', async () => {
    const { lines } = await drawn(1, 120, { status: 'failed', organ: 'failed' }, true)
    expect(lines[1]?.split('\u001b')).toHaveLength(3)
    expect(lines[1]?.replaceAll('\u001b', '')).toMatch(/^00000000 {2}\[31mfailed\[39m .* failed /)
  })

  test('of nothing is the number alone', async () => {
    expect((await drawn(0, 80)).lines).toEqual(['0 documents.'])
  })
})
