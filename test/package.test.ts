import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { execFile, spawn } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { documentRecord, type DocumentRecord } from '../src/model/record.js'
import { VERSION } from '../src/version.js'
import { differences, readTruth } from './support/truth.js'

/**
 * The package as others have it: packed, installed into an empty strict project, used from both kinds of modules; small, without
 * the fleet's packages, and with both of the recogniser's runtimes.
 */

const HERE = dirname(fileURLToPath(import.meta.url))
const ROOT = resolve(HERE, '..')
const REPORT = join(HERE, 'golden/reports/html-2021.html')
const TSC = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** Installing unpacks some hundred megabytes of engines and models. */
const INSTALL_LIMIT_MS = 900_000

/** WebAssembly reads a page in some seconds. */
const SCAN_LIMIT_MS = 300_000

/** The most that an installation may take: megabytes on the disk, and packages. */
const MAX_MB = 250
const MAX_PACKAGES = 150

/** Fewer numbers on the first page of the scan would prove little. */
const MIN_NUMBERS = 8

const run = promisify(execFile)

/** npm's own list of the packages that it installed. */
const installed = z.object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })

const DATABASE = 'node_modules/better-sqlite3'
const versionIn = async (folder: string): Promise<unknown> =>
  JSON.parse(await readFile(join(folder, DATABASE, 'package.json'), 'utf8'))

/** Its script compiles the database for minutes; this project's own installation has just compiled the very same version. */
async function bringDatabase(project: string): Promise<void> {
  expect(await versionIn(project)).toEqual(await versionIn(ROOT))
  await cp(join(ROOT, DATABASE, 'build'), join(project, DATABASE, 'build'), { recursive: true })
}

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

/** The consumer writes its findings alone, as its last act; nianbao itself must write nothing. */
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
    // A package that does not run on this version of Node is refused rather than warned of.
    await writeFile(join(project, '.npmrc'), 'engine-strict=true\n')
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify(TSCONFIG))
    await writeFile(join(project, 'esm.ts'), ESM)
    await writeFile(join(project, 'required.cts'), CJS)
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts', `./${tarball}`]
    await run('npm', install, { cwd: project })
    await bringDatabase(project)
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

  const nianbao = async (...args: readonly string[]): Promise<string> => {
    const options = { cwd: project, maxBuffer: 1 << 26 }
    return (await run(join(project, 'node_modules/.bin/nianbao'), [...args], options)).stdout
  }

  test('is small, and no script of a package must run but that of the database', async () => {
    const { packages } = installed.parse(
      JSON.parse(await readFile(join(project, 'node_modules/.package-lock.json'), 'utf8')),
    )
    expect(Object.keys(packages).length).toBeLessThanOrEqual(MAX_PACKAGES)
    const { stdout } = await run('du', ['-sm', join(project, 'node_modules')])
    expect(Number.parseInt(stdout, 10)).toBeLessThanOrEqual(MAX_MB)
    const scripted = Object.keys(packages).filter((name) => packages[name]?.hasInstallScript === true)
    expect(scripted.filter((name) => name !== 'node_modules/nianbao')).toEqual([DATABASE])
  })

  test('keeps the licences of what it brings inside', async () => {
    const inside = join(project, 'node_modules/nianbao/dist')
    for (const folder of ['node_modules', 'native'])
      for (const name of await readdir(join(inside, folder))) {
        if (name.startsWith('.')) continue
        const files = await readdir(join(inside, folder, name))
        expect({ name, licences: files.filter((file) => /^LICEN[CS]E/.test(file)).length }).toEqual({
          name,
          licences: 1,
        })
      }
  })

  async function readScan(name: string): Promise<DocumentRecord> {
    const scan = join(HERE, 'golden-scans', name)
    return documentRecord.parse(JSON.parse(await nianbao('extract', '--json', '--quiet', '--timeout', '600', scan)))
  }
  const numbersOf = (record: DocumentRecord): ReadonlyMap<string, number | null> =>
    new Map(record.records.filter(({ value }) => value !== null).map(({ code, value }) => [code, value]))

  test(
    'reads a scan with the native recogniser, and as well with the one in WebAssembly',
    async () => {
      const whole = await readScan('jpg-2021-*.jpg')
      expect(differences(whole, readTruth(join(HERE, 'golden-scans/jpg-2021.truth.json')))).toEqual([])
      const native = join(project, 'node_modules/nianbao/dist/native')
      if (process.platform === 'linux' && process.arch === 'x64')
        expect(whole.extractor.recogniser).toBe('PP-OCRv4 (onnxruntime-node)')
      // As on a system for which none is brought. One page will do: it runs the same model, only many times slower.
      await rename(native, `${native}-away`)
      try {
        const page = await readScan('jpg-2021-1.jpg')
        expect(page.extractor.recogniser).toBe('PP-OCRv4 (onnxruntime-web)')
        const numbers = numbersOf(page)
        expect(numbers.size).toBeGreaterThanOrEqual(MIN_NUMBERS)
        expect([...numbers]).toEqual([...numbersOf(whole)].filter(([code]) => numbers.has(code)))
      } finally {
        await rename(`${native}-away`, native)
      }
    },
    SCAN_LIMIT_MS,
  )

  test('reads all other formats into a data folder and exports it, without the packages of the fleet', async () => {
    const samples = ['pdf-*', 'word-2021-*', 'web-*', 'text-*'].map((name) => join(ROOT, 'samples', name))
    await nianbao('ingest', ...samples, '--ocr', 'off')
    await nianbao('export', '--format', 'csv', '--out', 'dataset')
    await nianbao('overview', '--out', 'overview.html')
    const values = await readFile(join(project, 'dataset/tidy.csv'), 'utf8')
    for (const name of ['pdf-2019-blanks-and-dashes.pdf', 'word-2021-mixed-forms.docx', 'web-2021-gbk.html'])
      expect(values).toContain(name)
    expect(await readFile(join(project, 'overview.html'), 'utf8')).toContain('<svg')
  }, 120_000)

  test('brings a command', async () => {
    const { stdout } = await run(join(project, 'node_modules/.bin/nianbao'), ['--version'])
    expect(stdout).toBe(`${VERSION}\n`)
  })

  test(
    'names the one command that installs the packages of the fleet, and then has them',
    async () => {
      const refused = await nianbao('serve', '--lang', 'en').catch((error: unknown) => String(error))
      const [, command = ''] = /with one command: (npm install (?:\S+@\d+\.\d+\.\d+ ?)+)$/m.exec(refused) ?? []
      const [program = '', ...args] = command.trim().split(' ')
      await run(program, [...args, '--prefer-offline', '--no-audit', '--no-fund'], { cwd: project })
      const server = spawn(process.execPath, [join(project, 'node_modules/.bin/nianbao'), 'serve', '--port', '0'], {
        cwd: project,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const ended = new Promise<number | null>((done) => server.once('close', done))
      try {
        await new Promise<void>((ready, failed) => {
          const heard = (text: string): void => {
            if (text.includes('http://127.0.0.1:')) ready()
          }
          server.stdout.setEncoding('utf8').on('data', heard)
          server.stderr.setEncoding('utf8').on('data', heard)
          server.once('close', (status) => {
            failed(new Error(`ended with ${status}`))
          })
        })
      } finally {
        server.kill('SIGTERM')
      }
      expect(await ended).toBe(0)
    },
    INSTALL_LIMIT_MS,
  )
})
