import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { gather, gatherCoverage, gatherValues } from '../src/overview/gather.js'
import type { Observation } from '../src/overview/outliers.js'
import { openStore, STORE_FILE } from '../src/store/open.js'
import { migrate } from '../src/store/postgres/migrate.js'
import { openPostgres } from '../src/store/postgres/open.js'
import type { Store } from '../src/store/store.js'
import { faultsIn } from '../src/store/testing/folders.js'
import { all } from '../src/store/testing/lists.js'
import { asked, faultsInDatabase, postgresForTests, type TestPostgres } from '../src/store/testing/postgres.js'

/**
 * Stores that 0.3.0 filled as it was published: six documents, one of them a budget, with a correction, a confirmation, a
 * statement that was withdrawn, a document that was removed and one that was read again.
 */
const OLD = join(import.meta.dirname, 'old-stores')
const unpacked = async (name: string): Promise<Buffer> => gunzipSync(await readFile(join(OLD, name)))

let postgres: TestPostgres
let folder: string
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-published-'))
  await writeFile(join(folder, STORE_FILE), await unpacked('sqlite-0.3.0-published.sqlite.gz'))
  postgres = await postgresForTests()
  url = await postgres.database({ tables: false })
  await asked(url, (await unpacked('postgres-0.3.0-published.sql.gz')).toString())
  await migrate(url)
}, 120_000)

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

const STORES: readonly (readonly [name: string, open: () => Promise<Store>])[] = [
  ['SQLite', async () => (await openStore(folder, { language: 'en' })).store],
  ['PostgreSQL', async () => openPostgres(url, { language: 'en' })],
]

describe.each(STORES)('a store that 0.3.0 filled, in %s', (_, open) => {
  const looked = async <T>(look: (store: Store) => Promise<T>): Promise<T> => {
    const store = await open()
    try {
      return await look(store)
    } finally {
      await store.close()
    }
  }

  test('keeps its documents, whatever they hold', async () => {
    const rows = await looked(async (store) => all(store.documents()))
    expect(rows.map(({ path, status, content }) => [path, status, content]).sort()).toEqual([
      ['text-2019-cells-lost.txt', 'flagged', 'annual-report'],
      ['web-2021-gbk.html', 'ok', 'annual-report'],
      ['word-2021-other-unit.docx', 'flagged', 'annual-report'],
      ['前进镇/2023/年报.pdf', 'flagged', 'annual-report'],
      ['预算.html', 'ok', 'tables'],
    ])
  })

  test('keeps corrections, confirmations, what was withdrawn, and attempts', async () => {
    await looked(async (store) => {
      const said = (await store.corrections()).map(({ kind, code, value, author }) => [kind, code, value, author])
      expect(said.sort()).toEqual([
        ['confirm', 'p_fees_amount', '43215.1', '李'],
        ['correct', 'a_results_total_all', '585', '王'],
        ['correct', 'report.organ', '临江镇人民政府办公室', '王'],
        ['withdraw', 'report.organ', null, '王'],
      ])
      const rows = await all(store.documents())
      const again = rows.find(({ path }) => path === 'web-2021-gbk.html')
      expect(again?.organ).toBe('临江镇人民政府')
      expect(await store.attempts(again?.sha256 ?? '')).toHaveLength(2)
      const [wrong] = await all(store.effective({ codes: ['unbalanced'] }))
      expect(wrong?.effective.values.find(({ read }) => read.code === 'a_results_total_all')?.value).toBe(585)
    })
  })

  test('is counted for an overview as from its whole documents', async () => {
    await looked(async (store) => {
      const { observations, flaggedValues, ...coverage } = await gather(store, {})
      expect(await gatherCoverage(store, {})).toEqual(coverage)
      const { observations: numbers, ...sums } = await gatherValues(store, {})
      expect(sums).toEqual({ flaggedValues, values: coverage.values })
      const told = (all: readonly Observation[]): readonly string[] =>
        all.map(({ sha256, code, value, flagged }) => [sha256, code, value, flagged].join(' ')).sort()
      expect(told(numbers)).toEqual(told(observations))
      expect(flaggedValues).toBeGreaterThan(0)
      const [number] = numbers
      const range = { code: number?.code ?? '', from: number?.value ?? NaN, below: (number?.value ?? NaN) + 1 }
      const found = (await all(store.documents({ value: range }))).map(({ sha256 }) => sha256)
      const expected = numbers.filter(({ code, value }) => code === number?.code && value === number.value)
      expect(found.toSorted()).toEqual(expected.map(({ sha256 }) => sha256).sort())
    })
  })

  test('takes a further correction', async () => {
    await looked(async (store) => {
      const [document] = await all(store.effective({ codes: ['unbalanced'] }))
      const said = {
        kind: 'correct',
        code: 'p_rules_issued',
        value: '9',
        readThen: '9',
        author: '李',
        note: null,
      } as const
      await store.addCorrections([{ ...said, sha256: document?.sha256 ?? '' }])
      expect(await store.corrections()).toHaveLength(5)
    })
  })
})

test('both are sound afterwards', async () => {
  // The document that was read again has an attempt that is not its current one.
  expect(faultsIn(folder)).toHaveLength(1)
  expect(await faultsInDatabase(url)).toEqual([])
})
