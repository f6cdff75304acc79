import { beforeAll, describe, expect, test } from '@jest/globals'
import { spawn } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { documentRecord, type DocumentRecord } from '../src/model/record.js'

/** The command line as users run it, from the build in dist/, over copies of the golden reports. */

const HERE = dirname(fileURLToPath(import.meta.url))
const MAIN = resolve(HERE, '../dist/src/cli/main.js')
const GOLDEN = join(HERE, 'golden/reports')

interface Ended {
  readonly status: number | null
  readonly out: string
  readonly err: string
}

interface RunOptions {
  readonly cwd?: string
  readonly environment?: Readonly<Record<string, string>>
  /** Called once with the process's id when so much has come on standard output. */
  readonly onOutput?: (pid: number) => void
}

async function nianbao(
  args: readonly string[],
  { cwd = HERE, environment = {}, onOutput }: RunOptions = {},
): Promise<Ended> {
  const env = { ...process.env, LC_ALL: 'en_GB.UTF-8', NODE_OPTIONS: '', ...environment }
  const child = spawn(process.execPath, [MAIN, ...args], { cwd, env })
  const output = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output.out === '') onOutput?.(child.pid ?? 0)
    output.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text))
  const status = await new Promise<number | null>((done) => child.once('close', done))
  return { status, ...output }
}

const recordsOf = ({ out }: Ended): DocumentRecord[] =>
  out
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => documentRecord.parse(JSON.parse(line)))

const pathsOf = (ended: Ended): string[] => recordsOf(ended).map(({ source }) => source.path)

/** A fresh folder with the given files: a golden report's name, or text. */
async function folderOf(files: Readonly<Record<string, { golden: string } | { text: string }>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nianbao-cli-'))
  for (const [path, file] of Object.entries(files)) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    if ('golden' in file) await copyFile(join(GOLDEN, file.golden), target)
    else await writeFile(target, file.text)
  }
  return folder
}

const WORD = { golden: 'docx-2019.docx' }
const WEB = { golden: 'html-2021.html' }
const TEXT = { golden: 'txt-2019.txt' }
const DAMAGED = { text: '%PDF-1.4\nthis is no PDF\n' }

