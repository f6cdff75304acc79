import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { documentRecord } from '../src/model/record.js'
import { VERSION } from '../src/version.js'
import { differences, readTruth } from './support/truth.js'

/** The package as others have it: packed, installed into an empty strict project, used from both kinds of modules. */

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = resolve(HERE, '..')
const REPORT = join(HERE, 'golden/reports/html-2021.html')
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** Installing unpacks some hundred megabytes of engines and models. */
const INSTALL_LIMIT_MS = 900_000

/** WebAssembly reads a page in some seconds. */
const SCAN_LIMIT_MS = 300_000

const run = promisify(execFile)

/** Everything strict, and declarations are checked, too: ours must stand on their own, without types of Node's. */
const TSCONFIG = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    strict: true,
    noUncheckedIndexedAccess: true,
    exactOptionalPropertyTypes: true,
    verbatimModuleSyntax: true,
    skipLibCheck: false,
    types: [],
    outDir: 'out',
  },
}

/** What the consumer found out is the only thing it writes, as its last act; nianbao itself must write nothing. */
const ESM = `
import { createExtractor, extract, type DocumentRecord, type Extractor, type ValueRecord } from 'nianbao'

declare const process: { argv: string[]; stdout: { write(text: string): void } }
const report = process.argv[2] ?? ''
const found: Record<string, unknown> = {}

const record: DocumentRecord = await extract(report)
const first: ValueRecord | undefined = record.records[0]
found.organ = record.report?.organ
found.code = first?.code

const extractor: Extractor = createExtractor({ workers: 1, limits: { deadlineMs: 60_000 }, language: 'zh' })
const abort = new AbortController()
const aborted = extractor.extract(report, { signal: abort.signal, onProgress: () => { abort.abort(new Error('enough')) } })
found.aborted = await aborted.then(() => 'no', (error: unknown) => String(error))

const stream = async function* (): AsyncGenerator<Uint8Array> { yield new TextEncoder().encode('no report at all, only words') }
const codes: (string | undefined)[] = []
for await (const each of extractor.extractAll([report, { input: stream(), name: 'words.txt' }, '/nowhere.pdf']))
  codes.push(each.status === 'failed' ? each.problems[0]?.code : each.report?.form ?? undefined)
found.codes = codes
await extractor.close()

// @ts-expect-error a number is no document
found.misuse = await extract(42).then(() => 'no', (error: unknown) => String(error))
process.stdout.write(JSON.stringify(found))
`

const CJS = `
import nianbao = require('nianbao')

declare const process: { argv: string[]; stdout: { write(text: string): void } }
nianbao.extract(process.argv[2] ?? '').then(
  (record) => { process.stdout.write(JSON.stringify({ organ: record.report?.organ })) },
  (error: unknown) => { process.stdout.write(String(error)) },
)
`

describe('the package in an empty strict project', () => {
  let project: string
  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'nianbao-package-'))
    await run('npm', ['pack', '--ignore-scripts', '--pack-destination', project], { cwd: ROOT })
    const tarball = (await readdir(project)).find((name) => name.endsWith('.tgz')) ?? ''
    await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG))
    await writeFile(join(project, 'esm.ts'), ESM)
    await writeFile(join(project, 'required.cts'), CJS)
    await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', `./${tarball}`], { cwd: project })
  }, INSTALL_LIMIT_MS)
  afterAll(async () => rm(project, { recursive: true, force: true }))

  test('compiles against its types', async () => {
    await expect(run(process.execPath, [TSC, '-p', project])).resolves.toMatchObject({ stdout: '' })
  }, 120_000)

  /** Runs to its own end: whatever kept the process alive would run into the test's time limit. */
  async function consume(script: string): Promise<unknown> {
    const child = spawn(process.execPath, [join(project, 'out', script), REPORT], { cwd: project })
    let out = ''
    let err = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    const status = await new Promise<number | null>((done) => child.once('close', done))
    expect({ status, err }).toEqual({ status: 0, err: '' })
    return JSON.parse(out)
  }

  test('extracts from an ES module, aborts, refuses misuse, prints nothing, and lets the process end', async () => {
    expect(await consume('esm.js')).toEqual({
      organ: '临江镇人民政府',
      code: 'p_rules_issued',
      aborted: 'Error: enough',
      codes: ['2021', 'not-a-report', 'unreadable-input'],
      misuse: 'TypeError: input must be a path, a file: URL, a Buffer or Uint8Array, or a stream of these; got number',
    })
  })

  test('extracts from require', async () => {
    expect(await consume('required.cjs')).toEqual({ organ: '临江镇人民政府' })
  })

  test(
    'reads a scan with what it installed, whichever runtime that brought',
    async () => {
      const { stdout } = await run(
        join(project, 'node_modules/.bin/nianbao'),
        ['extract', '--json', '--quiet', '--timeout', '600', join(HERE, 'golden-scans/jpg-2021-*.jpg')],
        { cwd: project, maxBuffer: 1 << 26 },
      )
      const record = documentRecord.parse(JSON.parse(stdout))
      expect(record.extractor.recogniser).toMatch(/^PP-OCRv4 \(onnxruntime-(?:node|web)\)$/)
      expect(differences(record, readTruth(join(HERE, 'golden-scans/jpg-2021.truth.json')))).toEqual([])
    },
    SCAN_LIMIT_MS,
  )

  test('brings a command', async () => {
    const { stdout } = await run(join(project, 'node_modules/.bin/nianbao'), ['--version'])
    expect(stdout).toBe(`${VERSION}\n`)
  })
})
