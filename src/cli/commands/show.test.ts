import { describe, expect, test } from '@jest/globals'
import { formsResult, provenance, reading } from '../../../test/support/handwritten.js'
import type { Correction } from '../../effective/correction.js'
import { effectiveOf } from '../../effective/effective-of.js'
import { sheetsOf } from '../../effective/sheets.js'
import type { DocumentRecord, FormYear, ValueRecord } from '../../model/record.js'
import { assemble } from '../../report/index.js'
import { formOf } from '../../vocabulary/forms.js'
import { drawGrid } from '../render/grid.js'
import { cut, displayWidth, paragraph, wrap, type Look } from '../render/text.js'
import { speaker } from '../say.js'
import { doubtfulRows, SHEET_COLUMNS } from './list-doubts.js'
import { failedCount, failedLines } from './show-checks.js'
import { tableLines } from './show-tables.js'

const PLAIN: Look = { width: null, colours: false }
const say = speaker('en')

describe('text in columns of a terminal', () => {
  test('Chinese breaks anywhere, words stay whole, closing marks hang', () => {
    expect(wrap('其他法律行政法规', 8)).toEqual(['其他法律', '行政法规'])
    expect(wrap('one two three', 8)).toEqual(['one two', 'three'])
    expect(wrap('年度报告。无', 8)).toEqual(['年度报告。', '无'])
    expect(wrap('abcdefghij', 4)).toEqual(['abcd', 'efgh', 'ij'])
    expect(wrap('', 4)).toEqual([''])
  })

  test('is cut and filled by its width, not its length', () => {
    expect(cut('政府信息公开', 7)).toBe('政府信…')
    expect(paragraph('政府 信息', 24, '! ', 4)).toEqual(['!   政府 信息'])
  })
})

describe('a grid', () => {
  test('breaks its headings, then its labels, to fit the width', () => {
    const head = ['', '社会公益组织', '法律服务机构']
    const cells = ['12', '3?'].map((text) => ({ text, colour: null }))
    const rows = [{ label: '4.无正当理由大量反复申请', indent: 4, cells }]
    const wide = drawGrid({ head, rows }, 80, PLAIN)
    expect(wide).toEqual([
      '                              社会公益组织  法律服务机构',
      '    4.无正当理由大量反复申请            12            3?',
    ])
    const narrow = drawGrid({ head, rows }, 40, PLAIN)
    expect(Math.max(...narrow.map(displayWidth))).toBeLessThanOrEqual(40)
    expect(narrow.join('\n')).toMatch(/12 +3\?$/)
  })
})

/** A report on a form whose values are all 0, but for those given. */
function report(year: FormYear, own: Readonly<Record<string, Partial<ValueRecord>>> = {}): DocumentRecord {
  const values = formOf(year).values.map(({ code, table, item, measure, unit }): ValueRecord => ({
    ...{ code, table, item, measure, unit, state: 'number', value: 0, raw: '0', confidence: null, cell: null },
    flags: [],
    ...own[code],
  }))
  const checks = [{ id: 'applications.balance', at: 'natural_person', left: 3, right: 4, pass: false }]
  const forms = { proactive: year, applications: year, review: year }
  return assemble(reading([]), formsResult({ values, checks, forms }), provenance())
}

