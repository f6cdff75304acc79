import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { Sessions } from './security/sessions.js'
import { startServer, type TestServer } from './testing/server.js'

/** The link that begins a session of a browser. */

// A loaded machine takes its time.
jest.setTimeout(120_000)

const me = { name: 'me', scopes: ['read', 'write'] } as const
const sessions = new Sessions()
let server: TestServer
beforeAll(async () => {
  server = await startServer({}, undefined, sessions)
})
afterAll(() => server.stop())

const open = async (key: string, more: RequestInit = {}): Promise<string | null> => {
  const answer = await fetch(`${server.url}/start/${key}`, { redirect: 'manual', ...more })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  return answer.headers.get('set-cookie')
}

test('is used up by whoever opens it, and not by who only looks what it is', async () => {
  const key = sessions.invite(me)
  expect(await open(key, { method: 'HEAD' })).toBeNull()
  const cookie = (await open(key)) ?? ''
  expect(sessions.holderOf({ cookie: cookie.split(';')[0] })).toEqual(me)
  expect(await open(key)).toBeNull()
})

test('gives a cookie that is never sent without TLS where a proxy speaks it', async () => {
  expect(await open(sessions.invite(me))).toMatch(/; HttpOnly; SameSite=Strict$/)
  const headers = { 'x-forwarded-proto': 'https' }
  expect(await open(sessions.invite(me), { headers })).toMatch(/; HttpOnly; SameSite=Strict; Secure$/)
})
