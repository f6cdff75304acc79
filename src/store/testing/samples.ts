import { createHash } from 'node:crypto'
import type { DocumentRecord, FormYear, ValueRecord } from '../../model/record.js'
import { formOf } from '../../vocabulary/forms.js'
import type { NewAttempt, NewBatch, NewName } from '../store.js'

/** Documents, names and attempts to fill a store with in tests, small and in full form. */

/** The fingerprint of a text: stands for a document's content. */
export const fingerprint = (text: string): string => createHash('sha256').update(text).digest('hex')

export interface SampleRecord {
  readonly path?: string
  readonly version?: string
  readonly form?: FormYear
  readonly year?: number
  readonly organ?: string
  readonly status?: DocumentRecord['status']
  /** The number in all values but those named; 7 if left out. */
  readonly number?: number
  readonly values?: Readonly<Record<string, Partial<ValueRecord>>>
  readonly problems?: DocumentRecord['problems']
}

export const VERSION = '1.2.0'
export const OPTIONS = '0123456789abcdef'

/** A report all of whose values are read, with tables and places on a page. */
export function sampleRecord(content: string, sample: SampleRecord = {}): DocumentRecord {
  const { path = `${content}.pdf`, version = VERSION, form = '2021', year = 2023, organ = '甲县人民政府' } = sample
  const failed = sample.status === 'failed'
  const records = failed ? [] : valuesOf(form, sample)
  const doubts = records.filter(({ flags }) => flags.some((flag) => flag !== 'unbalanced')).length
  const faults = records.filter(({ flags }) => flags.includes('unbalanced')).length
  return {
    schema: 'document.v1',
    source: { name: path, path, sha256: fingerprint(content), bytes: content.length, format: 'pdf', pages: null },
    status: sample.status ?? 'ok',
    counts: { values: records.length, numbers: records.length, doubts, faults },
    report: failed ? null : reportOf(form, year, organ),
    sections: [],
    tables: failed ? [] : [tableOf(records)],
    records,
    checks: failed ? [] : [{ id: 'applications.balance', at: 'total', left: 7, right: 7, pass: true }],
    problems: sample.problems ?? [],
    extractor: { version, options: OPTIONS, pdfEngine: null, recogniser: null, elapsedMs: 12 },
  }
}

const reportOf = (form: FormYear, year: number, organ: string): DocumentRecord['report'] => ({
  ...{ title: `${organ}${year}年政府信息公开工作年度报告`, organ, year, published: null, form },
  ...{ forms: { proactive: form, applications: form, review: form }, flags: [], evidence: {} },
})

function valuesOf(form: FormYear, { number = 7, values = {} }: SampleRecord): ValueRecord[] {
  return formOf(form).values.map(({ code, table, item, measure, unit }, index) => ({
    ...{ code, table, item, measure, unit, state: 'number', value: number, raw: String(number), confidence: null },
    ...{ cell: { table: 't1', row: index, column: 1 }, flags: [] },
    ...values[code],
  }))
}

const tableOf = (records: readonly ValueRecord[]): DocumentRecord['tables'][number] => ({
  ...{
    id: 't1',
    kind: null,
    number: null,
    caption: null,
    method: 'ruled',
    pages: [1],
    rows: records.length,
    columns: 2,
  },
  cells: records.map(({ raw }, row) => ({
    ...{ row, column: 1, rowSpan: 1, columnSpan: 1, text: raw ?? '' },
    boxes: [{ page: 1, box: [10, 10 + row, 20, 20 + row] }],
  })),
})

/** The record of a document that could not be read. */
export const failedSample = (content: string, code = 'encrypted', version = VERSION): DocumentRecord =>
  sampleRecord(content, {
    status: 'failed',
    version,
    problems: [{ code, severity: 'error', message: `${code}.`, page: null, table: null }],
  })

export const sampleBatch: NewBatch = { kind: 'ingest', arguments: ['/in'], version: VERSION, options: OPTIONS }

export function sampleName(path: string, content: string, more: Partial<NewName> = {}): NewName {
  return {
    ...{ file: `/in/${path}`, path, root: '/in', sha256: fingerprint(content), bytes: content.length, mtimeMs: 1000.5 },
    ...{ format: 'pdf', parts: [], given: null },
    ...more,
  }
}

export function sampleAttempt(record: DocumentRecord, more: Partial<NewAttempt> = {}): NewAttempt {
  return {
    key: { sha256: record.source.sha256, version: record.extractor.version, options: record.extractor.options },
    ...{ generation: 1, batch: null, record },
    ...{ startedAt: '2026-01-02T03:04:05.000Z', finishedAt: '2026-01-02T03:04:06.500Z' },
    ...more,
  }
}
