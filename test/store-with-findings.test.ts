import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { toldFinding } from '../src/findings/index.js'
import { refreshFindings } from '../src/refresh/index.js'
import { openStore, STORE_FILE } from '../src/store/open.js'
import { migrate } from '../src/store/postgres/migrate.js'
import { openPostgres } from '../src/store/postgres/open.js'
import type { Store, StoredDocument } from '../src/store/store.js'
import { faultsIn } from '../src/store/testing/folders.js'
import { all, only } from '../src/store/testing/lists.js'
import { asked, faultsInDatabase, postgresForTests, type TestPostgres } from '../src/store/testing/postgres.js'

/**
 * Stores that 0.4.0 filled: seven documents, two of them an organ's reports on 2022 and 2023, one a budget; with a correction of
 * the later report, a confirmation, a statement that was withdrawn, one document removed and one read again. They have no
 * findings until they are brought up to date, and then follow every change.
 */
const OLD = join(import.meta.dirname, 'old-stores')
const unpacked = async (name: string): Promise<Buffer> => gunzipSync(await readFile(join(OLD, name)))

let postgres: TestPostgres
let folder: string
let url: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-findings-'))
  await writeFile(join(folder, STORE_FILE), await unpacked('sqlite-0.4.0.sqlite.gz'))
  postgres = await postgresForTests()
  url = await postgres.database({ tables: false })
  await asked(url, (await unpacked('postgres-0.4.0.sql.gz')).toString())
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

describe.each(STORES)('a store that 0.4.0 filled, in %s', (_, open) => {
  let store: Store
  beforeAll(async () => {
    store = await open()
  })
  afterAll(async () => store.close())

  const findings = async (): Promise<readonly string[]> => {
    await refreshFindings(store)
    const rows = await all(store.findings({ rules: ['carried-over', 'in-force', 'equation'] }))
    return rows.map(({ path, lastYear, finding }) => {
      const { rule, printed, expected } = toldFinding(finding, 'zh')
      return `${path} ${rule} ${printed} ${expected} ${lastYear?.path ?? '-'}`
    })
  }
  const document = async (path: string): Promise<StoredDocument> => only(await all(store.effective({ paths: [path] })))
  const say = async (path: string, code: string, value: string): Promise<void> => {
    const { sha256, effective } = await document(path)
    const read = effective.values.find((each) => each.read.code === code)?.read.value
    const said = { kind: 'correct', author: '李', note: null } as const
    await store.addCorrections([{ ...said, sha256, code, value, readThen: String(read) }])
  }
  const WRONG_SUM = 'pdf-2021-adds-up-wrongly.pdf equation 53 52 -'
  const CARRIED = '教育局2023.html carried-over 116 121 教育局2022.html'
  const IN_FORCE = '教育局2023.html in-force 127 110 教育局2022.html'

  test('keeps its documents, corrections and history, and all of them wait', async () => {
    expect(await all(store.documents())).toHaveLength(6)
    expect(await store.corrections()).toHaveLength(5)
    const again = await document('web-2021-gbk.html')
    expect(await store.attempts(again.sha256)).toHaveLength(2)
    expect(await store.countWaiting()).toBe(7)
    expect(await all(store.findings())).toEqual([])
  })

  test('has the findings of its reports as they count, with corrections', async () => {
    expect(await findings()).toEqual([WRONG_SUM, CARRIED, IN_FORCE])
    expect(await store.countWaiting()).toBe(0)
  })

  test('a correction of either report of a pair takes a finding away, or makes one', async () => {
    await say('教育局2023.html', 'p_rules_issued', '26')
    expect(await findings()).toEqual([WRONG_SUM, CARRIED])
    await say('教育局2022.html', 'p_rules_in_force', '1')
    const [, carried, inForce] = await findings()
    expect([carried, inForce?.split(' ')[1]]).toEqual([CARRIED, 'in-force'])
  })

  test('last year’s report that is removed is compared with nothing, until it is restored', async () => {
    const { sha256 } = await document('教育局2022.html')
    await store.removeDocument({ sha256, author: '李', note: null })
    expect(await findings()).toEqual([WRONG_SUM])
    await store.restoreDocument({ sha256, author: '李', note: null })
    expect(await findings()).toHaveLength(3)
  })

  test('so is one whose year or organ is another by a correction', async () => {
    await say('教育局2022.html', 'report.year', '2021')
    expect(await findings()).toEqual([WRONG_SUM])
    await say('教育局2022.html', 'report.year', '2022')
    expect(await findings()).toHaveLength(3)
    await say('教育局2022.html', 'report.organ_id', '430321:民政局')
    expect(await findings()).toEqual([WRONG_SUM])
  })

  test('several that compute at once, and one that ends in the middle, lose nothing', async () => {
    await store.outdateFindings('~')
    const stopped = new AbortController()
    const ended = refreshFindings(store, {
      signal: stopped.signal,
      onProgress: () => {
        stopped.abort()
      },
    })
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' })
    const other = await open()
    await Promise.all([refreshFindings(store), refreshFindings(other), refreshFindings(store)])
    await other.close()
    expect(await store.countWaiting()).toBe(0)
    expect(await findings()).toEqual([WRONG_SUM])
  })
})

test('both are sound afterwards', async () => {
  // The document that was read again has an attempt that is not its current one.
  expect(faultsIn(folder)).toHaveLength(1)
  expect(await faultsInDatabase(url)).toEqual([])
})