describe('help', () => {
  test.each([[], ['extract'], ['schema'], ['forms'], ['problems']])(
    '%s shows examples, in both languages',
    async (...command) => {
      const english = await nianbao([...command, '--help'])
      expect(english).toMatchObject({ status: 0, err: '' })
      expect(english.out).toMatch(/Usage: nianbao[^]*Examples:\n {2}nianbao /)
      const chinese = await nianbao([...command, '--help', '--lang', 'zh'])
      expect(chinese.out).toMatch(/用法： nianbao[^]*示例：\n {2}nianbao /)
    },
  )

  test('comes in the language of the locale, as POSIX ranks its variables', async () => {
    const environment = { LC_ALL: '', LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'en_US.UTF-8' }
    expect((await nianbao(['--help'], { environment })).out).toContain('用法')
    expect((await nianbao(['--help'], { environment: { ...environment, LC_ALL: 'C' } })).out).toContain('Usage')
  })

  test('--version prints the version alone', async () => {
    expect((await nianbao(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('wrong usage ends with 1 and a sentence', () => {
  test.each([
    [['bogus'], /unknown command 'bogus'/],
    [['extract'], /missing required argument/],
    [['extract', '--jobs', '0', 'x'], /must be a whole number greater than 0/],
    [['extract', '--timeout', 'soon', 'x'], /must be a number greater than 0/],
    [['extract', '--lang', 'fr', 'x'], /must be zh or en/],
    [['extract', ''], /no file matches ''[^]*nothing to read/],
    [['extract', '/nowhere/*.pdf'], /no file matches \/nowhere\/\*\.pdf[^]*nothing to read/],
  ])('%j', async (args, sentence) => {
    const { status, out, err } = await nianbao(args)
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(sentence)
    expect(err).not.toMatch(/^\s+at /m)
  })

  test('in Chinese, too', async () => {
    const { status, err } = await nianbao(['extract', '没有/*.pdf', '--lang', 'zh'])
    expect(status).toBe(1)
    expect(err).toContain('没有文件匹配 没有/*.pdf')
  })

  test('an output folder that cannot be made', async () => {
    const folder = await folderOf({ 'a.txt': TEXT, file: { text: '' } })
    const { status, err } = await nianbao(['extract', 'a.txt', '--out', 'file/below', '--quiet'], { cwd: folder })
    expect(status).toBe(1)
    expect(err).toMatch(/^error: cannot write .*file.* \(E[A-Z]+\)\.\n$/)
  })
})

describe('extract --json', () => {
  test('prints one record a line in natural order, paths as found below the argument, nothing else', async () => {
    const folder = await folderOf({
      'x-10.docx': WORD,
      'x-2.html': WEB,
      'town/2021.txt': TEXT,
      '.hidden/2021.txt': TEXT,
      '~$x-2.docx': WORD,
      'x-2.truth.json': { text: '{}' },
    })
    const ended = await nianbao(['extract', folder, '--json'])
    expect(ended).toMatchObject({ status: 0, err: '' })
    expect(pathsOf(ended)).toEqual(['town/2021.txt', 'x-2.html', 'x-10.docx'])
    expect(recordsOf(ended).map(({ source }) => source.name)).toEqual(['2021.txt', 'x-2.html', 'x-10.docx'])
  })

  test('takes arguments in their order, each file once, globs below their fixed part', async () => {
    const folder = await folderOf({ 'a/1.txt': TEXT, 'a/b/2.txt': { text: 'two' }, 'c.html': WEB })
    const ended = await nianbao(['extract', 'c.html', 'a/**/*.txt', './a/1.txt', '--json'], { cwd: folder })
    expect(pathsOf(ended)).toEqual(['c.html', '1.txt', 'b/2.txt'])
  })

  test('a name with brackets is a name where such a file exists', async () => {
    const folder = await folderOf({ '年报[1].txt': TEXT, '年报1.txt': { text: 'other' } })
    expect(pathsOf(await nianbao(['extract', '年报[1].txt', '--json'], { cwd: folder }))).toEqual(['年报[1].txt'])
  })

  test('makes one document of pictures whose names number its pages, unless --no-group', async () => {
    const picture = (page: number): { text: string } => ({ text: `GIF89a${page}` })
    const folder = await folderOf({
      '甲/第2页.png': picture(2),
      '甲/第1页.png': picture(1),
      '乙/x (10).jpg': picture(10),
      ...Object.fromEntries([1, 2, 3, 4, 5, 6, 7, 8, 9].map((page) => [`乙/x (${page}).jpg`, picture(page)])),
      // Named like pages, and no pictures: an error page under the name of one, and reports.
      '丙/x-1.jpg': { text: '<html><body>404 Not Found</body></html>' },
      '丙/x-2.jpg': picture(2),
      '丙/1.txt': TEXT,
      '丙/2.txt': TEXT,
    })
    const grouped = recordsOf(await nianbao(['extract', folder, '--json']))
    const partsOf = Object.fromEntries(
      grouped.map(({ source }) => [source.path, source.parts?.map(({ name }) => name)]),
    )
    expect(partsOf).toEqual({
      '甲/第1页.png': ['第1页.png', '第2页.png'],
      '乙/x (1).jpg': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((page) => `x (${page}).jpg`),
      '丙/1.txt': undefined,
      '丙/2.txt': undefined,
      '丙/x-1.jpg': undefined,
      '丙/x-2.jpg': undefined,
    })
    expect(grouped.find(({ source }) => source.path === '甲/第1页.png')?.source).toMatchObject({
      name: '第1页.png',
      bytes: 14,
      format: 'image',
    })
    const named = ['甲/第2页.png', '甲/第1页.png']
    const alone = await nianbao(['extract', ...named, '--json', '--no-group'], { cwd: folder })
    expect(pathsOf(alone)).toEqual(['第2页.png', '第1页.png'])
    expect(pathsOf(await nianbao(['extract', ...named, '--json'], { cwd: folder }))).toEqual(['第1页.png'])
  })

  test('reads a .doc by the LibreOffice that is named; one that is not there is told, with what to do', async () => {
    const folder = await folderOf({ 'a.doc': { golden: 'doc-2021.doc' } })
    const [read] = recordsOf(await nianbao(['extract', folder, '--json']))
    expect(read).toMatchObject({ status: 'ok', source: { format: 'doc' } })
    const [missing] = recordsOf(await nianbao(['extract', folder, '--json', '--soffice', '/nowhere/soffice']))
    expect(missing).toMatchObject({ status: 'failed', problems: [{ code: 'office-missing' }] })
    expect(missing?.problems[0]?.message).toMatch(/nowhere.*apt-get install libreoffice-writer-nogui/)
  })

  test('a bad file is a failed record, the others come out whole, and the status is 2', async () => {
    const folder = await folderOf({ 'a.pdf': DAMAGED, 'b.docx': WORD })
    const ended = await nianbao(['extract', 'nowhere.pdf', folder, '--json'], { cwd: folder })
    expect(ended).toMatchObject({ status: 2, err: '' })
    const [absent, damaged, whole] = recordsOf(ended)
    expect(absent).toMatchObject({
      status: 'failed',
      source: { path: 'nowhere.pdf' },
      problems: [{ code: 'unreadable-input' }],
    })
    expect(damaged).toMatchObject({ status: 'failed', source: { path: 'a.pdf', format: 'pdf' } })
    expect(whole?.status).not.toBe('failed')
  })

  test('limits come from the options', async () => {
    const folder = await folderOf({ 'a.docx': WORD })
    const code = async (...options: string[]): Promise<string | undefined> =>
      recordsOf(await nianbao(['extract', folder, '--json', ...options]))[0]?.problems[0]?.code
    expect(await code('--timeout', '0.001')).toBe('timeout')
    expect(await code('--max-file-mb', '0.001')).toBe('file-too-large')
    expect(await code('--memory-mb', '20')).toBe('memory-limit')
  })

  test('the sentences of problems come in the language asked for', async () => {
    const folder = await folderOf({ 'a.pdf': { text: '' } })
    const [record] = recordsOf(await nianbao(['extract', folder, '--json', '--lang', 'zh']))
    expect(record?.problems[0]?.message).toBe('文件没有内容。请重新下载。')
  })

  test('ends in silence when nobody reads on', async () => {
    const files = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`${n}.docx`, WORD]))
    const folder = await folderOf(files)
    const child = spawn('sh', ['-c', `"${process.execPath}" "${MAIN}" extract "${folder}" --json | head -c 10`])
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    await new Promise((done) => child.once('close', done))
    expect(err).toBe('')
  })
})

describe('extract for a person', () => {
  let ended: Ended
  beforeAll(async () => {
    const folder = await folderOf({
      'a.pdf': DAMAGED,
      'b.docx': WORD,
      'c.docx': { golden: 'docx-2021.docx' },
      'd.json': { text: '' },
    })
    ended = await nianbao(['extract', folder])
  })

  test('prints a line a document in aligned columns', () => {
    const [head, ...lines] = ended.out.split('\n')
    expect(head).toMatch(/^path +status +form +organ +year +values +checks +first problem$/)
    expect(lines[0]).toMatch(/^a\.pdf +failed /)
    expect(lines[1]).toMatch(/^b\.docx +ok +2019 +石桥镇人民政府 +2019 +198\/198 +40\/40$/)
    expect(lines[2]).toMatch(/^c\.docx +flagged /)
  })

  test('then the totals, what was left out, and what to do about the failed and flagged ones', () => {
    expect(ended.out).toContain('3 document(s): 1 ok, 1 flagged, 1 failed.')
    expect(ended.out).toContain('Left out: .json × 1.')
    const toDo = ended.out.slice(ended.out.indexOf('What to do:'))
    expect(toDo).toMatch(/ {2}a\.pdf {2}failed\n {4}\S.*\n[^]* {2}c\.docx {2}flagged\n {4}\S/)
  })

  test('has no colours where there is no terminal, and ends with 2 since one failed', () => {
    expect(ended.out).not.toContain('\u001b')
    expect(ended).toMatchObject({ status: 2, err: '' })
  })

  test('flagged alone is no failure; --quiet prints nothing', async () => {
    const quiet = await nianbao(['extract', join(GOLDEN, 'docx-2021.docx'), '--quiet'])
    expect(quiet).toEqual({ status: 0, out: '', err: '' })
  })
})

describe('extract --out', () => {
  test('writes a mirror of the input in which no two documents share a file', async () => {
    const folder = await folderOf({
      'a/town/r.docx': WORD,
      'a/town/r.html': WEB,
      'b/town/r.docx': { golden: 'docx-2021.docx' },
      'b/town/R.docx': TEXT,
    })
    const out = join(folder, 'out')
    const { status } = await nianbao(['extract', 'a', 'b', '--out', out, '--json'], { cwd: folder })
    expect(status).toBe(0)
    const written = (await readdir(out, { recursive: true })).filter((path) => path.includes('.')).sort()
    expect(written).toEqual([
      'records.csv',
      'town/R.docx.3.json',
      'town/r.docx.2.json',
      'town/r.docx.json',
      'town/r.html.json',
    ])
    const record = documentRecord.parse(JSON.parse(await readFile(join(out, 'town/r.docx.2.json'), 'utf8')))
    expect(record.source.path).toBe('town/r.docx')
    expect(record.report?.form).toBe('2021')
  })

  test('writes all values to records.csv, as Chinese Excel opens it and runs no formula', async () => {
    const folder = await folderOf({ '=1+1.docx': WORD })
    await nianbao(['extract', '.', '--out', 'out', '--quiet'], { cwd: folder })
    const csv = await readFile(join(folder, 'out/records.csv'), 'utf8')
    expect(
      csv.startsWith('\uFEFFpath,status,organ,year,form,table,item,measure,code,label,state,value,raw,unit,'),
    ).toBe(true)
    const lines = csv.split('\r\n')
    expect(lines).toHaveLength(1 + 198 + 1)
    expect(lines.slice(1, -1).every((line) => line.startsWith("'=1+1.docx,"))).toBe(true)
    expect(lines.slice(1, -1).every((line) => line.includes(' › '))).toBe(true)
  })

  test('an interrupted run ends with 130, leaves whole files only, and no process', async () => {
    const files = Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${n}.docx`, WORD]))
    const folder = await folderOf(files)
    const out = join(folder, 'out')
    let pid = 0
    const ended = await nianbao(['extract', folder, '--out', out, '--json'], {
      onOutput: (started) => {
        pid = started
        process.kill(pid, 'SIGINT')
      },
    })
    expect(ended).toMatchObject({ status: 130, err: '' })
    const written = await readdir(out)
    expect(written).toContain('0.docx.json')
    expect(written.filter((name) => !/^\d+\.docx\.json$/.test(name))).toEqual([])
    const left = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
    const commands = await Promise.all(left.map(async (id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
    expect(commands.filter((command) => command.includes(`child.js\0${pid}\0`))).toEqual([])
  })
})

describe('lists', () => {
  test.each(['--help', 'schema', 'forms', 'problems'])('%s ends in silence when nobody reads on', async (command) => {
    const child = spawn('sh', ['-c', `"${process.execPath}" "${MAIN}" ${command} | true`])
    let err = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text))
    await new Promise((done) => child.once('close', done))
    expect(err).toBe('')
  })

  test('schema prints the JSON Schema of a record', async () => {
    const { status, out } = await nianbao(['schema'])
    expect(status).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ $id: 'document.v1', type: 'object' })
  })

  test('forms lists every value of both forms with its label', async () => {
    const shape = z.array(
      z.object({ form: z.string(), values: z.array(z.object({ code: z.string(), label: z.string().min(1) })) }),
    )
    const forms = shape.parse(JSON.parse((await nianbao(['forms', '--json'])).out))
    expect(forms.map(({ form, values }) => [form, values.length])).toEqual([
      ['2019', 198],
      ['2021', 200],
    ])
    const { out } = await nianbao(['forms'])
    expect(out).toMatch(
      /^a_refused_state_secret_nat +applications +refused_state_secret\/natural_person +件 +三、本年度办理结果 › （三）不予公开 › 1\.属于国家秘密 › 自然人$/m,
    )
  })

  test('problems lists every code with its remedy, in both languages', async () => {
    const { out } = await nianbao(['problems'])
    expect(out).toContain('timeout  (error, permanent)\n  Reading took longer')
    const shape = z.array(
      z.object({ code: z.string(), severity: z.string(), class: z.string(), message: z.string(), remedy: z.string() }),
    )
    const problems = shape.parse(JSON.parse((await nianbao(['problems', '--json', '--lang', 'zh'])).out))
    expect(problems.find(({ code }) => code === 'empty-file')?.remedy).toBe('请重新下载。')
  })
})
