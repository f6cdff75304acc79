import { beforeAll, describe, expect, test } from '@jest/globals'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { describeCorrections } from './store-commands/corrections.js'
import {
  CELLS_LOST,
  DOCUMENTS,
  OTHER_UNIT,
  SLOW_MS,
  WRONG_SUMS,
  fill,
  inside,
  list,
  nianbao,
  paths,
  place,
} from './store-commands/data-folder.js'
import { describeFindings } from './store-commands/findings.js'
import { describeRemoval } from './store-commands/removal.js'
import { describeReprocess } from './store-commands/reprocess.js'
import { describeUndo } from './store-commands/undo.js'

/**
 * The commands around the store as users run them, from the build in dist/: one suite, since all of them work on one small
 * folder that was ingested.
 */

beforeAll(async () => {
  expect(await fill()).toMatchObject({ status: 2, out: '' })
}, SLOW_MS)

describe('help and wrong usage', () => {
  test.each([
    'status',
    'list',
    'show',
    'correct',
    'confirm',
    'reprocess',
    'diff',
    'findings',
    'attempt use',
    'remove',
    'restore',
    'doctor',
  ])('%s teaches by examples, in both languages', async (command) => {
    const english = await inside([...command.split(' '), '--help'])
    expect(english).toMatchObject({ status: 0, err: '' })
    expect(english.out).toMatch(/Usage: nianbao[^]*--data <DIR>[^]*Examples:\n {2}nianbao /)
    expect((await inside([...command.split(' '), '--help', '--lang', 'zh'])).out).toMatch(
      /用法：nianbao[^]*示例：\n {2}nianbao /,
    )
  })

  test('without data a command says where it looked, and what to do', async () => {
    const { status, err } = await nianbao(['status', '--data', 'nowhere'])
    expect(status).toBe(1)
    expect(err).toMatch(/^error: There is no data of nianbao in .*nowhere\. .*nianbao ingest PATH.*\n$/)
  })

  test.each([
    [['list', '--code', 'encryptd'], /meant: encrypted\?/],
    [['list', '--status', 'good'], /must be ok, flagged, failed or pending/],
    [['list', '--given', 'x'], /must be COLUMN=VALUE/],
    [['list', '--organ', ' '], /must not be empty/],
    [['reprocess'], /give DOCUMENT, or a filter such as --failed/],
    [['correct', 'x'], /give DOCUMENT CODE VALUE/],
    [['correct', 'x', '--from', 'y'], /--from takes no other arguments/],
    [['show', 'nowhere.pdf'], /no document is known as nowhere\.pdf/],
  ])('%j', async (args, sentence) => {
    const { status, out, err } = await inside([...args, '--data', place.filled])
    expect({ status, out }).toEqual({ status: 1, out: '' })
    expect(err).toMatch(sentence)
  })
})

