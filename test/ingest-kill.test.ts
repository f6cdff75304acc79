import { beforeAll, describe, expect, test } from '@jest/globals'
import { copyFile, mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  childrenOf,
  killNow,
  nianbao,
  orphansOf,
  queueIn,
  start,
  storedIn,
  type Running,
  type Stored,
} from './support/ingest.js'
import { htmlReport, templates, textReport, townName } from './support/many-reports.js'
import { randomNumbers } from './support/random.js'

/**
 * Whatever is killed, and whenever: run again, an ingest ends with the very records of an undisturbed run, none lost and
 * none twice.
 */

const TEXTS = 220
const PAGES = 40
const DUPLICATES = 20
const KILLS = 10

/** Milliseconds from the start of a run in which its first kills fall: while it begins, finds files and reads the first. */
const EARLY_MS = 1_500
const EARLY_KILLS = 3

/** Documents that are done while a process starts, many times over. */
const LONG = 100

const HOSTILE = join(import.meta.dirname, 'hostile')
/** Quick to refuse, each for a reason of its own. */
const BAD = [
  'poi_zero-length.docx',
  'poi_truncated62886.docx',
  'tabula_encrypted.pdf',
  'tbxt_17byte_fake.pdf',
  'tika_testZIP_corrupted_oom.zip',
  'pdfjs_helloworld-bad.pdf',
]

let reports: string
let undisturbed: ReadonlyMap<string, Stored>

beforeAll(async () => {
  reports = await mkdtemp(join(tmpdir(), 'nianbao-kill-'))
  const made = await templates()
  for (let number = 0; number < TEXTS + PAGES + DUPLICATES; number += 1) {
    const folder = join(reports, `${number % 7}`, `${number % 3}`)
    await mkdir(folder, { recursive: true })
    const isPage = number < PAGES
    const content = isPage
      ? htmlReport(made, number)
      : textReport(made, number < TEXTS + PAGES ? number : number - TEXTS)
    await writeFile(join(folder, `${number}-${townName(number)}.${isPage ? 'html' : 'txt'}`), content)
  }
  for (const name of BAD) await copyFile(join(HOSTILE, name), join(reports, name))
  for (const name of ['docx-2021.docx', 'pdf-2021-blocks.pdf'])
    await copyFile(join(import.meta.dirname, 'golden/reports', name), join(reports, name))
  const data = await mkdtemp(join(tmpdir(), 'nianbao-kill-'))
  const ended = await nianbao('ingest', reports, '--data', data)
  expect(ended.status).toBe(2)
  undisturbed = await storedIn(data)
  expect(undisturbed.size).toBe(TEXTS + PAGES + BAD.length + 2)
  expect([...undisturbed.values()].filter(({ status }) => status === 'ok').length).toBeGreaterThan(TEXTS)
}, 120_000)

/** Kills a run with all its children at once, as a power cut would. */
async function killAll({ process: { pid = 0 }, ended }: Running): Promise<void> {
  const children = await childrenOf(pid)
  for (const each of [pid, ...children]) killNow(each)
  await ended
}

async function jobsDone(data: string): Promise<number> {
  const counts = await queueIn(data)
  return counts ? counts.done + counts.failed : 0
}

describe('an ingest that is killed', () => {
  test('at ten random moments, with its children, ends with the very records of an undisturbed one', async () => {
    const random = randomNumbers(20_211_231)
    const data = await mkdtemp(join(tmpdir(), 'nianbao-kill-'))
    const rest = TEXTS + PAGES + BAD.length
    const moments = Array.from({ length: KILLS - EARLY_KILLS }, () => Math.floor(random() * rest)).sort((a, b) => a - b)
    let killed = 0
    for (let kill = 0; kill < KILLS; kill += 1) {
      const running = start('ingest', reports, '--data', data, '--quiet')
      const moment = kill < EARLY_KILLS ? 0 : (moments[kill - EARLY_KILLS] ?? 0)
      if (kill < EARLY_KILLS) await wait(random() * EARLY_MS)
      else while (running.isRunning() && (await jobsDone(data)) < moment) await wait(20)
      await wait(random() * 100)
      if (running.isRunning()) killed += 1
      // Half of the times its children are left to notice by themselves.
      if (random() < 0.5) await killAll(running)
      else {
        killNow(running.process.pid ?? 0)
        await running.ended
      }
    }
    expect(killed).toBe(KILLS)
    await nianbao('ingest', reports, '--data', data)
    expect(await storedIn(data)).toEqual(undisturbed)
    expect(await queueIn(data)).toMatchObject({ waiting: 0, delayed: 0, active: 0 })
  }, 180_000)

  test('in its children alone goes on, and ends with the very records of an undisturbed one', async () => {
    const random = randomNumbers(7)
    const data = await mkdtemp(join(tmpdir(), 'nianbao-kill-'))
    const running = start('ingest', reports, '--data', data, '--quiet')
    const { pid = 0 } = running.process
    // A document that kills two processes is given up, and should be. Its second try is a process of its own, which ends with
    // it, so only a process that was there while many documents were read is killed.
    const firstSeen = new Map<number, number>()
    let killed = 0
    while (running.isRunning()) {
      const children = await childrenOf(pid)
      const done = await jobsDone(data)
      for (const child of children) if (!firstSeen.has(child)) firstSeen.set(child, done)
      const old = children.filter((child) => done - (firstSeen.get(child) ?? done) > LONG)
      const victim = old[Math.floor(random() * old.length)]
      if (victim !== undefined) {
        killNow(victim)
        killed += 1
      }
      await wait(20 + random() * 80)
    }
    expect(killed).toBeGreaterThan(1)
    expect((await running.ended).status).toBe(2)
    expect(await storedIn(data)).toEqual(undisturbed)
    expect(await orphansOf(pid)).toEqual([])
  }, 120_000)

  test('leaves no half-written file in its data folder', async () => {
    const data = await mkdtemp(join(tmpdir(), 'nianbao-kill-'))
    const running = start('ingest', reports, '--data', data, '--keep-originals')
    while ((await jobsDone(data)) === 0) await wait(20)
    await killAll(running)
    const ended = await nianbao('ingest', reports, '--data', data, '--keep-originals')
    expect(ended.status).toBe(2)
    expect(await storedIn(data)).toEqual(undisturbed)
    const kept = (await readdir(join(data, 'originals'), { recursive: true })).filter((path) => path.length > 2)
    expect(kept.map((path) => path.replace('/', '')).sort()).toEqual([...undisturbed.keys()].sort())
  }, 120_000)
})
