import { describe, expect, test } from '@jest/globals'
import { formsResult, provenance, reading } from '../../../test/support/handwritten.js'
import type { DocumentRecord, ValueRecord } from '../../model/record.js'
import { assemble } from '../../report/index.js'
import { formOf } from '../../vocabulary/forms.js'
import { nearCodes, subjectOf } from '../../corrections/codes.js'
import { parseOrganId, parseText, parseValue, parseYear } from '../../corrections/grammar.js'
import { readSheet } from './correct-sheet.js'
import { toCorrection } from '../../corrections/statement.js'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** A report on the form of 2021 whose values are all 0, but for those given. */
function report(own: Readonly<Record<string, Partial<ValueRecord>>> = {}): DocumentRecord {
  const values = formOf('2021').values.map(({ code, table, item, measure, unit }): ValueRecord => ({
    ...{ code, table, item, measure, unit, state: 'number', value: 0, raw: '0', confidence: null, cell: null },
    flags: [],
    ...own[code],
  }))
  return assemble(reading([]), formsResult({ values }), provenance())
}

describe('what a person may write for a value', () => {
  test.each([
    ['12', '12'],
    [' 3.50 ', '3.5'],
    ['007', '7'],
    ['1,234,567', '1234567'],
    ['１２３４．５', '1234.5'],
    ['blank', ''],
    ['空白', ''],
    ['0', '0'],
  ])('%j is %j', (written, value) => {
    expect(parseValue(written, { kind: 'amount' })).toEqual({ value })
  })

  test.each(['', '十二', '12件', '1,23', '1 234', '1e5', '.5', '12.', '—', 'NaN', '1234567890123'])(
    '%j is none',
    (written) => {
      expect(parseValue(written, { kind: 'count' })).toEqual({
        complaint: { key: 'notValue', details: { text: written } },
      })
    },
  )

  test('only a change may be negative, only an amount may have decimals', () => {
    expect(parseValue('−3', { kind: 'change' })).toEqual({ value: '-3' })
    for (const kind of ['count', 'amount'] as const)
      expect(parseValue('-3', { kind })).toMatchObject({ complaint: { key: 'notNegative' } })
    for (const kind of ['count', 'change'] as const)
      expect(parseValue('1.5', { kind })).toMatchObject({ complaint: { key: 'notWhole' } })
    expect(parseValue('-1.5', { kind: 'change' })).toMatchObject({ complaint: { key: 'notWhole' } })
    expect(parseValue('2.0', { kind: 'count' })).toEqual({ value: '2' })
    expect(parseValue('12.3456', { kind: 'amount' })).toEqual({ value: '12.3456' })
  })

  test('what the page prints may be of another kind, but must be a number or a year', () => {
    expect(parseValue('1.5', { kind: 'count', asPrinted: true })).toEqual({ value: '1.5' })
    expect(parseValue('-3', { kind: 'amount', asPrinted: true })).toEqual({ value: '-3' })
    expect(parseValue('半', { kind: 'count', asPrinted: true })).toMatchObject({ complaint: { key: 'notValue' } })
    expect(parseYear('202', { asPrinted: true })).toEqual({ value: '202' })
    expect(parseYear('1998', { asPrinted: true })).toEqual({ value: '1998' })
    expect(parseYear('去年', { asPrinted: true })).toMatchObject({ complaint: { key: 'notYear' } })
    expect(parseYear('202')).toMatchObject({ complaint: { key: 'notYear' } })
  })

  test('codes of organs', () => {
    for (const code of ['43', '430321107', '430321107000', '330103-2020', '430321:教育局'])
      expect(parseOrganId(code)).toEqual({ value: code })
    expect(parseOrganId(' ４３０３２１：教育局 ')).toEqual({ value: '430321:教育局' })
    for (const written of ['', '花石镇', 'A17', '430321:'])
      expect(parseOrganId(written)).toMatchObject({ complaint: { key: 'notOrganId' } })
  })

  test('years and names', () => {
    expect(parseYear('２０２１年度', { thisYear: 2026 })).toEqual({ value: '2021' })
    expect(parseYear('空白', { thisYear: 2026 })).toEqual({ value: null })
    expect(parseYear('1998', { thisYear: 2026 })).toMatchObject({ complaint: { key: 'notYear' } })
    expect(parseYear('2028', { thisYear: 2026 })).toMatchObject({ complaint: { key: 'notYear' } })
    expect(parseText(' 花石镇\n人民政府 ')).toEqual({ value: '花石镇 人民政府' })
    expect(parseText('  ')).toMatchObject({ complaint: { key: 'notText' } })
  })
})