describe('status and list', () => {
  test('status counts documents by what they are', async () => {
    const { status, out } = await nianbao(['status'], { NIANBAO_DATA: place.filled })
    expect(status).toBe(0)
    expect(out).toContain(`${DOCUMENTS} documents · 1 more name of the same content: ok 3, flagged 3, failed 11`)
    expect(out).toMatch(/^encrypted +protected by a password +3$/m)
    expect(out).toMatch(/^2019 +2$/m)
    expect(out).toMatch(/^hostile +11$/m)
    expect(out).toMatch(/^ +1 {2}ingest .* done /m)
    const counts = z.object({ documents: z.number(), status: z.record(z.string(), z.number()) })
    const json = counts.parse(JSON.parse((await nianbao(['status', '--data', place.filled, '--json'])).out))
    expect(json).toMatchObject({ documents: DOCUMENTS, status: { ok: 3, flagged: 3, failed: 11 } })
  })

  test('list filters, and its lines are for other programs where no person looks', async () => {
    expect(await paths(place.filled, '--status', 'flagged')).toEqual([CELLS_LOST, WRONG_SUMS, OTHER_UNIT])
    expect(await paths(place.filled, '--doubts')).toEqual([CELLS_LOST, OTHER_UNIT])
    expect(await paths(place.filled, '--faults')).toEqual([CELLS_LOST, WRONG_SUMS])
    expect(await paths(place.filled, '--doubts', '--form', '2021')).toEqual([OTHER_UNIT])
    expect(await paths(place.filled, '--path', '2021/**', '--status', 'ok')).toEqual(['2021/again/同一份.html'])
    expect(await paths(place.filled, '--year', '2020', '--year', '2023')).toHaveLength(2)
    expect(await paths(place.filled, '--batch', '7')).toEqual([])
    const { out, err } = await nianbao(['list', '--data', place.filled, '--path', '2021/*.docx'])
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
    const { status, out } = await nianbao(['show', OTHER_UNIT, '--data', place.filled])
    expect(status).toBe(0)
    expect(out).not.toContain('\u001b')
    expect(out).toMatch(/^花溪镇人民政府2021年政府信息公开工作年度报告\nflagged · form of 2021 · 2021 · docx/)
    expect(out).toMatch(/^ {2}published {2}2022-01-16/m)
    expect(out).toMatch(/^行政事业性收费 +12000\?$/m)
    expect(out).toMatch(/\? p_fees_amount .*read “12000元”;\s+printed in another unit than the form’s/)
    expect(out).toMatch(/^ {2}unit-differs other unit \(doubt\)$/m)
    expect(out).toMatch(/^→ +1 .*flagged/m)
  })

  test('an equation that does not hold is told with its numbers', async () => {
    const { out } = await nianbao(['show', WRONG_SUMS, '--data', place.filled])
    expect(out).toMatch(/✗ Total of reconsiderations: .* ≠\s+Total\s+53,\s+difference −1$/mu)
    // The one number that would settle all that fail of a table.
    expect(out.replace(/\s+/gu, ' ')).toContain('→ if (7) Total › Total were 585 instead of 588, all 3 equations hold')
  })

  test('a document has many names: any path, a path from here, digits of its fingerprint', async () => {
    const [found] = await list(place.filled, '--path', OTHER_UNIT)
    const digits = found?.sha256.slice(0, 8) ?? ''
    for (const reference of [digits, join(place.root, 'input', OTHER_UNIT)])
      expect((await inside(['show', reference, '--data', place.filled])).out).toContain('花溪镇')
    expect((await nianbao(['show', join('input', OTHER_UNIT), '--data', place.filled])).out).toContain('花溪镇')
    const json = z.object({ sha256: z.string(), attempts: z.array(z.unknown()), effective: z.looseObject({}) })
    const shown = json.parse(JSON.parse((await nianbao(['show', digits, '--data', place.filled, '--json'])).out))
    expect(shown.attempts).toHaveLength(1)
  })

  test('an organ with its year names a document, where only one is meant', async () => {
    for (const args of [['花溪镇人民政府', '2021'], ['花溪镇人民政府2021年'], ['花溪']])
      expect((await inside(['show', ...args, '--data', place.filled])).out).toContain('花溪镇人民政府2021年')
    const several = await inside(['show', '镇', '2021', '--data', place.filled])
    expect(several).toMatchObject({ status: 1, err: expect.stringContaining('may be any of') })
    expect((await inside(['show', '花溪', '1999', '--data', place.filled])).err).toContain('花溪 1999')
    // Who changes something names the document.
    expect((await inside(['confirm', '花溪镇人民政府', '--data', place.filled])).status).toBe(1)
  })

  test('open finds the original, at the page of a value', async () => {
    const args = ['open', '云台街道', 'a_results_total_all', '--data', place.filled]
    const printed = await inside([...args, '--print'])
    expect(printed).toMatchObject({ status: 0, err: '' })
    expect(printed.out).toMatch(/^.*pdf-2021-adds-up-wrongly\.pdf \(page \d\)\n.*: 588 \(read “588”\)\n$/u)
    const json: unknown = JSON.parse((await inside([...args, '--json'])).out)
    expect(json).toMatchObject({ page: expect.any(Number), code: 'a_results_total_all' })
    expect(json).toMatchObject({ file: join(place.root, 'input', WRONG_SUMS), box: expect.any(Array) })
    const lost = await inside([...args, '--with', 'no-such-viewer-anywhere'])
    expect(lost).toMatchObject({ status: 1, err: expect.stringContaining('no program no-such-viewer-anywhere') })
    expect((await inside(['open', '云台街道', 'no_such', '--data', place.filled])).err).toContain(
      'has no value no_such',
    )
    // A document without pages has none to tell.
    expect((await inside(['open', OTHER_UNIT, 'p_fees_amount', '--print', '--data', place.filled])).out).not.toContain(
      '(page',
    )
  })

  test('open says so where the original is gone, and opens no file that holds something else', async () => {
    const folder = join(place.root, 'gone')
    await mkdir(folder)
    const file = join(folder, 'a.txt')
    await writeFile(file, '某镇2023年政府信息公开工作年度报告\n一、总体情况\n')
    const data = join(place.root, 'gone-data')
    await nianbao(['ingest', folder, '--data', data, '--quiet'])
    await writeFile(file, 'something else')
    const [document] = await list(data)
    const open = await nianbao(['open', document?.sha256 ?? '', '--print', '--data', data])
    expect(open).toMatchObject({ status: 1, out: '', err: expect.stringContaining('is gone, and no copy was kept') })
  })

  test('list, export and reprocess take an organ or title', async () => {
    expect((await list(place.filled, '--organ', '花溪镇')).map(({ path }) => path)).toEqual([OTHER_UNIT])
    expect((await list(place.filled, '--title', '花溪镇人民政府2021')).map(({ path }) => path)).toEqual([OTHER_UNIT])
    const out = join(place.root, 'of-organ')
    const exported = await inside([
      'export',
      '--format',
      'jsonl',
      '--out',
      out,
      '--organ',
      '花溪镇',
      '--data',
      place.filled,
    ])
    expect(exported.err).toContain('1 document, 200 values')
    const dry = await inside(['reprocess', '--organ', '花溪镇', '--year', '2021', '--dry-run', '--data', place.filled])
    expect(dry.out).toContain('Re-extracted 1 document in')
    expect((await inside(['reprocess', '--organ', '无此机关', '--data', place.filled])).out).toContain('nothing to do')
  })

  test('where several may be meant, they are listed', async () => {
    const data = join(place.root, 'ambiguous')
    for (const folder of ['one', 'two']) {
      await mkdir(join(place.root, folder))
      await writeFile(join(place.root, folder, 'x.txt'), folder)
    }
    await nianbao(['ingest', 'one', 'two', '--data', data, '--quiet'])
    const { status, err } = await inside(['show', 'x.txt', '--data', data])
    expect(status).toBe(1)
    expect(err).toMatch(/may be any of 2 documents[^]*\n {2}[0-9a-f]{16} {2}x\.txt\n {2}[0-9a-f]{16} {2}x\.txt\n/)
  })
})

describeCorrections()
describeFindings()
describeReprocess()
describeUndo()
describeRemoval()

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
      expect(ids).toEqual([
        'node',
        'limits',
        'pdf',
        'sqlite',
        'ppocr',
        'tesseract',
        'libreoffice',
        'fonts',
        'data',
        'disk',
      ])
      expect((await stateOf(place.filled)).slice(0, 2)).toEqual([1, 'missing'])
    },
    SLOW_MS,
  )
})
