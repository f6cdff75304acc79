import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { openStore } from '../src/store/open.js'
import { sampleAttempt, sampleRecord } from '../src/store/testing/samples.js'
import { nianbao } from './support/cli.js'

/** The commands on organs and panels as users run them, on a store of four made documents. */

const SLOW_MS = 60_000
const TOWN = '花石镇人民政府'

let work: string
beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'nianbao-panel-commands-'))
  const { store, close } = await openStore(join(work, 'data'))
  for (const [path, organ, year] of [
    ['xiangtan/2021.pdf', TOWN, 2021],
    ['xiangtan/2022.pdf', TOWN, 2022],
    ['xiangtan/school.pdf', `${TOWN}中心学校`, 2022],
    ['yuzhou/2022.pdf', TOWN, 2022],
  ] as const)
    await store.saveAttempt(sampleAttempt(sampleRecord(path, { path, organ, year })))
  await close()
}, SLOW_MS)
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

const run = async (...args: readonly string[]) => nianbao([...args, '--data', join(work, 'data')], { cwd: work })

const organ = z.object({ organ_id: z.string().nullable(), years: z.array(z.number()), path: z.string() })
const organs = async (): Promise<readonly string[]> => {
  const { out } = await run('organs', '--json')
  const rows = out
    .trim()
    .split('\n')
    .map((line) => organ.parse(JSON.parse(line)))
  return rows.map(({ organ_id: id, years, path }) => `${id ?? '?'} ${years.join(' ')} ${path}`)
}

describe('the organ of all documents of a name in a folder', () => {
  const naming = [
    'correct',
    'report.organ_id',
    '430321107',
    '--all-of',
    TOWN,
    '--in',
    'xiangtan/**',
    '--author',
    '李华',
  ]

  test(
    'is named at once; other names and other folders stay as they were',
    async () => {
      expect(await run(...naming, '--dry-run')).toMatchObject({ status: 0 })
      expect((await organs()).every((line) => line.startsWith('?'))).toBe(true)
      expect(await run(...naming)).toMatchObject({ status: 0 })
      expect(await organs()).toEqual([
        '430321107 2021 2022 xiangtan/2021.pdf',
        '? 2022 yuzhou/2022.pdf',
        '? 2022 xiangtan/school.pdf',
      ])
    },
    SLOW_MS,
  )

  test(
    'of a name that no document has is refused',
    async () => {
      const { status, err } = await run('correct', 'report.organ_id', '43', '--all-of', '无名镇', '--author', '李华')
      expect(status).toBe(1)
      expect(err).toContain('无名镇')
    },
    SLOW_MS,
  )
})

test(
  'a file of divisions that does not parse is told with what to do, and no folder is left behind',
  async () => {
    await writeFile(join(work, 'broken.json'), '{"schema":"divisions.v1","versions":[')
    const made = ['export', '--panel', '--format', 'csv', '--out', 'panel', '--divisions', 'broken.json']
    const { status, err } = await run(...made)
    expect(status).toBe(1)
    expect(err).toMatch(/broken\.json cannot be used.*docs\/panel\.md/su)
    expect(await readdir(work)).not.toContain('panel')
  },
  SLOW_MS,
)
