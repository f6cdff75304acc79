import { randomUUID } from 'node:crypto'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startPostgres } from '../../scripts/servers/postgres.js'
import { startRedis } from '../../scripts/servers/redis.js'
import { connectRedis } from '../../src/queue/bullmq/connection.js'
import { BullQueue } from '../../src/queue/bullmq/queue.js'
import { VERSION } from '../../src/version.js'
import { median } from '../measure.js'
import { documentsPace } from './documents.js'
import { jobsOf, ourPace, plainPace, type Pace } from './queue-path.js'

/**
 * npm run bench:fleet [-- --jobs N --rounds N --documents N]: jobs a second through the queue with an empty extractor, beside
 * plain BullMQ with the same options in the same run (taking turns); Redis' memory for a job; documents a second with 1, 2 and
 * 4 workers. It starts its own servers.
 */

const CONCURRENCY = 8
const WORKERS = [1, 2, 4]
const REPORTS = fileURLToPath(new URL('../../../test/golden/reports/', import.meta.url))

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    documents: { type: 'string', default: '120' },
  },
})
const [jobs, rounds, documents] = [Number(values.jobs), Number(values.rounds), Number(values.documents)]

const redis = await startRedis({ careless: true })
const postgres = await startPostgres({ careless: true })
try {
  console.log(
    `load ${loadavg()
      .map((each) => each.toFixed(1))
      .join(' ')}\n`,
  )
  await paces()
  await memory()
  await documentPaces()
} finally {
  await redis.stop()
  await postgres.stop()
}

async function paces(): Promise<void> {
  const url = redis.url
  const sorts = {
    'plain BullMQ': async (round: string): Promise<Pace> => plainPace(url, jobsOf(jobs, round), CONCURRENCY),
    'our queue': async (round: string): Promise<Pace> => ourPace(url, jobsOf(jobs, round), CONCURRENCY, false),
    'our worker': async (round: string): Promise<Pace> => ourPace(url, jobsOf(jobs, round), CONCURRENCY, true),
  }
  const found = new Map<string, Pace[]>()
  // The first round warms up.
  for (let round = 0; round <= rounds; round++)
    for (const [name, pace] of Object.entries(sorts)) {
      const measured = await pace(randomUUID())
      if (round > 0) found.set(name, [...(found.get(name) ?? []), measured])
    }
  const middle = (name: string, of: (pace: Pace) => number): number => median((found.get(name) ?? []).map(of))
  console.log(`${jobs} jobs, an empty extractor, concurrency ${CONCURRENCY}, the middle of ${rounds} rounds`)
  const columns: readonly (readonly [string, (name: string) => string])[] = [
    ['enqueued/s', (name) => middle(name, ({ enqueued }) => enqueued).toFixed(0)],
    ['CPU ms', (name) => middle(name, ({ enqueueCpuMs }) => enqueueCpuMs).toFixed(3)],
    ['processed/s', (name) => middle(name, ({ processed }) => processed).toFixed(0)],
    ['of plain', (name) => `${(share(name) * 100).toFixed(0)} %`],
    ['CPU ms', (name) => middle(name, ({ processCpuMs }) => processCpuMs).toFixed(3)],
  ]
  const share = (name: string): number =>
    middle(name, ({ processed }) => processed) / middle('plain BullMQ', ({ processed }) => processed)
  console.log(`${''.padEnd(13)}${columns.map(([title]) => title.padStart(13)).join('')}`)
  for (const name of Object.keys(sorts))
    console.log(`${name.padEnd(13)}${columns.map(([, of]) => of(name).padStart(13)).join('')}`)
}

/** Bytes of Redis for a job that waits: 20,000 of them, against none. */
async function memory(): Promise<void> {
  const count = 20_000
  const { redis: asking } = connectRedis(redis.url)
  const used = async (): Promise<number> => Number(/^used_memory:(\d+)/mu.exec(await asking.info('memory'))?.[1])
  await asking.flushall()
  const queue = new BullQueue({ url: redis.url, version: VERSION, prefix: 'memory' })
  await queue.counts()
  const before = await used()
  await queue.enqueue(jobsOf(count, 'memory'))
  const bytes = ((await used()) - before) / count
  console.log(
    `\nRedis: ${bytes.toFixed(0)} bytes a job that waits; 300,000 of them: ${((bytes * 300_000) / 1_048_576).toFixed(0)} MB`,
  )
  await asking.flushall()
  asking.disconnect()
  await queue.close()
}

async function documentPaces(): Promise<void> {
  console.log(`\n${documents} born-digital reports, workers of one reader each`)
  console.log('workers   seconds  documents/s  CPU s a document')
  for (const workers of WORKERS) {
    const { seconds, cpuSeconds } = await documentsPace({ redis, postgres }, REPORTS, documents, workers)
    console.log(
      `${String(workers).padStart(7)}${seconds.toFixed(1).padStart(10)}${(documents / seconds).toFixed(2).padStart(13)}${(
        cpuSeconds / documents
      )
        .toFixed(2)
        .padStart(18)}`,
    )
  }
}
