import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { fingerprint } from '../store/testing/samples.js'
import type { Scope } from '../store/store.js'
import { digestOf, isExpired, newToken } from './security/tokens.js'
import { isOwn, SESSION_COOKIE, Sessions } from './security/sessions.js'
import { ask, codeOf, form } from './testing/ask.js'
import { Line } from './testing/line.js'
import type { Backend } from './backend.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const ID = fingerprint('x')
const READ = [
  ...['/v1/documents', `/v1/documents/${ID}`, `/v1/documents/${ID}/tables`, `/v1/documents/${ID}/checks`],
  ...[`/v1/documents/${ID}/problems`, `/v1/documents/${ID}/original`, '/v1/batches/1', '/v1/export?format=csv'],
  ...['/metrics', '/v1/session', `/v1/documents/${ID}/pages/1/picture`],
]
const WRITE = [
  ...['/v1/documents', `/v1/documents/${ID}/reprocess`, `/v1/documents/${ID}/corrections`],
  `/v1/documents/${ID}/confirmations`,
]

const tokenFor = async (name: string, scopes: readonly Scope[], expiresAt: string | null = null): Promise<string> => {
  const { token, digest } = newToken()
  await server.backend.store.addToken({ name, digest, scopes, expiresAt })
  return token
}
/** A new token counts once the server has looked again. */
const known = async (token: string): Promise<void> => {
  while ((await ask(server, '/v1/documents', { token })).status === 401)
    await new Promise((done) => setTimeout(done, 50))
}

describe('without a valid token', () => {
  test.each([null, '', 'x', `nianbao_${'A'.repeat(43)}`, 'nianbao_\u0000', 'a'.repeat(5_000)])(
    'nobody gets in: %j',
    async (token) => {
      for (const path of READ) {
        const answer = await ask(server, path, {
          token: null,
          headers: token === null ? {} : { authorization: `Bearer ${encodeURI(token)}` },
        })
        expect([path, answer.status, codeOf(answer)]).toEqual([path, 401, 'unauthenticated'])
        expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
      }
      for (const path of WRITE) {
        const answer = await ask(server, path, {
          token,
          method: 'POST',
          json: {},
          headers: { authorization: 'Bearer x' },
        })
        expect([path, answer.status]).toEqual([path, 401])
      }
    },
  )

  test('nor learns which paths there are', async () => {
    for (const path of [
      '/index.html',
      '/v1',
      '/v2/documents',
      '/queues',
      '/.git/config',
      '/v1/documents/',
      '//etc/passwd',
    ]) {
      expect((await ask(server, path, { token: null })).status).toBe(401)
      // Nor by what becomes of a body there.
      for (const type of ['application/json', 'application/x-unknown', 'multipart/form-data']) {
        const headers = { 'content-type': type }
        expect((await ask(server, path, { token: null, body: '{', headers })).status).toBe(401)
      }
    }
  })

  test('in another header, or as another kind', async () => {
    const headers: Record<string, string>[] = [
      { authorization: server.reader },
      { authorization: `Basic ${Buffer.from(`x:${server.reader}`).toString('base64')}` },
      { authorization: `Bearer ${digestOf(server.reader)}` },
      { 'x-api-key': server.reader },
      { cookie: `token=${server.reader}` },
    ]
    for (const each of headers)
      expect((await ask(server, '/v1/documents', { token: null, headers: each })).status).toBe(401)
    expect((await ask(server, `/v1/documents?token=${server.reader}`, { token: null })).status).toBe(401)
  })

  test('only health is told, and no more than that', async () => {
    expect((await ask(server, '/healthz', { token: null })).body).toEqual({ status: 'alive' })
    expect((await ask(server, '/readyz', { token: null })).body).toEqual({ status: 'ready' })
  })
})

describe('health', () => {
  test('is open, and tells no reason of what is broken', async () => {
    const broken = await startServer({}, (backend) => ({
      ...backend,
      queue: Object.assign(Object.create(backend.queue) as Backend['queue'], {
        counts: () => Promise.reject(new Error('connect ECONNREFUSED redis://:s3cret@10.0.0.1:6379')),
      }),
    }))
    const answer = await ask(broken, '/readyz', { token: null })
    expect([answer.status, answer.body]).toEqual([503, { status: 'not-ready' }])
    expect((await ask(broken, '/healthz', { token: null })).body).toEqual({ status: 'alive' })
    await broken.stop()
  })
})

