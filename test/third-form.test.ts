import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { documentRecord, type DocumentRecord } from '../src/model/record.js'
import { ENGLISH, startCommand, type Ended } from './support/command.js'

/** A form is a data file and nothing else: a third one, with four tables, added without a line of code. */

const FORM = resolve(import.meta.dirname, 'third-form/disclosure-2030.json')
const SAMPLE = 'word-2021-mixed-forms.docx'
const SLOW_MS = 180_000

interface Line {
  readonly key: string
  readonly path: readonly string[]
  readonly columns?: readonly { readonly key: string; readonly label: string }[]
}
interface FormTable {
  readonly id: string
  readonly section: number
  readonly corner?: string
  readonly blocks?: readonly {
    readonly heading: string
    readonly corner: string
    readonly columns: readonly { readonly key: string; readonly label: string }[]
    readonly rows: readonly { readonly key: string; readonly label: string }[]
  }[]
  readonly columns?: readonly Line[]
  readonly rows?: readonly Line[]
  readonly groups?: readonly Line[]
}
interface Form {
  readonly sections: readonly string[]
  readonly tables: readonly FormTable[]
  readonly values: readonly {
    readonly code: string
    readonly table: string
    readonly item: string
    readonly measure: string
  }[]
}
const form = JSON.parse(readFileSync(FORM, 'utf8')) as Form

/** Numbers that satisfy the form's equations, each different where nothing sums them up. */
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  opened: [3, 4, 5, 12],
  filed: [30, 21, 17, 68],
  answered: [11, 7, 9, 27],
  mailed: [8, 6, 2, 16],
  declined: [9, 8, 7, 24],
  closed: [28, 21, 18, 67],
  left: [5, 4, 4, 13],
  plans: [71, 72],
  budgets: [73, 74],
  training: [25.5, -3],
  mediation: [31, 12, 43],
  arbitration: [45, 1, 46],
  website: [1, 5120, 0],
  weixin: [2, 940, 36000],
  video: [6, 77, 1205],
}
const at = (row: string, column: number): string => String(NUMBERS[row]?.[column] ?? '')
const cells = (texts: readonly string[], tag = 'td'): string => texts.map((text) => `<${tag}>${text}</${tag}>`).join('')
const leaf = ({ path }: Line): string => path.at(-1) ?? ''

/** A table as a page prints it: headings without spans, as many a row as there are columns. */
function drawn({ blocks, columns, rows, groups, corner }: FormTable): string {
  const lines: string[] = []
  for (const block of blocks ?? []) {
    lines.push(`<td colspan="${block.columns.length + 1}">${block.heading}</td>`)
    lines.push(cells([block.corner, ...block.columns.map(({ label }) => label)]))
    for (const { key, label } of block.rows)
      lines.push(cells([label, ...block.columns.map((_, index) => at(key, index))]))
  }
  if (rows && columns) {
    lines.push(cells([corner ?? '', ...columns.map(leaf)]))
    for (const row of rows) lines.push(cells([leaf(row), ...columns.map((_, index) => at(row.key, index))]))
  }
  if (groups) {
    const width = groups[0]?.columns?.length ?? 0
    lines.push(groups.map((group) => `<td colspan="${width}">${leaf(group)}</td>`).join(''))
    lines.push(cells(groups.flatMap((group) => (group.columns ?? []).map(({ label }) => label))))
    lines.push(cells(groups.flatMap(({ key, columns: own = [] }) => own.map((_, index) => at(key, index)))))
  }
  return `<table border="1">${lines.map((line) => `<tr>${line}</tr>`).join('')}</table>`
}

const page = `<html><head><meta charset="utf-8"></head><body>
<h1>示例镇人民政府2031年政府信息公开工作年度报告</h1>
${form.sections
  .map((heading, index) => {
    const own = form.tables.filter(({ section }) => section === index + 1).map(drawn)
    return `<p>${heading}</p>${own.length > 0 ? own.join('') : '<p>本机关按要求开展工作。</p>'}`
  })
  .join('\n')}
<p>示例镇人民政府</p><p>2032年1月20日</p></body></html>`

let folder: string
const nianbao = async (args: readonly string[], forms = FORM): Promise<Ended> =>
  startCommand(args, { cwd: folder, environment: { ...ENGLISH, NIANBAO_FORMS: forms } }).ended
const recordIn = (out: string): DocumentRecord => JSON.parse(out) as DocumentRecord