describe('codes', () => {
  test('of the form that the report follows, and of its facts', () => {
    expect(subjectOf(report(), 'a_granted_nat')).toMatchObject({ subject: { kind: 'value', read: { value: 0 } } })
    expect(subjectOf(report(), 'report.organ')).toEqual({ subject: { kind: 'fact', fact: 'report.organ' } })
  })

  test('of the other form are refused, with the form that is followed', () => {
    expect(subjectOf(report(), 'p_licensing_last_year')).toEqual({
      complaint: {
        key: 'codeOfOtherForm',
        details: { code: 'p_licensing_last_year', years: '2019', printed: '2021' },
      },
    })
  })

  test('that are near, by letters or by words of the label, are suggested', () => {
    expect(nearCodes(report(), 'a_grantd_nat')[0]).toBe('a_granted_nat')
    expect(nearCodes(report(), 'Organ')).toEqual(['report.organ'])
    expect(nearCodes(report(), '行政许可')).toEqual(['p_licensing_decisions'])
    expect(subjectOf(report(), 'zzz')).toEqual({ complaint: { key: 'codeUnknown', details: { code: 'zzz' } } })
  })

  test('of a document of which nothing was read are those of any form', () => {
    const failed = { ...report(), report: null, records: [] }
    expect(subjectOf(failed, 'p_licensing_last_year')).toMatchObject({ subject: { read: { state: 'not-found' } } })
  })
})

describe('a statement becomes a correction', () => {
  const say = (own: Partial<ValueRecord>, kind: 'correct' | 'confirm', value = '') =>
    toCorrection(
      { sha256: 'f'.repeat(64), record: report({ a_granted_nat: own }), author: '李华' },
      { kind, code: 'a_granted_nat', value, note: null },
    )

  test('with what was read then', () => {
    expect(say({ raw: 'l2', value: null, state: 'uncertain' }, 'correct', '12')).toEqual({
      correction: {
        ...{ sha256: 'f'.repeat(64), kind: 'correct', code: 'a_granted_nat', value: '12', readThen: 'l2' },
        ...{ author: '李华', note: null, seen: null, asPrinted: false, together: null },
      },
    })
  })

  test.each<[string, Partial<ValueRecord>, string | null]>([
    ['a number', { value: 7, raw: '7' }, '7'],
    ['a repaired number', { value: 17, raw: '11', state: 'uncertain' }, '17'],
    ['a blank', { state: 'blank', value: null, raw: '' }, ''],
    ['a dash', { state: 'dash', value: null, raw: '—' }, ''],
    ['a text, which stays one', { state: 'text', value: null, raw: '见附件' }, null],
    ['a number whose column was not sure', { state: 'uncertain', value: null, raw: '5' }, '5'],
  ])('%s is confirmed as what was read', (_, own, value) => {
    expect(say(own, 'confirm')).toMatchObject({ correction: { kind: 'confirm', value } })
  })

  test('the code of the organ is stated, and never confirmed', () => {
    const looked = { sha256: 'f'.repeat(64), record: report(), author: '李华' }
    const statement = { code: 'report.organ_id', value: '430321107', note: null }
    expect(toCorrection(looked, { kind: 'correct', ...statement })).toMatchObject({
      correction: { code: 'report.organ_id', value: '430321107', readThen: null },
    })
    expect(toCorrection(looked, { kind: 'confirm', ...statement })).toMatchObject({
      complaint: { key: 'confirmNotFound' },
    })
  })

  test.each<[string, Partial<ValueRecord>, string]>([
    ['no cell', { state: 'not-found', value: null, raw: null }, 'confirmNotFound'],
    ['digits that are not sure', { state: 'uncertain', value: null, raw: '1 2' }, 'confirmUnread'],
  ])('%s cannot be confirmed', (_, own, key) => {
    expect(say(own, 'confirm')).toMatchObject({ complaint: { key } })
  })
})

