import { afterAll, describe, expect, test } from '@jest/globals'
import { createHash } from 'node:crypto'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pathToFileURL } from 'node:url'
import { createExtractor, extract, type DocumentRecord, type ExtractOptions, type Input } from './index.js'

/** The library's face. Its children run the build in dist/. What it reads here is no report: that is told, not thrown. */

const TEXT = 'Only words, and no report.'
const BYTES = new TextEncoder().encode(TEXT)
const extractor = createExtractor({ workers: 1 })
afterAll(async () => extractor.close())

async function fileOf(text: string): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'nianbao-index-')), '年报.txt')
  await writeFile(file, text)
  return file
}

const codes = (record: DocumentRecord): string[] => record.problems.map(({ code }) => code)

describe('extract takes', () => {
  const web = (): Input => new Blob([BYTES]).stream()
  test.each<[string, () => Input | Promise<Input>, string]>([
    ['a path', async () => fileOf(TEXT), '年报.txt'],
    ['a file: URL', async () => pathToFileURL(await fileOf(TEXT)), '年报.txt'],
    ['a Buffer', () => Buffer.from(TEXT), 'document'],
    ['a Uint8Array', () => BYTES, 'document'],
    ['a Node stream', () => Readable.from([BYTES.subarray(0, 9), BYTES.subarray(9)]), 'document'],
    ['a web stream', web, 'document'],
  ])('%s', async (_, make, name) => {
    const record = await extractor.extract(await make())
    expect(record).toMatchObject({ status: 'failed', source: { name, path: name, bytes: 26, format: 'text' } })
    expect(codes(record)).toEqual(['not-a-report'])
    expect(record.source.sha256).toMatch(/^03c3d337/) // printf … | sha256sum
  })

  test('a name, a path and a language for the record', async () => {
    const record = await extractor.extract(BYTES, { name: 'r.txt', path: '2021/r.txt', language: 'zh' })
    expect(record.source).toMatchObject({ name: 'r.txt', path: '2021/r.txt' })
    expect(record.problems[0]?.message).toContain('政府信息公开')
  })
})

describe('several pictures are one document', () => {
  const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex')
  const pictures = [0, 1, 2].map((page) => Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.from([page])]))
  const digests = pictures.map(sha256)
  const whole = { sha256: sha256(digests.join('\n')), bytes: 27, format: 'image' }

  test('as paths: known by all of them in page order, called by the first', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nianbao-index-'))
    const files = pictures.map((_, page) => join(folder, `年报-${page + 1}.png`))
    for (const [page, file] of files.entries()) await writeFile(file, pictures[page] ?? '')
    const record = await extractor.extract(files)
    const parts = digests.map((sha256, page) => ({ name: `年报-${page + 1}.png`, sha256 }))
    expect(record.source).toMatchObject({ ...whole, name: '年报-1.png', path: '年报-1.png', parts })
  })

  test('as bytes and streams, also among other inputs', async () => {
    const records: DocumentRecord[] = []
    const [first = BYTES, second = BYTES, third = BYTES] = pictures
    const inputs: Input[] = [BYTES, [first, Readable.from([second]), third]]
    for await (const record of extractor.extractAll(inputs)) records.push(record)
    expect(records[0]?.source.parts).toBeUndefined()
    expect(records[1]?.source).toMatchObject(whole)
    expect(records[1]?.source.parts?.map(({ sha256: digest }) => digest)).toEqual(digests)
  })

  test('of which one is no picture, or is not there, are a failed record', async () => {
    const [first = BYTES] = pictures
    expect(codes(await extractor.extract([first, BYTES]))).toEqual(['group-mixed-files'])
    expect(codes(await extractor.extract([first, '/nowhere/2.png']))).toEqual(['unreadable-input'])
  })

  test('may together be no larger than one file', async () => {
    const large = Buffer.concat([...pictures.slice(0, 1), Buffer.alloc(600_000)])
    const record = await extractor.extract([large, large], { limits: { fileMb: 1 } })
    expect(codes(record)).toEqual(['file-too-large'])
    expect(record.source.parts).toHaveLength(2)
  })
})

