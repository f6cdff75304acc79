import { bullPriority, PRIORITY_NAMES, type QueueKind } from './names.js'
import type { BullMq, Queues } from './queues.js'

/** One queue at a moment, for gauges and alerts. */
export interface QueueGauge {
  readonly kind: QueueKind
  readonly waiting: number
  readonly delayed: number
  readonly active: number
  readonly done: number
  readonly failed: number
  /** Milliseconds since the oldest job that waits was enqueued; 0 where none waits. */
  readonly oldestMs: number
  readonly paused: boolean
}

/** BullMQ scores jobs of one priority by this times the priority, and up to this more. */
const PRIORITY_SCALE = 0x100000000

export async function gaugesOf(queues: Queues): Promise<readonly QueueGauge[]> {
  return Promise.all(
    queues.both().map(async ([kind, queue]) => {
      const [counts, oldestMs, paused] = await Promise.all([
        queue.getJobCounts('wait', 'prioritized', 'delayed', 'active', 'completed', 'failed'),
        oldestOf(queues, queue),
        queue.isPaused(),
      ])
      return {
        kind,
        waiting: (counts.wait ?? 0) + (counts.prioritized ?? 0),
        ...{ delayed: counts.delayed ?? 0, active: counts.active ?? 0 },
        ...{ done: counts.completed ?? 0, failed: counts.failed ?? 0, oldestMs, paused },
      }
    }),
  )
}

/** The first in turn of each priority is the oldest of it: the oldest of all is among them. */
async function oldestOf({ redis }: Queues, queue: BullMq): Promise<number> {
  const firsts = await Promise.all([
    redis.lrange(queue.toKey('wait'), -1, -1),
    ...PRIORITY_NAMES.map(async (priority) => {
      const from = bullPriority(priority) * PRIORITY_SCALE
      return redis.zrangebyscore(queue.toKey('prioritized'), from, from + PRIORITY_SCALE - 1, 'LIMIT', 0, 1)
    }),
  ])
  const times = await Promise.all(firsts.flat().map(async (id) => redis.hget(queue.toKey(id), 'timestamp')))
  const known = times.filter((time) => time !== null).map(Number)
  return known.length > 0 ? Math.max(0, Date.now() - Math.min(...known)) : 0
}
