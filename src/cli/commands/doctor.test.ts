import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LANGUAGES } from '../../model/problem.js'
import { speaker } from '../say.js'
import { fleetFindings } from './doctor-fleet.js'
import { limitsFinding } from './doctor-system.js'

/** The doctor meets what is no Redis, no PostgreSQL and no storage: it says so, and what to do. */

const servers: Server[] = []
const sockets = new Set<Socket>()
let folder: string

async function portOf(greet: (socket: Socket) => unknown): Promise<number> {
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    greet(socket)
  })
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-doctor-'))
})
afterAll(async () => {
  for (const socket of sockets) socket.destroy()
  for (const server of servers) server.close()
  await rm(folder, { recursive: true })
})

const SERVICES: Readonly<Record<string, (socket: Socket) => unknown>> = {
  // As a web server answers what is no request.
  'is no Redis': (socket) => socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n'),
  'the other side closed the connection': (socket) => socket.once('data', () => socket.destroy()),
  'no answer within': () => undefined,
}

test('where other services have the ports each finding says what is wrong and what to do', async () => {
  const looks = Object.entries(SERVICES).map(async ([said, greet]) => {
    const port = await portOf(greet)
    const config = {
      redisUrl: `redis://:s3cret@127.0.0.1:${port}/0`,
      databaseUrl: `postgres://nianbao:s3cret@127.0.0.1:${port}/nianbao`,
      s3Url: pathToFileURL(join(folder, 'nowhere')).href,
    }
    const { findings } = await fleetFindings(speaker('en'), 'en', config)
    expect(findings.map(({ id, state }) => [id, state])).toEqual([
      ['queue', 'missing'],
      ['database', 'missing'],
      ['originals', 'missing'],
    ])
    expect(findings[0]?.found).toContain(said)
    for (const { found, remedy } of findings) {
      expect(remedy).toMatch(/\w{4}/)
      expect(`${found} ${remedy ?? ''}`).not.toMatch(/s3cret|maxRetriesPerRequest|[{}]/)
    }
  })
  await Promise.all(looks)
}, 120_000)

test('where nothing listens, too, in both languages', async () => {
  const config = {
    redisUrl: 'redis://127.0.0.1:1/0',
    databaseUrl: 'postgres://127.0.0.1:1/x',
    s3Url: 'file:///nowhere',
  }
  for (const language of LANGUAGES) {
    const { findings } = await fleetFindings(speaker(language), language, config)
    for (const { remedy } of findings) expect(/\p{sc=Han}/u.test(remedy ?? '')).toBe(language === 'zh')
  }
}, 120_000)

test('where the system tells no processor time, the doctor says what limits go by', async () => {
  for (const language of LANGUAGES) {
    const { state, found, remedy } = await limitsFinding(speaker(language), () => Promise.resolve(null))
    expect(state).toBe('advice')
    expect(found).toContain('/proc')
    expect(remedy).toContain('--timeout')
  }
  expect((await limitsFinding(speaker('en'))).state).toBe('fine')
})