describe('a bad document gives a failed record', () => {
  test('from a path where nothing is', async () => {
    expect(codes(await extractor.extract('/nowhere/report.pdf'))).toEqual(['unreadable-input'])
  })

  test('from a stream that breaks off', async () => {
    const broken = async function* (): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(BYTES)
      throw new TypeError('connection lost') // as fetch does
    }
    const record = await extractor.extract(broken())
    expect(codes(record)).toEqual(['unreadable-input'])
    expect(record.problems[0]?.message).toContain('connection lost')
  })

  test('from an endless stream', async () => {
    let given = 0
    const endless = function* (): Generator<Uint8Array> {
      for (;;) yield new Uint8Array((given += 100_000) && 100_000)
    }
    const record = await extractor.extract(Readable.from(endless()), { limits: { fileMb: 1 } })
    expect(codes(record)).toEqual(['file-too-large'])
    expect(given).toBeLessThan(5_000_000)
  })
})

describe('misuse throws a TypeError that names the place', () => {
  test.each<[unknown, unknown, string]>([
    [42, {}, 'input must be a path, a file: URL, a Buffer or Uint8Array, or a stream of these; got number'],
    [null, {}, 'input must be a path, a file: URL, a Buffer or Uint8Array, or a stream of these; got null'],
    ['', {}, 'input must be a path, a file: URL, a Buffer or Uint8Array, or a stream of these; got an empty string'],
    [new URL('https://example.org/'), {}, 'got https:'],
    [[], {}, 'input must not be an empty array'],
    [[BYTES, 42], {}, 'got number'],
    [BYTES, { soffice: '' }, 'options.soffice: Too small'],
    [BYTES, { limits: { deadlineMs: -1 } }, 'options.limits.deadlineMs: Too small: expected number to be >0'],
    [BYTES, { limit: {} }, 'options: Unrecognized key: "limit"'],
    [BYTES, { signal: true }, 'options.signal: expected an AbortSignal'],
    [BYTES, { onProgress: 1 }, 'options.onProgress: expected a function'],
    [BYTES, { language: 'fr' }, 'options.language: Invalid option: expected one of "zh"|"en"'],
    [Readable.from(['text']), {}, 'a stream must give bytes; got string'],
  ])('%p, %p', async (input, options, message) => {
    const misused = async (): Promise<DocumentRecord> => extractor.extract(input as Input, options as ExtractOptions)
    await expect(misused()).rejects.toMatchObject({ name: 'TypeError', message: expect.stringContaining(message) })
  })

  test('also where an extractor is made', () => {
    expect(() => createExtractor({ workers: 0 })).toThrow(
      new TypeError('options.workers: Too small: expected number to be >0'),
    )
  })
})

describe('ending', () => {
  test('an abort rejects with the signal’s reason, before, while and between', async () => {
    await expect(extract(BYTES, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' })
    const abort = new AbortController()
    const silent = new ReadableStream<Uint8Array>({ start: () => undefined })
    const waiting = extract(silent, { signal: abort.signal })
    abort.abort(new Error('enough'))
    await expect(waiting).rejects.toThrow('enough')
  })

  test('a closed extractor rejects', async () => {
    const closed = createExtractor({ workers: 1 })
    await closed.close()
    await expect(closed.extract(BYTES)).rejects.toThrow('The extractor is closed.')
  })

  test('an extractor closes itself at the end of its block', async () => {
    let left
    {
      await using inBlock = createExtractor({ workers: 1 })
      left = inBlock
    }
    await expect(left.extract(BYTES)).rejects.toThrow('The extractor is closed.')
  })
})

describe('extractAll', () => {
  test('gives the records in the order of the inputs, each with options of its own', async () => {
    const names: string[] = []
    const inputs = [await fileOf(TEXT), { input: BYTES, name: 'b.txt' }, { input: '/nowhere/c.pdf' }, BYTES]
    for await (const record of extractor.extractAll(inputs)) names.push(`${record.source.name} ${codes(record).join()}`)
    expect(names).toEqual([
      '年报.txt not-a-report',
      'b.txt not-a-report',
      'c.pdf unreadable-input',
      'document not-a-report',
    ])
  })

  test('may be left at any time', async () => {
    const endless = function* (): Generator<Input> {
      for (;;) yield BYTES
    }
    let count = 0
    for await (const record of extractor.extractAll(endless())) if ((count += codes(record).length) === 3) break
    expect(count).toBe(3)
  })

  test('throws the signal’s reason once it is aborted', async () => {
    const abort = new AbortController()
    const records = extractor.extractAll([BYTES, BYTES, BYTES], { signal: abort.signal })
    await records.next()
    abort.abort(new Error('enough'))
    await expect(records.next()).rejects.toThrow('enough')
  })
})