describe('a token', () => {
  test('with the scope read changes nothing', async () => {
    for (const path of WRITE) {
      const body = form({ 'x.txt': 'x' })
      const answer = await ask(server, path, { body })
      expect([path, answer.status, codeOf(answer)]).toEqual([path, 403, 'forbidden'])
    }
  })

  test('with the scope write alone reads nothing', async () => {
    const token = await tokenFor('write only', ['write'])
    while ((await ask(server, '/v1/documents', { token })).status === 401)
      await new Promise((done) => setTimeout(done, 50))
    for (const path of READ) expect((await ask(server, path, { token })).status).toBe(403)
    const sent = await ask(server, '/v1/documents', { token, body: form({ 'x.txt': '年报\n' }) })
    const again = await ask(server, `/v1/documents/${ID}/reprocess`, { token, method: 'POST' })
    expect([sent.status, codeOf(again)]).toEqual([202, 'document-unknown'])
  })

  test('that expired is none', async () => {
    await tokenFor('expired', ['read'], new Date(Date.now() - 1_000).toISOString())
    const token = await tokenFor('expires', ['read'], new Date(Date.now() + 60_000).toISOString())
    await known(token)
    expect(isExpired({ expiresAt: new Date(1_000).toISOString() }, 1_000)).toBe(true)
    expect(isExpired({ expiresAt: null }, Infinity)).toBe(false)
    const { token: late, digest } = newToken()
    await server.backend.store.addToken({
      name: 'late',
      digest,
      scopes: ['read'],
      expiresAt: new Date(0).toISOString(),
    })
    await known(await tokenFor('after', ['read']))
    expect((await ask(server, '/v1/documents', { token: late })).status).toBe(401)
  })

  test('that is revoked is none from then on', async () => {
    const token = await tokenFor('revoked', ['read'])
    await known(token)
    await server.backend.store.revokeToken('revoked')
    while ((await ask(server, '/v1/documents', { token })).status === 200)
      await new Promise((done) => setTimeout(done, 50))
    expect((await ask(server, '/v1/documents', { token })).status).toBe(401)
  })

  test('is kept nowhere: not in the store, not in the log', async () => {
    await ask(server, '/v1/documents', { token: server.writer })
    await ask(server, '/v1/documents?limit=x', {
      token: server.writer,
      headers: { cookie: `${SESSION_COOKIE}=secretvalue` },
    })
    const kept = JSON.stringify(await server.backend.store.tokens()) + server.log.join('')
    for (const secret of [server.reader, server.writer, 'secretvalue']) expect(kept).not.toContain(secret)
    expect(newToken().token).toMatch(/^nianbao_[\w-]{43}$/)
  })
})