const rowsOf = async (table: string): Promise<readonly Record<string, unknown>[]> =>
  (await readFile(join(folder, `set/${table}.jsonl`), 'utf8'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-third-'))
  await writeFile(join(folder, 'report.html'), page)
  await cp(resolve(import.meta.dirname, '../samples', SAMPLE), join(folder, SAMPLE))
})
afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

describe('a third form', () => {
  test(
    'is recognised, read and checked',
    async () => {
      const { out } = await nianbao(['extract', '--json', 'report.html'])
      const record = recordIn(out)
      expect(record.problems).toEqual([])
      expect(record).toMatchObject({ status: 'ok', report: { form: '2030', organ: '示例镇人民政府', year: 2031 } })
      expect(record.report?.forms).toEqual(Object.fromEntries(form.tables.map(({ id }) => [id, '2030'])))
      expect(record.tables.map(({ kind, number }) => [kind, number])).toEqual([
        ['proactive', '二'],
        ['applications', '三'],
        ['review', '四'],
        ['platforms', '五'],
      ])
      const places = new Map<string, number>()
      const expected = form.values.map(({ code, item }) => {
        const place = places.get(item) ?? 0
        places.set(item, place + 1)
        return [code, NUMBERS[item]?.[place]]
      })
      expect(record.records.map(({ code, value }) => [code, value])).toEqual(expected)
      // Four columns twice, seven rows, two groups.
      expect(record.checks.map(({ pass }) => pass)).toEqual(new Array(17).fill(true))
    },
    SLOW_MS,
  )

  test(
    'finds what does not add up in it, and what is missing',
    async () => {
      await writeFile(join(folder, 'wrong.html'), page.replace('<td>67</td>', '<td>68</td>'))
      const wrong = recordIn((await nianbao(['extract', '--json', 'wrong.html'])).out)
      expect(wrong.status).toBe('flagged')
      expect(wrong.checks.filter(({ pass }) => pass === false).map(({ id, at: key }) => `${id} ${key}`)).toEqual([
        'applications.flow sum',
        'applications.closed sum',
        'applications.sum closed',
      ])
      const platforms = form.tables.filter(({ id }) => id === 'platforms').map(drawn)
      await writeFile(join(folder, 'lacking.html'), page.replace(platforms[0] ?? '?', ''))
      const lacking = recordIn((await nianbao(['extract', '--json', 'lacking.html'])).out)
      expect(lacking.problems.map(({ code }) => code)).toContain('table-missing')
    },
    SLOW_MS,
  )

  test(
    'is listed, labelled and exported',
    async () => {
      const forms = JSON.parse((await nianbao(['forms', '--json'])).out) as {
        form: string
        values: { code: string; label: string }[]
      }[]
      expect(forms.map((each) => each.form)).toEqual(['2019', '2021', '2030'])
      const labels = new Map(forms.at(-1)?.values.map(({ code, label }) => [code, label]))
      expect(labels.get('t_website_accounts')).toBe('门户网站 › 账号数量')
      expect((await nianbao(['list', '--help'])).out).toContain('2019, 2021, 2030')
      expect(await nianbao(['ingest', 'report.html', SAMPLE, '--data', 'data'])).toMatchObject({ signal: null })
      const exported = await nianbao([
        'export',
        '--data',
        'data',
        '--format',
        'jsonl',
        '--form',
        '2030',
        '--out',
        'set',
      ])
      expect(exported).toMatchObject({ status: 0 })
      const tidy = await rowsOf('tidy')
      expect(tidy.map(({ code, label, form: own }) => [code, label, own])).toEqual(
        form.values.map(({ code }) => [code, labels.get(code), 2030]),
      )
      const columns = await rowsOf('columns')
      expect(columns.find(({ name }) => name === 't_website_accounts')).toMatchObject({
        label_en: 'Web site › Accounts',
      })
      const [document] = await rowsOf('documents')
      expect(document).toMatchObject({ form: 2030, form_platforms: 2030 })
    },
    SLOW_MS,
  )

  test(
    'leaves reports on the other forms as they are',
    async () => {
      const [without, beside] = await Promise.all(
        ['', FORM].map(async (forms) => recordIn((await nianbao(['extract', '--json', SAMPLE], forms)).out)),
      )
      expect(beside?.records).toEqual(without?.records)
      expect(beside?.problems).toEqual(without?.problems)
      expect(beside?.extractor.options).not.toBe(without?.extractor.options)
      expect(documentRecord.safeParse(without).success).toBe(true)
    },
    SLOW_MS,
  )
})
