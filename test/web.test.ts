import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { openStore } from '../src/store/open.js'
import { newPage, openBrowser, violations, type Watched } from './support/browser.js'
import { done, run, until, type Process } from './support/serving.js'

/** The workbench as a person uses it: a real browser, over a data folder of samples. */

// A loaded machine takes its time.
jest.setTimeout(240_000)

const SAMPLES = [
  ...['pdf-2021-adds-up-wrongly.pdf', 'pdf-2021-broken-over-pages.pdf', 'word-2021-other-unit.docx'],
  ...['text-2019-cells-lost.txt', 'landing-page.html'],
]
/** A report, three numbers of which are made doubtful, in one way. */
const ALIKE = 'broken-over-pages'
const DOUBTED = ['a_received_new_nat', 'a_received_new_com', 'a_received_new_res']
const WORD = 'word-2021-other-unit'
const WRONG = 'adds-up-wrongly'

let folder: string
let data: string
let workbench: Process
let origin: string
let link: string
let browser: Browser
let context: BrowserContext
let watched: Watched
let page: Page

/** Pictures of the pages are written to this folder where a person wants to look at them: those of the documentation, too. */
const SHOTS = process.env.NIANBAO_SCREENSHOTS

const shoot = async (name: string, of = page): Promise<void> => {
  if (SHOTS !== undefined) await of.screenshot({ path: join(SHOTS, `${name}.png`) })
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-web-'))
  data = join(folder, 'data')
  await mkdir(join(folder, 'reports'))
  for (const name of SAMPLES)
    await copyFile(join(import.meta.dirname, '../samples', name), join(folder, 'reports', name))
  // It ends with 2: some documents need a person.
  await run(['ingest', join(folder, 'reports'), '--data', data]).ended
  await doubt()
  workbench = run(['workbench', '--no-open', '--data', data, '--author', 'Tester'])
  const address = (): string | undefined => /http:\/\/\S+/.exec(workbench.printed.err)?.[0]
  await until('the workbench listens', () => address() !== undefined || !workbench.isRunning())
  link = address() ?? ''
  origin = new URL(link).origin
  browser = await openBrowser()
  context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })
  watched = await newPage(context)
  page = watched.page
  await page.goto(link)
})

afterAll(async () => {
  await browser.close()
  await workbench.end('SIGINT')
  await rm(folder, { recursive: true, force: true })
})

/** Stores another reading of a report, less sure of some values: as a later version may give. */
async function doubt(): Promise<void> {
  const { store, close } = await openStore(data)
  for await (const { sha256, effective } of store.effective({ search: [ALIKE] })) {
    const { record } = effective
    const records = record.records.map((value) =>
      DOUBTED.includes(value.code) ? { ...value, flags: [...value.flags, 'low-confidence' as const] } : value,
    )
    const extractor = { ...record.extractor, version: '99.0.0' }
    const counts = { ...record.counts, doubts: DOUBTED.length }
    const [startedAt, finishedAt] = ['2026-01-02T03:04:05.000Z', '2026-01-02T03:04:06.000Z']
    await store.saveAttempt({
      ...{ key: { sha256, version: '99.0.0', options: extractor.options }, generation: 1, batch: null },
      ...{ startedAt, finishedAt, record: { ...record, records, extractor, counts, status: 'flagged' } },
    })
  }
  await close()
}

/** Errors since it was last asked. */
const wentWrong = (of = watched): readonly string[] => of.errors.splice(0)

const idOf = async (name: string): Promise<string> => {
  const answer = await context.request.get(`${origin}/v1/documents?search=${name}`)
  const { documents } = z.object({ documents: z.array(z.object({ id: z.string() })) }).parse(await answer.json())
  return documents[0]?.id ?? ''
}

/** The rows of the exported dataset that hold a code, of one document. */
const exported = async (id: string, code: string): Promise<string> => {
  const answer = await context.request.get(`${origin}/v1/export?format=csv&table=tidy&id=${id}`)
  return (await answer.text()).split('\n').find((line) => line.includes(code)) ?? ''
}

/** Waits until all pictures of a kind are there. */
const drawn = async (pictures: string): Promise<void> => {
  const isWhole = `[...document.querySelectorAll('${pictures}')].every((each) => each.complete && each.naturalWidth > 0)`
  await page.locator(pictures).first().waitFor()
  await until('pictures are drawn', async () => page.evaluate<boolean>(isWhole))
}

