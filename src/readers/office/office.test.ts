import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { DocumentError } from '../../model/problem.js'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { signatureOf } from '../containers/signatures.js'
import { convertToDocx, type ConvertOptions, filtersFor } from './convert.js'
import { findOffice } from './find.js'
import { readOffice } from './index.js'
import { sweep } from './workspace.js'

/** These need LibreOffice's Writer: scripts/system-packages installs it. */

const rtf = (body: string): Uint8Array => Buffer.from(String.raw`{\rtf1\ansi\ansicpg936 ${body}}`, 'latin1')
const options = (more: Partial<ConvertOptions> = {}): ConvertOptions => ({
  limits: DEFAULT_LIMITS,
  signal: null,
  soffice: null,
  ...more,
})
const within = (deadlineMs: number): Partial<ConvertOptions> => ({ limits: { ...DEFAULT_LIMITS, deadlineMs } })

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-office-test-'))
})
afterAll(async () => rm(folder, { recursive: true, force: true }))

/** A program in LibreOffice's place. */
async function program(name: string, script: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `#!/bin/sh\n${script}\n`)
  await chmod(path, 0o755)
  return path
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work
    return null
  } catch (error) {
    return error instanceof DocumentError ? error.problem : error
  }
}

/** A process that nobody has waited for yet (a zombie) is gone, too. */
async function isGone(pid: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => null)
  return stat === null || /^\d+ \(.*\) Z /s.test(stat)
}

async function written(file: string): Promise<string> {
  for (;;) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text.endsWith('\n')) return text.trim()
    await wait(20)
  }
}

/** Starts a descendant, tells both process ids, and spins. */
const SPINNER = 'sleep 600 & echo "$$ $!" > "$(dirname "$0")/pids"; while :; do :; done'

describe('LibreOffice', () => {
  it('is installed here (if not: run scripts/system-packages)', async () => {
    await expect(findOffice(null)).resolves.toMatch(/^\//)
  })

  it('turns an RTF into a table with its spans', async () => {
    const bytes = rtf(String.raw`\trowd\clmgf\cellx2000\clmrg\cellx4000\intbl A\cell\cell\row
\trowd\cellx2000\cellx4000\intbl \'c4\'ea\cell 12\cell\row\pard`)
    const reading = await readOffice({ name: 'a.rtf', path: 'a.rtf', bytes }, 'rtf', options())
    expect(reading).toMatchObject({
      format: 'rtf',
      pages: null,
      blocks: [
        {
          kind: 'table',
          cells: [
            { row: 0, column: 0, columnSpan: 2, text: 'A' },
            { row: 1, column: 0, text: '年' },
            { row: 1, column: 1, text: '12' },
          ],
        },
      ],
    })
  })

  it('reads an RTF behind what a download put ahead of it', async () => {
    const bytes = Buffer.concat([Buffer.from('\ufeff\r\n'), rtf('Hello')])
    const reading = await readOffice({ name: 'a.doc', path: 'a.doc', bytes }, 'rtf', options())
    expect(reading.blocks).toMatchObject([{ text: 'Hello' }])
  })

  it('would print the day of the conversion for a date that is a field: it is left out, and told', async () => {
    const bytes = rtf(
      String.raw`Signed {\field{\*\fldinst DATE \\@ "yyyy"}{\fldrslt 2022}}, {\field{\*\fldinst =1+1}{\fldrslt 17}}`,
    )
    const reading = await readOffice({ name: 'a.rtf', path: 'a.rtf', bytes }, 'rtf', options())
    expect(reading.blocks).toMatchObject([{ text: 'Signed , 17' }])
    expect(reading.problems).toMatchObject([{ code: 'date-not-kept', details: { count: 1 } }])
  })

  it('cannot load a broken file: damaged-file, though it exits with 0, and never its bytes as text', async () => {
    const bytes = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(4096, 'x')])
    expect(await problemOf(convertToDocx(bytes, 'doc', options()))).toMatchObject({
      code: 'damaged-file',
      details: { format: 'Word' },
    })
  })
})

describe('the filter of a .doc', () => {
  it.each([
    ['Word 97', 'doc-2021.doc', '../../../test/golden/reports', ['MS Word 97']],
    ['Word 95', 'poi_word95err.doc', '../../../test/hostile', ['MS WinWord 6.0']],
    ['Word 6, whose head lies scattered', 'poi_Word6.doc', '../../../test/hostile', ['MS Word 97', 'MS WinWord 6.0']],
  ])('of %s', async (_, name, place, filters) => {
    const bytes = await readFile(join(import.meta.dirname, place, name))
    expect(filtersFor(bytes, 'doc')).toEqual(filters)
  })

  it('reads Word 6 all the same', async () => {
    const bytes = await readFile(join(import.meta.dirname, '../../../test/hostile/poi_Word6.doc'))
    const reading = await readOffice({ name: 'a.doc', path: 'a.doc', bytes }, 'doc', options())
    expect(reading.blocks).toMatchObject([{ text: 'The quick brown fox jumps over the lazy dog' }])
  })
})

