import { beforeAll, describe, expect, jest, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { copyFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { languageOf } from '../src/cli/language.js'
import { run } from '../src/cli/program.js'
import { openStore } from '../src/store/open.js'
import { VERSION } from '../src/version.js'
import { EXPECTED } from './support/hostile.js'

/** The commands around the store as users run them, from the build in dist/, over a small folder that was ingested. */

const HERE = dirname(fileURLToPath(import.meta.url))
const MAIN = resolve(HERE, '../dist/src/cli/main.js')
const SAMPLES = resolve(HERE, '../samples')

/** Files that are quickly read or refused, by their path below the folder that is ingested. */
const REPORTS: Readonly<Record<string, string>> = {
  '2021/word-2021-other-unit.docx': 'word-2021-other-unit.docx',
  '2021/web-2021-gbk.html': 'web-2021-gbk.html',
  '2021/again/同一份.html': 'web-2021-gbk.html',
  '2021/pdf-2021-adds-up-wrongly.pdf': 'pdf-2021-adds-up-wrongly.pdf',
  '2019/text-2019-cells-lost.txt': 'text-2019-cells-lost.txt',
  '2019/text-2019-one-cell-a-line.txt': 'text-2019-one-cell-a-line.txt',
  'word-2021-mixed-forms.docx': 'word-2021-mixed-forms.docx',
}
const HOSTILE = [
  'pdfjs_REDHAT-1531897-0.pdf',
  'pdfjs_print_protection.pdf',
  'pdfplumber_empty.pdf',
  'poi_bug53475-password-is-pass.docx',
  'poi_truncated62886.docx',
  'poi_Word6.doc',
  'tabula_encrypted.pdf',
  'tbxt_17byte_fake.pdf',
  'tika_big-preamble.html',
  'tika_testWORDML_tableInsideParagraph.doc',
  'tika_testZIP_corrupted_oom.zip',
]
/** A machine that is busy with other suites. */
const SLOW_MS = 90_000

const DOCUMENTS = Object.keys(REPORTS).length - 1 + HOSTILE.length

interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

async function nianbao(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const env = { ...process.env, LC_ALL: 'en_GB.UTF-8', NODE_OPTIONS: '', ...environment }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd: root, env })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text))
  const status = await new Promise<number | null>((done) => child.once('close', done))
  return { status, ...output }
}

/** The same inside this process, where starting one for each would take longer than all the rest. */
async function inside(args: readonly string[]): Promise<Ended> {
  const output = { out: '', err: '' }
  type Done = (error?: Error | null) => void
  const into =
    (name: 'out' | 'err') =>
    (text: string | Uint8Array, second?: BufferEncoding | Done, third?: Done): boolean => {
      output[name] += String(text)
      const done = typeof second === 'function' ? second : third
      done?.()
      return true
    }
  const spies = [
    jest.spyOn(process.stdout, 'write').mockImplementation(into('out')),
    jest.spyOn(process.stderr, 'write').mockImplementation(into('err')),
  ]
  try {
    return { status: await run(args, languageOf(args, { LC_ALL: 'en_GB.UTF-8' })), ...output }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

let root = ''
let filled = ''
let copies = 0

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'nianbao-store-commands-'))
  const input = join(root, 'input')
  for (const [path, sample] of Object.entries(REPORTS)) {
    await mkdir(dirname(join(input, path)), { recursive: true })
    await copyFile(join(SAMPLES, sample), join(input, path))
  }
  await mkdir(join(input, 'hostile'))
  for (const name of HOSTILE) await copyFile(join(HERE, 'hostile', name), join(input, 'hostile', name))
  filled = join(root, 'filled')
  // Without LibreOffice, so that one failure is of the machine.
  const ended = await nianbao(['ingest', input, '--data', filled, '--soffice', '/nowhere/soffice', '--quiet'])
  expect(ended).toMatchObject({ status: 2, out: '' })
}, SLOW_MS)

