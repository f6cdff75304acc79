import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { violations } from './support/browser.js'
import { until } from './support/serving.js'
import { isNarrow, openWorkbench, shootAll, type Workbench } from './support/workbench.js'

/** Overview and datasets in a real browser: every figure leads to its documents, every column is explained. */

jest.setTimeout(120_000)

let bench: Workbench
beforeAll(async () => {
  bench = await openWorkbench({
    甲县: ['pdf-2021-adds-up-wrongly.pdf', 'word-2021-other-unit.docx'],
    乙县: ['text-2019-cells-lost.txt', 'landing-page.html'],
  })
})
afterAll(async () => bench.close())

const wentWrong = (): readonly string[] => bench.watched.errors.splice(0)
const rows = () => bench.page.locator('.doclist .body .row')

test('the overview shows the figures, and each leads to its documents', async () => {
  const { page, origin } = bench
  await page.goto(`${origin}/`)
  await page.getByRole('link', { name: 'Overview' }).click()
  await page.getByRole('heading', { name: 'Yearly reports at a glance' }).waitFor()
  await page.locator('.chart svg').nth(4).waitFor()
  await page.getByRole('heading', { name: 'Main values' }).waitFor()
  await page.locator('.figures.pairs .chart svg').first().waitFor()
  expect(await violations(page)).toEqual([])
  await shootAll(page, 'overview')
  expect(await isNarrow(page)).toBe(true)
  await page.getByText('The numbers').nth(2).click()
  await page.getByRole('row', { name: /^甲县/ }).getByRole('link').first().click()
  await until('the folder’s documents are listed', async () => (await rows().count()) === 2)
  expect(new URL(page.url()).searchParams.get('path')).toBe('甲县/**')
  await page.getByRole('button', { name: 'path: 甲县/**' }).click()
  await until('the filter is taken away', async () => (await rows().count()) === 4)
  expect(wentWrong()).toEqual([])
})

test('a bar of a chart leads to its documents, a square of the matrix to its report', async () => {
  const { page, origin } = bench
  await page.goto(`${origin}/overview?search=县`)
  const chart = page.locator('.chart', { has: page.locator('svg') }).nth(0)
  // Bars grow at first; a click beside one leads nowhere, and the one under the mouse has another colour.
  await until('the bar leads on', async () => {
    await page.mouse.move(0, 0)
    const bar = chart.locator('path[fill="#b8434a"], path[fill="#e3a92b"], path[fill="#3a8f6b"]').first()
    if (await bar.isVisible()) await bar.click({ timeout: 5000 }).catch(() => undefined)
    return page.locator('.doclist').isVisible()
  })
  expect(new URL(page.url()).searchParams.get('status')).toMatch(/^(?:ok|flagged|failed)$/)
  await page.goBack()
  const square = page.locator('.matrix .square').first()
  const label = (await square.getAttribute('aria-label')) ?? ''
  expect(label).toMatch(/, 20\d\d: 1 document, /)
  await square.click()
  await page
    .locator('.heading')
    .getByText(label.split(',')[0] ?? '')
    .first()
    .waitFor()
  expect(page.url()).toContain('/documents/')
  expect(wentWrong()).toEqual([])
})

test('the library is drawn without the charts, which come with the overview', async () => {
  const { context, origin } = bench
  const fresh = await context.newPage()
  const sent = async (): Promise<number> =>
    fresh.evaluate<number>(
      `performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'))
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)`,
    )
  await fresh.goto(`${origin}/`)
  await fresh.locator('.doclist .body .row').first().waitFor()
  const first = await sent()
  expect(first).toBeGreaterThan(10_000)
  expect(first).toBeLessThan(150_000)
  await fresh.getByRole('link', { name: 'Overview' }).click()
  await fresh.locator('.chart svg').first().waitFor()
  expect(await sent()).toBeGreaterThan(first + 100_000)
  await fresh.close()
})

test('datasets: formats, tables and counts of what the filter takes, and every column is explained', async () => {
  const { page, context, origin } = bench
  await page.goto(`${origin}/datasets?path=甲县/**`)
  await page.getByText('2 documents with this filter').waitFor()
  const csv = page.locator('.formats li', { hasText: 'CSV' })
  await csv.getByLabel('Table').selectOption('cells')
  const href = await csv.getByRole('link', { name: 'Download' }).getAttribute('href')
  expect(decodeURIComponent(href ?? '')).toBe('/v1/export?format=csv&table=cells&path=甲县/**')
  const table = await (await context.request.get(`${origin}${href ?? ''}`)).text()
  expect(table.startsWith('document,')).toBe(true)
  await csv.getByLabel('Table').selectOption('')
  expect(await csv.getByRole('link', { name: 'Download' }).getAttribute('href')).not.toContain('table=')
  await page.locator('.dictionary summary', { hasText: 'cells' }).click()
  await page.getByRole('cell', { name: 'Fingerprint of the document (SHA-256)' }).first().waitFor()
  expect(await violations(page)).toEqual([])
  await shootAll(page, 'datasets')
  await page.getByLabel('Search names and labels').fill('a_received_new_all')
  await page.getByRole('cell', { name: 'a_received_new_all' }).waitFor()
  expect(await page.locator('.dictionary details').count()).toBe(1)
  expect(wentWrong()).toEqual([])
})

test('a reader sees both in Chinese, dark, on a phone', async () => {
  const reader = await bench.reader()
  for (const [path, shown] of [
    ['/overview', '.figures.pairs .chart svg'],
    ['/datasets', '.dictionary details'],
  ] as const) {
    await reader.page.goto(bench.origin + path)
    await reader.page.locator(shown).first().waitFor()
    expect([path, await violations(reader.page)]).toEqual([path, []])
    expect([path, await isNarrow(reader.page)]).toEqual([path, true])
  }
  await reader.page.getByText('份文档').first().waitFor()
  expect(reader.errors.splice(0)).toEqual([])
})
