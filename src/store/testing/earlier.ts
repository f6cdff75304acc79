import { expect } from '@jest/globals'
import { pack } from '../sql/packed.js'
import type { Store } from '../store.js'
import { all, only } from './lists.js'
import { fingerprint, OPTIONS, sampleRecord, VERSION } from './samples.js'

/** A store as versions before 0.3.0 wrote it: one document, read twice, corrected, corrected again, and confirmed. */

const X = fingerprint('x')
const CODE = 'p_rules_issued'
const AT = '2026-01-02T03:04:05.000Z'

/** A row for a table; bytes as they are. */
export interface EarlierRow {
  readonly table: string
  readonly columns: Readonly<Record<string, string | number | Uint8Array | null>>
}

/** In the order in which they refer to each other; each table numbers its own from 1. */
export const earlierRows = (): readonly EarlierRow[] => [
  {
    table: 'batches',
    columns: {
      ...{ kind: 'ingest', arguments: '["/in"]', version: VERSION, options: OPTIONS },
      ...{ started_at: AT, finished_at: AT, state: 'done', counts: '{}' },
    },
  },
  {
    table: 'documents',
    columns: {
      ...{ sha256: X, bytes: 1, format: 'pdf', path: 'x.pdf', file: '/in/x.pdf', given: null, names: 1, current: 1 },
      ...{ status: 'ok', title: null, organ: '甲县人民政府', year: 2023, form: '2021', version: VERSION },
    },
  },
  {
    table: 'names',
    columns: {
      ...{ document_id: 1, file: '/in/x.pdf', path: 'x.pdf', root: '/in', format: 'pdf', parts: '[]', given: null },
      ...{ bytes: 1, mtime_ms: 1000.5, state: 'current', first_batch: 1, last_batch: 1 },
    },
  },
  ...['1.1.0', VERSION].map((version, place) => ({
    table: 'attempts',
    columns: {
      ...{ document_id: 1, version, options: OPTIONS, generation: 1, batch_id: 1, started_at: AT, finished_at: AT },
      ...{ elapsed_ms: 12, status: 'ok', record: pack(sampleRecord('x', { version, number: 6 + place })) },
    },
  })),
  ...[
    ['correct', CODE, '9', '6'],
    ['correct', CODE, '12', '7'],
    ['confirm', 'report.year', '2023', '2023'],
  ].map(([kind = '', code = '', value = '', read_then = '']) => ({
    table: 'corrections',
    columns: { document_id: 1, kind, code, value, read_then, author: '王', note: 'page 2', at: AT },
  })),
]

/** After all rows are there: the second attempt counts. */
export const EARLIER_CURRENT = 'update documents set attempt_id = 2 where id = 1'

/** Makes sure that such a store reads as before, and that what is new works on it. */
export async function expectReadsTheSame(store: Store): Promise<void> {
  const valueNow = async () =>
    only(await all(store.effective())).effective.values.find(({ read }) => read.code === CODE)?.value
  expect(only(await all(store.documents()))).toMatchObject({
    ...{ sha256: X, path: 'x.pdf', status: 'ok', version: VERSION, content: 'annual-report' },
  })
  const said = { sha256: X, author: '王', note: 'page 2', at: AT }
  expect(await store.corrections()).toMatchObject([
    { ...said, id: 1, kind: 'correct', code: CODE, value: '9', readThen: '6' },
    { ...said, id: 2, kind: 'correct', code: CODE, value: '12', readThen: '7' },
    { ...said, id: 3, kind: 'confirm', code: 'report.year', value: '2023', readThen: '2023' },
  ])
  expect((await store.attempts(X)).map(({ key, current }) => [key.version, current])).toEqual([
    ['1.1.0', false],
    [VERSION, true],
  ])
  expect(await valueNow()).toBe(12)
  await store.addCorrections([
    {
      ...{
        sha256: X,
        kind: 'withdraw',
        code: CODE,
        value: null,
        readThen: '7',
        author: '李',
        note: null,
        withdraws: 2,
      },
    },
  ])
  expect(await valueNow()).toBe(9)
}