describe('a reply', () => {
  test('is neither kept, nor guessed at, nor framed', async () => {
    for (const [path, token] of [
      ['/v1/documents', server.reader],
      ['/healthz', null],
      ['/nowhere', null],
      ['/%zz', null],
    ] as const) {
      const { headers } = await ask(server, path, { token })
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(headers.get('x-frame-options')).toBe('DENY')
      expect(headers.get('access-control-allow-origin')).toBeNull()
      expect(headers.get('x-powered-by')).toBeNull()
    }
  })

  test('bears the id of its request, which stands in the log; one that is given is used if it is harmless', async () => {
    const given = await ask(server, '/v1/documents', { headers: { 'x-request-id': 'from-afar.1' } })
    expect(given.headers.get('x-request-id')).toBe('from-afar.1')
    expect(server.log.some((line) => line.includes('"reqId":"from-afar.1"'))).toBe(true)
    const refused = await ask(server, '/v1/documents', { headers: { 'x-request-id': '"><script>' } })
    expect(refused.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })
})

describe('a session of a browser', () => {
  const cookieOf = (header: string): { readonly cookie: string } => ({ cookie: header.split(';')[0] ?? '' })

  test('stands for a token, for a day of work, or until it is ended', () => {
    let now = 0
    const sessions = new Sessions('', () => now)
    const header = sessions.begin('digest')
    expect(header).toMatch(/HttpOnly; SameSite=Strict$/)
    expect(sessions.holderOf(cookieOf(header))).toBe('digest')
    expect(sessions.holderOf({ cookie: `a=b; ${cookieOf(header).cookie}; c=d` })).toBe('digest')
    const others = ['', `${SESSION_COOKIE}=`, `${SESSION_COOKIE}=${'A'.repeat(43)}`, `x${cookieOf(header).cookie}`]
    for (const cookie of others) expect(sessions.holderOf({ cookie })).toBeNull()
    // A server on another port of this machine has cookies of its own.
    expect(new Sessions('other').holderOf(cookieOf(header))).toBeNull()
    const second = sessions.begin('another')
    expect(sessions.end(cookieOf(second))).toContain('Max-Age=0')
    expect(sessions.holderOf(cookieOf(second))).toBeNull()
    now = 12 * 3_600_000
    expect(sessions.holderOf(cookieOf(header))).toBeNull()
  })

  test('begins by an invitation, once, while it is fresh', () => {
    let now = 0
    const sessions = new Sessions('', () => now)
    const me = { name: 'me', scopes: ['read', 'write'] } as const
    const key = sessions.invite(me)
    const cookie = sessions.accept(key)
    expect(cookie === null ? null : sessions.holderOf(cookieOf(cookie))).toEqual(me)
    expect(sessions.accept(key)).toBeNull()
    expect(sessions.accept('x')).toBeNull()
    const late = sessions.invite(me)
    now = 10 * 60_000
    expect(sessions.accept(late)).toBeNull()
  })

  test('is begun with a token, and allows what the token allows', async () => {
    const origin = server.url
    const login = async (token: string, headers = {}) =>
      ask(server, '/v1/session', { token: null, json: { token }, headers })
    expect((await login('nianbao_x')).status).toBe(401)
    expect((await login(server.writer, { origin: 'https://evil.example' })).status).toBe(401)
    const cookies = new Map<string, string>()
    for (const [name, token] of [
      ['reader', server.reader],
      ['writer', server.writer],
    ] as const) {
      const answer = await login(token, { origin })
      expect(answer.status).toBe(204)
      cookies.set(name, cookieOf(answer.headers.get('set-cookie') ?? '').cookie)
    }
    const as = (name: string, more = {}) => ({ token: null, headers: { cookie: cookies.get(name) ?? '', ...more } })
    const { body } = await ask(server, '/v1/session', as('reader'))
    expect(body).toMatchObject({ name: 'reader', scopes: ['read'], board: false })
    const confirm = `/v1/documents/${ID}/confirmations`
    const change = async (name: string, more: object) =>
      (await ask(server, confirm, { ...as(name, more), json: { codes: ['x'] } })).status
    expect(await change('reader', { origin })).toBe(403)
    // A change needs the page's own origin, too; another page on this machine has the cookie sent along.
    expect(await change('writer', { origin })).toBe(404)
    expect(await change('writer', {})).toBe(401)
    expect(await change('writer', { origin: 'http://127.0.0.1:1' })).toBe(401)
    expect((await ask(server, '/v1/documents', as('reader', { 'sec-fetch-site': 'same-site' }))).status).toBe(401)
    const ended = await ask(server, '/v1/session', { ...as('writer', { origin }), method: 'DELETE' })
    expect(ended.status).toBe(204)
    expect((await ask(server, '/v1/session', as('writer'))).status).toBe(401)
  })

  test('is for this machine alone where the server is', async () => {
    const local = await startServer({ loopbackOnly: true })
    const statusAs = async (host: string): Promise<number> => {
      const line = await Line.to(local.port)
      line.say(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
      await line.until(() => line.status !== null)
      line.cut()
      return line.status ?? 0
    }
    for (const host of [`127.0.0.1:${local.port}`, 'localhost', '[::1]:80']) expect(await statusAs(host)).toBe(200)
    for (const host of ['rebound.example', '127.0.0.1.example', 'localhost.example:80', '10.0.0.1'])
      expect(await statusAs(host)).toBe(421)
    await local.stop()
  })

  test('changes things from pages of this server alone', () => {
    const host = 'nianbao.example'
    expect(isOwn('GET', { host, origin: 'https://evil.example' })).toBe(true)
    expect(isOwn('PUT', { host, origin: 'https://nianbao.example' })).toBe(true)
    expect(isOwn('PUT', { host, origin: 'https://evil.example' })).toBe(false)
    expect(isOwn('PUT', { host, origin: 'null' })).toBe(false)
    expect(isOwn('PUT', { host, 'sec-fetch-site': 'cross-site' })).toBe(false)
    expect(isOwn('PUT', { host, 'sec-fetch-site': 'same-origin' })).toBe(true)
  })
})
