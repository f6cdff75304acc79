import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { newPage, violations } from './support/browser.js'
import { until } from './support/serving.js'
import { drawn, idOf, openWorkbench, shoot, type Workbench } from './support/workbench.js'

/** Library and document as a person uses them: a real browser, over a data folder of samples. */

// A loaded machine takes its time.
jest.setTimeout(240_000)

const WRONG = 'adds-up-wrongly'

let bench: Workbench
let origin: string
let page: Page

beforeAll(async () => {
  const samples = ['pdf-2021-adds-up-wrongly.pdf', 'pdf-2021-broken-over-pages.pdf', 'word-2021-other-unit.docx']
  bench = await openWorkbench({ '.': [...samples, 'text-2019-cells-lost.txt', 'landing-page.html'] })
  ;({ origin, page } = bench)
})

afterAll(async () => bench.close())

/** Errors since it was last asked. */
const wentWrong = (of = bench.watched): readonly string[] => of.errors.splice(0)

test('the link opens the pages once, and nothing without it', async () => {
  await page.getByRole('heading', { name: 'Library' }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot(page, 'workbench-library')
  const stranger = await bench.browser.newContext({ locale: 'zh-CN' })
  const second = await newPage(stranger)
  await second.page.goto(bench.link)
  await second.page.getByRole('heading', { name: '登录' }).waitFor()
  expect(await violations(second.page)).toEqual([])
  await stranger.close()
  expect(wentWrong()).toEqual([])
})

test('the library is filtered by chips, search and address', async () => {
  await page.goto(`${origin}/`)
  await page.getByRole('link', { name: '云台街道办事处' }).waitFor()
  await page.getByRole('button', { name: /^failed/ }).click()
  await until('the chip counts', async () => (await page.locator('.doclist .body .row').count()) === 1)
  expect(page.url()).toContain('status=failed')
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByRole('searchbox').fill('花溪')
  await until('the search counts', async () => (await page.locator('.doclist .body .row').count()) === 1)
  await page.reload()
  await page.getByRole('link', { name: '花溪镇人民政府' }).click()
  await page.getByRole('heading', { name: /花溪镇人民政府/ }).waitFor()
  expect(wentWrong()).toEqual([])
})

test('the library is sorted and walked by keys; what the filters hold stands in the address', async () => {
  await page.goto(`${origin}/`)
  await page.locator('.doclist .body .row').first().waitFor()
  const organs = async (): Promise<readonly string[]> => page.locator('.doclist .body .row .year').allTextContents()
  await page.getByRole('button', { name: 'Year' }).click()
  await until('the years fall', async () => {
    const years = (await organs()).filter((year) => year !== '')
    return years.length > 3 && years.join() === years.toSorted((a, b) => b.localeCompare(a)).join()
  })
  expect(page.url()).toContain('sort=year&order=desc')
  expect(await page.getByRole('columnheader', { name: 'Year' }).getAttribute('aria-sort')).toBe('descending')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  expect(await page.getByRole('grid').getAttribute('aria-activedescendant')).toBe('row-1')
  expect(await violations(page)).toEqual([])
  const second = (await page.locator('#row-1 a').textContent()) ?? ''
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: second }).waitFor()
  await page.goto(`${origin}/`)
  await page.getByRole('button', { name: /^failed/ }).waitFor()
  // Until the page listens, a person would press again, too.
  await until('the search has the focus', async () => {
    await page.keyboard.press('/')
    return (await page.locator('#search:focus').count()) === 1
  })
  await page.keyboard.type('broken')
  await until('the search counts', async () => (await page.locator('.doclist .body .row').count()) === 1)
  await page.getByRole('button', { name: 'Clear filters' }).click()
  await page.getByLabel('Organ contains').fill('云台')
  await page.getByLabel('Organ contains').press('Enter')
  await page.getByRole('button', { name: 'organ: 云台 ×' }).waitFor()
  await until('the organ counts', async () => (await page.locator('.doclist .body .row').count()) === 1)
  expect(decodeURIComponent(page.url())).toContain('organ=云台')
  expect(wentWrong()).toEqual([])
})

