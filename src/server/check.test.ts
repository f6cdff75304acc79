import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals'
import { readdir, readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { ask, codeOf, form } from './testing/ask.js'
import { startServer, type TestServer } from './testing/server.js'

// A loaded machine takes its time.
jest.setTimeout(120_000)

/** A word that stands in no other file of this machine, in the name and the text of what is sent. */
const SECRET = 'zq8鹤鸣机密7731'
const NAME = `${SECRET}.txt`

const sample = async (name: string): Promise<string> =>
  readFile(new URL(`../../samples/${name}`, import.meta.url), 'utf8')

let server: TestServer
let draft: string
let before: ReadonlySet<string>
const temporaryFiles = async (): Promise<readonly string[]> =>
  (await readdir(tmpdir())).filter((name) => name.startsWith('nianbao'))

beforeAll(async () => {
  before = new Set(await temporaryFiles())
  server = await startServer()
  draft = (await sample('text-2021-cells-ended-by-bars.txt')).replace('六、其他', `${SECRET}\n六、其他`)
})
afterAll(() => server.stop())

const body = (parts: Readonly<Record<string, readonly [name: string, content: string]>>): FormData => {
  const made = new FormData()
  for (const [part, [name, content]] of Object.entries(parts)) made.append(part, new Blob([content]), name)
  return made
}

/** Waits for something that surely comes. */
async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; !(await holds()); tries += 1) {
    if (tries > 2_000) throw new Error(`this never came: ${what}`)
    await setTimeout(10)
  }
}

/** Every file below the server’s folder that holds the secret, in its name or its bytes. */
async function traces(folder = server.folder): Promise<readonly string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.name.includes(SECRET)) found.push(entry.name)
    if (!entry.isFile()) continue
    const bytes = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0))
    if (bytes.includes(SECRET)) found.push(join(entry.parentPath, entry.name))
  }
  return found
}

/** Nothing of a draft is left: neither below the server’s folder, nor in its log, nor in the temporary folder. */
async function expectNoTrace(): Promise<void> {
  expect(await traces()).toEqual([])
  expect(server.log.filter((line) => line.includes(SECRET) || line.includes('鹤鸣'))).toEqual([])
  const uploads = await readdir(join(server.folder, 'uploads'), { recursive: true })
  expect(uploads.filter((name) => name.includes('/'))).toEqual([])
  for (const name of await temporaryFiles()) {
    if (before.has(name) || server.folder.endsWith(name)) continue
    expect(await traces(join(tmpdir(), name)).catch(() => [])).toEqual([])
  }
  const { store, queue } = server.backend
  expect([await store.count(), (await queue.counts()).waiting, await store.batches(9)]).toEqual([0, 0, []])
}

describe('a check of a draft', () => {
  test('tells its problems, with last year’s report, and leaves nothing behind', async () => {
    const lastYear = draft.replaceAll('2021', '2020').replaceAll('2022', '2021')
    const answer = await ask(server, '/v1/check', {
      body: body({ file: [NAME, draft.replace('2022-01-21', '2021-01-21')], lastYear: [NAME, lastYear] }),
      headers: { 'accept-language': 'zh' },
    })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.body).toMatchObject({ name: NAME, lastYear: NAME, lastYearRead: true, year: 2021 })
    const { findings } = answer.body as { findings: readonly { rule: string; severityTitle: string }[] }
    expect(findings.map(({ rule }) => rule)).toContain('signed-early')
    expect(findings[0]?.severityTitle).toBe('必须改')
    await expectNoTrace()
  })

  test.each([
    ['docx', 'PK'],
    ['xlsx', 'PK'],
    ['html', '<!'],
  ])('comes as %s, too', async (format, beginning) => {
    const answer = await ask(server, `/v1/check/list?format=${format}`, { body: body({ file: [NAME, draft] }) })
    expect(answer.status).toBe(200)
    expect(String(answer.body).slice(0, 2)).toBe(beginning)
    expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="nianbao-check.${format}"`)
    await expectNoTrace()
  })

  test('of what cannot be read says so, and leaves nothing behind', async () => {
    const broken = await ask(server, '/v1/check', { body: body({ file: [NAME, `${SECRET} says nothing`] }) })
    expect(broken.body).toMatchObject({ findings: [{ rule: 'unreadable', severity: 'must' }] })
    await expectNoTrace()
  })

  test.each<[name: string, make: () => Promise<Parameters<typeof ask>[2]>, code: string]>([
    ['without a token', async () => Promise.resolve({ body: form({ [NAME]: draft }), token: null }), 'unauthenticated'],
    [
      'of three files',
      async () => Promise.resolve({ body: form({ a: 'a', b: 'b', [NAME]: draft }) }),
      'too-many-files',
    ],
    ['of two reports', async () => Promise.resolve({ body: form({ a: draft, [NAME]: draft }) }), 'invalid-request'],
    ['of a program', async () => Promise.resolve({ body: form({ [NAME]: `\u007fELF${SECRET}` }) }), 'type-refused'],
    ['of too much', async () => Promise.resolve({ body: form({ [NAME]: SECRET.repeat(600_000) }) }), 'too-large'],
    ['of no file', async () => Promise.resolve({ json: { a: SECRET } }), 'no-files'],
  ])('%s is refused, and leaves nothing behind', async (_, make, code) => {
    expect(codeOf(await ask(server, '/v1/check', await make()))).toBe(code)
    await expectNoTrace()
  })

  test('whose sender goes away leaves nothing behind', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const half = `--x\r\ncontent-disposition: form-data; name="file"; filename="${NAME}"\r\n\r\n${SECRET.repeat(50_000)}`
    socket.write(
      `POST /v1/check HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${server.reader}\r\n` +
        `content-type: multipart/form-data; boundary=x\r\ncontent-length: 9000000\r\n\r\n${half}`,
    )
    await until(async () => (await traces()).length > 0, 'the file comes onto the disk')
    socket.destroy()
    await until(async () => (await traces()).length === 0, 'the file is deleted')
    await expectNoTrace()
  })
})

test('a server that is stopped in the middle of a check leaves nothing behind', async () => {
  const other = await startServer()
  const long = `${draft}${SECRET.repeat(200_000)}`
  const asked = ask(other, '/v1/check', { body: body({ file: [NAME, long] }) }).catch(() => null)
  await until(async () => (await traces(other.folder)).length > 0, 'the file comes onto the disk')
  other.app.server.closeAllConnections()
  await other.app.close()
  await asked
  expect(await traces(other.folder)).toEqual([])
  await other.stop()
})
