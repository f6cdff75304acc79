import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { balance, pageOf, soundPair, type Draft } from '../bench/findings/made.js'
import { openPackage } from './support/packages.js'
import { nianbao } from './support/cli.js'
import { randomNumbers } from './support/random.js'

/** A clerk checks drafts before they are published: a sound report on 2023, and six faulty versions of it. */

const ORGAN = '柳林镇人民政府'

const line = z.object({
  path: z.string(),
  lastYear: z.string().nullable(),
  findings: z.array(
    z.object({
      rule: z.string(),
      ...{ message: z.string(), row: z.string(), column: z.string(), printed: z.string(), expected: z.string() },
    }),
  ),
})

let folder = ''
const lines = new Map<string, z.infer<typeof line>>()

function drafts(): Readonly<Record<string, Draft>> {
  const make = (change: (draft: Draft, lastYear: Draft) => void, form: Draft['form'] = '2021'): Draft => {
    const { report, lastYear } = soundPair(ORGAN, 2023, randomNumbers(20), form, '2021')
    change(report, lastYear)
    return report
  }
  const add = (draft: Draft, key: string, by: number): unknown =>
    draft.numbers.set(key, (draft.numbers.get(key) ?? 0) + by)
  return {
    sound: make(() => undefined),
    arith: make((draft) => add(draft, 'applications/granted/natural_person', 1)),
    text: make((draft) => {
      draft.prose += '\n2023年，我镇共收到政府信息公开申请9999件，上年结转777件。'
    }),
    carried: make((draft) => {
      add(draft, 'applications/received_carried_over/natural_person', 3)
      balance(draft)
      add(draft, 'proactive/normative_docs/in_force', 2)
    }),
    oldform: make(() => undefined, '2019'),
    wrongyear: make((draft) => {
      draft.mend = (page) => page.replaceAll(`${ORGAN}2023年`, `${ORGAN}2022年`).replaceAll('2023年，', '2022年，')
    }),
    blanks: make((draft) => {
      for (const key of ['rules/issued', 'rules/repealed', 'rules/in_force', 'penalties/decisions'])
        draft.numbers.delete(`proactive/${key}`)
    }),
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nianbao-check-'))
  const all = drafts()
  for (const [name, draft] of Object.entries(all)) await writeFile(join(folder, `${name}.html`), pageOf(draft))
  await mkdir(join(folder, 'published'))
  await writeFile(join(folder, 'published/last.htm'), pageOf(soundPair(ORGAN, 2023, randomNumbers(20)).lastYear))
  const files = Object.keys(all).map((name) => join(folder, `${name}.html`))
  const { out, status } = await nianbao([
    ...['check', ...files, '--last-year', join(folder, 'published/last.htm'), '--json', '--lang', 'zh'],
  ])
  expect(status).toBe(2)
  for (const each of out.trim().split('\n')) {
    const told = line.parse(JSON.parse(each))
    lines.set(told.path.replace('.html', ''), told)
  }
}, 60_000)

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

const found = (name: string) => lines.get(name)?.findings ?? []

describe('drafts', () => {
  test('the sound one is clean, beside last year’s report', () => {
    expect(lines.get('sound')).toMatchObject({ lastYear: 'last.htm', findings: [] })
  })

  test('one cell more: the cell, both numbers, and what it would settle', () => {
    expect(found('arith')).toMatchObject([{ rule: 'equation', row: '（一）予以公开', column: '自然人' }])
    const [only] = found('arith')
    expect(Number(only?.printed)).toBe(Number(only?.expected) + 1)
    expect(only?.message).toContain('这两个勾稽关系均成立')
  })

  test('another number in the text', () => {
    expect(found('text')).toMatchObject([
      { rule: 'text-differs', printed: '9999' },
      { rule: 'text-differs', printed: '777' },
    ])
    expect(found('text')[0]?.message).toMatch(/“2023年，我镇共收到政府信息公开申请9999件/u)
  })

  test('what does not follow from last year’s', () => {
    expect(found('carried')).toMatchObject([
      { rule: 'carried-over', row: '二、上年结转政府信息公开申请数量', column: '总计' },
      { rule: 'in-force', row: '行政规范性文件', column: '现行有效件数' },
    ])
  })

  test('an old form', () => {
    expect(found('oldform')[0]).toMatchObject({ rule: 'form-outdated', printed: '2019', expected: '2021' })
  })

  test('a title of the year before', () => {
    expect(found('wrongyear').map(({ rule }) => rule)).toContain('year-far')
  })

  test('blank cells', () => {
    expect(found('blanks')).toMatchObject([{ rule: 'blank-cells', row: '规章', column: '本年制发件数' }])
    expect(found('blanks')[0]?.message).toContain('有 4 格空白')
  })
})

test('a folder of last year’s reports: the one of the organ counts; the list is written and nothing else', async () => {
  const before = await readdir(folder)
  const out = join(folder, '问题清单.docx')
  const run = await nianbao([
    'check',
    join(folder, 'carried.html'),
    '--last-year',
    join(folder, 'published'),
    '--out',
    out,
    '--lang',
    'zh',
  ])
  expect(run.status).toBe(2)
  expect(run.out).toContain('问题清单：柳林镇人民政府 2023 年度报告')
  expect(run.out).toContain('上年度报告：last.htm')
  expect((await readdir(folder)).filter((name) => !before.includes(name))).toEqual(['问题清单.docx'])
  const parts = await openPackage(out)
  expect(parts.get('word/document.xml')?.toString()).toContain('上年结转数与上年度报告不一致')
}, 30_000)

test('exit statuses: clean 0, unreadable 2, wrong usage 1', async () => {
  const clean = await nianbao(['check', join(folder, 'sound.html'), '--lang', 'zh'])
  expect(clean).toMatchObject({ status: 0, err: '' })
  expect(clean.out).toContain('未发现问题')
  await writeFile(join(folder, 'broken.pdf'), '%PDF-1.4 nothing')
  const broken = await nianbao(['check', join(folder, 'broken.pdf'), '--lang', 'zh'])
  expect(broken.status).toBe(2)
  expect(broken.out).toContain('无法读取')
  expect(await nianbao(['check', join(folder, 'sound.html'), '--out', 'list.txt'])).toMatchObject({ status: 1 })
  const unread = await nianbao(['check', join(folder, 'sound.html'), '--last-year', join(folder, 'none.pdf')])
  expect(unread.status).toBe(2)
  expect(unread.err).toContain('none.pdf could not be read')
}, 30_000)
