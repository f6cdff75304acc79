import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { sql } from 'kysely'
import { openStore, STORE_FILE } from '../../store/open.js'
import { connect } from '../../store/sqlite/connect.js'
import { FIRST_RETRY_MS } from '../queue.js'
import { describeQueue, type QueueUnderTest } from '../testing/describe-queue.js'
import { failing, job, keyOf, take, takeAll, TRANSIENT } from '../testing/samples.js'

async function make(random: () => number = Math.random): Promise<QueueUnderTest & { readonly folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-queue-'))
  let now = Date.parse('2026-01-02T03:04:05Z')
  const opened = await openStore(folder, { now: () => now, random })
  const lost: (() => Promise<void>)[] = []
  return {
    folder,
    queue: opened.queue,
    firstRetryMs: FIRST_RETRY_MS,
    lose: async () => {
      const other = await openStore(folder, { now: () => now })
      const held = await take(other.queue)
      lost.push(async () => {
        await held.consumer.close(0)
        await other.close()
      })
    },
    pass: (ms) => {
      now += ms
      return Promise.resolve()
    },
    close: async () => {
      for (const end of lost) await end()
      await opened.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

describeQueue('The queue embedded in SQLite', () => make())

describe('the embedded queue', () => {
  test('is the same for all who open the folder, one process after the other or at once', async () => {
    const first = await make()
    const second = await openStore(first.folder)
    await first.queue.enqueue([job('x'), job('y')])
    const held = await take(first.queue)
    expect(await second.queue.counts()).toMatchObject({ waiting: 1, active: 1 })
    await held.end({ end: 'done' })
    expect(await second.queue.counts()).toMatchObject({ waiting: 1, active: 0, done: 1 })
    await second.close()
    await first.close()
  })

  test('has one order for all: scans come after everything else', async () => {
    const made = await make()
    await made.queue.enqueue([
      job('scan', { priority: 'scan' }),
      job('digital'),
      job('now', { priority: 'interactive' }),
    ])
    expect((await takeAll(made.queue)).map(({ source }) => source.name)).toEqual(['now.pdf', 'digital.pdf', 'scan.pdf'])
    await made.close()
  })

  test('scatters the retries of jobs that failed together', async () => {
    let next = 0
    const made = await make(() => [0, 0.5, 0.99][next++] ?? 0)
    await made.queue.enqueue([job('x'), job('y'), job('z')])
    await takeAll(made.queue, failing(TRANSIENT))
    const again: number[] = []
    for (const ms of [1_000, 500, 500]) {
      await made.pass(ms)
      again.push((await takeAll(made.queue)).length)
    }
    expect(again).toEqual([1, 1, 1])
    await made.close()
  })

  test('gives out again what a process of version 0.2.0 had in work, as that wrote it', async () => {
    const made = await make()
    const { sha256 } = keyOf('x')
    const lists = { name: 'x-1.png', path: 'in/x-1.png', files: ['/in/x-1.png', '/in/x-2.png'] }
    const { queueDb, close } = await connect(join(made.folder, STORE_FILE))
    const add = async (version: string, source: object): Promise<unknown> =>
      sql`insert into jobs (sha256, version, options, generation, priority, batch_id, source, state, attempt, stalls,
          enqueued_at, worker, token, lease_until)
        values (${sha256}, ${version}, 'o', 3, 10, 7, ${JSON.stringify(source)}, 'active', 1, 0, 0, 'ingest', 't', 1)
      `.execute(queueDb)
    await add('1', lists)
    await add('2', { ...lists, digests: ['a', 'b'], names: ['x 1', 'x 2'] })
    await close()
    const [plain, upload] = await takeAll(made.queue)
    expect(plain).toMatchObject({ generation: 3, attempt: 1, batch: 7 })
    expect([plain, upload].map((each) => each?.source)).toEqual([
      {
        ...{ name: 'x-1.png', path: 'in/x-1.png' },
        parts: [
          { name: 'x-1.png', file: '/in/x-1.png' },
          { name: 'x-2.png', file: '/in/x-2.png' },
        ],
      },
      {
        ...{ name: 'x-1.png', path: 'in/x-1.png' },
        parts: [
          { name: 'x 1', file: '/in/x-1.png', sha256: 'a' },
          { name: 'x 2', file: '/in/x-2.png', sha256: 'b' },
        ],
      },
    ])
    await made.close()
  })
})
