import { UnrecoverableError } from 'bullmq'
import { randomUUID } from 'node:crypto'
import { crashed } from '../crashed.js'
import { MOST_STALLS } from '../queue.js'
import type { QueueKind } from './names.js'
import type { Queues } from './queues.js'
import { reasonOf } from './reason.js'

/**
 * Jobs whose worker is lost. BullMQ makes a job wait again when its lock ran out, ahead of all others, and counts how often.
 * The count is looked at by who takes the job next, so that its failure is typed, and stored, like any other.
 */

/** Makes jobs wait again whose lock ran out; those that it befell MOST_STALLS times fail. Gives how many. */
export async function takeBackStalled(queues: Queues, kind: QueueKind): Promise<number> {
  const { backend } = queues.worker(kind)
  const queue = queues.of(kind)
  // BullMQ takes back what it saw without a lock twice: the first call marks, the second takes.
  const stalled: string[] = []
  for (let call = 0; call < 2; call++) {
    await queues.redis.del(queue.toKey('stalled-check'))
    stalled.push(...(await backend.moveStalledJobsToWait()))
  }
  const jobs = await Promise.all(stalled.map(async (id) => queue.getJob(id)))
  const worn = new Set(jobs.filter((job) => job && job.stalledCounter >= MOST_STALLS).map((job) => job?.id ?? ''))
  if (worn.size > 0) await failWorn(queues, kind, worn, stalled.length)
  return stalled.length
}

/** What was just taken back is first in turn: takes so many, fails those that are worn, gives the others back. */
async function failWorn(queues: Queues, kind: QueueKind, worn: ReadonlySet<string>, count: number): Promise<void> {
  const sound: (() => Promise<unknown>)[] = []
  for (let taken = 0; taken < count; taken++) {
    const token = randomUUID()
    const job = await queues.next(kind, token)
    if (!job) break
    if (worn.has(job.id ?? ''))
      await job.moveToFailed(new UnrecoverableError(reasonOf(crashed(job.stalledCounter))), token)
    else sound.push(async () => job.moveToWait(token))
  }
  // The last one first: each goes to the front.
  for (const giveBack of sound.reverse()) await giveBack()
}

/** Makes all jobs wait again that a worker holds, as if never taken. Gives how many. */
export async function takeBackOf(queues: Queues, kind: QueueKind, worker: string): Promise<number> {
  const queue = queues.of(kind)
  const ids = await queues.redis.lrange(queue.toKey('active'), 0, -1)
  if (ids.length === 0) return 0
  const tokens = await queues.redis.mget(ids.map((id) => `${queue.toKey(id)}:lock`))
  let count = 0
  for (const [index, id] of ids.entries()) {
    const token = tokens[index]
    if (!token?.startsWith(`${worker}/`)) continue
    const job = await queue.getJob(id)
    await job?.moveToWait(token)
    count += 1
  }
  return count
}
