import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { sampleAttempt, sampleRecord } from '../store/testing/samples.js'
import { text } from './testing/documents.js'
import { startServer, type TestServer } from './testing/server.js'

/** The script of docs/, which needs nothing but Python's standard library, against a real server. */

// A loaded machine takes its time.
jest.setTimeout(120_000)

const SCRIPT = resolve(import.meta.dirname, '../../docs/api-client.py')
/** Milliseconds. */
const LOOK_MS = 50

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

interface Ran {
  readonly status: number
  readonly out: string
  readonly err: string
}

const run = (token: string, ...files: readonly string[]): Promise<Ran> =>
  new Promise((done) => {
    const env = { ...process.env, API: server.url, TOKEN: token }
    execFile('python3', [SCRIPT, ...files], { env }, (error, out, err) => {
      done({ status: error === null ? 0 : Number(error.code), out, err })
    })
  })

/** Stands in for a worker: gives the first document that waits a record. */
async function readOne(content: string): Promise<void> {
  const { store } = server.backend
  for (;;) {
    if ((await store.tally()).status.get('pending') === 1) break
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
  await store.saveAttempt(sampleAttempt(sampleRecord(content, { path: 'upload:/甲.txt' })))
}

test('a script in Python sends a report, waits, and prints what came of it', async () => {
  const file = join(server.folder, '甲.txt')
  await writeFile(file, text('甲镇'))
  const [{ status, out, err }] = await Promise.all([run(server.writer, file), readOne(text('甲镇'))])
  expect({ status, err }).toEqual({ status: 0, err: '' })
  expect(out.split('\r\n').slice(0, 2)).toEqual([
    'id,name,status,organ,year,values,doubts,faults',
    expect.stringMatching(/^[0-9a-f]{64},甲\.txt,ok,.+,2023,\d+,0,0$/),
  ])
})

test('it tells a refusal in words', async () => {
  const file = join(server.folder, '乙.txt')
  await writeFile(file, text('乙镇'))
  const { status, err } = await run(server.reader, file)
  expect([status, err]).toEqual([1, expect.stringMatching(/^forbidden: /)])
})