/** A copy of the filled data folder, to be changed. */
async function copyOfData(): Promise<string> {
  copies += 1
  const copy = join(root, `copy-${copies}`)
  await cp(filled, copy, { recursive: true })
  return copy
}

const row = z.object({ sha256: z.string(), path: z.string(), status: z.string(), codes: z.array(z.string()) })

async function list(data: string, ...filters: readonly string[]): Promise<readonly z.infer<typeof row>[]> {
  const { status, out } = await inside(['list', '--data', data, '--json', ...filters])
  expect(status).toBe(0)
  return out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => row.parse(JSON.parse(line)))
}

const paths = async (data: string, ...filters: readonly string[]): Promise<readonly string[]> =>
  (await list(data, ...filters)).map(({ path }) => path)

const OTHER_UNIT = '2021/word-2021-other-unit.docx'
const WRONG_SUMS = '2021/pdf-2021-adds-up-wrongly.pdf'
const CELLS_LOST = '2019/text-2019-cells-lost.txt'

describe('help and wrong usage', () => {
  test.each(['status', 'list', 'show', 'correct', 'confirm', 'reprocess', 'diff', 'doctor'])(
    '%s teaches by examples, in both languages',
    async (command) => {
      const english = await inside([command, '--help'])
      expect(english).toMatchObject({ status: 0, err: '' })
      expect(english.out).toMatch(/Usage: nianbao[^]*--data <DIR>[^]*Examples:\n {2}nianbao /)
      expect((await inside([command, '--help', '--lang', 'zh'])).out).toMatch(/用法： nianbao[^]*示例：\n {2}nianbao /)
    },
  )

  test('without data a command says where it looked, and what to do', async () => {
    const { status, err } = await nianbao(['status', '--data', 'nowhere'])
    expect(status).toBe(1)
    expect(err).toMatch(/^error: There is no data of nianbao in .*nowhere\. .*nianbao ingest PATH.*\n$/)
  })

  test.each([
    [['list', '--code', 'encryptd'], /meant: encrypted\?/],
    [['list', '--status', 'good'], /must be ok, flagged, failed or pending/],
    [['reprocess'], /give --failed, --flagged/],
    [['correct', 'x'], /give DOCUMENT CODE VALUE/],
    [['correct', 'x', '--from', 'y'], /--from takes no other arguments/],
    [['show', 'nowhere.pdf'], /no document is known as nowhere\.pdf/],
  ])('%j', async (args, sentence) => {
    const { status, out, err } = await inside([...args, '--data', filled])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(sentence)
  })
})

describe('status and list', () => {
  test('status counts documents by what they are', async () => {
    const { status, out } = await nianbao(['status'], { NIANBAO_DATA: filled })
    expect(status).toBe(0)
    expect(out).toContain(`${DOCUMENTS} document(s) · 1 more name(s) of the same content: ok 3, flagged 3, failed 11`)
    expect(out).toMatch(/^encrypted +3$/m)
    expect(out).toMatch(/^2019 +2$/m)
    expect(out).toMatch(/^hostile +11$/m)
    expect(out).toMatch(/^ +1 {2}ingest .* done /m)
    const counts = z.object({ documents: z.number(), status: z.record(z.string(), z.number()) })
    const json = counts.parse(JSON.parse((await nianbao(['status', '--data', filled, '--json'])).out))
    expect(json).toMatchObject({ documents: DOCUMENTS, status: { ok: 3, flagged: 3, failed: 11 } })
  })

  test('list filters, and its lines are for other programs where no person looks', async () => {
    expect(await paths(filled, '--status', 'flagged')).toEqual([CELLS_LOST, WRONG_SUMS, OTHER_UNIT])
    expect(await paths(filled, '--doubts')).toEqual([CELLS_LOST, OTHER_UNIT])
    expect(await paths(filled, '--faults')).toEqual([CELLS_LOST, WRONG_SUMS])
    expect(await paths(filled, '--doubts', '--form', '2021')).toEqual([OTHER_UNIT])
    expect(await paths(filled, '--path', '2021/**', '--status', 'ok')).toEqual(['2021/again/同一份.html'])
    expect(await paths(filled, '--year', '2020', '--year', '2023')).toHaveLength(2)
    expect(await paths(filled, '--batch', '7')).toEqual([])
    const { out, err } = await nianbao(['list', '--data', filled, '--path', '2021/*.docx'])
    expect(err).toBe('')
    const fields = out.trimEnd().split('\t')
    expect(fields[0]).toMatch(/^[0-9a-f]{64}$/)
    expect(fields.slice(1)).toEqual([
      ...[OTHER_UNIT, 'flagged', '2021', '2021', '花溪镇人民政府', '200', '200', '1', '0', 'unit-differs'],
      expect.stringMatching(/^\d+\.\d+\.\d+/),
    ])
  })
})

