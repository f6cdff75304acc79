import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { packedDivisions } from '../../panel/index.js'
import { openPostgres } from '../../store/postgres/open.js'
import { postgresForTests } from '../../store/testing/postgres.js'
import { sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../../store/testing/samples.js'
import type { Store } from '../../store/store.js'
import { openStore } from '../../store/open.js'
import { exportPanel } from './export-panel.js'

/** Odd input becomes a typed problem in the panel, the same from either database, and no document is lost. */

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nianbao-bad-panel-'))
})
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

const DOCUMENTS = [
  { path: '1-fine.pdf', organ: '湘潭县花石镇人民政府', year: 2022 },
  { path: '2-unknown-code.pdf', organ: '湘潭县教育局', year: 2022, given: { region_code: '999999' } },
  { path: '3-two-organs.pdf', organ: '湘潭县教育局、湘潭县体育局', year: 2022 },
  { path: '4-merged.pdf', organ: '下城区人民政府', year: 2023 },
  { path: '5-old-name.pdf', organ: '湟中县人民政府', year: 2018 },
  { path: '6-new-name.pdf', organ: '湟中区人民政府', year: 2021 },
  { path: '7-other-place.pdf', organ: '江津区人民政府', year: 2022, given: { organ_id: '430321' } },
] as const

async function fill(store: Store): Promise<Store> {
  const batch = await store.beginBatch(sampleBatch)
  for (const { path, organ, year, ...rest } of DOCUMENTS) {
    const given = 'given' in rest ? rest.given : null
    await store.putNames(batch, [sampleName(path, path, { given })])
    await store.saveAttempt(sampleAttempt(sampleRecord(path, { path, organ, year })))
  }
  return store
}

const EXPECTED = [
  '1-fine.pdf 430321107 ',
  '2-unknown-code.pdf 430321:教育局 organ-code-unknown',
  '3-two-organs.pdf  organ-several',
  '4-merged.pdf 330103 organ-ended',
  // A county that became a district is one organ.
  '5-old-name.pdf 630106 ',
  '6-new-name.pdf 630106 ',
  '7-other-place.pdf 430321 organ-contradicted',
]

async function rowsOf(store: Store, name: string): Promise<readonly string[]> {
  const out = join(work, name)
  const { documents, leftOut } = await exportPanel(store, { out, formats: ['csv'], divisions: await packedDivisions() })
  expect([documents, leftOut]).toEqual([DOCUMENTS.length, 0])
  const text = await readFile(join(out, 'data/panel.csv'), 'utf8')
  const rows = z.array(z.record(z.string(), z.string())).parse(parse(text, { columns: true }))
  return rows
    .map(({ path, organ_id: id, identity_problems: problems }) => `${path ?? ''} ${id ?? ''} ${problems ?? ''}`)
    .sort()
}

test('in SQLite', async () => {
  const { store, close } = await openStore(join(work, 'data'))
  expect(await rowsOf(await fill(store), 'sqlite')).toEqual(EXPECTED)
  await close()
}, 60_000)

test('in PostgreSQL', async () => {
  const server = await postgresForTests()
  const store = await openPostgres(await server.database())
  try {
    expect(await rowsOf(await fill(store), 'postgres')).toEqual(EXPECTED)
  } finally {
    await store.close()
    await server.stop()
  }
}, 60_000)
