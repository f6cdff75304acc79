import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener, type Server as HttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort, type Server } from '../../../scripts/servers/server.js'
import { objectPath, startS3 } from '../../../scripts/servers/s3.js'
import { describeBlobs, sha256Of } from '../testing/describe-blobs.js'
import { parseS3Url, type S3Location } from './location.js'
import { S3Blobs } from './s3.js'

/** A server on a loaded machine takes a while to start. */
const START_MS = 60_000

let server: Server | null = null
let port = 0
let count = 0
const running = (): Server => {
  if (!server) throw new Error('the server runs in tests only')
  return server
}
const locationOf = (url: string): S3Location => {
  const location = parseS3Url(url)
  if (!location) throw new Error(`${url} is no address of a bucket`)
  return location
}
beforeAll(async () => {
  server = await startS3()
  port = await freePort()
}, START_MS)
afterAll(async () => {
  await server?.stop()
})

describeBlobs('S3', () => {
  const prefix = `test-${++count}`
  const blobs = new S3Blobs(locationOf(`${running().url}/${prefix}`))
  const pathOf = (sha256: string): string => objectPath(running(), `${prefix}/${sha256}`)
  return Promise.resolve({
    blobs,
    damage: (sha256) => {
      writeFileSync(pathOf(sha256), readFileSync(pathOf(sha256)).fill(0, 0, 1))
      return Promise.resolve()
    },
    cutShort: (sha256) => {
      truncateSync(pathOf(sha256), 5)
      return Promise.resolve()
    },
    unreachable: () => new S3Blobs(locationOf(`http://KEY:SECRET@127.0.0.1:${port}/nianbao`), { attempts: 2 }),
    close: () => Promise.resolve(),
  })
})

describe('S3', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nianbao-s3-files-'))
  const file = join(folder, 'x')
  writeFileSync(file, 'x')
  afterAll(() => {
    rmSync(folder, { recursive: true })
  })

  test('a key that the server does not know is refused', async () => {
    const blobs = new S3Blobs(locationOf(running().url.replace('//S3RVER:', '//NOBODY:')))
    await expect(blobs.put(sha256Of('x'), file)).rejects.toMatchObject({ code: 'blobs-refused' })
  })

  test('a wrong secret is refused at once, and is in no sentence', async () => {
    let requests = 0
    const { server: strict, url } = await serve((_request, response) => {
      requests += 1
      response.writeHead(403, { 'content-type': 'application/xml' })
      response.end('<Error><Code>SignatureDoesNotMatch</Code><Message>not-the-secret</Message></Error>')
    })
    const blobs = new S3Blobs(locationOf(url.replace(':SECRET@', ':not-the-secret@')))
    const error: unknown = await blobs.open(sha256Of('x')).catch((reason: unknown) => reason)
    strict.close()
    expect(error).toMatchObject({ code: 'blobs-refused' })
    expect(String(error)).not.toContain('not-the-secret')
    expect(requests).toBe(1)
  })

  test('a bucket that is not there is told as such', async () => {
    const blobs = new S3Blobs(locationOf(running().url.replace('/nianbao', '/elsewhere')))
    await expect(blobs.check()).rejects.toMatchObject({ code: 'blobs-refused' })
    await expect(blobs.put(sha256Of('x'), file)).rejects.toMatchObject({ code: 'blobs-refused' })
  })

  test('a server that is restarted meanwhile is waited for, and has kept all', async () => {
    const blobs = new S3Blobs(locationOf(running().url))
    await blobs.put(sha256Of('x'), file)
    const restarted = running().restart()
    await blobs.fetch(sha256Of('x'), join(folder, 'fetched'))
    await restarted
    expect(readFileSync(join(folder, 'fetched'), 'utf8')).toBe('x')
  })

  test('a server that is away for a while is waited for by all requests there are, and by a large file', async () => {
    const blobs = new S3Blobs(locationOf(running().url))
    await blobs.put(sha256Of('x'), file)
    const large = join(folder, 'large')
    const content = 'x'.repeat(9 * 1024 * 1024)
    writeFileSync(large, content)
    await running().kill()
    const asked = Promise.all(Array.from({ length: 100 }, async () => blobs.has(sha256Of('x'))))
    const put = blobs.put(sha256Of(content), large)
    await wait(1_500)
    await running().restart()
    expect(new Set(await asked)).toEqual(new Set([true]))
    expect(await put).toBe(true)
    await blobs.close()
  }, 60_000)

  test('a connection on which nothing moves is given up', async () => {
    // HEAD is never answered, and of what is fetched there is the first byte alone.
    const { server: silent, url } = await serve((request, response) => {
      if (request.method === 'GET') response.writeHead(200, { 'content-length': '2' }).write('x')
    })
    const blobs = new S3Blobs(locationOf(url), { attempts: 1, idleMs: 200 })
    try {
      await expect(blobs.size(sha256Of('x'))).rejects.toMatchObject({ code: 'blobs-unreachable' })
      await expect(blobs.fetch(sha256Of('x'), join(folder, 'half'))).rejects.toMatchObject({
        code: 'blobs-unreachable',
      })
    } finally {
      await blobs.close()
      silent.closeAllConnections()
      silent.close()
    }
  })
})

/** A server that answers as a real one would that is not at hand. */
async function serve(answer: RequestListener): Promise<{ readonly server: HttpServer; readonly url: string }> {
  const server = createServer(answer)
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return { server, url: `http://KEY:SECRET@127.0.0.1:${port}/nianbao` }
}
