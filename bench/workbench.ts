import { existsSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import Sqlite from 'better-sqlite3'
import type { Page } from 'playwright-core'
import { z } from 'zod'
import { openStore, STORE_FILE } from '../src/store/open.js'
import { newPage, openBrowser } from '../test/support/browser.js'
import { run, until } from '../test/support/serving.js'
import { sampleRecords, synthetic } from './fleet/synthetic.js'
import { median } from './measure.js'

/**
 * npm run bench:workbench -- --folder DIR [--documents N]: what a person waits for in the workbench, in Chromium, over a data
 * folder of samples and of so many documents that never were. The folder is kept: the next run finds it filled.
 */

/** Documents that are saved as a reader saves them; SQL copies them for the rest. */
const DISTINCT = 400
/** How often each is asked; the middle one counts. */
const TIMES = 5

const { values: given } = parseArgs({
  options: { folder: { type: 'string' }, documents: { type: 'string', default: '100000' } },
})
if (given.folder === undefined) throw new Error('--folder is missing')
const data = given.folder
const wanted = Number(given.documents)
const listed = z.object({ documents: z.array(z.object({ id: z.string() })) })
const print = (line: string): void => void process.stdout.write(`${line}\n`)
const SAMPLES = ['pdf-2021-adds-up-wrongly.pdf', 'pdf-2021-broken-over-pages.pdf', 'pdf-2019-stored-sideways.pdf']

/** The copies of a document differ in path, fingerprint and organ; values of tables are not copied, which no list reads. */
const COPIES = [
  `create temp table copies as with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < $rounds)
     select documents.id as of, documents.id + n * 100000 as id, n from documents cross join numbers
     where documents.path glob '省*' order by n, documents.id limit $wanted`,
  `insert into documents (id, sha256, bytes, format, path, file, given, names, current, status, title, organ, year, form,
     content, value_count, number_count, doubt_count, fault_count, version, version_rank, codes, authors)
     select copies.id, substr(sha256, 1, 48) || printf('%016x', copies.id), bytes, format, replace(path, '镇人民', '镇' || n || '人民'),
       replace(file, '镇人民', '镇' || n || '人民'), given, names, current, status, title, replace(organ, '镇人民', '镇' || n || '人民'),
       year, form, content, value_count, number_count, doubt_count, fault_count, version, version_rank, codes, authors
     from documents join copies on copies.of = documents.id`,
  `insert into problems (document_id, position, code, severity, message, page, "table", details)
     select copies.id, position, code, severity, message, page, "table", details
     from problems join copies on copies.of = problems.document_id`,
  'drop table copies',
] as const

async function fill(): Promise<void> {
  const base = await sampleRecords(join(process.cwd(), 'samples'))
  const { store, close } = await openStore(data)
  const batch = await store.beginBatch({ kind: 'ingest', arguments: ['/in'], version: '1', options: 'x' })
  const made = Array.from({ length: DISTINCT }, (_, index) => synthetic(base, index + 1))
  await store.putNames(
    batch,
    made.map(({ name }) => name),
  )
  for (const { attempt } of made) await store.saveAttempt({ ...attempt, batch })
  await close()
  const db = new Sqlite(join(data, STORE_FILE))
  const rounds = Math.ceil(wanted / DISTINCT)
  for (const statement of COPIES)
    db.exec(statement.replace('$rounds', String(rounds)).replace('$wanted', String(wanted - DISTINCT)))
  db.close()
}

/** Milliseconds until something holds on the page, looked at with every frame. */
async function waited(page: Page, act: () => Promise<unknown>, holds: string): Promise<number> {
  const began = performance.now()
  await act()
  await page.waitForFunction(holds, undefined, { polling: 'raf' })
  return performance.now() - began
}

const figures: (readonly [what: string, figure: string, goal: string])[] = []
const told = (what: string, times: readonly number[], goal: string): void => {
  const all = times.map((ms) => ms.toFixed(0)).join(', ')
  figures.push([what, `${median(times).toFixed(0)} ms (${all})`, goal])
}

const SETTLED = `document.querySelector('#doclist')?.getAttribute('aria-busy') === 'false'`
const drawn = (images: string): string =>
  `[...document.querySelectorAll('${images}')].length > 0 && [...document.querySelectorAll('${images}')].every((each) => each.complete && each.naturalWidth > 0)`

if (!existsSync(join(data, STORE_FILE))) {
  const files = SAMPLES.map((name) => join(process.cwd(), 'samples', name))
  await run(['ingest', ...files, '--data', data]).ended
  await fill()
}
const workbench = run(['workbench', '--no-open', '--data', data])
const address = (): string | undefined => /http:\/\/\S+/.exec(workbench.printed.err)?.[0]
await until('the workbench listens', () => address() !== undefined || !workbench.isRunning())
const browser = await openBrowser()
try {
  const context = await browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })
  const { page } = await newPage(context)
  const link = address() ?? ''
  const { origin } = new URL(link)
  let script = 0
  const sizes: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return
    sizes.push(request.sizes().then(({ responseBodySize }) => void (script += responseBodySize)))
  })
  const first = await waited(
    page,
    async () => page.goto(link, { waitUntil: 'commit' }),
    `${SETTLED} && document.querySelector('.doclist .body .row') !== null`,
  )
  await Promise.all(sizes)
  figures.push(['JavaScript of the first view', `${(script / 1000).toFixed(0)} kB`, '< 150 kB'])
  const views: number[] = [first]
  for (let time = 1; time < TIMES; time += 1) {
    const fresh = await browser.newContext({
      storageState: await context.storageState(),
      locale: 'en-GB',
      viewport: { width: 1280, height: 860 },
    })
    const { page: again } = await newPage(fresh)
    views.push(
      await waited(
        again,
        async () => again.goto(`${origin}/`, { waitUntil: 'commit' }),
        `${SETTLED} && document.querySelector('.doclist .body .row') !== null`,
      ),
    )
    await fresh.close()
  }
  told('first view of the library', views, '< 1000 ms')

  const filters = [
    'status=failed',
    'status=ok',
    'year=2022',
    'code=unbalanced',
    'folder=省7',
    'search=县12第',
    'organ=人民',
    'sort=doubts&order=desc',
  ]
  for (const filter of filters) {
    const [rows, counted]: [number[], number[]] = [[], []]
    for (let time = 0; time < TIMES; time += 1) {
      await page.goto(`${origin}/?status=pending`)
      await page.getByText('No document matches.').waitFor()
      // The address is changed as the page's own controls change it.
      const go = async (): Promise<unknown> => page.evaluate(`history.pushState(null, '', '/?${filter}')`)
      const shown = `document.querySelector('.doclist .body .row') !== null && ${SETTLED}`
      const began = performance.now()
      rows.push(await waited(page, go, shown))
      await page.waitForFunction(`/^[1-9]/.test(document.querySelector('.heading p')?.textContent ?? '')`, undefined, {
        polling: 'raf',
      })
      counted.push(performance.now() - began)
    }
    told(`rows of ${filter}`, rows, '< 300 ms')
    told(`rows and counts of ${filter}`, counted, '')
  }

  const pictures: { cold: number[]; warm: number[]; seen: number[] } = { cold: [], warm: [], seen: [] }
  const answer = await context.request.get(
    `${origin}/v1/documents?${SAMPLES.map((name) => `search=${name.slice(0, -4)}`).join('&')}`,
  )
  const { documents } = listed.parse(await answer.json())
  for (const { id } of documents) {
    const width = 1_240 - (process.pid % 300)
    for (const list of [pictures.cold, pictures.warm]) {
      const began = performance.now()
      await context.request.get(`${origin}/v1/documents/${id}/pages/1/picture?width=${width}`)
      list.push(performance.now() - began)
    }
    pictures.seen.push(
      await waited(
        page,
        async () => page.goto(`${origin}/documents/${id}`, { waitUntil: 'commit' }),
        drawn('.sheetpaper img'),
      ),
    )
  }
  told('page picture, cold', pictures.cold, '< 700 ms')
  told('page picture, warm', pictures.warm, '< 100 ms')
  told('a document opened with its page', pictures.seen, '')

  await page.goto(`${origin}/doubts?search=${SAMPLES[0]?.slice(0, -4) ?? ''}&search=${SAMPLES[2]?.slice(0, -4) ?? ''}`)
  await page.waitForFunction(drawn('.part img'))
  await page.waitForTimeout(3_000)
  const next: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const before = await page.locator('.answer h2').first().textContent()
    const holds = `document.querySelector('.answer h2')?.textContent !== ${JSON.stringify(before)} && ${drawn('.part img')}`
    next.push(await waited(page, async () => page.keyboard.press(time % 2 === 0 ? 'n' : 'p'), holds))
  }
  told('next doubt with its pictures', next, '< 100 ms')
} finally {
  await browser.close()
  await workbench.end('SIGINT')
}
print(
  `${wanted} documents; load ${loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')}`,
)
for (const [what, figure, goal] of figures) print(`${what.padEnd(44)} ${figure.padEnd(44)} ${goal}`)