test('a document shows its page beside its values, each pointing at the other', async () => {
  const id = await idOf(bench, WRONG)
  await page.goto(`${origin}/documents/${id}`)
  await page.locator('.sheetpaper img').waitFor()
  const value = page
    .getByRole('button', { name: /本年新收政府信息公开申请数量.*总计: 591|applications.*total: 591/i })
    .first()
  await value.hover()
  await page.locator('.cell.focus').waitFor()
  expect(await page.getByText('Page 2 of 3').isVisible()).toBe(true)
  await page.locator('.cell.focus').hover()
  await page.locator('.value.focus').waitFor()
  await value.click()
  await page.getByRole('heading', { name: 'Equations' }).waitFor()
  await drawn(page, '.sheetpaper img, .part img, .thumbnails img')
  await shoot(page, 'workbench-document')
  expect(await violations(page)).toEqual([])
  for (const tab of ['Problems', 'Equations', 'Evidence', 'Tables', 'History']) {
    await page.getByRole('tab', { name: new RegExp(tab) }).click()
    expect(await violations(page, '#tabpanel')).toEqual([])
  }
  await page.getByRole('tab', { name: 'Evidence' }).click()
  const shown = page.locator('.evidence')
  await shown.getByText('云台街道办事处').first().waitFor()
  await shown.getByRole('button', { name: 'page 3' }).first().click()
  await page.getByText('Page 3 of 3').waitFor()
  const width = async (): Promise<number> => (await page.locator('.sheetpaper').boundingBox())?.width ?? 0
  const fitted = await width()
  await page.getByRole('button', { name: 'Enlarge' }).click()
  expect(await width()).toBeGreaterThan(fitted)
  // The page is drawn about under the mouse.
  const place = await page.locator('.window').boundingBox()
  const [x, y] = [(place?.x ?? 0) + 200, (place?.y ?? 0) + 200]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x - 80, y - 60, { steps: 4 })
  await page.mouse.up()
  expect(await page.evaluate<number>(`document.querySelector('.window').scrollLeft`)).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Whole page' }).click()
  expect(await width()).toBeLessThanOrEqual(fitted)
  await page.goto(`${origin}/documents/${await idOf(bench, 'cells-lost')}`)
  await page.getByText('This format has no pages.').waitFor()
  expect(await violations(page)).toEqual([])
  expect(wentWrong()).toEqual([])
})

test('files are taken in and read, or refused in words', async () => {
  await page.goto(`${origin}/`)
  const file = join(bench.folder, 'new.txt')
  await writeFile(file, '清溪镇2023年政府信息公开工作年度报告\n一、总体情况\n')
  const junk = join(bench.folder, 'junk.bin')
  await writeFile(junk, Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]))
  await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([file, junk])
  await page.locator('.uploads li.taken').waitFor()
  await page.locator('.uploads li.refused').waitFor()
  expect(await page.locator('.uploads li.refused p').textContent()).toContain('junk.bin')
  await page.getByRole('link', { name: /清溪镇|new\.txt/ }).waitFor()
  expect(wentWrong().filter((error) => !error.includes('415'))).toEqual([])
})

test('who may only read sees no button that changes anything; all is there in Chinese, dark, on a phone', async () => {
  const reader = await bench.reader()
  const id = await idOf(bench, WRONG)
  const pages: readonly (readonly [path: string, shown: string])[] = [
    ['/', '.doclist .row a'],
    ['/doubts?search=cells-lost', 'article.doubt'],
    [`/documents/${id}?code=a_received_new_all`, '.sheetpaper img'],
    ['/datasets', '.formats'],
    ['/docs', '.apidocs details'],
  ]
  for (const [path, shown] of pages) {
    await reader.page.goto(origin + path)
    await reader.page.locator(shown).first().waitFor()
    await shoot(reader.page, `phone${path.replace(/\W+/g, '-').slice(0, 12)}`)
    expect([path, await violations(reader.page)]).toEqual([path, []])
    const wide = await reader.page.evaluate<number>('document.documentElement.scrollWidth')
    expect([path, wide]).toEqual([path, 400])
  }
  await reader.page.goto(`${origin}/doubts?search=cells-lost`)
  await reader.page.getByText('您的令牌只有读取权限').waitFor()
  for (const name of ['读数正确', '添加文件', '撤销', '单元格为空白'])
    expect(await reader.page.getByRole('button', { name: new RegExp(name) }).count()).toBe(0)
  await reader.page.keyboard.press('Enter')
  expect(await reader.page.getByText('已处理 0 处').isVisible()).toBe(true)
  expect(wentWrong(reader)).toEqual([])
})