describe('a sheet', () => {
  const HEAD = 'path,code,raw,correct,confirm,note,document,attempt,seen,as_printed'
  const rowsOf = (...lines: string[]) => readSheet(utf8(`\uFEFF${[HEAD, ...lines].join('\r\n')}\r\n`))

  test('gives what is filled in, by the line that a spreadsheet shows', () => {
    const { rows, complaints } = rowsOf(
      'a.pdf,a_granted_nat,1,,,,abcd,4',
      'a.pdf,a_granted_com,l2,12,,looked,abcd,4,9,x',
      ',,,,,,,',
      'a.pdf,a_granted_res,7,,√,,abcd,4',
    )
    expect(complaints).toEqual([])
    expect(rows).toEqual([
      {
        ...{ line: 3, document: 'abcd', attempt: 4, seen: 9, code: 'a_granted_com' },
        ...{ kind: 'correct', value: '12', note: 'looked', asPrinted: true },
      },
      {
        ...{ line: 5, document: 'abcd', attempt: 4, seen: null, code: 'a_granted_res' },
        ...{ kind: 'confirm', value: '', note: null, asPrinted: false },
      },
    ])
  })

  test('is read as spreadsheets save it: GBK, semicolons, UTF-16 with tabs', () => {
    // code,correct,path / a_x,3,花.pdf
    const gbk = Buffer.from([...Buffer.from('code,correct,path\na_x,3,'), 0xbb, 0xa8, ...Buffer.from('.pdf\n')])
    const wanted = [{ document: '花.pdf', code: 'a_x', value: '3' }]
    expect(readSheet(gbk).rows).toMatchObject(wanted)
    expect(readSheet(utf8('code;correct;path\r\na_x;3;花.pdf\r\n')).rows).toMatchObject(wanted)
    expect(readSheet(Buffer.from('\uFEFFcode\tcorrect\tpath\r\na_x\t3\t花.pdf\r\n', 'utf16le')).rows).toMatchObject(
      wanted,
    )
  })

  test('names the line of whatever is wrong', () => {
    const { complaints } = rowsOf(
      'a.pdf,a_1,1,5,x,,abcd,4',
      'a.pdf,a_2,1,,maybe,,abcd,4',
      'a.pdf,a_3,1,,,a note,abcd,4',
      'a.pdf,,1,5,,,abcd,4',
      ',a_4,1,5,,,,4',
      'a.pdf,a_5,1,5,,,abcd,latest',
      'a.pdf,a_6,1,5,,,abcd,4',
      'a.pdf,a_6,1,6,,,abcd,4',
      'a.pdf,a_7,1,6,,,abcd,4,now',
      'a.pdf,a_8,1,6,,,abcd,4,,maybe',
    )
    expect(complaints.map(({ line, complaint }) => [line, complaint.key])).toEqual([
      [2, 'sheetBoth'],
      [3, 'sheetTick'],
      [4, 'sheetNoteAlone'],
      [5, 'sheetNoCode'],
      [6, 'sheetNoDocument'],
      [7, 'sheetAttempt'],
      [9, 'sheetTwice'],
      [10, 'sheetSeen'],
      [11, 'sheetTick'],
    ])
  })

  test.each([
    ['no column of codes', 'path,correct\na,1\n', 'sheetColumns'],
    ['a column twice', 'path,code,correct,correct\na,b,1,1\n', 'sheetColumnTwice'],
    ['a quote that never ends', 'path,code,correct\n"a,b,1\n', 'sheetBroken'],
  ])('with %s is refused', (_, text, key) => {
    expect(readSheet(utf8(text))).toMatchObject({ rows: [], complaints: [{ complaint: { key } }] })
  })
})
