import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { STORE_FILE } from '../src/store/open.js'
import { violations } from './support/browser.js'
import { openWorkbench, shoot, type Workbench } from './support/workbench.js'

/** Findings and the check of a draft, as a person uses them in a browser. */

// A loaded machine takes its time.
jest.setTimeout(240_000)

const SAMPLES = join(import.meta.dirname, '../samples')

let bench: Workbench
let origin: string
let page: Page

beforeAll(async () => {
  // A store with an organ's reports on two years that contradict each other.
  const stored = gunzipSync(await readFile(join(import.meta.dirname, 'old-stores/sqlite-0.4.0.sqlite.gz')))
  bench = await openWorkbench({ '.': ['landing-page.html'] }, async (data) => {
    for (const beside of ['-wal', '-shm']) await rm(join(data, STORE_FILE + beside), { force: true })
    await writeFile(join(data, STORE_FILE), stored)
  })
  ;({ origin, page } = bench)
})

afterAll(async () => bench.close())

test('findings are listed, filtered by the address, and lead to the cells of both reports', async () => {
  await page.goto(`${origin}/`)
  await page.getByRole('link', { name: 'Findings' }).click()
  await page.getByRole('heading', { name: 'carried over differs from last year’s report' }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'workbench-findings')
  await page.getByLabel('Severity').selectOption('must')
  await page.getByLabel('Rule').selectOption('carried-over')
  await page.getByText('1 finding', { exact: true }).waitFor()
  expect(page.url()).toContain('severity=must&rule=carried-over')
  await page.getByRole('link', { name: 'Last year’s cell' }).click()
  await page.getByRole('heading', { name: /湘潭县教育局 2022/ }).waitFor()
  expect(page.url()).toContain('code=a_carried_forward_all')
  await page.goBack()
  await page.getByRole('link', { name: /湘潭县教育局 2023/ }).click()
  await page.getByRole('tab', { name: /Findings \d/ }).waitFor()
  await page.getByRole('link', { name: 'See the cell' }).first().click()
  await page.waitForURL(/code=/u)
  expect(await violations(page)).toEqual([])
  expect(bench.watched.errors.splice(0)).toEqual([])
})

test('a draft is checked, its list downloaded, and nothing of it is kept', async () => {
  await page.goto(`${origin}/check`)
  await page.getByLabel('Report to be published').setInputFiles(join(SAMPLES, 'pdf-2021-adds-up-wrongly.pdf'))
  await page.keyboard.press('Tab')
  await page.getByLabel('Last year’s report (if you have it)').setInputFiles(join(SAMPLES, 'web-2021-gbk.html'))
  await page.getByRole('button', { name: 'Check', exact: true }).press('Enter')
  await page.getByRole('heading', { name: 'an equation of the form does not hold' }).first().waitFor()
  expect(await page.evaluate('document.activeElement?.tagName')).toBe('H2')
  expect(await violations(page)).toEqual([])
  await shoot(page, 'workbench-check')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Word ↓' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toBe('pdf-2021-adds-up-wrongly-problems.docx')
  expect((await readFile(await download.path())).subarray(0, 2).toString()).toBe('PK')
  expect(await readdir(join(bench.folder, 'data/uploads'), { recursive: true })).not.toContain('pdf')
  await page.goto(`${origin}/?search=adds-up`)
  await page.getByText('1 document').first().waitFor()
  expect(bench.watched.errors.splice(0)).toEqual([])
})

test('a reader checks drafts, too, in Chinese and on a phone', async () => {
  const reader = await bench.reader()
  await reader.page.goto(`${origin}/check`)
  await reader.page.getByLabel('待发布的报告').setInputFiles(join(SAMPLES, 'text-2021-cells-ended-by-bars.txt'))
  await reader.page.getByRole('button', { name: '检查', exact: true }).click()
  await reader.page.getByRole('heading', { name: /中山镇人民政府 2021 年度报告/ }).waitFor()
  expect(await violations(reader.page)).toEqual([])
  await shoot(reader.page, 'workbench-check-phone')
  await reader.page.goto(`${origin}/findings`)
  await reader.page.getByRole('heading', { name: '上年结转数与上年度报告不一致' }).waitFor()
  expect(await violations(reader.page)).toEqual([])
  await shoot(reader.page, 'workbench-findings-phone')
  expect(reader.errors.splice(0)).toEqual([])
})
