import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Divisions, packedDivisions, readDivisions } from './divisions.js'
import { PANEL_ERROR_CODES, PanelError } from './errors.js'

let divisions: Divisions
let work: string
beforeAll(async () => {
  divisions = await packedDivisions()
  work = await mkdtemp(join(tmpdir(), 'nianbao-divisions-'))
}, 120_000)
afterAll(async () => {
  await rm(work, { recursive: true, force: true })
})

const nameIn = (id: string, year: number): string => {
  const division = divisions.byId(id)
  return division ? `${divisions.at(division, year).code} ${divisions.at(division, year).name}` : 'none'
}

describe('the packed registry', () => {
  test('stands for 2016 to 2023, in less than 2 MB', async () => {
    expect([divisions.first, divisions.last]).toEqual([2016, 2023])
    const file = fileURLToPath(new URL('divisions.json.gz', import.meta.url))
    expect((await stat(file)).size).toBeLessThan(2_000_000)
  })

  test('follows a division through new names and codes', () => {
    expect(nameIn('630106', 2018)).toBe('630122 湟中县')
    expect(nameIn('630106', 2021)).toBe('630106 湟中区')
    expect(nameIn('130502', 2018)).toBe('130502 桥东区')
    expect(nameIn('130502', 2021)).toBe('130502 襄都区')
  })

  test('knows what became of a county that was merged', () => {
    expect(divisions.byId('330103')?.successor).toBe('330105')
  })

  test('knows the places above, and leaves out entries that only group others', () => {
    const town = divisions.byId('500116113')
    expect(town && divisions.parent(town, 'county', 2021)?.id).toBe('500116')
    expect(town && divisions.parent(town, 'city', 2021)).toBeNull()
    expect(town && divisions.parent(town, 'province', 2021)?.id).toBe('50')
  })

  test('gives a code to whoever held it in a year', () => {
    expect(divisions.withCode('630122', 2018)?.id).toBe('630106')
    expect(divisions.withCode('999999')).toBeNull()
  })
})

describe('a registry of the user', () => {
  const file = (): string => join(work, 'divisions.json')

  test('replaces the packed one', async () => {
    const own = { schema: 'divisions.v1', versions: [{ year: 2024, asOf: '2024-12-31' }] }
    await writeFile(
      file(),
      JSON.stringify({ ...own, divisions: [{ id: '43', names: [['43', '湖南省', 2024, 2024]] }] }),
    )
    expect((await readDivisions(file())).named('湖南省')).toHaveLength(1)
  })

  test.each([
    ['no JSON', 'province,code'],
    ['another schema', '{"schema":"other"}'],
    [
      'a code of letters',
      '{"schema":"divisions.v1","versions":[{"year":2024,"asOf":"x"}],"divisions":[{"id":"4a","names":[["4a","湖",2024,2024]]}]}',
    ],
  ])('that is %s is refused', async (_, content) => {
    await writeFile(file(), content)
    await expect(readDivisions(file())).rejects.toMatchObject({ code: 'divisions-unreadable' })
  })

  test('that is not there is refused', async () => {
    await expect(readDivisions(join(work, 'nowhere.json'))).rejects.toBeInstanceOf(PanelError)
  })
})

test.each(PANEL_ERROR_CODES)('%s is told in both languages', (code) => {
  const error = new PanelError(code, { file: 'f.csv', reason: 'why' })
  for (const language of ['en', 'zh'] as const) expect(JSON.stringify(error.told(language))).not.toMatch(/[{]\w+[}]/u)
})