describe('the statutory tables', () => {
  test.each<[FormYear, number]>([
    ['2019', 198],
    ['2021', 200],
  ])('of %s hold every value once', (year, count) => {
    const sheets = sheetsOf(effectiveOf(report(year), []))
    const codes = sheets.flatMap(({ rows }) => rows.flatMap(({ values }) => values.map((value) => value?.read.code)))
    expect(codes).toHaveLength(count)
    expect(new Set(codes).size).toBe(count)
    expect(new Set(sheets.map(({ table }) => table))).toEqual(new Set(['proactive', 'applications', 'review']))
  })

  test('are drawn with labels and marks, and what is doubtful is told below', () => {
    const record = report('2021', {
      a_granted_nat: { value: 17, raw: '17', flags: ['low-confidence'], confidence: 0.431, alternatives: ['11', '77'] },
      r_litigation_after_total: { value: 8, raw: '8', flags: ['unbalanced'] },
      p_licensing_decisions: { state: 'not-found', value: null, raw: null, flags: ['not-found'] },
    })
    const correction: Correction = {
      ...{ id: 1, at: '2026-11-22T03:00:00Z', sha256: 'f'.repeat(64), kind: 'correct', code: 'a_granted_com' },
      ...{ value: '5', readThen: '0', author: '李华', note: null },
    }
    const document = effectiveOf(record, [correction])
    const corrections = new Map([[correction.code, correction]])
    const text = tableLines({ document, corrections, all: false, say, language: 'en', look: PLAIN, width: 120 }).join(
      '\n',
    )
    const flowing = text.replace(/\s+/g, ' ')
    expect(text).toMatch(/^三、收到和处理政府信息公开申请情况 \(form of 2021\)$/m)
    expect(text).toMatch(/^ {2}（一）予以公开 +17\? +5\*/m)
    expect(flowing).toContain(
      '? a_granted_nat 三、本年度办理结果 › （一）予以公开 › 申请人情况 › 自然人: read “17”; recognised with',
    )
    expect(flowing).toMatch(/with little confidence \(0\.43\); .*other readings: 11, 77/)
    expect(flowing).toContain('商业企业: corrected to 5 by 李华, 2026-11-22, where “0” was read')
    expect(text).toMatch(/^行政许可 +none\?$/m)
  })
})

describe('equations that do not hold', () => {
  const wrong = report('2021', {
    a_received_new_nat: { value: 803, raw: '803' },
    a_received_carried_over_nat: { value: 13, raw: '13' },
    a_granted_nat: { value: 807, raw: '807' },
    a_results_total_nat: { value: 812, raw: '812', flags: ['unbalanced'] },
    a_carried_forward_nat: { value: 9, raw: '9' },
    ...{ a_received_new_all: { value: 803, raw: '803' }, a_received_carried_over_all: { value: 13, raw: '13' } },
    ...{ a_granted_all: { value: 807, raw: '807' }, a_results_total_all: { value: 807, raw: '807' } },
    a_carried_forward_all: { value: 9, raw: '9' },
  })
  const document = effectiveOf(wrong, [])

  test('are told in words with their numbers and difference, and the one number that would settle them', () => {
    expect(failedCount(document)).toBe(3)
    const told = failedLines(document, 'zh', PLAIN, 200)
    expect(told).toContain('  ✗ 办理平衡，自然人列：新收 803 + 结转 13 ≠ 办理 812 + 结转下年 9，差 −5')
    expect(told).toContain('  → 若“（七）总计 › 自然人”为 807 而非 812，这 3 个勾稽关系全部成立')
    expect(failedLines(document, 'en', PLAIN, 200).join(' ')).toContain('difference −5')
  })

  test('are named at the values that stand in them, on the page and in the sheet of doubts', () => {
    const drawn = { document, corrections: new Map(), all: true, say: speaker('zh'), language: 'zh' as const }
    const page = tableLines({ ...drawn, look: PLAIN, width: 400 }).join('\n')
    expect(page).toContain('所在勾稽关系不成立: 办理平衡，自然人列（差 −5）; 办理结果合计，自然人列（差 −5）')
    const wanted = { doubts: true, faults: true }
    const flagged = { sha256: 'f'.repeat(64), path: 'a.pdf', attempt: 1, seen: 0, effective: document }
    const rows = doubtfulRows(flagged, wanted, { say: speaker('zh'), language: 'zh' })
    const row = rows.find((cells) => cells.includes('a_results_total_nat'))
    const why = String(row?.[SHEET_COLUMNS.indexOf('why')])
    expect(why).toContain('办理平衡，自然人列：新收 803 + 结转 13 ≠ 办理 812 + 结转下年 9，差 −5')
    expect(why).toContain('若“（七）总计 › 自然人”为 807 而非 812')
  })
})