describe('show', () => {
  test('is a page with the statutory tables, marks and what they mean; no colours where it is piped', async () => {
    const { status, out } = await nianbao(['show', OTHER_UNIT, '--data', filled])
    expect(status).toBe(0)
    expect(out).not.toContain('\u001b')
    expect(out).toMatch(/^花溪镇人民政府2021年政府信息公开工作年度报告\nflagged · form of 2021 · 2021 · docx/)
    expect(out).toMatch(/^ {2}published {2}2022-01-16/m)
    expect(out).toMatch(/^行政事业性收费 +12000\?$/m)
    expect(out).toMatch(/\? p_fees_amount .*read “12000元”;\s+printed in another unit than the form’s/)
    expect(out).toMatch(/^ {2}unit-differs \(doubt\)$/m)
    expect(out).toMatch(/^→ +1 .*flagged/m)
  })

  test('an equation that does not hold is told with its numbers', async () => {
    const { out } = await nianbao(['show', WRONG_SUMS, '--data', filled])
    expect(out).toMatch(/✗ review\.reconsideration_total · 行政复议\n.* = 52\n +总计 53/)
  })

  test('a document has many names: any path, a path from here, digits of its fingerprint', async () => {
    const [found] = await list(filled, '--path', OTHER_UNIT)
    const digits = found?.sha256.slice(0, 8) ?? ''
    for (const reference of [digits, join(root, 'input', OTHER_UNIT)])
      expect((await inside(['show', reference, '--data', filled])).out).toContain('花溪镇')
    expect((await nianbao(['show', join('input', OTHER_UNIT), '--data', filled])).out).toContain('花溪镇')
    const json = z.object({ sha256: z.string(), attempts: z.array(z.unknown()), effective: z.looseObject({}) })
    const shown = json.parse(JSON.parse((await nianbao(['show', digits, '--data', filled, '--json'])).out))
    expect(shown.attempts).toHaveLength(1)
  })

  test('where several may be meant, they are listed', async () => {
    const data = join(root, 'ambiguous')
    for (const folder of ['one', 'two']) {
      await mkdir(join(root, folder))
      await writeFile(join(root, folder, 'x.txt'), folder)
    }
    await nianbao(['ingest', 'one', 'two', '--data', data, '--quiet'])
    const { status, err } = await inside(['show', 'x.txt', '--data', data])
    expect(status).toBe(1)
    expect(err).toMatch(/may be any of 2 documents[^]*\n {2}[0-9a-f]{16} {2}x\.txt\n {2}[0-9a-f]{16} {2}x\.txt\n/)
  })
})

