import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Language } from '../src/model/problem.js'
import { openStore, STORE_FILE } from '../src/store/open.js'
import { migrate } from '../src/store/postgres/migrate.js'
import { openPostgres } from '../src/store/postgres/open.js'
import type { Store, StoredDocument } from '../src/store/store.js'
import { all } from '../src/store/testing/lists.js'
import { faultsIn } from '../src/store/testing/folders.js'
import { asked, faultsInDatabase, postgresForTests, type TestPostgres } from '../src/store/testing/postgres.js'

/**
 * Stores that the version before filled, of five documents with corrections and history; one was read again in Chinese, all
 * else in English. Nothing of them may be lost, and what they say is worded for who looks.
 */
const OLD = join(import.meta.dirname, 'old-stores')
const unpacked = async (name: string): Promise<Buffer> => gunzipSync(await readFile(join(OLD, name)))

type Opened = (language: Language) => Promise<Store>

let postgres: TestPostgres
let folder: string
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-old-'))
  await writeFile(join(folder, STORE_FILE), await unpacked('sqlite-0.3.0.sqlite.gz'))
  postgres = await postgresForTests()
  url = await postgres.database({ tables: false })
  await asked(url, (await unpacked('postgres-0.3.0.sql.gz')).toString())
  await migrate(url)
}, 120_000)

afterAll(async () => {
  await postgres.stop()
  await rm(folder, { recursive: true, force: true })
})

const STORES: readonly (readonly [name: string, open: Opened])[] = [
  ['SQLite', async (language) => (await openStore(folder, { language })).store],
  ['PostgreSQL', async (language) => openPostgres(url, { language })],
]

const CHINESE = /\p{Script=Han}{4,}/u

describe.each(STORES)('a store of the version before, in %s', (_, open) => {
  const looked = async <T>(language: Language, look: (store: Store) => Promise<T>): Promise<T> => {
    const store = await open(language)
    try {
      return await look(store)
    } finally {
      await store.close()
    }
  }
  const messages = async (language: Language): Promise<ReadonlyMap<string, string>> =>
    looked(language, async (store) => {
      const documents = await all(store.effective())
      const problems = documents.flatMap(({ effective }: StoredDocument) => effective.problems)
      return new Map(problems.map(({ code, message }) => [code, message]))
    })

  test('keeps its documents, corrections and history', async () => {
    await looked('en', async (store) => {
      const documents = await all(store.effective())
      expect(documents.map(({ status, organ, year }) => [status, organ, year])).toEqual(
        expect.arrayContaining([
          ['flagged', '前进镇人民政府', 2021],
          ['failed', null, null],
          ['flagged', '高寨镇人民政府', 2021],
          ['ok', '中山镇人民政府', 2021],
        ]),
      )
      expect(documents).toHaveLength(5)
      const said = (await store.corrections()).map(({ code, value, author }) => [code, value, author])
      expect(said.sort()).toEqual([
        ['p_rules_issued', '9', '王'],
        ['report.organ', '前进镇人民政府', '王'],
      ])
      const again = documents.find(({ organ }) => organ === '高寨镇人民政府')
      expect(await store.attempts(again?.sha256 ?? '')).toHaveLength(2)
    })
  })

  test('says its problems in the language of who looks, whoever took the documents in', async () => {
    const [zh, en] = [await messages('zh'), await messages('en')]
    expect([...zh.keys()].sort()).toEqual([...en.keys()].sort())
    for (const [code, message] of zh) expect([code, CHINESE.test(message)]).toEqual([code, true])
    expect(en.get('columns-uncertain')).toMatch(/^It is not clear which columns 112 values of table 三 belong to/u)
    expect(en.get('date-implausible')).toContain('The report on 2021 is signed 2021-01-04')
    expect(zh.get('report-is-attachment')).toContain('报告在本文件所链接或附带的另一文件“./W020230128.pdf”中')
    expect(zh.get('encrypted')).toContain('Word 文件有密码保护')
  })

  test('says so of failures in lists and in the history', async () => {
    const failed = await looked('zh', async (store) => all(store.documents({ codes: ['encrypted'] })))
    expect(failed[0]?.failure).toMatchObject({ code: 'encrypted', message: expect.stringContaining('有密码保护') })
    const attempts = await looked('zh', async (store) => store.attempts(failed[0]?.sha256 ?? ''))
    expect(attempts[0]?.failure?.message).toContain('有密码保护')
  })

  test('calls a document by the name that the manifest speaks of', async () => {
    const [document] = await looked('en', async (store) => all(store.documents({ organs: ['前进镇'] })))
    expect(document).toMatchObject({ path: '前进镇/2023/前进镇年报.pdf', names: 2, given: { organ: '前进镇人民政府' } })
  })

  test('counts faults by equation', async () => {
    const counts = await looked('en', async (store) => {
      const rows = await all(store.documents({ faults: true }))
      const whole = await all(store.effective({ faults: true }))
      expect(whole.map(({ effective }) => effective.counts.faults)).toEqual(rows.map((row) => row.counts?.faults))
      return new Map(rows.map(({ organ, counts: own }) => [organ, own?.faults]))
    })
    expect(Object.fromEntries(counts)).toEqual({ 前进镇人民政府: 4, 高寨镇人民政府: 1 })
  })

  test('is listed and counted by problems and people as before', async () => {
    await looked('en', async (store) => {
      const [rows, whole, counts] = [await all(store.documents()), await all(store.effective()), await store.tally()]
      const codesOf = ({ effective }: StoredDocument): readonly string[] =>
        [...new Set(effective.problems.map(({ code }) => code))].sort()
      expect(rows.map(({ codes }) => codes)).toEqual(whole.map(codesOf))
      expect(counts.code.get('encrypted')).toBe(1)
      expect([...counts.author]).toEqual([['王', (await all(store.documents({ authors: ['王'] }))).length]])
      const sort = { by: 'faults', descending: true } as const
      expect((await all(store.documents({}, { sort, limit: 1 })))[0]?.counts?.faults).toBe(4)
      expect([...counts.folder.values()].reduce((sum, each) => sum + each, 0)).toBe(rows.length)
    })
  })

  test('takes a further correction', async () => {
    await looked('en', async (store) => {
      const [document] = await all(store.effective({ codes: ['unbalanced'] }))
      const total = { code: 'a_results_total_all', value: '585', readThen: '588' }
      const said = { ...total, kind: 'correct', author: '李', note: null, sha256: document?.sha256 ?? '' } as const
      await store.addCorrections([said])
      const [row] = await all(store.documents({ codes: ['unbalanced'] }))
      expect(row?.counts?.faults).toBe(1)
    })
  })
})

