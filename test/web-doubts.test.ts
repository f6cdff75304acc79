import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import type { BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { violations } from './support/browser.js'
import { until } from './support/serving.js'
import { drawn, exported, idOf, makeDoubtful, openWorkbench, shoot, type Workbench } from './support/workbench.js'

/** Doubts as a person settles them: a real browser, over a data folder of samples. */

// A loaded machine takes its time.
jest.setTimeout(240_000)

/** A report, three numbers of which are made doubtful, in one way. */
const ALIKE = 'broken-over-pages'
const WORD = 'word-2021-other-unit'
const WRONG = 'adds-up-wrongly'
/** A text whose numbers are all there, but not their columns. */
const TEXT = 'cells-lost'

let bench: Workbench
let origin: string
let context: BrowserContext
let page: Page

beforeAll(async () => {
  const samples = ['pdf-2021-adds-up-wrongly.pdf', 'pdf-2021-broken-over-pages.pdf', 'word-2021-other-unit.docx']
  bench = await openWorkbench({ '.': [...samples, 'text-2019-cells-lost.txt'] }, (data) => makeDoubtful(data, ALIKE))
  ;({ origin, context, page } = bench)
})

afterAll(async () => bench.close())

/** Errors since it was last asked. */
const wentWrong = (): readonly string[] => bench.watched.errors.splice(0)

test('doubts of one kind are confirmed together, once each picture was on the screen', async () => {
  const id = await idOf(bench, ALIKE)
  // So low that not every picture is in sight.
  await page.setViewportSize({ width: 560, height: 420 })
  await page.goto(`${origin}/doubts?search=${ALIKE}`)
  await page.locator('article.doubt').waitFor()
  await page.keyboard.press('a')
  const confirm = page.getByRole('button', { name: 'All 3 are right as read' })
  await confirm.waitFor()
  await drawn(page, '.together img')
  expect(await confirm.isDisabled()).toBe(true)
  // The keyboard alone confirms nothing.
  await page.keyboard.press('Enter')
  await page.locator('.together li').last().scrollIntoViewIfNeeded()
  await page.setViewportSize({ width: 1280, height: 860 })
  for (const picture of await page.locator('.together li').all()) await picture.scrollIntoViewIfNeeded()
  await until('all were seen', async () => !(await confirm.isDisabled()))
  expect(await violations(page)).toEqual([])
  await shoot(page, 'workbench-together')
  expect(await exported(bench, id, ',confirmed,')).toBe('')
  await confirm.click()
  await page.getByText('Nothing is left to check.').waitFor()
  await until('they are exported with their number', async () =>
    (await exported(bench, id, ',confirmed,')).trim().endsWith(',3'),
  )
  await page.goto(`${origin}/documents/${id}?tab=history`)
  await page.getByText('one of 3 confirmed together').first().waitFor()
  expect(await page.getByText('one of 3 confirmed together').count()).toBe(3)
  await page.goto(`${origin}/?author=Tester&search=${ALIKE}`)
  await page.getByRole('button', { name: 'checked by Tester ×' }).waitFor()
  await until('the person is a filter', async () => (await page.locator('.doclist .body .row').count()) === 1)
  expect(wentWrong()).toEqual([])
})

test('doubts are narrowed by kind and folder', async () => {
  await page.goto(`${origin}/doubts`)
  await page.locator('article.doubt').waitFor()
  await page.getByLabel('Kind of doubt').selectOption('unit')
  await page.getByText('Text on the page: “12000元”').waitFor()
  expect(page.url()).toContain('about=unit')
  await page.getByLabel('Kind of doubt').selectOption('missing')
  await page.getByText('Nothing is left to check.').waitFor()
  expect(wentWrong()).toEqual([])
})

test('a doubt is corrected, taken back and confirmed by keys alone, and the dataset says so', async () => {
  const id = await idOf(bench, WORD)
  await page.goto(`${origin}/doubts?search=${WORD}`)
  await page.locator('article.doubt').waitFor()
  expect(await violations(page)).toEqual([])
  const code = 'p_fees_amount'
  await page.keyboard.type('1.2')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing is left to check.').waitFor()
  await until('it is exported', async () => (await exported(bench, id, code)).includes('corrected'))
  expect(await exported(bench, id, code)).toMatch(/\b1\.2\b/)
  await page.keyboard.press('z')
  await page.locator('article.doubt').waitFor()
  await until('it is taken back', async () => !(await exported(bench, id, code)).includes('corrected'))
  await page.keyboard.press('Enter')
  await until('it is confirmed', async () => (await exported(bench, id, code)).includes('confirmed'))
  expect(wentWrong()).toEqual([])
})

test('equations follow the number while it is typed; the page shows the cell', async () => {
  await page.goto(`${origin}/doubts?search=${WRONG}`)
  await page.locator('.balance.fails').first().waitFor()
  await drawn(page, '.part img')
  await shoot(page, 'workbench-doubts')
  expect(await page.locator('.balance.fails').count()).toBe(3)
  await page.keyboard.type('585')
  expect(await page.locator('.balance.holds').count()).toBe(3)
  await page.keyboard.press('?')
  expect(await page.getByText('take the last answer back').isVisible()).toBe(true)
  expect(await violations(page)).toEqual([])
  expect(wentWrong()).toEqual([])
})

test('what another person said meanwhile is shown, and not replaced', async () => {
  const id = await idOf(bench, WRONG)
  await page.goto(`${origin}/doubts?search=${WRONG}`)
  await page.locator('article.doubt').waitFor()
  const code = 'a_results_total_all'
  const [doubt] = z
    .object({ documents: z.array(z.object({ doubts: z.array(z.object({ code: z.string() })) })) })
    .parse(await (await context.request.get(`${origin}/v1/doubts?id=${id}`)).json()).documents
  const asked = doubt?.doubts[0]?.code ?? code
  const other = await context.request.post(`${origin}/v1/documents/${id}/corrections`, {
    headers: { origin },
    data: { author: 'Somebody else', corrections: [{ code: asked, value: 587 }] },
  })
  expect(other.status()).toBe(200)
  await page.keyboard.press('Enter')
  await page.getByText('Somebody else answered meanwhile').waitFor()
  expect(await page.getByRole('alert').textContent()).toContain('587')
  await shoot(page, 'said-meanwhile')
  expect(await exported(bench, id, asked)).toMatch(/\b587\b.*corrected|corrected.*\b587\b/)
  await page.getByRole('button', { name: 'Show what counts now' }).click()
  await until('it is shown as it counts', async () => (await page.getByRole('alert').count()) === 0)
  // The browser itself reports the answer 412.
  expect(wentWrong().filter((error) => !error.includes('412'))).toEqual([])
})

test('a text’s doubts of one kind are confirmed together, once each row was on the screen', async () => {
  const id = await idOf(bench, TEXT)
  await page.goto(`${origin}/doubts?search=${TEXT}&about=place`)
  await page.locator('article.doubt').waitFor()
  const button = page.getByRole('button', { name: /alike in this document/ })
  const count = Number(/^\d+/.exec((await button.textContent()) ?? '')?.[0])
  expect(count).toBeGreaterThan(20)
  await page.keyboard.press('a')
  const confirm = page.getByRole('button', { name: `All ${count} are right as read` })
  await page.locator('.asitstands .asked').first().waitFor()
  expect(await page.locator('.asitstands .asked').count()).toBe(count)
  expect(await confirm.isDisabled()).toBe(true)
  expect(await violations(page)).toEqual([])
  await shoot(page, 'workbench-together-rows')
  await until('all rows were seen, by keys alone', async () => {
    await page.keyboard.press('n')
    return page.evaluate<boolean>(`document.activeElement?.matches('.together .actions .main')`)
  })
  await page.keyboard.press('Enter')
  await until('they are exported with their number', async () =>
    (await exported(bench, id, ',confirmed,')).trim().endsWith(`,${count}`),
  )
  expect(wentWrong()).toEqual([])
})
