import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { violations } from './support/browser.js'
import { until } from './support/serving.js'
import { countOf, isNarrow, openWorkbench, shootAll, type Workbench } from './support/workbench.js'

/** Batches, failures, reading again, the environment and uploads in a real browser. */

jest.setTimeout(180_000)

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench({ 甲县: ['text-2019-cells-lost.txt', 'landing-page.html'] })
})
afterAll(async () => bench.close())

const wentWrong = (): readonly string[] => bench.watched.errors.splice(0)

test('failures are told by reason, with what to do; their documents are read again after a dry run', async () => {
  const { page, origin } = bench
  await page.goto(`${origin}/`)
  await page.getByRole('link', { name: 'Batches' }).click()
  const reason = page.locator('.failures li').first()
  await reason.waitFor()
  const failed = await countOf(bench, 'status=failed')
  expect(await reason.getByRole('link').first().textContent()).toBe(`${failed} document${failed === 1 ? '' : 's'}`)
  expect(await reason.locator('p strong').textContent()).toMatch(/\w{4}/)
  expect(await violations(page)).toEqual([])
  await reason.getByRole('button', { name: 'Read again …' }).click()
  await page.getByText(`${failed} document would be read again.`).waitFor()
  const batches = await page.locator('.batchlist > li').count()
  await page.getByRole('button', { name: 'Cancel' }).click()
  expect(await page.locator('.batchlist > li').count()).toBe(batches)
  await page.getByRole('button', { name: 'How many would that be?' }).click()
  await page.getByRole('button', { name: `Read ${failed} again` }).click()
  await page.getByText(/Batch \d+ has begun/).waitFor()
  await until('the batch is listed', async () => (await page.locator('.batchlist > li').count()) === batches + 1)
  const begun = page.locator('.batchlist > li').first()
  await begun.getByText('all read').waitFor({ timeout: 120_000 })
  await begun.getByRole('link', { name: /1 document/ }).click()
  await until('its documents are listed', async () => (await page.locator('.doclist .body .row').count()) === 1)
  expect(wentWrong()).toEqual([])
})

test('the environment is told part by part, with what to do', async () => {
  const { page, origin } = bench
  await page.goto(`${origin}/batches`)
  await page.locator('.environment dt', { hasText: 'Node.js' }).waitFor({ timeout: 170_000 })
  expect(await page.locator('.environment dd').first().textContent()).toContain('Node.js')
  expect(await violations(page)).toEqual([])
  await shootAll(page, 'batches')
  expect(wentWrong()).toEqual([])
})

test('folders are taken in under their paths, with progress for each file; what is refused says why', async () => {
  const { page, folder, origin } = bench
  const county = join(folder, '丙县')
  await mkdir(join(county, '2023'), { recursive: true })
  await writeFile(join(county, '2023', '报告.txt'), '丙县2023年政府信息公开工作年度报告\n一、总体情况\n')
  await writeFile(join(county, 'junk.bin'), Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]))
  await page.goto(`${origin}/`)
  await page.locator('input[webkitdirectory]').setInputFiles(county)
  await page.locator('.uploads li.taken').waitFor()
  await page.locator('.uploads li.refused').waitFor()
  expect(await page.locator('.uploads li.refused p').textContent()).toContain('junk.bin')
  await page.getByText('2 of 2 files sent').waitFor()
  await page.getByText('1 refused').waitFor()
  expect(await violations(page)).toEqual([])
  await shootAll(page, 'uploads')
  await until('it is found under its folder', async () => (await countOf(bench, 'path=**/丙县/2023/*')) === 1)
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await page.locator('.uploads').count()).toBe(0)
  // The browser itself reports the answer 415.
  expect(wentWrong().filter((error) => !error.includes('415'))).toEqual([])
})

test('who may only read sees failures and batches, and no button that changes anything', async () => {
  const { page, errors } = await bench.reader()
  await page.goto(`${bench.origin}/batches`)
  await page.locator('.failures li').first().waitFor()
  await page.locator('.batchlist > li').first().waitFor()
  expect(await page.getByRole('button', { name: /重新读取|检查|提交/ }).count()).toBe(0)
  expect(await page.locator('.again, .environment').count()).toBe(0)
  expect(await violations(page)).toEqual([])
  expect(await isNarrow(page)).toBe(true)
  await page.goto(bench.origin)
  await page.locator('.doclist .body .row').first().waitFor()
  expect(await page.getByRole('button', { name: /添加/ }).count()).toBe(0)
  expect(errors.splice(0)).toEqual([])
})
