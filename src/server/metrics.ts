import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Queue } from '../queue/queue.js'
import type { App } from './context.js'

/** Seconds: a list takes hundredths, an export minutes. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 300]
const MS_PER_SECOND = 1_000

/** Counts requests by route, never by path: there are as many paths as documents. */
export function countRequests(app: App, registry: Registry): void {
  const labels = { labelNames: ['method', 'route', 'status'], registers: [registry] }
  const requests = new Counter({ name: 'nianbao_http_requests_total', help: 'Requests answered', ...labels })
  const seconds = new Histogram({
    name: 'nianbao_http_request_seconds',
    help: 'Seconds from a request’s head to the end of its reply',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers: [registry],
  })
  app.addHook('onResponse', async ({ method, routeOptions: { url: route = 'none' } }, reply) => {
    requests.inc({ method, route, status: String(reply.statusCode) })
    seconds.observe({ method, route }, reply.elapsedTime / MS_PER_SECOND)
    await Promise.resolve()
  })
}

/** The depth of a queue that has no gauges of its own. */
export function countJobs(queue: Pick<Queue, 'counts'>, registry: Registry): void {
  new Gauge({
    name: 'nianbao_queue_jobs',
    help: 'Jobs by state; scans that wait count as waiting of their own',
    labelNames: ['queue', 'state'],
    registers: [registry],
    async collect() {
      const { waiting, waitingScans, delayed, active, done, failed } = await queue.counts()
      this.set({ queue: 'scans', state: 'waiting' }, waitingScans)
      const bulk = { waiting: waiting - waitingScans, delayed, active, done, failed }
      for (const [state, count] of Object.entries(bulk)) this.set({ queue: 'bulk', state }, count)
    },
  })
}
