import { describe, expect, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { extractSource } from '../extract.js'
import type { DocumentRecord, StatutoryTable, ValueRecord } from '../model/record.js'
import type { Correction, NewCorrection } from './correction.js'
import { effectiveOf } from './effective-of.js'
import { recheck } from './recheck.js'

const records = new Map<string, Promise<DocumentRecord>>()

/** A record of a real file. */
function recordOf(name: string): Promise<DocumentRecord> {
  const extracted = async (): Promise<DocumentRecord> => {
    const bytes = new Uint8Array(await readFile(new URL(`../../samples/${name}`, import.meta.url)))
    return extractSource({ name, path: name, bytes })
  }
  const record = records.get(name) ?? extracted()
  records.set(name, record)
  return record
}

let ids = 0
const said = (more: Pick<NewCorrection, 'kind' | 'code' | 'value' | 'readThen'>): Correction => ({
  ...{ id: ++ids, at: '2026-01-01T00:00:00.000Z', sha256: 'f'.repeat(64), author: '王', note: null },
  ...more,
})
const valueIn = (record: DocumentRecord, code: string): ValueRecord => {
  const found = record.records.find((value) => value.code === code)
  if (!found) throw new Error(`${code} is not in the record`)
  return found
}
const correct = (record: DocumentRecord, code: string, value: string): Correction =>
  said({ kind: 'correct', code, value, readThen: valueIn(record, code).raw })
const confirm = (record: DocumentRecord, code: string): Correction =>
  said({ kind: 'confirm', code, value: null, readThen: valueIn(record, code).raw })
/** The record with one value read in another way. */
const rereading = (record: DocumentRecord, code: string, now: Partial<ValueRecord>): DocumentRecord => ({
  ...record,
  records: record.records.map((value) => (value.code === code ? { ...value, ...now } : value)),
})

describe('a document of which nobody said anything', () => {
  test.each([
    'word-2021-mixed-forms.docx',
    'word-2021-other-unit.docx',
    'text-2019-cells-lost.txt',
    'pdf-2021-adds-up-wrongly.pdf',
    'pdf-2019-blanks-and-dashes.pdf',
    'landing-page.html',
  ])('is as its record says: %s', async (name) => {
    const record = await recordOf(name)
    const effective = effectiveOf(record, [])
    expect(effective.values.map(({ read }) => read)).toEqual(record.records)
    expect(effective.values.map(({ value, state, flags }) => ({ value, state, flags }))).toEqual(
      record.records.map(({ value, state, flags }) => ({ value, state, flags })),
    )
    const { report, checks, problems, status, counts } = record
    expect(effective).toMatchObject({ report, checks, problems, status, counts })
    expect(effective.correctedFacts).toEqual([])
  })

  test.each(['word-2021-other-unit.docx', 'text-2019-cells-lost.txt', 'pdf-2021-adds-up-wrongly.pdf'])(
    'comes out of the second checking as it came out of the first: %s',
    async (name) => {
      const record = await recordOf(name)
      const { values } = effectiveOf(record, [])
      for (const kind of ['proactive', 'applications', 'review'] satisfies StatutoryTable[]) {
        const own = values.filter(({ read }) => read.table === kind)
        const again = recheck(record, kind, own, 'zh')
        expect(again.values).toEqual(own)
        expect([...again.dropped]).toEqual(again.added)
        expect(record.checks).toEqual(expect.arrayContaining([...again.checks]))
      }
    },
  )
})

describe('a correction', () => {
  test('replaces the value, keeps what was read, and mends the equations that it makes right', async () => {
    const record = await recordOf('pdf-2021-adds-up-wrongly.pdf')
    const failed = record.checks.filter(({ pass }) => pass === false)
    expect(failed.length).toBeGreaterThan(0)
    // The printed total of the first equation that fails is set to what its other side adds up to.
    const first = failed.find(({ id }) => id.startsWith('review.'))
    const total = record.records.find(({ item, measure }) => item === first?.at && measure === 'total')
    if (!first || !total) throw new Error('the sample has another fault than this test is about')
    const sides = [first.left, first.right].filter((side) => side !== total.value)
    const effective = effectiveOf(record, [correct(record, total.code, String(sides[0]))])
    const value = effective.values.find(({ read }) => read.code === total.code)
    expect(value).toMatchObject({ value: sides[0], corrected: 'corrected', conflict: false, flags: [], read: total })
    expect(effective.checks.find(({ id, at }) => id === first.id && at === first.at)?.pass).toBe(true)
    expect(effective.counts.faults).toBeLessThan(record.counts.faults)
  })

  test('is in the form’s unit, whatever unit was printed', async () => {
    const record = await recordOf('word-2021-other-unit.docx')
    const unitOf = (corrections: readonly Correction[]): string | null | undefined =>
      effectiveOf(record, corrections).values.find(({ read }) => read.code === 'p_fees_amount')?.unit
    expect(unitOf([])).toBe('元')
    expect(unitOf([correct(record, 'p_fees_amount', '1.2')])).toBe('万元')
  })

  test('that does not add up makes a fault, as the report’s own would', async () => {
    const record = await recordOf('word-2021-mixed-forms.docx')
    expect(record.status).toBe('ok')
    const code = valueIn(record, 'a_received_new_all').code
    const effective = effectiveOf(record, [correct(record, code, '99999')], { language: 'zh' })
    expect(effective.status).toBe('flagged')
    expect(effective.values.find(({ read }) => read.code === code)?.flags).toEqual(['unbalanced'])
    expect(effective.problems.map(({ code: found }) => found)).toEqual(['unbalanced'])
    expect(effective.problems[0]?.message).toContain('勾稽关系')
  })

  test('by nothing makes the cell blank; the latest of a code counts', async () => {
    const record = await recordOf('word-2021-mixed-forms.docx')
    const code = 'p_rules_issued'
    const blanked = effectiveOf(record, [correct(record, code, '3'), correct(record, code, '')])
    expect(blanked.values.find(({ read }) => read.code === code)).toMatchObject({ value: null, state: 'blank' })
    expect(blanked.counts.numbers).toBe(record.counts.numbers - 1)
  })

  test('enters values of a document that could not be read', async () => {
    const record = await recordOf('landing-page.html')
    expect(record.status).toBe('failed')
    const entered = said({ kind: 'correct', code: 'p_rules_issued', value: '4', readThen: null })
    const organ = said({ kind: 'correct', code: 'report.organ', value: '甲县人民政府', readThen: null })
    const effective = effectiveOf(record, [entered, organ])
    expect(effective.status).toBe('flagged')
    expect(effective.values).toHaveLength(1)
    expect(effective.values[0]).toMatchObject({ value: 4, state: 'number', corrected: 'corrected', conflict: false })
    expect(effective.report?.organ).toBe('甲县人民政府')
  })
})

describe('a confirmation', () => {
  test('of the value in doubt clears doubt, problem and flag: the document is ok', async () => {
    const record = await recordOf('word-2021-other-unit.docx')
    expect(record.problems.map(({ code }) => code)).toEqual(['unit-differs'])
    const doubtful = record.records.find(({ flags }) => flags.includes('unit-differs'))
    const effective = effectiveOf(record, [confirm(record, doubtful?.code ?? '')])
    expect(effective.values.find(({ corrected }) => corrected === 'confirmed')).toMatchObject({
      value: doubtful?.value,
      flags: [],
      read: doubtful,
    })
    expect(effective).toMatchObject({ problems: [], status: 'ok', counts: { doubts: 0 } })
  })

  test('of some of the values in doubt leaves the others, counted anew', async () => {
    const record = await recordOf('text-2019-cells-lost.txt')
    const doubtful = record.records.filter(({ flags, value }) => flags.includes('uncertain-column') && value !== null)
    const blank = record.records.filter(({ flags, value }) => flags.includes('uncertain-column') && value === null)
    const effective = effectiveOf(
      record,
      [...doubtful, ...blank].slice(0, 3).map(({ code }) => confirm(record, code)),
    )
    const left = effective.values.filter(({ flags }) => flags.includes('uncertain-column')).length
    expect(effective.problems.find(({ code }) => code === 'columns-uncertain')?.message).toContain(`${left} values`)
    expect(effective.counts.doubts).toBe(left)
  })

  test('of the last doubtful value of a table answers the doubts about its rows, but not about what stands beside them', async () => {
    const flagged: Partial<ValueRecord> = {
      state: 'not-found',
      value: null,
      raw: null,
      flags: ['not-found'],
      cell: null,
    }
    const read = rereading(await recordOf('word-2021-mixed-forms.docx'), 'p_rules_issued', flagged)
    const table = read.tables.find(({ kind }) => kind === 'proactive')?.id ?? null
    const doubt = (code: string): DocumentRecord['problems'][number] => ({
      ...{ code, severity: 'doubt', message: '…', page: null, table },
    })
    const problems = ['row-missing', 'value-not-found', 'row-unknown'].map(doubt)
    const record: DocumentRecord = { ...read, status: 'flagged', problems }
    const codes = (opinions: readonly Correction[]): readonly string[] =>
      effectiveOf(record, opinions).problems.map(({ code }) => code)
    expect(codes([correct(record, 'p_rules_issued', '4')])).toEqual(['row-unknown'])
    const all = record.records.filter((value) => value.table === 'proactive').map(({ code }) => confirm(record, code))
    expect(codes(all)).toEqual([])
  })

  test('cannot vouch for a number that nobody read', async () => {
    const record = rereading(await recordOf('word-2021-mixed-forms.docx'), 'p_rules_issued', {
      ...{ state: 'uncertain', value: null, raw: '1 2', flags: ['low-confidence'] },
    })
    const effective = effectiveOf(record, [confirm(record, 'p_rules_issued')])
    expect(effective.values.find(({ read }) => read.code === 'p_rules_issued')).toMatchObject({
      ...{ corrected: 'no', flags: ['low-confidence'] },
    })
  })

  test('of text where a number is expected settles it', async () => {
    const printed: Partial<ValueRecord> = { state: 'text', value: null, raw: '见附件', flags: ['unparsed'] }
    const record = rereading(await recordOf('word-2021-mixed-forms.docx'), 'p_rules_issued', printed)
    expect(effectiveOf(record, [confirm(record, 'p_rules_issued')])).toMatchObject({ status: 'ok', problems: [] })
  })
})

describe('a later reading', () => {
  test('that differs raises a conflict, and what was said stands', async () => {
    const before = await recordOf('word-2021-mixed-forms.docx')
    const now = rereading(before, 'p_rules_issued', { raw: '88', value: 88 })
    for (const opinion of [correct(before, 'p_rules_issued', '5'), confirm(before, 'p_rules_issued')]) {
      const effective = effectiveOf(now, [opinion])
      const value = effective.values.find(({ read }) => read.code === 'p_rules_issued')
      const expected = opinion.kind === 'correct' ? 5 : valueIn(before, 'p_rules_issued').value
      expect(value).toMatchObject({ value: expected, conflict: true })
      expect(effective.problems.map(({ code }) => code)).toContain('correction-conflict')
      expect(effective.status).toBe('flagged')
    }
  })

  test('that comes to what was said is none', async () => {
    const before = await recordOf('word-2021-mixed-forms.docx')
    const now = rereading(before, 'p_rules_issued', { raw: '5', value: 5 })
    const effective = effectiveOf(now, [correct(before, 'p_rules_issued', '5')])
    expect(effective.problems.map(({ code }) => code)).not.toContain('correction-conflict')
  })

  test('that differs in white space alone is none', async () => {
    const before = rereading(await recordOf('word-2021-mixed-forms.docx'), 'p_rules_issued', { raw: '1 2' })
    const now = rereading(before, 'p_rules_issued', { raw: '12' })
    expect(effectiveOf(now, [correct(before, 'p_rules_issued', '5')]).status).toBe('ok')
  })
})

describe('facts of the report', () => {
  const contradictory = async (): Promise<DocumentRecord> => {
    const record = await recordOf('word-2021-mixed-forms.docx')
    if (!record.report) throw new Error('the sample is a report')
    const doubt = { code: 'year-uncertain', severity: 'doubt', message: '…', page: null, table: null } as const
    const flags = ['year-uncertain']
    return { ...record, status: 'flagged', report: { ...record.report, flags }, problems: [doubt] }
  }

  test('are confirmed', async () => {
    const record = await contradictory()
    const year = String(record.report?.year)
    const effective = effectiveOf(record, [said({ kind: 'confirm', code: 'report.year', value: null, readThen: year })])
    expect(effective).toMatchObject({ status: 'ok', problems: [], correctedFacts: ['report.year'] })
    expect(effective.report).toMatchObject({ year: record.report?.year, flags: [] })
  })

  test('are corrected; a date before the end of that year is a fault then', async () => {
    const record = await contradictory()
    const published = record.report?.published ?? ''
    const year = published.slice(0, 4)
    const read = String(record.report?.year)
    const effective = effectiveOf(record, [said({ kind: 'correct', code: 'report.year', value: year, readThen: read })])
    expect(effective.report).toMatchObject({ year: Number(year), flags: ['date-implausible'] })
    expect(effective.problems.map(({ code }) => code)).toEqual(['date-implausible'])
    expect(effective.counts.faults).toBe(1)
  })
})

describe('a manifest', () => {
  const codes = async (given: Readonly<Record<string, string>>, opinions: readonly Correction[] = []) =>
    effectiveOf(await recordOf('word-2021-mixed-forms.docx'), opinions, { given }).problems.map(({ code }) => code)

  test('that differs raises a doubt and overwrites nothing', async () => {
    const record = await recordOf('word-2021-mixed-forms.docx')
    const effective = effectiveOf(record, [], { given: { organ: '乙市教育局', year: '1999', url: 'https://x' } })
    expect(effective.problems.map(({ code }) => code)).toEqual(['given-differs', 'given-differs'])
    expect(effective).toMatchObject({ status: 'flagged', report: record.report, counts: record.counts })
  })

  test('that agrees, or says nothing of it, raises none', async () => {
    const { report } = await recordOf('word-2021-mixed-forms.docx')
    expect(await codes({ organ: report?.organ ?? '', year: `${report?.year ?? ''}年` })).toEqual([])
    expect(await codes({ organ: `某省${(report?.organ ?? '').replace(/人民政府$/u, '')}`, year: '' })).toEqual([])
  })

  test('is answered by a person’s word', async () => {
    const { report } = await recordOf('word-2021-mixed-forms.docx')
    const readThen = report?.organ ?? null
    const confirmed = said({ kind: 'confirm', code: 'report.organ', value: null, readThen })
    expect(await codes({ organ: '乙市教育局' }, [confirmed])).toEqual([])
  })
})
