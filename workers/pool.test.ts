import { WALL_FACTOR } from './deadline.js'
import { afterEach, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, writeFile, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { DocumentRecord } from '../src/model/record.js'
import { Pool, type Job, type PoolOptions } from './pool.js'

/** The child of these tests does what the document says; see testing/faulty-child.mjs. It needs the build in dist/. */
const ENTRY = new URL('./testing/faulty-child.mjs', import.meta.url)

const pools: Pool[] = []
afterEach(async () => {
  await Promise.all(pools.splice(0).map(async (pool) => pool.close()))
})

function poolOf(options: PoolOptions = {}): Pool {
  const pool = new Pool({ workers: 2, entry: ENTRY, ...options })
  pools.push(pool)
  return pool
}

const order = (text: string, more: Partial<Job> = {}): Job => ({
  name: `${text.split(' ')[0]}.txt`,
  path: `${text.split(' ')[0]}.txt`,
  content: new TextEncoder().encode(text),
  ...more,
})

const codes = (record: DocumentRecord): string[] => record.problems.map(({ code }) => code)
const pidOf = (record: DocumentRecord): number => Number(record.extractor.pdfEngine)
const folder = async (): Promise<string> => mkdtemp(join(tmpdir(), 'nianbao-pool-'))

/** A process that has ended but was not yet waited for (a zombie) is gone, too. */
async function isGone(pid: number): Promise<boolean> {
  try {
    return /^\d+ \(.*\) Z /s.test(await readFile(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return true
  }
}

async function goneWithin(pid: number, ms: number): Promise<boolean> {
  const end = Date.now() + ms
  while (!(await isGone(pid)) && Date.now() < end) await wait(50)
  return isGone(pid)
}

async function pidIn(file: string): Promise<number> {
  while (!existsSync(file) || (await readFile(file, 'utf8')) === '') await wait(20)
  return Number(await readFile(file, 'utf8'))
}

describe('a pool', () => {
  test('gives a record for each document and uses its children again', async () => {
    const pool = poolOf({ workers: 1 })
    const first = await pool.run(order('fine'))
    const second = await pool.run(order('fine too'))
    expect(codes(first)).toEqual(['not-a-report'])
    expect(pidOf(second)).toBe(pidOf(first))
  })

  test('lets the child read a file by its path', async () => {
    const file = join(await folder(), 'report.txt')
    await writeFile(file, 'fine')
    const record = await poolOf().run({ name: 'report.txt', path: 'sub/report.txt', content: { file } })
    expect(record.source).toMatchObject({ name: 'report.txt', path: 'sub/report.txt', bytes: 4 })
  })

  test('tells how far a document is', async () => {
    const stages: string[] = []
    await poolOf().run(order('fine', { onProgress: ({ stage }) => stages.push(stage) }))
    expect(stages).toEqual(['queued', 'started', 'finished'])
  })

  test('a callback that throws rejects its document and harms no other', async () => {
    const pool = poolOf({ workers: 1 })
    const onProgress = (): void => {
      throw new Error('mine')
    }
    await expect(pool.run(order('fine', { onProgress }))).rejects.toThrow('mine')
    expect(codes(await pool.run(order('fine')))).toEqual(['not-a-report'])
  })

  test('works on as many documents at once as it has workers', async () => {
    const pool = poolOf({ workers: 2 })
    const records = await Promise.all([1, 2, 3, 4].map(async () => pool.run(order('wait 100'))))
    expect(new Set(records.map(pidOf)).size).toBe(2)
  })

  test('replaces a child after so many documents', async () => {
    const pool = poolOf({ workers: 1, documentsPerChild: 2 })
    const pids = []
    for (let n = 0; n < 4; n += 1) pids.push(pidOf(await pool.run(order('fine'))))
    expect(pids[0]).toBe(pids[1])
    expect(pids[2]).toBe(pids[3])
    expect(pids[1]).not.toBe(pids[2])
  })

  test('replaces a child that has grown', async () => {
    const pool = poolOf({ workers: 1, recycleMb: 1 })
    expect(pidOf(await pool.run(order('fine')))).not.toBe(pidOf(await pool.run(order('fine'))))
  })
})

describe('one bad document', () => {
  test('in an endless loop is stopped at its deadline, and does not slow the others', async () => {
    const pool = poolOf({ workers: 2 })
    const endless = pool.run(order('loop', { limits: { deadlineMs: 1_500 } }))
    const others = await Promise.all([1, 2, 3].map(async () => pool.run(order('fine'))))
    expect(others.map(codes)).toEqual([['not-a-report'], ['not-a-report'], ['not-a-report']])
    const record = await endless
    expect(record).toMatchObject({ status: 'failed', source: { name: 'loop.txt', bytes: 4, format: 'text' } })
    expect(record.source.sha256).toMatch(/^254637f72efcddb6/) // printf loop | sha256sum
    expect(codes(record)).toEqual(['timeout'])
    expect(record.problems[0]?.message).toContain('1.5 s')
  })

  test('that gets no processor time waits longer, and is tried once more alone', async () => {
    const stages: string[] = []
    const began = performance.now()
    const record = await poolOf({ workers: 1 }).run(
      order('wait 60000', { limits: { deadlineMs: 300 }, onProgress: ({ stage }) => stages.push(stage) }),
    )
    expect(codes(record)).toEqual(['timeout'])
    expect(stages).toEqual(['queued', 'started', 'retried', 'finished'])
    expect(performance.now() - began).toBeGreaterThan(2 * WALL_FACTOR * 300)
  })

  test('that swells is stopped at its memory limit', async () => {
    const record = await poolOf().run(order('hog', { limits: { memoryMb: 400 } }))
    expect(codes(record)).toEqual(['memory-limit'])
  })

  test('that fills the heap of JavaScript is stopped at its memory limit', async () => {
    const record = await poolOf().run(order('heap', { limits: { memoryMb: 200 } }))
    expect(codes(record)).toEqual(['memory-limit'])
  })

  test('that crashes its child is tried once more alone, then failed', async () => {
    const stages: string[] = []
    const pool = poolOf({ workers: 1 })
    const record = await pool.run(order('abort', { onProgress: ({ stage }) => stages.push(stage) }))
    expect(codes(record)).toEqual(['crashed-extractor'])
    expect(stages).toEqual(['queued', 'started', 'retried', 'finished'])
    expect(codes(await pool.run(order('fine')))).toEqual(['not-a-report'])
  })

  test('that crashed only once comes out whole', async () => {
    const marker = join(await folder(), 'marker')
    const record = await poolOf().run(order(`crashUnless ${marker}`))
    expect(codes(record)).toEqual(['not-a-report'])
    expect(pidOf(record)).not.toBe(await pidIn(marker))
  })

  test.each(['exit 3', 'throw wrong', 'garbage'])(
    'whose child ends or answers strangely (%s) is failed',
    async (text) => {
      const record = await poolOf().run(order(text))
      expect(codes(record)).toEqual(['crashed-extractor'])
      expect(record.problems[0]?.message).not.toMatch(/\n|\s+at /)
    },
  )

  test('that is not there is failed, not thrown', async () => {
    const file = join(await folder(), 'nowhere.pdf')
    const record = await poolOf().run({ name: 'nowhere.pdf', path: 'nowhere.pdf', content: { file } })
    expect(codes(record)).toEqual(['unreadable-input'])
    expect(record.problems[0]?.message).toContain('ENOENT')
  })

  test('that is a folder or a device is failed', async () => {
    for (const file of [await folder(), '/dev/zero']) {
      const record = await poolOf().run({ name: 'x', path: 'x', content: { file } })
      expect(codes(record)).toEqual(['unreadable-input'])
    }
  })

  test('that is too large is refused before it is read, and still known by its digest', async () => {
    const file = join(await folder(), 'large.pdf')
    await writeFile(file, Buffer.alloc(3 * 1024 * 1024))
    const limits = { fileMb: 2 }
    const record = await poolOf().run({ name: 'large.pdf', path: 'large.pdf', content: { file }, limits })
    expect(codes(record)).toEqual(['file-too-large'])
    expect(record.source.bytes).toBe(3 * 1024 * 1024)
    expect(record.source.sha256).toMatch(/^bbd05cf6097ac9b1/) // head -c 3145728 /dev/zero | sha256sum
  })
})

describe('what was not read', () => {
  const UNREAD = '0'.repeat(64)

  test('has no fingerprint: a sparse file of 5 GB is refused at once', async () => {
    const file = join(await folder(), 'huge.pdf')
    await writeFile(file, '%PDF-1.7')
    await truncate(file, 5 * 1024 ** 3)
    const started = performance.now()
    const record = await poolOf().run({ name: 'huge.pdf', path: 'huge.pdf', content: { file } })
    expect(performance.now() - started).toBeLessThan(10_000)
    expect(codes(record)).toEqual(['file-too-large'])
    expect(record.source).toMatchObject({ sha256: UNREAD, bytes: 5 * 1024 ** 3 })
  })

  test('has none where it is not there, is a folder, or is one page of a group', async () => {
    const here = await folder()
    const page = { name: '1.png', content: new Uint8Array([1]) }
    const contents = [
      { file: join(here, 'nowhere.pdf') },
      { file: here },
      [page, { name: '2.png', content: { file: here } }],
    ]
    for (const content of contents) {
      const record = await poolOf().run({ name: 'x', path: 'x', content })
      expect([codes(record), record.source.sha256]).toEqual([['unreadable-input'], UNREAD])
    }
  })
})

describe('ending', () => {
  test('an aborted document rejects with the signal’s reason and its child is gone', async () => {
    const pidFile = join(await folder(), 'pid')
    const abort = new AbortController()
    const running = poolOf().run(order(`pid ${pidFile}\nloop`, { signal: abort.signal }))
    const pid = await pidIn(pidFile)
    abort.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    expect(await goneWithin(pid, 2_000)).toBe(true)
  })

  test('a document aborted in the queue never starts, and those behind it go on', async () => {
    const pool = poolOf({ workers: 1 })
    const abort = new AbortController()
    const first = pool.run(order('wait 200'))
    const stages: string[] = []
    const second = pool.run(order('fine', { signal: abort.signal, onProgress: ({ stage }) => stages.push(stage) }))
    const third = pool.run(order('fine'))
    abort.abort()
    await expect(second).rejects.toMatchObject({ name: 'AbortError' })
    expect(stages).toEqual(['queued'])
    expect(codes(await first)).toEqual(codes(await third))
  })

  test('a deadline also ends what the child had started, whatever group it is in', async () => {
    const pidFile = join(await folder(), 'pid')
    await poolOf().run(order(`converter ${pidFile}\nloop`, { limits: { deadlineMs: 1_000 } }))
    expect(await goneWithin(await pidIn(pidFile), 2_000)).toBe(true)
  })

  test('close ends all children, rejects what was in work or waiting, and may be called twice', async () => {
    const pool = poolOf({ workers: 1 })
    const pid = pidOf(await pool.run(order('fine')))
    const running = expect(pool.run(order('loop'))).rejects.toThrow('The extractor is closed.')
    const waiting = expect(pool.run(order('fine'))).rejects.toThrow('The extractor is closed.')
    await pool.close()
    await pool.close()
    await Promise.all([running, waiting])
    expect(await isGone(pid)).toBe(true)
    await expect(pool.run(order('fine'))).rejects.toThrow('The extractor is closed.')
  })

  test('a parent killed outright takes its children along, also one in an endless loop', async () => {
    const pidFile = join(await folder(), 'pid')
    const built = new URL('../dist/workers/pool.js', import.meta.url).href
    const script = `
      const { Pool } = await import(${JSON.stringify(built)})
      const pool = new Pool({ workers: 1, entry: new URL(${JSON.stringify(ENTRY.href)}) })
      const text = ${JSON.stringify(`pid ${pidFile}\nloop`)}
      await pool.run({ name: 'x', path: 'x', content: new TextEncoder().encode(text) })`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
    const pid = await pidIn(pidFile)
    parent.kill('SIGKILL')
    expect(await goneWithin(pid, 5_000)).toBe(true)
  })

  test('a parent that forgets to close ends all the same', async () => {
    const built = new URL('../dist/workers/pool.js', import.meta.url).href
    const script = `
      const { Pool } = await import(${JSON.stringify(built)})
      const pool = new Pool({ workers: 1, entry: new URL(${JSON.stringify(ENTRY.href)}) })
      await pool.run({ name: 'x', path: 'x', content: new Uint8Array(1) })`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' })
    const code = await new Promise((resolve) => parent.once('exit', resolve))
    expect(code).toBe(0)
  })
})
