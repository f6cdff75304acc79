import { Gauge, type Registry } from 'prom-client'
import type { QueueGauge } from '../../queue/bullmq/gauges.js'

/** A queue that tells its gauges whenever somebody asks. */
export interface GaugedQueue {
  readonly gauges: () => Promise<readonly QueueGauge[]>
}

const STATES = ['waiting', 'delayed', 'active', 'done', 'failed'] as const

const MS_PER_SECOND = 1_000
/** Gauges that are read together (milliseconds) share one answer. */
const TOGETHER_MS = 250

/** Gauges of the queues' depth and age. Where Redis does not answer they are left out, and `nianbao_queue_up` is 0. */
export function queueMetrics(registry: Registry, queue: GaugedQueue): void {
  const ask = shared(async () => queue.gauges().catch(() => null))
  const gauge = (
    name: string,
    help: string,
    labelNames: readonly string[],
    set: (made: Gauge, gauges: readonly QueueGauge[]) => void,
  ): void => {
    new Gauge({
      ...{ name, help, labelNames, registers: [registry] },
      async collect() {
        this.reset()
        set(this, (await ask()) ?? [])
      },
    })
  }
  gauge(
    'nianbao_queue_jobs',
    'Jobs of this version of the extractor, by queue and state; done ones are kept for a day at most',
    ['queue', 'state'],
    (made, gauges) => {
      for (const each of gauges) for (const state of STATES) made.set({ queue: each.kind, state }, each[state])
    },
  )
  gauge(
    'nianbao_queue_oldest_seconds',
    'Age of the oldest job that waits; 0 where none waits',
    ['queue'],
    (made, gauges) => {
      for (const { kind, oldestMs } of gauges) made.set({ queue: kind }, oldestMs / MS_PER_SECOND)
    },
  )
  gauge('nianbao_queue_paused', '1 where the queue gives nothing out', ['queue'], (made, gauges) => {
    for (const { kind, paused } of gauges) made.set({ queue: kind }, paused ? 1 : 0)
  })
  gauge('nianbao_queue_up', '1 where Redis answers', [], (made, gauges) => {
    made.set(gauges.length > 0 ? 1 : 0)
  })
}

function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let asked = -Infinity
  let answer: Promise<T> | null = null
  return () => {
    if (!answer || performance.now() - asked > TOGETHER_MS) {
      asked = performance.now()
      answer = ask()
    }
    return answer
  }
}
