import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { openStore } from '../../src/store/open.js'
import { newPage, openBrowser, type Watched } from './browser.js'
import { done, run, until } from './serving.js'

/** `nianbao workbench` over a data folder of samples, and a browser that opened its link. */
export interface Workbench {
  readonly origin: string
  /** The link that opened it, and opens it no more. */
  readonly link: string
  /** Holds the data folder and whatever a test puts beside it. */
  readonly folder: string
  readonly browser: Browser
  /** The session of the person at this machine, who may change everything. */
  readonly context: BrowserContext
  readonly watched: Watched
  readonly page: Page
  /** A browser of somebody who logged in with a token that may only read: in Chinese, in the dark, on a phone. */
  readonly reader: () => Promise<Watched>
  readonly close: () => Promise<void>
}

const SAMPLES = join(import.meta.dirname, '../../samples')
const WIDE = { width: 1280, height: 860 }
const PHONE = { width: 400, height: 800 }

/**
 * @param samples by the name of the folder below the reports, the names of its samples
 * @param prepare changes the data folder before the server has it
 */
export async function openWorkbench(
  samples: Readonly<Record<string, readonly string[]>>,
  prepare: (data: string) => Promise<void> = () => Promise.resolve(),
): Promise<Workbench> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-web-'))
  const data = join(folder, 'data')
  for (const [name, files] of Object.entries(samples)) {
    await mkdir(join(folder, 'reports', name), { recursive: true })
    for (const file of files) await copyFile(join(SAMPLES, file), join(folder, 'reports', name, file))
  }
  // It ends with 2: some documents need a person.
  await run(['ingest', join(folder, 'reports'), '--data', data]).ended
  await prepare(data)
  const workbench = run(['workbench', '--no-open', '--data', data, '--author', 'Tester'])
  const address = (): string | undefined => /http:\/\/\S+/.exec(workbench.printed.err)?.[0]
  await until('the workbench listens', () => address() !== undefined || !workbench.isRunning())
  const link = address() ?? ''
  const { origin } = new URL(link)
  const browser = await openBrowser()
  const context = await browser.newContext({ locale: 'en-GB', colorScheme: 'light', viewport: WIDE })
  const watched = await newPage(context)
  await watched.page.goto(link)
  return {
    ...{ origin, link, folder, browser, context, watched, page: watched.page },
    reader: async () => {
      const token = await done(['token', 'create', 'reader', '--scope', 'read', '--data', data])
      const phone = await browser.newContext({ locale: 'zh-CN', colorScheme: 'dark', viewport: PHONE })
      const reader = await newPage(phone)
      await reader.page.goto(`${origin}/login`)
      await reader.page.getByLabel('令牌').fill(token)
      await reader.page.getByRole('button', { name: '登录' }).click()
      await reader.page.getByRole('heading', { name: '文档库' }).waitFor()
      // The browser itself reports the answer 401 that led to the login; nothing else may have gone wrong.
      const wrong = reader.errors.splice(0).find((error) => !error.includes('401'))
      if (wrong !== undefined) throw new Error(wrong)
      return reader
    },
    close: async () => {
      await browser.close()
      await workbench.end('SIGINT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Pictures of the pages are written to this folder where a person wants to look at them. */
const SHOTS = process.env.NIANBAO_SCREENSHOTS

/** Draws what is on the screen: the pictures of the documentation. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${name}.png`) })
}

/** Draws a page in both widths and both colours. */
export async function shootAll(page: Page, name: string): Promise<void> {
  if (SHOTS === undefined) return
  for (const [width, size] of [['wide', WIDE] as const, ['phone', PHONE] as const])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(size)
      await page.emulateMedia({ colorScheme })
      await page.waitForTimeout(300)
      await page.screenshot({ path: join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true })
    }
  await page.setViewportSize(WIDE)
  await page.emulateMedia({ colorScheme: 'light' })
  await page.waitForTimeout(300)
}

/** Whether nothing sticks out of a page to its right. */
export const isNarrow = async (page: Page): Promise<boolean> =>
  page.evaluate<boolean>('document.documentElement.scrollWidth <= document.documentElement.clientWidth')

/** The number of documents that a filter finds. */
export async function countOf({ context, origin }: Workbench, query: string): Promise<number> {
  const answer = await context.request.get(`${origin}/v1/counts?${query}`)
  return z.object({ documents: z.number() }).parse(await answer.json()).documents
}

const listed = z.object({ documents: z.array(z.object({ id: z.string() })) })

/** The document that a search finds. */
export async function idOf({ context, origin }: Workbench, name: string): Promise<string> {
  const answer = await context.request.get(`${origin}/v1/documents?search=${name}`)
  return listed.parse(await answer.json()).documents[0]?.id ?? ''
}

/** The row of the exported dataset that holds a text, of one document. */
export async function exported({ context, origin }: Workbench, id: string, text: string): Promise<string> {
  const answer = await context.request.get(`${origin}/v1/export?format=csv&table=tidy&id=${id}`)
  return (await answer.text()).split('\n').find((line) => line.includes(text)) ?? ''
}

/** Waits until all pictures of a kind are there. */
export async function drawn(page: Page, pictures: string): Promise<void> {
  const isWhole = `[...document.querySelectorAll('${pictures}')].every((each) => each.complete && each.naturalWidth > 0)`
  await page.locator(pictures).first().waitFor()
  await until('pictures are drawn', async () => page.evaluate<boolean>(isWhole))
}

const DOUBTED = ['a_received_new_nat', 'a_received_new_com', 'a_received_new_res']

/** Stores another reading of a report, less sure of three values: as a later version may give. */
export async function makeDoubtful(data: string, name: string): Promise<void> {
  const { store, close } = await openStore(data)
  for await (const { sha256, effective } of store.effective({ search: [name] })) {
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