test('the link opens the pages once, and nothing without it', async () => {
  await page.getByRole('heading', { name: 'Library' }).waitFor()
  expect(await violations(page)).toEqual([])
  await shoot('workbench-library')
  const stranger = await browser.newContext({ locale: 'zh-CN' })
  const second = await newPage(stranger)
  await second.page.goto(link)
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

test('doubts of one kind are confirmed together, once each picture was on the screen', async () => {
  const id = await idOf(ALIKE)
  // So low that not every picture is in sight.
  await page.setViewportSize({ width: 560, height: 420 })
  await page.goto(`${origin}/doubts?search=${ALIKE}`)
  await page.locator('article.doubt').waitFor()
  await page.keyboard.press('a')
  const confirm = page.getByRole('button', { name: 'All 3 are right as read' })
  await confirm.waitFor()
  await drawn('.together img')
  expect(await confirm.isDisabled()).toBe(true)
  // The keyboard alone confirms nothing.
  await page.keyboard.press('Enter')
  await page.locator('.together li').last().scrollIntoViewIfNeeded()
  await page.setViewportSize({ width: 1280, height: 860 })
  for (const picture of await page.locator('.together li').all()) await picture.scrollIntoViewIfNeeded()
  await until('all were seen', async () => !(await confirm.isDisabled()))
  expect(await violations(page)).toEqual([])
  await shoot('workbench-together')
  expect(await exported(id, ',confirmed,')).toBe('')
  await confirm.click()
  await page.getByText('Nothing is left to check.').waitFor()
  await until('they are exported with their number', async () =>
    (await exported(id, ',confirmed,')).trim().endsWith(',3'),
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
  const id = await idOf(WORD)
  await page.goto(`${origin}/doubts?search=${WORD}`)
  await page.locator('article.doubt').waitFor()
  expect(await violations(page)).toEqual([])
  const code = 'p_fees_amount'
  await page.keyboard.type('1.2')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing is left to check.').waitFor()
  await until('it is exported', async () => (await exported(id, code)).includes('corrected'))
  expect(await exported(id, code)).toMatch(/\b1\.2\b/)
  await page.keyboard.press('z')
  await page.locator('article.doubt').waitFor()
  await until('it is taken back', async () => !(await exported(id, code)).includes('corrected'))
  await page.keyboard.press('Enter')
  await until('it is confirmed', async () => (await exported(id, code)).includes('confirmed'))
  expect(wentWrong()).toEqual([])
})

test('equations follow the number while it is typed; the page shows the cell', async () => {
  await page.goto(`${origin}/doubts?search=${WRONG}`)
  await page.locator('.balance.fails').first().waitFor()
  await drawn('.part img')
  await shoot('workbench-doubts')
  expect(await page.locator('.balance.fails').count()).toBe(3)
  await page.keyboard.type('585')
  expect(await page.locator('.balance.holds').count()).toBe(3)
  await page.keyboard.press('?')
  expect(await page.getByText('take the last answer back').isVisible()).toBe(true)
  expect(await violations(page)).toEqual([])
  expect(wentWrong()).toEqual([])
})

test('what another person said meanwhile is shown, and not replaced', async () => {
  const id = await idOf(WRONG)
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
  await shoot('said-meanwhile')
  expect(await exported(id, asked)).toMatch(/\b587\b.*corrected|corrected.*\b587\b/)
  await page.getByRole('button', { name: 'Show what counts now' }).click()
  await until('it is shown as it counts', async () => (await page.getByRole('alert').count()) === 0)
  // The browser itself reports the answer 412.
  expect(wentWrong().filter((error) => !error.includes('412'))).toEqual([])
})

test('a document shows its page beside its values, each pointing at the other', async () => {
  const id = await idOf(WRONG)
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
  await drawn('.sheetpaper img, .part img')
  await shoot('workbench-document')
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
  await page.goto(`${origin}/documents/${await idOf('cells-lost')}`)
  await page.getByText('This format has no pages.').waitFor()
  expect(await violations(page)).toEqual([])
  expect(wentWrong()).toEqual([])
})

test('files are taken in and read, or refused in words', async () => {
  await page.goto(`${origin}/`)
  const file = join(folder, 'new.txt')
  await writeFile(file, '清溪镇2023年政府信息公开工作年度报告\n一、总体情况\n')
  const junk = join(folder, 'junk.bin')
  await writeFile(junk, Buffer.from([0, 1, 2, 3, 4, 5, 6, 7]))
  await page.locator('input[type=file]:not([webkitdirectory])').setInputFiles([file, junk])
  await page.locator('.uploads li.taken').waitFor()
  await page.locator('.uploads li.refused').waitFor()
  expect(await page.locator('.uploads li.refused p').textContent()).toContain('junk.bin')
  await page.getByRole('link', { name: /清溪镇|new\.txt/ }).waitFor()
  expect(wentWrong().filter((error) => !error.includes('415'))).toEqual([])
})

test('who may only read sees no button that changes anything; all is there in Chinese, dark, on a phone', async () => {
  const token = await done(['token', 'create', 'reader', '--scope', 'read', '--data', data])
  const phone = await browser.newContext({
    ...{ locale: 'zh-CN', colorScheme: 'dark', viewport: { width: 400, height: 800 } },
  })
  const reader = await newPage(phone)
  await reader.page.goto(`${origin}/login`)
  await reader.page.getByLabel('令牌').fill(token)
  await reader.page.getByRole('button', { name: '登录' }).click()
  await reader.page.getByRole('heading', { name: '文档库' }).waitFor()
  // The browser itself reports the answer 401 that led to the login.
  expect(wentWrong(reader).filter((error) => !error.includes('401'))).toEqual([])
  const id = await idOf(WRONG)
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
    await shoot(`phone${path.replace(/\W+/g, '-').slice(0, 12)}`, reader.page)
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
  await phone.close()
})
