import { createServer, type Server } from 'node:http'
import type { Registry } from 'prom-client'
import type { Dependency } from './health.js'

/** For whoever looks after a worker: is it alive, can it work, what does it do. */

interface Looked {
  readonly draining: boolean
  readonly active: number
  readonly broken: () => Promise<ReadonlyMap<Dependency, string>>
}

export interface HealthOptions {
  readonly host: string
  /** 0: a free one. */
  readonly port: number
  readonly worker: Looked
  readonly registry: Registry
}

export interface Health {
  readonly port: number
  readonly close: () => Promise<void>
}

/** Requests and their heads are small; who is slower than this (milliseconds) is sent away. */
const REQUEST_MS = 10_000

/**
 * Serves `/healthz` (200 while the process answers at all), `/readyz` (200 while it takes jobs: Redis, PostgreSQL and the
 * storage of originals answer, and there is room; else 503 and why) and `/metrics`.
 * @throws what the system does where the address cannot be had
 */
export async function serveHealth({ host, port, worker, registry }: HealthOptions): Promise<Health> {
  const server = createServer({ requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS }, (request, response) => {
    const path = new URL(request.url ?? '/', 'http://worker').pathname
    answerOf(path, request.method, { worker, registry })
      .then(({ status, type, text }) => {
        response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store' }).end(text)
      })
      .catch(() => {
        response.destroy()
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  server.unref()
  return { port: portOf(server), close: async () => closed(server) }
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

async function answerOf(
  path: string,
  method: string | undefined,
  { worker, registry }: Pick<HealthOptions, 'worker' | 'registry'>,
): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return json(405, { error: 'method-not-allowed' })
  const { draining, active } = worker
  switch (path) {
    case '/healthz':
      return json(200, { status: 'alive', active, draining })
    case '/readyz': {
      if (draining) return json(503, { status: 'draining' })
      const broken = await worker.broken()
      if (broken.size === 0) return json(200, { status: 'ready' })
      return json(503, { status: 'broken', broken: Object.fromEntries(broken) })
    }
    case '/metrics':
      return { status: 200, type: registry.contentType, text: await registry.metrics() }
    default:
      return json(404, { error: 'not-found' })
  }
}

const json = (status: number, body: object): Answer => ({
  ...{ status, type: 'application/json; charset=utf-8' },
  text: `${JSON.stringify(body)}\n`,
})

function portOf(server: Server): number {
  const address = server.address()
  return address !== null && typeof address === 'object' ? address.port : 0
}

async function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}
