import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { z } from 'zod'
import { newPage, openBrowser } from '../../test/support/browser.js'
import { run, until } from '../../test/support/serving.js'
import { filled } from './fill.js'
import { asked, drawn, Figures, untilDrawn, waited } from './watch.js'

/**
 * npm run bench:workbench -- --folder DIR [--documents N]: what a person waits for in the workbench, in Chromium, over a data
 * folder of samples and of so many documents that never were. The folder is kept: the next run finds it filled.
 */

/** How often each is asked; the middle one counts. */
const TIMES = 5
const SAMPLES = [
  'pdf-2021-adds-up-wrongly.pdf',
  'pdf-2021-broken-over-pages.pdf',
  'pdf-2019-stored-sideways.pdf',
] as const
/** The one that is made doubtful. */
const DOUBTFUL = 'broken-over-pages'
const FILTERS = [
  ...[
    'status=flagged',
    'status=ok',
    'year=2022',
    'code=unbalanced',
    'folder=省7',
    'search=第12县第',
    'search=人民政府',
  ],
  ...['organ=人民', 'value=a_received_new_all:10:20', 'sort=doubts&order=desc'],
]
const VIEW = { locale: 'en-GB', viewport: { width: 1280, height: 860 } } as const
const SETTLED = `document.querySelector('#doclist')?.getAttribute('aria-busy') === 'false'`
const LISTED = `document.querySelector('.doclist .body .row') !== null && ${SETTLED}`
const listed = z.object({ documents: z.array(z.object({ id: z.string() })) })
const figures = new Figures()

const { values: given } = parseArgs({
  options: { folder: { type: 'string' }, documents: { type: 'string', default: '100000' } },
})
if (given.folder === undefined) throw new Error('--folder is missing')
const data = given.folder
await filled(data, SAMPLES, DOUBTFUL, Number(given.documents))
const workbench = run(['workbench', '--no-open', '--data', data])
const address = (): string | undefined => /http:\/\/\S+/.exec(workbench.printed.err)?.[0]
await until('the workbench listens', () => address() !== undefined || !workbench.isRunning())
const browser = await openBrowser()
try {
  const link = address()
  if (link === undefined) throw new Error(`The workbench did not start: ${workbench.printed.err}`)
  const { origin } = new URL(link)
  const load = loadavg().map((each) => each.toFixed(1))
  figures.print(`${given.documents} documents`, `load ${load.join(' ')}`)
  const context = await browser.newContext(VIEW)
  const { page } = await newPage(context)
  await firstViews(browser, context, page, link)
  await filters(page, origin)
  await pictures(context, page, origin)
  await doubts(page, origin)
  await overview(context, page, origin)
} finally {
  await browser.close()
  await workbench.end('SIGINT')
}

async function firstViews(own: Browser, context: BrowserContext, page: Page, link: string): Promise<void> {
  let script = 0
  const sizes: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    sizes.push(request.sizes().then(({ responseBodySize }) => void (script += responseBodySize)))
  })
  const views = [await waited(page, async () => page.goto(link, { waitUntil: 'commit' }), LISTED)]
  await Promise.all(sizes)
  figures.print('JavaScript of the first view', `${(script / 1000).toFixed(0)} kB`, '< 150 kB')
  for (let time = 1; time < TIMES; time += 1) {
    // Another browser, which has kept nothing but the session.
    const fresh = await own.newContext({ ...VIEW, storageState: await context.storageState() })
    const { page: again } = await newPage(fresh)
    const home = `${new URL(link).origin}/`
    views.push(await waited(again, async () => again.goto(home, { waitUntil: 'commit' }), LISTED))
    await fresh.close()
  }
  figures.times('first view of the library', views, '< 1000 ms')
}

async function filters(page: Page, origin: string): Promise<void> {
  for (const filter of FILTERS) {
    const [rows, counted]: [number[], number[]] = [[], []]
    for (let time = 0; time < TIMES; time += 1) {
      await page.goto(`${origin}/?status=pending`)
      await page.getByText('No document matches.').waitFor()
      // The address is changed as the page's own controls change it.
      const go = async (): Promise<unknown> => page.evaluate(`history.pushState(null, '', '/?${filter}')`)
      const began = performance.now()
      rows.push(await waited(page, go, LISTED))
      await untilDrawn(page, `/^[1-9]/.test(document.querySelector('.heading p')?.textContent ?? '')`)
      counted.push(performance.now() - began)
    }
    figures.times(`rows of ${filter}`, rows, '< 300 ms')
    figures.times(`  and their count`, counted)
  }
}

async function pictures(context: BrowserContext, page: Page, origin: string): Promise<void> {
  const [cold, warm, seen]: [number[], number[], number[]] = [[], [], []]
  const query = SAMPLES.map((name) => `search=${name.slice(0, -4)}`).join('&')
  const { documents } = listed.parse(await (await context.request.get(`${origin}/v1/documents?${query}`)).json())
  // A width that no earlier run has asked for: nothing of it is kept.
  const width = 1_240 - (process.pid % 300)
  for (const { id } of documents) {
    const url = `${origin}/v1/documents/${id}/pages/1/picture?width=${width}`
    cold.push(await asked(context, url))
    warm.push(await asked(context, url))
    const open = async (): Promise<unknown> => page.goto(`${origin}/documents/${id}`, { waitUntil: 'commit' })
    seen.push(await waited(page, open, drawn('.sheetpaper img')))
  }
  figures.times('page picture, cold', cold, '< 700 ms')
  figures.times('page picture, warm', warm, '< 100 ms')
  figures.times('a document opened with its page', seen)
}

async function doubts(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/doubts?search=${DOUBTFUL}`)
  await untilDrawn(page, drawn('.part img'))
  // The pictures of those that come next are fetched while a person looks at the first.
  await page.waitForTimeout(3_000)
  const next: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const before = await page.locator('.answer h2').first().textContent()
    const other = `document.querySelector('.answer h2')?.textContent !== ${JSON.stringify(before)}`
    const press = async (): Promise<void> => page.keyboard.press(time % 2 === 0 ? 'n' : 'p')
    next.push(await waited(page, press, `${other} && ${drawn('.part img')}`))
  }
  figures.times('next doubt with its pictures', next, '< 100 ms')
}

async function overview(context: BrowserContext, page: Page, origin: string): Promise<void> {
  const shown = `document.querySelector('.overview .chart svg') !== null`
  figures.times('overview opened, nothing counted', [
    await waited(page, async () => page.goto(`${origin}/overview`, { waitUntil: 'commit' }), shown),
  ])
  // Other filters: what was counted is kept for a while.
  figures.times('overview of a year', [await asked(context, `${origin}/v1/overview?year=2022`)])
  figures.times('main values', [await asked(context, `${origin}/v1/overview/values?yearKnown=true`)])
}
