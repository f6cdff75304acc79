import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { newPage, openBrowser } from './support/browser.js'
import { startServices, type Services } from './support/services.js'
import { Client, run, serve, until, type Process, type Serving } from './support/serving.js'

/** The workbench on a real fleet: Redis, PostgreSQL, an S3 server, a worker and the server, each a process of its own. */

// A loaded machine takes its time.
jest.setTimeout(480_000)

const WORD = 'word-2021-other-unit.docx'
const PDF = 'pdf-2021-adds-up-wrongly.pdf'
const CODE = 'p_fees_amount'

let services: Services
let serving: Serving
let worker: Process
let browser: Browser

beforeAll(async () => {
  services = await startServices('clerk', 'guest')
  const { env } = services
  serving = await serve([], env)
  worker = run(['worker', '--concurrency', '1', '--health', '127.0.0.1:0'], env)
  const body = new FormData()
  for (const name of [WORD, PDF])
    body.append('file', new Blob([await readFile(join(import.meta.dirname, '../samples', name))]), name)
  const client = new Client(serving.url, services.writer)
  await client.json('/v1/documents', { method: 'POST', body })
  await client.untilExtracted()
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  await worker.end('SIGTERM')
  await serving.process.end('SIGTERM')
  await services.stop()
})

interface Visitor {
  readonly context: BrowserContext
  readonly page: Page
  readonly errors: readonly string[]
}

/** Somebody who gave a token at the login. */
async function visitor(token: string): Promise<Visitor> {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })
  const { page, errors } = await newPage(context)
  await page.goto(`${serving.url}/login`)
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Log in' }).click()
  await page.locator('.doclist .body .row').first().waitFor()
  return { context, page, errors }
}

test('a token becomes a session, a doubt is settled by keys, and the export tells it', async () => {
  const { context, page, errors } = await visitor(services.writer)
  const [cookie] = await context.cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  expect(JSON.stringify(cookie)).not.toContain(services.writer)
  expect(await page.evaluate<string>('JSON.stringify([localStorage, sessionStorage, location.href])')).not.toContain(
    services.writer,
  )
  await page.getByRole('link', { name: /Check doubts/ }).click()
  await page.locator('article.doubt').waitFor()
  // A picture of the page comes by way of S3.
  await page.goto(`${serving.url}/doubts?search=${PDF}`)
  await until('the crop is drawn', async () =>
    page.evaluate<boolean>(`(document.querySelector('.part img')?.naturalWidth ?? 0) > 0`),
  )
  await page.goto(`${serving.url}/doubts?search=${WORD}`)
  await page.locator('article.doubt').waitFor()
  await page.keyboard.type('1.2')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing is left to check.').waitFor()
  const exported = async (): Promise<string> => {
    const answer = await context.request.get(`${serving.url}/v1/export?format=csv&table=tidy&search=${WORD}`)
    return (await answer.text()).split('\n').find((line) => line.includes(CODE)) ?? ''
  }
  await until('it is exported', async () => /\b1\.2\b.*corrected/.test(await exported()))
  await page.goto(`${serving.url}/?author=clerk`)
  await page.getByRole('button', { name: 'checked by clerk ×' }).waitFor()
  await until('the person is a filter', async () => (await page.locator('.doclist .body .row').count()) === 1)
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
  await context.close()
})

test('a reader sees all, and no button that changes anything', async () => {
  const { context, page, errors } = await visitor(services.reader)
  await page.getByText('read only').waitFor()
  expect(await page.getByRole('button', { name: 'Add files' }).count()).toBe(0)
  await page.goto(`${serving.url}/doubts?search=${PDF}`)
  await page.getByText('Your token may only read').waitFor()
  for (const name of ['Right as read', 'Cell is blank', 'Undo', 'alike'])
    expect(await page.getByRole('button', { name: new RegExp(name) }).count()).toBe(0)
  const refused = await context.request.post(`${serving.url}/v1/documents/${'0'.repeat(64)}/confirmations`, {
    headers: { origin: serving.url },
    data: {},
  })
  expect(refused.status()).toBe(403)
  expect(errors.filter((error) => !error.includes('401'))).toEqual([])
  await context.close()
})
