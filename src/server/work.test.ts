import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { z } from 'zod'
import { failedSample, sampleAttempt } from '../store/testing/samples.js'
import { VERSION } from '../version.js'
import { ask, codeOf, upload } from './testing/ask.js'
import { text } from './testing/contents.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

const FOUND = {
  ...{ version: VERSION, healthy: false },
  checks: [{ id: 'node', state: 'missing' as const, found: 'Node.js 18', remedy: 'Install it.' }],
}

let server: TestServer
let examined = 0
beforeAll(async () => {
  server = await startServer({
    examine: async () => {
      examined += 1
      // Long enough that the second one who asks comes meanwhile, or while it is kept.
      await new Promise((resolve) => setTimeout(resolve, 500))
      return FOUND
    },
  })
  const { store, queue } = server.backend
  for (const [town, code] of [
    ['甲', 'encrypted'],
    ['乙', 'encrypted'],
    ['丙', 'office-missing'],
  ] as const) {
    await upload(server, { [`${town}.txt`]: text(town) })
    await store.saveAttempt(sampleAttempt({ ...failedSample(text(town), code), extractor: { ...ENGINE } }))
  }
  // Their jobs are done.
  const reader = queue.consume(() => Promise.resolve({ end: 'done' }), { concurrency: 4, onError: () => undefined })
  while ((await queue.counts()).done < 3) await new Promise((resolve) => setTimeout(resolve, 20))
  await reader.close(1_000)
})
const ENGINE = { version: '0.1.0', options: '0123456789abcdef', pdfEngine: null, recogniser: null, elapsedMs: 1 }
afterAll(() => server.stop())

const POST = { method: 'POST' } as const

describe('failures', () => {
  test('are told by reason, with what to do', async () => {
    const { body } = await ask(server, '/v1/failures')
    expect(body).toMatchObject({
      documents: 3,
      reasons: [
        { code: 'encrypted', documents: 2, class: 'permanent', examples: [{}, {}] },
        { code: 'office-missing', documents: 1, class: 'environment' },
      ],
    })
    const { reasons } = z
      .object({ reasons: z.array(z.object({ title: z.string(), message: z.string() })) })
      .parse((await ask(server, '/v1/failures', { headers: { 'accept-language': 'zh' } })).body)
    for (const { title } of reasons) expect(title).toMatch(/\p{sc=Han}/u)
  })
})

describe('reading again', () => {
  test('is for those who may write, and of something', async () => {
    expect(codeOf(await ask(server, '/v1/reprocess?code=encrypted', POST))).toBe('forbidden')
    const asked = { ...POST, token: server.writer }
    expect(codeOf(await ask(server, '/v1/reprocess', asked))).toBe('selection-empty')
    expect(codeOf(await ask(server, '/v1/reprocess?colour=red', asked))).toBe('invalid-request')
  })

  test('tells first how many it would be, and changes nothing', async () => {
    const asked = { ...POST, token: server.writer }
    const before = (await ask(server, '/v1/queue')).body
    const { status, body } = await ask(server, '/v1/reprocess?code=encrypted&dryRun=true', asked)
    expect([status, body]).toEqual([200, { documents: 2, batch: null, links: null }])
    expect((await ask(server, '/v1/queue')).body).toEqual(before)
    expect(before).toMatchObject({ waiting: 0, paused: false, version: VERSION })
    expect(codeOf(await ask(server, '/v1/reprocess?code=encrypted&expected=3', asked))).toBe('selection-changed')
    expect((await ask(server, '/v1/reprocess?code=form-unknown', asked)).body).toMatchObject({
      documents: 0,
      batch: null,
    })
  })

  test('makes them wait again, in a batch of its own', async () => {
    const asked = { ...POST, token: server.writer }
    const answer = await ask(server, '/v1/reprocess?code=encrypted&expected=2', asked)
    expect(answer.status).toBe(202)
    const { batch } = z.object({ batch: z.number() }).parse(answer.body)
    expect(answer.headers.get('location')).toBe(`/v1/batches/${batch}`)
    const stands = async () =>
      z
        .object({ state: z.string(), kind: z.string(), arguments: z.array(z.string()), counts: z.looseObject({}) })
        .parse((await ask(server, `/v1/batches/${batch}`)).body)
    while ((await stands()).state === 'running') await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await stands()).toEqual({
      ...{ kind: 'reprocess', state: 'done', arguments: ['code=encrypted'] },
      counts: { selected: 2, unreadable: 0, handedOver: 2 },
    })
    expect((await ask(server, '/v1/queue')).body).toMatchObject({ waiting: 2 })
  })
})

describe('the doctor', () => {
  test('is asked once for many, by those who may write', async () => {
    expect(codeOf(await ask(server, '/v1/doctor'))).toBe('forbidden')
    const asked = { token: server.writer }
    const [one] = await Promise.all([ask(server, '/v1/doctor', asked), ask(server, '/v1/doctor', asked)])
    expect(one.body).toMatchObject(FOUND)
    expect(examined).toBe(1)
  })

  test('that cannot be asked is said so', async () => {
    const other = await startServer({ examine: () => Promise.reject(new Error('away')) })
    try {
      expect(codeOf(await ask(other, '/v1/doctor', { token: other.writer }))).toBe('not-examined')
    } finally {
      await other.stop()
    }
  })
})
