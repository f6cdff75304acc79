import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import type { NewCorrection } from '../../effective/correction.js'
import type { Store } from '../store.js'
import { all } from '../testing/lists.js'
import { asked, faultsInDatabase, postgresForTests, type TestPostgres } from '../testing/postgres.js'
import { failedSample, fingerprint, sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../testing/samples.js'
import { openPostgres } from './open.js'

/** Several processes at once, as hosts of a fleet are: each store here has connections of its own. */

let server: TestPostgres | null = null
let url = ''
let stores: readonly [Store, Store] | null = null

beforeAll(async () => {
  server = await postgresForTests()
})
beforeEach(async () => {
  url = (await server?.database()) ?? ''
  stores = [await openPostgres(url), await openPostgres(url)]
})
afterEach(async () => {
  for (const store of stores ?? []) await store.close()
  expect(await faultsInDatabase(url)).toEqual([])
})
afterAll(() => server?.stop())

const both = (): readonly [Store, Store] => {
  if (!stores) throw new Error('stores are there in tests only')
  return stores
}
const CONTENTS = Array.from({ length: 30 }, (_, index) => `document ${index}`)
const CODE = 'p_rules_issued'

describe('two that write at once', () => {
  test('save the same documents once each, whether these have names or not', async () => {
    const [one, two] = both()
    await one.putNames(
      await one.beginBatch(sampleBatch),
      CONTENTS.slice(0, 15).map((content) => sampleName(content, content)),
    )
    const outcomes = await Promise.all(
      CONTENTS.map(async (content) => {
        const attempt = sampleAttempt(sampleRecord(content))
        return (await Promise.all([one, two].map((store) => store.saveAttempt(attempt)))).sort()
      }),
    )
    expect(outcomes).toEqual(CONTENTS.map(() => ['present', 'saved']))
    for (const content of CONTENTS) expect(await one.attempts(fingerprint(content))).toHaveLength(1)
  })

  test('agree on the attempt that counts: one that failed never takes the place of one that did not', async () => {
    const [one, two] = both()
    await Promise.all(
      CONTENTS.flatMap((content, index) => {
        const read = (): Promise<unknown> => one.saveAttempt(sampleAttempt(sampleRecord(content)))
        const fail = (): Promise<unknown> => two.saveAttempt(sampleAttempt(failedSample(content, 'timeout', '1.3.0')))
        return index % 2 === 0 ? [read(), fail()] : [fail(), read()]
      }),
    )
    const documents = await all(one.documents())
    expect(documents).toHaveLength(CONTENTS.length)
    for (const document of documents) expect(document).toMatchObject({ status: 'ok', version: '1.2.0', failure: null })
  })

  test('lose no correction that is made while the document is extracted again', async () => {
    const [one, two] = both()
    for (const content of CONTENTS) await one.saveAttempt(sampleAttempt(sampleRecord(content)))
    const said = (content: string): NewCorrection => ({
      ...{
        sha256: fingerprint(content),
        kind: 'correct',
        code: CODE,
        value: '9',
        readThen: '7',
        author: '王',
        note: null,
      },
    })
    await Promise.all(
      CONTENTS.flatMap((content) => [
        one.saveAttempt(sampleAttempt(sampleRecord(content), { generation: 2 })),
        two.addCorrections([said(content)]),
      ]),
    )
    for (const document of await all(one.effective()))
      expect(document.effective.values.find(({ read }) => read.code === CODE)?.value).toBe(9)
    const rows = await asked(url, `select value from "values" where code = '${CODE}'`)
    expect(rows).toEqual(CONTENTS.map(() => ({ value: 9 })))
  })

  test('put the same names, in opposite orders, without standing in each other’s way', async () => {
    const [one, two] = both()
    const names = CONTENTS.map((content) => sampleName(content, content))
    const batches = [await one.beginBatch(sampleBatch), await two.beginBatch(sampleBatch)] as const
    const outcomes = await Promise.all([
      one.putNames(batches[0], names),
      two.putNames(batches[1], names.toReversed()),
      two.markVanished(batches[1], '/elsewhere'),
    ])
    expect([...outcomes[0], ...outcomes[1]].filter((outcome) => outcome === 'new')).toHaveLength(CONTENTS.length)
    const found = await all(one.documents())
    expect(found.map(({ names: count }) => count)).toEqual(CONTENTS.map(() => 1))
  })
})

describe('a record with what PostgreSQL’s texts cannot hold', () => {
  test('is kept as it was, and the tables beside it go on', async () => {
    const [store] = both()
    const problems = [
      { code: 'row-unknown', severity: 'doubt', message: 'a\0b\uD800c', page: null, table: null },
    ] as const
    const record = sampleRecord('x', { organ: '甲\0县\uDC00😀\\u0000', status: 'flagged', problems })
    await store.saveAttempt(sampleAttempt(record))
    const [attempt] = await store.attempts(fingerprint('x'))
    expect(await store.attemptRecord(attempt?.id ?? 0)).toEqual(record)
    expect(await asked(url, `select record -> 'report' ->> 'organ' as organ from document_records`)).toEqual([
      { organ: '甲\uFFFD县\uFFFD😀\\u0000' },
    ])
  })
})
