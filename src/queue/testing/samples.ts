import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { ExtractionKey, Failure } from '../../model/extraction.js'
import type { Consumer, FailedJob, Job, JobEnd, NewJob, Queue } from '../queue.js'

/** Jobs to fill a queue with in tests, and hands to take them out. */

export const keyOf = (content: string, version = '1.2.0'): ExtractionKey => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  ...{ version, options: '0123456789abcdef' },
})

export const job = (content: string, more: Partial<NewJob> = {}): NewJob => ({
  ...{ key: keyOf(content), priority: 'digital', batch: 1 },
  source: {
    ...{ name: `${content}.pdf`, path: `in/${content}.pdf` },
    parts: [{ name: `${content}.pdf`, file: `/data/in/${content}.pdf` }],
  },
  ...more,
})

export const PERMANENT: Failure = { code: 'encrypted', class: 'permanent', message: 'It has a password.' }
export const TRANSIENT: Failure = { code: 'unreadable-input', class: 'transient', message: 'The disk is busy.' }
export const ENVIRONMENT: Failure = { code: 'office-missing', class: 'environment', message: 'Install LibreOffice.' }

export const DONE: JobEnd = { end: 'done' }
export const failing = (failure: Failure): JobEnd => ({ end: 'failed', failure })

/** A queue gives a job that waits within this time (milliseconds), however busy the machine is. */
const PATIENCE_MS = 20_000
/** A queue that gives nothing for these milliseconds has nothing to give. */
const SILENCE_MS = 400

type Consuming = Pick<Queue, 'consume'>

/** A job in work, which ends when the test says so. */
export interface Held {
  readonly job: Job
  readonly signal: AbortSignal
  readonly consumer: Consumer
  /** Ends it; no other is taken. */
  readonly end: (end: JobEnd) => Promise<void>
}

/** Takes the next job. */
export async function take(queue: Consuming): Promise<Held> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      reject(new Error('a job was expected to wait'))
      void consumer.close(0)
    }, PATIENCE_MS)
    const consumer = queue.consume(
      async (taken, signal) => {
        clearTimeout(late)
        return new Promise<JobEnd>((finish) => {
          // As all handlers do: a job that is to be given back is given back.
          signal.addEventListener('abort', () => {
            finish({ end: 'undone', waitMs: 0 })
          })
          const end = async (how: JobEnd): Promise<void> => {
            const closed = consumer.close(PATIENCE_MS)
            finish(how)
            await closed
          }
          resolve({ job: taken, signal, consumer, end })
        })
      },
      { concurrency: 1, onError: reject },
    )
  })
}

/** Takes the next job and ends it. */
export async function takeAndEnd(queue: Consuming, end: JobEnd = DONE): Promise<Job> {
  const held = await take(queue)
  await held.end(end)
  return held.job
}

/** Takes and ends jobs, one after the other, until none comes for a while. */
export async function takeAll(queue: Consuming, end: JobEnd = DONE): Promise<readonly Job[]> {
  const jobs: Job[] = []
  let last = performance.now()
  const consumer = queue.consume(
    async (taken) => {
      jobs.push(taken)
      last = performance.now()
      return Promise.resolve(end)
    },
    { concurrency: 1, onError: () => undefined },
  )
  while (performance.now() - last < SILENCE_MS) await wait(20)
  await consumer.close(PATIENCE_MS)
  return jobs
}

/** The documents' names in the order in which their jobs were taken. */
export const namesOf = (jobs: readonly Job[]): readonly string[] => jobs.map(({ source }) => source.name)

export async function failedIn(queue: Pick<Queue, 'failed'>): Promise<readonly FailedJob[]> {
  const found: FailedJob[] = []
  for await (const each of queue.failed()) found.push(each)
  return found
}
