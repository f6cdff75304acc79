import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { text } from 'node:stream/consumers'
import { freePort } from '../../../scripts/servers/server.js'
import { openStore } from '../../store/open.js'
import type { Store } from '../../store/store.js'
import { inFolder } from '../../store/testing/folders.js'
import { sampleAttempt, sampleBatch, sampleName, sampleRecord } from '../../store/testing/samples.js'
import { startServer } from '../testing/server.js'
import { isAllowedWebhook, isWebhookBase, type WebhookOptions } from './address.js'
import { deliverDue, type DeliveryPlace } from './deliver.js'

const SECRET = 'a secret of the operator, 32 characters at least'
const SECOND = 1_000
const HOUR = 3_600_000

interface Call {
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Whoever wants to be told. */
let receiver: Server
let base = ''
let answer = 204
const calls: Call[] = []

beforeAll(async () => {
  receiver = createServer((request, response) => {
    void text(request).then((body) => {
      calls.push({ url: request.url ?? '', headers: request.headers, body })
      response.writeHead(answer, answer === 302 ? { location: '/elsewhere' } : {}).end()
    })
  })
  await new Promise<void>((done) => receiver.listen(0, '127.0.0.1', done))
  const address = receiver.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/hooks`
})
afterAll(() => {
  receiver.close()
})
beforeEach(() => {
  calls.length = 0
  answer = 204
})

test.each([
  ['https://a.example/hooks', true],
  ['https://a.example/hooks/b?c=1', true],
  ['https://a.example/hooks/../admin', false],
  ['https://a.example/hooks2', false],
  ['https://a.example:8443/hooks', false],
  ['http://a.example/hooks', false],
  ['https://a.example.evil/hooks', false],
  ['https://user:word@a.example/hooks', false],
  ['https://b.example/hooks', false],
  ['file:///etc/passwd', false],
  ['nonsense', false],
])('%s is allowed: %s', (address, allowed) => {
  expect(isAllowedWebhook(address, { allowed: ['https://a.example/hooks'] })).toBe(allowed)
})

test('an operator can allow addresses of the web alone', () => {
  const addresses = [
    'https://a.example/',
    'http://10.0.0.1:80/x',
    'ftp://a.example/',
    'https://u:p@a/',
    'https://a/?b',
    'a',
  ]
  expect(addresses.map(isWebhookBase)).toEqual([true, true, false, false, false, false])
})

/** A store whose batch has one document that nobody read yet, and a clock that the test sets. */
const withBatch = (
  run: (given: { store: Store; batch: number; look: () => Promise<void>; pass: (ms: number) => void }) => Promise<void>,
): Promise<void> =>
  inFolder(async (folder) => {
    let now = Date.parse('2026-01-01T00:00:00.000Z')
    const { store, close } = await openStore(folder, { now: () => now })
    const batch = await store.beginBatch(sampleBatch)
    await store.putNames(batch, [sampleName('x.pdf', 'x')])
    await store.addWebhook(batch, `${base}/done`)
    const webhooks: WebhookOptions = { allowed: [base], secret: SECRET }
    const log: DeliveryPlace['log'] = { info: () => undefined, warn: () => undefined }
    await run({
      ...{ store, batch },
      look: () => deliverDue({ store, webhooks, log, now: () => now }),
      pass: (ms) => {
        now += ms
      },
    })
    await close()
  })

describe('a webhook', () => {
  test('is called once, signed, when no document of its batch is pending', () =>
    withBatch(async ({ store, batch, look, pass }) => {
      await look()
      expect(calls).toEqual([])
      await store.saveAttempt(sampleAttempt(sampleRecord('x')))
      pass(10 * SECOND)
      await look()
      pass(HOUR)
      await look()
      expect(calls).toHaveLength(1)
      const [{ url, headers, body } = { url: '', headers: {}, body: '' }] = calls
      expect(url).toBe('/hooks/done')
      expect(JSON.parse(body)).toMatchObject({ event: 'batch.done', batch, documents: { total: 1 } })
      const seconds = Date.parse('2026-01-01T00:00:10.000Z') / SECOND
      const hmac = createHmac('sha256', SECRET).update(`${seconds}.${body}`).digest('hex')
      expect(headers['x-nianbao-signature']).toBe(`t=${seconds},v1=${hmac}`)
      expect(await store.webhook(batch)).toMatchObject({ state: 'delivered', tries: 0, nextAt: null })
    }))

  test('that is refused is called again, ever later, and given up in the end', () =>
    withBatch(async ({ store, batch, look, pass }) => {
      answer = 503
      await store.saveAttempt(sampleAttempt(sampleRecord('x')))
      await look()
      expect(await store.webhook(batch)).toMatchObject({ state: 'waiting', tries: 1, reason: 'HTTP 503' })
      pass(29 * SECOND)
      await look()
      expect(calls).toHaveLength(1)
      for (let turn = 0; turn < 20; turn++) {
        pass(HOUR)
        await look()
      }
      expect(calls).toHaveLength(10)
      expect(await store.webhook(batch)).toMatchObject({ state: 'given-up', tries: 10, nextAt: null })
    }))

  test('is not led elsewhere by a redirection', () =>
    withBatch(async ({ store, batch, look }) => {
      answer = 302
      await store.saveAttempt(sampleAttempt(sampleRecord('x')))
      await look()
      expect(calls.map(({ url }) => url)).toEqual(['/hooks/done'])
      expect(await store.webhook(batch)).toMatchObject({ state: 'waiting', reason: 'HTTP 302' })
    }))

  test('of nobody who listens says why', () =>
    withBatch(async ({ store, look, pass }) => {
      const other = await store.beginBatch(sampleBatch)
      await store.addWebhook(other, `http://127.0.0.1:${await freePort()}/hooks`)
      pass(SECOND)
      await look()
      expect(await store.webhook(other)).toMatchObject({ state: 'waiting', tries: 1, reason: 'ECONNREFUSED' })
    }))
})

describe('an upload', () => {
  const uploaded = async (url: string, token: string, webhook: string): Promise<Response> => {
    const body = new FormData()
    body.set('file', new File(['<p>政府信息公开工作年度报告'], 'report.html'))
    const headers = { authorization: `Bearer ${token}` }
    return fetch(`${url}/v1/documents?webhook=${encodeURIComponent(webhook)}`, { method: 'POST', headers, body })
  }

  test('may name an address that the operator allows, and shows how it stands', async () => {
    const server = await startServer({ webhooks: { allowed: [base], secret: SECRET } })
    const taken = await uploaded(server.url, server.writer, `${base}/done`)
    expect(taken.status).toBe(202)
    const headers = { authorization: `Bearer ${server.reader}` }
    const batch = await fetch(new URL(taken.headers.get('location') ?? '', server.url), { headers })
    expect(await batch.json()).toMatchObject({ webhook: { url: `${base}/done`, state: 'waiting', tries: 0 } })
    const refused = await uploaded(server.url, server.writer, 'http://169.254.169.254/latest')
    expect(refused.status).toBe(403)
    expect(await refused.json()).toMatchObject({ error: { code: 'webhook-refused' } })
    await server.stop()
  })

  test('may name none where the operator allows none', async () => {
    const server = await startServer()
    expect((await uploaded(server.url, server.writer, `${base}/done`)).status).toBe(403)
    expect((await server.backend.store.batches(1)).length).toBe(0)
    await server.stop()
  })
})