describe('links of a document', () => {
  const asked: (string | undefined)[] = []
  let server: Server
  let port = 0
  beforeAll(async () => {
    server = createServer(({ url }, response) => {
      asked.push(url)
      response.end('oops')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    port = typeof address === 'object' && address !== null ? address.port : 0
  })
  afterAll(() => {
    server.close()
  })

  it('are not followed from a .doc whose picture lies elsewhere', async () => {
    const bytes = await readFile(new URL('./testing/linked-picture.doc', import.meta.url))
    // It asks port 18099: twice in the file, in one byte a character and in two.
    for (const encoding of ['latin1', 'utf16le'] as const)
      Buffer.from(String(port).padStart(5, '0'), encoding).copy(bytes, bytes.indexOf(Buffer.from('18099', encoding)))
    await convertToDocx(bytes, 'doc', options())
    expect(asked).toEqual([])
  })

  it('are followed neither into the network nor into the file system from an RTF', async () => {
    const secret = join(folder, 'secret.txt')
    await writeFile(secret, 'SECRET')
    const field = (code: string, target: string): string =>
      String.raw`{\field{\*\fldinst ${code} "${target}"}{\fldrslt kept}}`
    const docx = await convertToDocx(
      rtf(
        [
          field('INCLUDEPICTURE', `http://127.0.0.1:${port}/picture.png`),
          field('INCLUDETEXT', `http://127.0.0.1:${port}/text.txt`),
          field('INCLUDETEXT', secret),
          String.raw`{\*\template http://127.0.0.1:${port}/template.dot}`,
        ].join(' '),
      ),
      'rtf',
      options(),
    )
    const reading = await readOffice(
      { name: 'a', path: 'a', bytes: rtf(field('INCLUDETEXT', secret)) },
      'rtf',
      options(),
    )
    expect(signatureOf(docx)).toBe('zip')
    expect(asked).toEqual([])
    expect(JSON.stringify(reading.blocks)).toContain('kept')
    expect(JSON.stringify(reading.blocks)).not.toContain('SECRET')
  })
})

describe('a conversion that does not end', () => {
  it('is ended at the deadline, with its whole process group', async () => {
    const soffice = await program('spinner', SPINNER)
    const started = performance.now()
    expect(await problemOf(convertToDocx(rtf('x'), 'rtf', options({ soffice, ...within(4_000) })))).toMatchObject({
      code: 'timeout',
      details: { seconds: 3.2 },
    })
    expect(performance.now() - started).toBeLessThan(8_000)
    await wait(100)
    const pids = (await written(join(folder, 'pids'))).split(' ').map(Number)
    expect(pids).toHaveLength(2)
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true])
  })

  it('is ended when the signal fires, with the signal’s reason', async () => {
    await rm(join(folder, 'pids'), { force: true })
    const soffice = await program('spinner', SPINNER)
    const abort = new AbortController()
    const running = problemOf(convertToDocx(rtf('x'), 'rtf', options({ soffice, signal: abort.signal })))
    const pids = (await written(join(folder, 'pids'))).split(' ').map(Number)
    abort.abort(new Error('enough'))
    expect(await running).toEqual(new Error('enough'))
    await wait(100)
    expect(await Promise.all(pids.map(isGone))).toEqual([true, true])
  })

  it('leaves nothing behind, even what it writes while it is ended', async () => {
    const soffice = await program('writer', 'pwd > "$(dirname "$0")/place"; while :; do date > "$TMPDIR/$RANDOM"; done')
    await problemOf(convertToDocx(rtf('x'), 'rtf', options({ soffice, ...within(3_000) })))
    const place = await written(join(folder, 'place'))
    expect(place).toContain('nianbao-office-')
    expect(await readdir(place).catch(() => 'gone')).toBe('gone')
  })

  it('is cleared away later, where its process was killed', async () => {
    const parent = await mkdtemp(join(folder, 'sweep-'))
    const mine = `nianbao-office-${process.pid}-a`
    const names = ['nianbao-office-999999999-a', mine, 'nianbao-other']
    for (const name of names) await mkdir(join(parent, name))
    await sweep(parent)
    expect((await readdir(parent)).sort()).toEqual([...names].sort())
    await sweep(parent, Date.now() + 7_200_000)
    expect((await readdir(parent)).sort()).toEqual([mine, 'nianbao-other'].sort())
  })

  it('cannot fill the disk', async () => {
    const soffice = await program(
      'filler',
      'while [ "$1" != --outdir ]; do shift; done; mkdir "$2"; cat /dev/zero > "$2/input.docx"',
    )
    const limits = { ...DEFAULT_LIMITS, unpackedMb: 2 }
    expect(await problemOf(convertToDocx(rtf('x'), 'rtf', options({ soffice, limits })))).toMatchObject({
      code: 'office-broken',
    })
  })
})

describe('where LibreOffice', () => {
  it('is not found: a problem of the environment that says how to install it', async () => {
    const places = { names: ['no-such-office'], paths: ['/nowhere/soffice'] }
    expect(await problemOf(findOffice(null, places))).toMatchObject({
      code: 'office-missing',
      details: { looked: 'no-such-office, /nowhere/soffice' },
    })
  })

  it('is not at the path given, no other is taken', async () => {
    expect(await problemOf(convertToDocx(rtf('x'), 'rtf', options({ soffice: '/nowhere/soffice' })))).toMatchObject({
      code: 'office-missing',
      details: { looked: '/nowhere/soffice' },
    })
  })

  it('converts nothing at all, the document is not blamed', async () => {
    const soffice = await program('broken', 'exit 0')
    expect(await problemOf(convertToDocx(rtf('x'), 'rtf', options({ soffice })))).toMatchObject({
      code: 'office-broken',
      details: { path: soffice },
    })
  })
})