describe('correct and confirm', () => {
  test('a correction counts at once, with who said so, and mends the document', async () => {
    const data = await copyOfData()
    const args = ['correct', OTHER_UNIT, 'p_fees_amount', '1.2', '--author', '李华', '--note', '单位为元']
    const { status, out } = await nianbao([...args, '--data', data])
    expect(status).toBe(0)
    expect(out).toBe(
      `${OTHER_UNIT}: p_fees_amount is 1.2 (read: “12000元”).\nThe document is now ok: 0 doubt(s), 0 fault(s).\n`,
    )
    const shown = await nianbao(['show', OTHER_UNIT, '--data', data, '--lang', 'zh'])
    // However the lines are broken.
    expect(shown.out.replace(/\s+/g, '')).toMatch(/李华于20\d\d-\d\d-\d\d更正为1\.2（当时读作“12000元”）\(单位为元\)/)
    expect(await paths(data, '--doubts')).toEqual([CELLS_LOST])
    // Said again it changes nothing.
    await nianbao([...args, '--data', data])
    const opened = await openStore(data)
    expect(await opened.store.corrections()).toHaveLength(1)
    await opened.close()
  })

  test('facts are corrected and confirmed, too', async () => {
    const data = await copyOfData()
    await nianbao(['correct', CELLS_LOST, 'report.organ', '高寨镇政府', '--data', data])
    await nianbao(['confirm', CELLS_LOST, 'report.year', '--data', data])
    const { out } = await nianbao(['show', CELLS_LOST, '--data', data])
    expect(out).toMatch(/^\* organ +高寨镇政府 \(/m)
    expect(out).toMatch(/^= year +2021 \(/m)
  })

  test('without codes all that is flagged is confirmed, and what cannot be is named', async () => {
    const data = await copyOfData()
    const { status, out, err } = await nianbao(['confirm', CELLS_LOST, '--data', data])
    expect(status).toBe(0)
    expect(out).toMatch(/value\(s\) confirmed\./)
    expect(out + err).toMatch(/The document is now flagged: 0 doubt\(s\), 1 fault\(s\)/)
    const nothing = await nianbao(['confirm', '2019/text-2019-one-cell-a-line.txt', '--data', data])
    expect(nothing).toMatchObject({ status: 1, out: '' })
    expect(nothing.err).toContain('nothing is flagged')
  })

  test.each([
    [['p_fee_amount', '1'], /Meant: p_fees_amount\?/],
    [['p_licensing_last_year', '1'], /a value of the form of 2019/],
    [['p_fees_amount', '一万'], /“一万” is no value/],
    [['report.year', '21'], /is no year of a report/],
  ])('%j is refused', async (args, sentence) => {
    const { status, err } = await inside(['correct', OTHER_UNIT, ...args, '--data', filled])
    expect(status).toBe(1)
    expect(err).toMatch(sentence)
  })
})

describe('a sheet of doubtful values', () => {
  const sheetRows = z.array(z.record(z.string(), z.string()))
  const read = async (file: string): Promise<Record<string, string>[]> =>
    sheetRows.parse(parse(await readFile(file), { bom: true, columns: true }))
  const write = (rows: readonly Record<string, string>[]): string => stringify([...rows], { header: true })

  test('goes to a spreadsheet and comes back', async () => {
    const data = await copyOfData()
    const file = join(root, 'doubts.csv')
    const written = await nianbao(['list', '--doubts', '--csv', file, '--data', data])
    expect(written).toMatchObject({ status: 0, out: '' })
    expect(written.err).toContain('113 flagged value(s) of 2 document(s)')
    expect((await readFile(file)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect((await nianbao(['list', '--doubts', '--csv', file, '--data', data])).status).toBe(1)
    const rows = await read(file)
    for (const [place, each] of rows.entries())
      if (each.code === 'p_fees_amount') Object.assign(each, { correct: '１.２', note: '单位为元' })
      else if (place < 3) each.confirm = '是'
    await writeFile(file, write(rows))
    const taken = await nianbao(['correct', '--from', file, '--author', 'A. Reader', '--data', data])
    expect(taken.out).toContain('1 correction(s) and 3 confirmation(s) of 2 document(s)')
    const again = await nianbao(['correct', '--from', file, '--author', 'A. Reader', '--data', data])
    expect(again.out).toContain('4 of them said already')
    const opened = await openStore(data)
    expect(await opened.store.corrections()).toHaveLength(4)
    expect((await opened.store.corrections())[3]).toMatchObject({
      ...{ code: 'p_fees_amount', kind: 'correct', value: '1.2', readThen: '12000元' },
      ...{ author: 'A. Reader', note: '单位为元' },
    })
    await opened.close()
  })

  test('is taken in whole or not at all, and its wrong lines are named', async () => {
    const data = await copyOfData()
    const file = join(root, 'wrong.csv')
    await nianbao(['list', '--csv', file, '--path', OTHER_UNIT, '--data', data])
    const [only = {}] = await read(file)
    const rows = [
      { ...only, correct: '1.2' },
      { ...only, code: 'p_rules_issued', correct: 'many' },
      { ...only, code: 'p_rules_isued', correct: '3' },
      { ...only, code: 'p_rules_in_force', correct: '3', attempt: '999' },
      { ...only, code: 'p_rules_repealed', correct: '3', document: 'nowhere.pdf' },
    ]
    await writeFile(file, write(rows))
    const { status, out, err } = await nianbao(['correct', '--from', file, '--data', data])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(/line 3: “many” is no value/)
    expect(err).toMatch(/line 4: p_rules_isued .* Meant: p_rules_issued/)
    expect(err).toMatch(/line 5: attempt 999 is none of this document/)
    expect(err).toMatch(/line 6: no document is known as nowhere\.pdf/)
    expect(err).toMatch(/Nothing was taken in: 4 row\(s\)/)
    const opened = await openStore(data)
    expect(await opened.store.corrections()).toEqual([])
    await opened.close()
  })
})

describe('reprocess and diff', () => {
  const attemptsOf = async (data: string): Promise<ReadonlyMap<string, number>> => {
    const opened = await openStore(data)
    const counts = new Map<string, number>()
    for await (const { path, sha256 } of opened.store.documents())
      counts.set(path, (await opened.store.attempts(sha256)).length)
    await opened.close()
    return counts
  }

  test('every hostile file is found by its code, and --code takes exactly those', async () => {
    const data = await copyOfData()
    const codeOf = (name: string): string =>
      name === 'poi_Word6.doc' ? 'office-missing' : (EXPECTED[name]?.codes[0] ?? '')
    for (const code of new Set(HOSTILE.map(codeOf))) {
      const names = HOSTILE.filter((name) => codeOf(name) === code).map((name) => `hostile/${name}`)
      expect(await paths(data, '--code', code)).toEqual(names.sort())
    }
    const { status, out } = await nianbao(['reprocess', '--code', 'encrypted', '--data', data])
    expect(status).toBe(2)
    expect(out).toContain('3 read again')
    const twice = [...(await attemptsOf(data))].filter(([, count]) => count === 2).map(([path]) => path)
    expect(twice).toEqual(HOSTILE.filter((name) => codeOf(name) === 'encrypted').map((name) => `hostile/${name}`))
    // What failed again is still what it was.
    expect(await paths(data, '--code', 'encrypted')).toHaveLength(3)
  })

  test(
    'keeps the history and what people said; says what a new version changed',
    async () => {
      const data = await copyOfData()
      await nianbao(['correct', OTHER_UNIT, 'p_fees_amount', '1.2', '--data', data])
      await asReadBefore(data, OTHER_UNIT)
      expect(await paths(data, '--extractor-before', VERSION)).toEqual([OTHER_UNIT])
      const dry = await nianbao(['reprocess', '--extractor-before', VERSION, '--dry-run', '--data', data])
      expect(dry.status).toBe(0)
      expect(dry.out).toMatch(/1 document\(s\) would differ, 0 would be the same. Values: 1 other numbers/)
      expect(dry.out).toMatch(/^p_rules_repealed .* 999 +373$/m)
      expect(dry.out).toContain('Nothing was stored.')
      expect((await attemptsOf(data)).get(OTHER_UNIT)).toBe(2)
      const lines = await nianbao(['reprocess', '--extractor-before', VERSION, '--dry-run', '--json', '--data', data])
      expect(JSON.parse(lines.out)).toMatchObject({ path: OTHER_UNIT, values: [{ code: 'p_rules_repealed' }] })

      const real = await nianbao(['reprocess', '--extractor-before', VERSION, '--data', data])
      expect(real.status).toBe(0)
      expect(real.out).toContain('1 document(s) differ from before')
      expect((await attemptsOf(data)).get(OTHER_UNIT)).toBe(3)
      const { out } = await nianbao(['show', OTHER_UNIT, '--data', data])
      expect(out).toMatch(/^行政事业性收费 +1\.2\*$/m)
      const diff = await nianbao(['diff', OTHER_UNIT, '--data', data])
      expect(diff.out).toMatch(/attempt 2 \(0\.0\.9\) → 3 \(/)
      expect(diff.out).toMatch(/^Values: 1 differ, 1 of them in the number$/m)
      expect((await nianbao(['diff', OTHER_UNIT, '--from', '1', '--to', '3', '--data', data])).out).toContain(
        'No difference.',
      )
      const nothing = await nianbao(['reprocess', '--extractor-before', VERSION, '--data', data])
      expect(nothing).toMatchObject({ status: 0, out: 'No document is of this kind: nothing to do.\n' })
    },
    SLOW_MS,
  )

  test('a document whose file is gone keeps its result', async () => {
    const data = join(root, 'gone')
    const folder = join(root, 'leaving')
    await mkdir(folder)
    await copyFile(join(SAMPLES, 'web-2021-gbk.html'), join(folder, 'a.html'))
    await nianbao(['ingest', folder, '--data', data, '--quiet'])
    await rm(join(folder, 'a.html'))
    const { status, out } = await nianbao(['reprocess', 'a.html', '--data', data])
    expect(status).toBe(2)
    expect(out).toContain('0 ok, 0 flagged, 1 failed')
    expect(await list(data)).toMatchObject([{ path: 'a.html', status: 'ok' }])
  })
})

/** Makes the document seem to have been read by an older version, which had one number wrong. */
async function asReadBefore(data: string, path: string): Promise<void> {
  const opened = await openStore(data)
  for await (const { sha256, effective } of opened.store.effective({ paths: [path] })) {
    const { record } = effective
    const at = new Date().toISOString()
    const records = record.records.map((value) =>
      value.code === 'p_rules_repealed' ? { ...value, value: 999, raw: '999' } : value,
    )
    await opened.store.saveAttempt({
      ...{ key: { sha256, version: '0.0.9', options: record.extractor.options }, generation: 1, batch: null },
      ...{ startedAt: at, finishedAt: at },
      record: { ...record, records, extractor: { ...record.extractor, version: '0.0.9' } },
    })
  }
  await opened.close()
}

describe('doctor', () => {
  test(
    'tries what nianbao stands on; what only some documents need is advice, unless they wait for it',
    async () => {
      const shape = z.object({
        healthy: z.boolean(),
        checks: z.array(z.object({ id: z.string(), state: z.string(), remedy: z.string().nullable() })),
      })
      const stateOf = async (
        data: string,
      ): Promise<readonly [number | null, string | undefined, readonly string[]]> => {
        const { status, out } = await nianbao(['doctor', '--json', '--data', data, '--soffice', '/nowhere/soffice'])
        const { checks } = shape.parse(JSON.parse(out))
        return [status, checks.find(({ id }) => id === 'libreoffice')?.state, checks.map(({ id }) => id)]
      }
      const [status, office, ids] = await stateOf('nowhere')
      expect([status, office]).toEqual([0, 'advice'])
      expect(ids).toEqual(['node', 'pdf', 'sqlite', 'ppocr', 'tesseract', 'libreoffice', 'fonts', 'data', 'disk'])
      expect((await stateOf(filled)).slice(0, 2)).toEqual([1, 'missing'])
    },
    SLOW_MS,
  )
})