test('both are sound afterwards', async () => {
  // The document that was read again has an attempt that is not its current one.
  expect(faultsIn(folder)).toHaveLength(1)
  expect(await faultsInDatabase(url)).toEqual([])
})

describe('a store of 0.1.0', () => {
  let first: string
  beforeAll(async () => {
    first = await mkdtemp(join(tmpdir(), 'nianbao-first-'))
    await writeFile(join(first, STORE_FILE), await unpacked('sqlite-0.1.0.sqlite.gz'))
  })
  afterAll(async () => {
    await rm(first, { recursive: true, force: true })
  })

  test('reads the same, with corrections and history, and says its problems in the language of who looks', async () => {
    const { store } = await openStore(first, { language: 'zh' })
    try {
      const rows = await all(store.documents())
      expect(rows.map(({ path, status, counts }) => [path, status, counts?.doubts ?? 0]).sort()).toEqual([
        ['pdf-2021-adds-up-wrongly.pdf', 'flagged', 0],
        ['text-2019-cells-lost.txt', 'flagged', 112],
        ['web-2021-gbk.html', 'ok', 0],
        ['word-2021-other-unit.docx', 'ok', 0],
        ['word-with-password.docx', 'failed', 0],
      ])
      const said = (await store.corrections()).map(({ kind, code, value, author }) => [kind, code, value, author])
      expect(said.sort()).toEqual([
        ['confirm', 'p_fees_amount', '12000', '李'],
        ['correct', 'a_results_total_all', '585', '王'],
      ])
      const again = rows.find(({ path }) => path === 'web-2021-gbk.html')
      expect(await store.attempts(again?.sha256 ?? '')).toHaveLength(2)
      const [wrong] = await all(store.effective({ codes: ['unbalanced'] }))
      expect(wrong?.effective.values.find(({ read }) => read.code === 'a_results_total_all')?.value).toBe(585)
      expect(wrong?.effective.problems[0]?.message).toMatch(CHINESE)
    } finally {
      await store.close()
    }
  })
})
