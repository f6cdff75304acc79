import { describe, expect, test } from '@jest/globals'
import { formsResult, provenance, reading, sampleValue } from '../../test/support/handwritten.js'
import type { CheckRecord, DocumentRecord, ValueRecord } from '../model/record.js'
import { problem } from '../model/problem.js'
import { assemble } from '../report/index.js'
import { compareRecords, isSame } from './compare.js'

const value = (code: string, rest: Partial<ValueRecord> = {}): ValueRecord => ({ ...sampleValue, code, ...rest })

function record(values: readonly ValueRecord[], checks: readonly CheckRecord[] = []): DocumentRecord {
  return assemble(reading([]), formsResult({ values, checks }), provenance())
}

describe('compareRecords', () => {
  test('a record is the same as itself, also where it took another time and version', () => {
    const before = record([value('p_a')])
    const after = { ...before, extractor: { ...before.extractor, version: '9.9.9', elapsedMs: 7 } }
    expect(isSame(compareRecords(before, after))).toBe(true)
  })

  test('tells for each value whether the number, its state, its doubts or only its print differ', () => {
    const before = record([
      value('p_same'),
      value('p_number', { value: 3, raw: '3' }),
      value('p_state', { state: 'blank', value: null, raw: '' }),
      value('p_flags', { flags: ['low-confidence'] }),
      value('p_raw', { raw: '3 ' }),
      value('p_gone', { value: 1 }),
    ])
    const after = record([
      value('p_same'),
      value('p_number', { value: 8, raw: '8' }),
      value('p_state', { state: 'not-found', value: null, raw: null }),
      value('p_flags'),
      value('p_raw', { raw: '3' }),
      value('p_come', { value: 2 }),
    ])
    const { values } = compareRecords(before, after)
    expect(values.map(({ code, kind }) => [code, kind])).toEqual([
      ['p_number', 'value'],
      ['p_state', 'state'],
      ['p_flags', 'flags'],
      ['p_raw', 'raw'],
      ['p_gone', 'value'],
      ['p_come', 'value'],
    ])
    expect(values[0]).toMatchObject({ before: { value: 3 }, after: { value: 8 } })
    expect(values.at(-1)).toMatchObject({ before: null, after: { value: 2 } })
  })

  test('tells facts, the status and checks that differ', () => {
    const check: CheckRecord = { id: 'applications.balance', at: 'total', left: 3, right: 3, pass: true }
    const before = record([value('p_a')], [check])
    const after: DocumentRecord = {
      ...record([value('p_a')], [{ ...check, right: 4, pass: false }]),
      status: 'failed',
      report: before.report && { ...before.report, organ: '花石镇人民政府', flags: ['organ-uncertain'] },
    }
    const { status, facts, checks } = compareRecords({ ...before, status: 'ok' }, after)
    expect(status).toEqual({ before: 'ok', after: 'failed' })
    expect(facts).toEqual([
      { fact: 'organ', before: null, after: '花石镇人民政府' },
      {
        fact: 'flags',
        before: 'organ-missing section-missing title-missing year-missing',
        after: 'organ-uncertain',
      },
    ])
    expect(checks).toEqual([
      {
        id: 'applications.balance',
        at: 'total',
        before: { left: 3, right: 3, pass: true },
        after: { left: 3, right: 4, pass: false },
      },
    ])
  })

  test('problems are known by code and place, in whatever language they are told', () => {
    const tell = (language: 'en' | 'zh', ...pages: readonly number[]): DocumentRecord =>
      assemble(
        reading([]),
        formsResult({ problems: pages.map((page) => problem('page-damaged', { page, reason: 'cut' }, { page })) }),
        provenance({ language }),
      )
    const { problems } = compareRecords(tell('en', 2, 3), tell('zh', 3))
    expect(problems.gone.map(({ code, page }) => [code, page])).toEqual([['page-damaged', 2]])
    expect(problems.come).toEqual([])
  })
})
