import { randomUUID } from 'node:crypto'
import type { EnqueueOutcome, NewJob } from '../queue.js'
import { dataOf, JOB_NAME, jobData, optionsOf } from './job-data.js'
import { bullPriority, jobId, kindOfPriority, QUEUE_KINDS, type QueueKind } from './names.js'
import type { BullMq, Queues } from './queues.js'
import { restart } from './restart.js'

/** The number of jobs that are looked up and added together: Redis does nothing else meanwhile. */
const TOGETHER = 500

/** Generations count from here where the queue knows no job: see `generationUnknown`. */
const GENERATIONS_SINCE = Date.parse('2020-01-01T00:00:00Z')

interface Place {
  readonly kind: QueueKind
  readonly state: Exclude<EnqueueOutcome, 'added'>
}

/** Adds jobs once per key; `again`: those that are done or failed begin anew as the next generation. */
export async function enqueue(
  queues: Queues,
  jobs: readonly NewJob[],
  { again, firstRetryMs }: { readonly again: boolean; readonly firstRetryMs: number },
): Promise<readonly EnqueueOutcome[]> {
  const ids = jobs.map(({ key }) => jobId(key))
  const first = new Map<string, NewJob>()
  jobs.forEach((job, index) => {
    const id = ids[index] ?? ''
    if (!first.has(id)) first.set(id, job)
  })
  const outcomes = new Map<string, EnqueueOutcome>()
  const distinct = [...first.values()]
  for (let from = 0; from < distinct.length; from += TOGETHER) {
    const together = distinct.slice(from, from + TOGETHER)
    for (const version of new Set(together.map(({ key }) => key.version))) {
      await queues.register(version)
      const some = together.filter(({ key }) => key.version === version)
      const found = await enqueueSome(queues, version, some, { again, firstRetryMs })
      some.forEach((job, index) => outcomes.set(jobId(job.key), found[index] ?? 'waiting'))
    }
  }
  const told = new Set<string>()
  return ids.map((id) => {
    const outcome = told.has(id) ? 'waiting' : (outcomes.get(id) ?? 'waiting')
    told.add(id)
    return outcome
  })
}

async function enqueueSome(
  queues: Queues,
  version: string,
  jobs: readonly NewJob[],
  { again, firstRetryMs }: { readonly again: boolean; readonly firstRetryMs: number },
): Promise<readonly EnqueueOutcome[]> {
  const places = await placesOf(queues, version, jobs)
  const absent = jobs.filter((_, index) => places[index] === null)
  const added = await add(queues, version, absent, { generation: again ? generationUnknown() : 1, firstRetryMs })
  return Promise.all(
    jobs.map(async (job, index) => {
      const place = places[index]
      if (!place) return added.get(jobId(job.key)) ?? 'waiting'
      if (!again || place.state === 'waiting' || place.state === 'active') return place.state
      return begunAnew(queues, job, place, firstRetryMs)
    }),
  )
}

/** Makes a job that is done or failed wait again; in the other queue, where its priority is of the other sort now. */
async function begunAnew(
  queues: Queues,
  job: NewJob,
  { kind, state }: Place,
  firstRetryMs: number,
): Promise<EnqueueOutcome> {
  const { version } = job.key
  const queue = queues.of(kind, version)
  const old = await queue.getJob(jobId(job.key))
  const before = old && jobData.safeParse(old.data).data
  const generation = before ? before.generation + 1 : generationUnknown()
  const target = kindOfPriority(job.priority)
  if (!old || target !== kind) {
    // The new one first: a kill in between leaves a job that is done beside it, not none.
    const outcome = (await add(queues, version, [job], { generation, firstRetryMs })).get(jobId(job.key))
    if (old) await queue.remove(jobId(job.key))
    return outcome ?? 'waiting'
  }
  const data = dataOf(job, generation, randomUUID())
  const done = state === 'done' ? 'completed' : 'failed'
  return (await restart(queues, queue, old, { data, state: done, priority: bullPriority(job.priority) }))
    ? 'added'
    : 'waiting'
}

