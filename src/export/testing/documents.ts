import { createHash } from 'node:crypto'
import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import { failureOf } from '../../model/extraction.js'
import type { DocumentRecord, FormYear, ValueRecord } from '../../model/record.js'
import type { DocumentFilter, DocumentRow, FindingRow, Given, Name, Store, StoredDocument } from '../../store/store.js'
import { formOf } from '../../vocabulary/forms.js'
import type { ExportSource } from '../export.js'

/** Documents as a store gives them, made without one. */

export interface Made {
  readonly path: string
  readonly organ?: string | null
  readonly year?: number
  readonly form?: FormYear
  readonly failed?: boolean
  readonly current?: boolean
  readonly given?: Given
  readonly names?: readonly string[]
  /** The number of values, the first ones of the form; all if left out. */
  readonly most?: number
  /** Laid over the values, by code. */
  readonly values?: Readonly<
    Record<string, Partial<Omit<EffectiveValue, 'read'>> & { readonly read?: Partial<ValueRecord> }>
  >
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

const ROWS_A_PAGE = 40

/** A value a row of one table: the number is its place, the cell stands on a page. */
function valueOf(code: string, index: number, form: FormYear): ValueRecord {
  const { table, item, measure, unit } = formOf(form).values.find((value) => value.code === code) ?? missing(code)
  const cell = { table: 't1', row: index, column: 1 }
  return {
    code,
    table,
    item,
    measure,
    unit,
    state: 'number',
    value: index,
    raw: String(index),
    confidence: null,
    cell,
    flags: [],
  }
}

const missing = (code: string): never => {
  throw new Error(`no form has ${code}`)
}

function recordOf({
  path,
  organ = '示例镇人民政府',
  year = 2022,
  form = '2021',
  failed = false,
  most,
}: Made): DocumentRecord {
  const values = failed
    ? []
    : formOf(form)
        .values.slice(0, most)
        .map(({ code }, index) => valueOf(code, index, form))
  const title = `${organ ?? ''}${year}年政府信息公开工作年度报告`
  const pages = Array.from({ length: Math.ceil(values.length / ROWS_A_PAGE) }, (_, index) => index + 1)
  return {
    schema: 'document.v1',
    source: {
      name: path,
      path,
      sha256: digest(path),
      bytes: 1_000,
      format: 'pdf',
      pages: pages.map((number) => ({ number, width: 595, height: 842, rotation: 0, dpi: null, read: 'text-layer' })),
    },
    status: failed ? 'failed' : 'ok',
    counts: { values: values.length, numbers: values.length, doubts: 0, faults: 0 },
    report: failed
      ? null
      : {
          ...{ title, organ, year, published: `${year + 1}-01-20`, form },
          ...{ forms: { proactive: form, applications: form, review: form }, flags: [], evidence: {} },
        },
    sections: [],
    tables: failed
      ? []
      : [
          {
            ...{ id: 't1', kind: null, number: '二', caption: null, method: 'ruled', pages },
            ...{ rows: values.length, columns: 2 },
            cells: values.map(({ raw }, row) => ({
              ...{ row, column: 1, rowSpan: 1, columnSpan: 1, text: raw ?? '' },
              boxes: [
                {
                  page: Math.floor(row / ROWS_A_PAGE) + 1,
                  box: [100.5, 20 * (row % ROWS_A_PAGE), 180.25, 20 * (row % ROWS_A_PAGE) + 20],
                },
              ],
            })),
          },
        ],
    records: values,
    checks: failed
      ? []
      : [{ id: 'applications.balance', at: 'total', left: 3, right: 3, pass: true, assumedZero: ['a_granted_all'] }],
    problems: failed
      ? [{ code: 'encrypted', severity: 'error', message: '文件有密码保护。', page: null, table: null }]
      : [],
    extractor: { version: '0.1.0', options: 'o', pdfEngine: 'pdf.js', recogniser: null },
  }
}

/** A document of the store; what is not said is ordinary. */
export function madeDocument(made: Made): StoredDocument {
  const record = recordOf(made)
  const values = record.records.map((read): EffectiveValue => {
    const { read: otherwise, ...over } = made.values?.[read.code] ?? {}
    const reading = { ...read, ...otherwise }
    const { value, unit, state, flags } = reading
    return { read: reading, value, unit, state, flags, corrected: 'no', conflict: false, ...over }
  })
  const flagged = values.some(({ flags }) => flags.length > 0)
  const status = record.status === 'ok' && flagged ? 'flagged' : record.status
  const effective: EffectiveDocument = {
    ...{ record: { ...record, records: values.map(({ read }) => read) }, report: record.report },
    ...{ organId: null, correctedFacts: [] },
    ...{ values, checks: record.checks, problems: record.problems, status, counts: record.counts },
  }
  return {
    ...rowOf(made, record),
    status,
    effective,
    allNames: (made.names ?? [made.path]).map((path) => nameOf(path, made, record)),
  }
}

function rowOf(made: Made, record: DocumentRecord): DocumentRow {
  return {
    ...{ sha256: record.source.sha256, path: made.path, file: `/reports/${made.path}`, names: made.names?.length ?? 1 },
    ...{ current: made.current ?? true, format: 'pdf', bytes: 1_000, status: record.status },
    ...{ title: record.report?.title ?? null, organ: record.report?.organ ?? null, year: record.report?.year ?? null },
    ...{
      form: record.report?.form ?? null,
      content: record.content ?? 'annual-report',
      counts: record.counts,
      version: '0.1.0',
      failure: failureOf(record),
    },
    ...{ codes: record.problems.map(({ code }) => code), authors: [], given: made.given ?? null },
    ...{ removedAt: null, purgedAt: null },
  }
}

function nameOf(path: string, made: Made, record: DocumentRecord): Name {
  return {
    ...{ file: `/reports/${path}`, path, root: '/reports', format: 'pdf', parts: [], given: made.given ?? null },
    ...{ sha256: record.source.sha256, bytes: 1_000, mtimeMs: 0 },
    ...{ state: made.current === false ? 'vanished' : 'current', firstBatch: 1, lastBatch: 1 },
  }
}

/** A document that was found but never extracted. */
export const pendingDocument = (made: Made): DocumentRow => ({
  ...rowOf(made, recordOf({ ...made, failed: true })),
  ...{ status: 'pending', failure: null, counts: null, version: null, codes: [] },
})

const byPath = (a: DocumentRow, b: DocumentRow): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)

/** Stands in for a store; it filters by status and fingerprint only. */
export function sourceOf(
  documents: readonly StoredDocument[],
  pending: readonly DocumentRow[] = [],
  findings: readonly FindingRow[] = [],
): ExportSource & Pick<Store, 'count'> {
  const passes = (row: DocumentRow, { status, sha256 }: DocumentFilter = {}): boolean =>
    (status?.includes(row.status) ?? true) && (sha256?.includes(row.sha256) ?? true)
  return {
    names: async (sha256) => Promise.resolve(documents.find((each) => each.sha256 === sha256)?.allNames ?? []),
    async *findings({ sha256 } = {}) {
      await Promise.resolve()
      yield* findings.filter((row) => sha256?.includes(row.sha256) ?? true)
    },
    count: async (filter) => Promise.resolve([...documents, ...pending].filter((row) => passes(row, filter)).length),
    async *documents(filter) {
      await Promise.resolve()
      yield* [...documents, ...pending].filter((row) => passes(row, filter)).sort(byPath)
    },
    async *effective(filter) {
      await Promise.resolve()
      yield* documents.filter((row) => passes(row, filter)).sort(byPath)
    },
  }
}