/** Adds a job that was not there a moment ago; of several callers at the same time, one learns that it added the job. */
async function add(
  queues: Queues,
  version: string,
  jobs: readonly NewJob[],
  { generation, firstRetryMs }: { readonly generation: number; readonly firstRetryMs: number },
): Promise<ReadonlyMap<string, EnqueueOutcome>> {
  const outcomes = new Map<string, EnqueueOutcome>()
  const call = randomUUID()
  for (const kind of QUEUE_KINDS) {
    const some = jobs.filter(({ priority }) => kindOfPriority(priority) === kind)
    if (some.length === 0) continue
    const queue = queues.of(kind, version)
    await queue.addBulk(
      some.map((job) => ({
        name: JOB_NAME,
        data: dataOf(job, generation, call),
        opts: optionsOf(job, firstRetryMs),
      })),
    )
    // BullMQ leaves a job that is there as it is and does not tell: whose call stands in it does.
    const pipeline = queues.redis.pipeline()
    for (const { key } of some) pipeline.hget(queue.toKey(jobId(key)), 'data')
    const stored = (await pipeline.exec()) ?? []
    some.forEach(({ key }, index) => {
      const [error, data] = stored[index] ?? [null, null]
      if (error) throw error
      outcomes.set(jobId(key), isOfCall(data, call) ? 'added' : 'waiting')
    })
  }
  return outcomes
}

/** A fresh UUID stands nowhere else in it. */
const isOfCall = (data: unknown, call: string): boolean => typeof data === 'string' && data.includes(call)

/** Where each job is and how it stands there; null of those that are not there. */
async function placesOf(queues: Queues, version: string, jobs: readonly NewJob[]): Promise<readonly (Place | null)[]> {
  const both = queues.both(version)
  const pipeline = queues.redis.pipeline()
  for (const { key } of jobs) for (const [, queue] of both) pipeline.hexists(queue.toKey(jobId(key)), 'data')
  for (const { key } of jobs) pipeline.exists(...both.map(([, queue]) => queue.toKey(jobId(key))))
  const there = (await pipeline.exec()) ?? []
  const counted = (at: number): number => {
    const [error, count] = there[at] ?? [null, 0]
    if (error) throw error
    return Number(count)
  }
  return Promise.all(
    jobs.map(async ({ key }, index) => {
      if (counted(jobs.length * both.length + index) === 0) return null
      const places = await Promise.all(
        both.map(async ([kind, queue], place): Promise<Place | null> => {
          const state = outcomeOf(await queue.getJobState(jobId(key)))
          if (state && counted(index * both.length + place) > 0) return { kind, state }
          await forget(queues, queue, jobId(key))
          return null
        }),
      )
      // Where it stands in both (a kill while it changed over), the one that is still to be done counts.
      const open = places.find((place) => place?.state === 'waiting' || place?.state === 'active')
      return open ?? places.find((place) => place !== null) ?? null
    }),
  )
}

/** Takes away what is left of a job that Redis dropped a part of: what it was, or where it stood. It may not be added else. */
async function forget({ redis }: Pick<Queues, 'redis'>, queue: BullMq, id: string): Promise<void> {
  // A job that a worker holds stays whole.
  if ((await redis.exists(`${queue.toKey(id)}:lock`)) > 0) return
  await queue.remove(id)
  await redis.del(queue.toKey(id))
}

const STATES: Readonly<Record<string, Place['state']>> = {
  completed: 'done',
  failed: 'failed',
  active: 'active',
  waiting: 'waiting',
  prioritized: 'waiting',
  delayed: 'waiting',
}

const outcomeOf = (state: string): Place['state'] | null => STATES[state] ?? null

/**
 * The generation of a job that the queue no longer knows though it may have been done: greater than all before. Jobs that are
 * done are forgotten after a while, the store's attempts are not, and what has an attempt's generation is not saved again.
 */
const generationUnknown = (): number => Math.floor((Date.now() - GENERATIONS_SINCE) / 1_000)
