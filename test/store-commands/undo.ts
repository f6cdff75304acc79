import { describe, expect, test } from '@jest/globals'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openStore } from '../../src/store/open.js'
import { CELLS_LOST, OTHER_UNIT, copyOfData, inside, list, place } from './data-folder.js'

/** Corrections that people take back, or only try. */
export function describeUndo(): void {
  describe('taking back', () => {
    const AMOUNT = 'p_fees_amount'
    const run = async (data: string, ...args: readonly string[]) => inside([...args, '--data', data])

    test('a correction is withdrawn: the one before counts again, then what was read', async () => {
      const data = await copyOfData()
      await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.2', '--author', '王芳')
      await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.3', '--author', '王芳')
      const first = await run(data, 'correct', OTHER_UNIT, AMOUNT, '--withdraw', '--author', '李华', '--note', '填错')
      expect(first).toMatchObject({ status: 0, err: '' })
      expect(first.out).toBe(
        `${OTHER_UNIT}: what was said of ${AMOUNT} is withdrawn; it counts as 1.2 again.\nThe document is now ok: 0 doubts, 0 faults.\n`,
      )
      const second = await run(data, 'correct', OTHER_UNIT, AMOUNT, '--withdraw', '--lang', 'zh')
      expect(second.out).toBe(
        `${OTHER_UNIT}：${AMOUNT} 的更正或确认已撤回，现按 12000 计。\n文档现为“待核对”：存疑 1，有误 0。\n`,
      )
      const shown = (await run(data, 'show', OTHER_UNIT)).out
      expect(shown).toMatch(/^Said and decided\n.* 王芳: p_fees_amount is 1\.2 – counts no more\n/m)
      expect(shown).toMatch(/ 李华: p_fees_amount: withdrawn what was said \(填错\)\n/)
      const third = await run(data, 'correct', OTHER_UNIT, AMOUNT, '--withdraw')
      expect(third).toMatchObject({ status: 1, out: '' })
      expect(third.err).toContain(`${AMOUNT}: nobody said anything of it that still counts`)
      const opened = await openStore(data)
      expect(await opened.store.corrections()).toMatchObject([
        { kind: 'correct', value: '1.2' },
        { kind: 'correct', value: '1.3' },
        { kind: 'withdraw', author: '李华', note: '填错', withdraws: 2 },
        { kind: 'withdraw', withdraws: 1 },
      ])
      await opened.close()
    })

    test('confirmations are withdrawn one by one, or all of a document at once', async () => {
      const data = await copyOfData()
      const [before] = await list(data, '--path', CELLS_LOST)
      const doubts = async (): Promise<number> => (await list(data, '--doubts', '--path', CELLS_LOST)).length
      await run(data, 'confirm', CELLS_LOST)
      expect(await doubts()).toBe(0)
      const one = await run(data, 'confirm', CELLS_LOST, 'report.year', '--withdraw')
      expect(one.err).toContain('report.year: nobody said anything of it that still counts')
      const all = await run(data, 'confirm', CELLS_LOST, '--withdraw')
      expect(all.status).toBe(0)
      expect(all.out).toMatch(/… and \d+ more\nThe document is now flagged: [1-9]\d* doubts?/)
      expect(await list(data, '--path', CELLS_LOST)).toEqual([before])
      expect((await run(data, 'confirm', CELLS_LOST, '--withdraw')).err).toContain('can be withdrawn')
    })

    test('each kind has its own command, and a value does not go with it', async () => {
      const data = await copyOfData()
      await run(data, 'confirm', OTHER_UNIT, AMOUNT)
      expect((await run(data, 'correct', OTHER_UNIT, AMOUNT, '--withdraw')).err).toMatch(
        /the last word is a confirmation by .* nianbao confirm --withdraw takes it back/,
      )
      await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.2')
      expect((await run(data, 'confirm', OTHER_UNIT, AMOUNT, '--withdraw')).err).toMatch(
        /the last word is a correction by .* nianbao correct --withdraw takes it back/,
      )
      for (const args of [[OTHER_UNIT], [OTHER_UNIT, AMOUNT, '3']])
        expect((await run(data, 'correct', ...args, '--withdraw')).err).toContain(
          'with --withdraw give DOCUMENT and CODE',
        )
    })

    test('who looked before another one said otherwise is refused, with what was said', async () => {
      const data = await copyOfData()
      const { seen } = JSON.parse((await run(data, 'show', OTHER_UNIT, '--json')).out) as { seen: number }
      await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.2', '--author', '王芳')
      const late = await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.3', '--seen', String(seen))
      expect(late).toMatchObject({ status: 1, out: '' })
      expect(late.err).toMatch(
        /p_fees_amount: 王芳 said something else meanwhile \(20.*\): “1\.2”\. Nothing was taken in/,
      )
      expect((await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.3', '--seen', '1')).status).toBe(0)
      expect((await run(data, 'correct', OTHER_UNIT, AMOUNT, '1', '--seen', 'now')).err).toContain('or 0.')
      const stale = await run(data, 'correct', OTHER_UNIT, AMOUNT, '--withdraw', '--seen', '1')
      expect(stale).toMatchObject({ status: 1, out: '' })
      expect(stale.err).toContain('said something else meanwhile')
    })

    test('a value of another kind is refused with the reason, unless the page prints it', async () => {
      const data = await copyOfData()
      const half = await run(data, 'correct', OTHER_UNIT, 'p_rules_issued', '1.5')
      expect(half).toMatchObject({ status: 1, out: '' })
      expect(half.err).toMatch(/“1\.5” is no whole number, and this value counts whole things; .*--as-printed/)
      expect((await run(data, 'correct', OTHER_UNIT, 'report.year', '202', '--lang', 'zh')).err).toMatch(
        /“202”不是报告年度.*--as-printed/,
      )
      expect((await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.5')).status).toBe(0)
      const file = join(place.root, 'kinds.csv')
      const head = 'path,code,correct,as_printed'
      await writeFile(file, `${head}\n${OTHER_UNIT},p_rules_issued,1.5,\n${OTHER_UNIT},report.year,202,x\n`)
      const sheet = await run(data, 'correct', '--from', file)
      expect(sheet.err).toMatch(/line 2: “1\.5” is no whole number.*\n.*1 row/)
      await writeFile(file, `${head}\n${OTHER_UNIT},p_rules_issued,1.5,x\n${OTHER_UNIT},report.year,202,x\n`)
      expect((await run(data, 'correct', '--from', file)).status).toBe(0)
      const opened = await openStore(data)
      expect((await opened.store.corrections()).map(({ value, asPrinted }) => [value, asPrinted])).toEqual([
        ...[
          ['1.5', false],
          ['1.5', true],
        ],
        ['202', true],
      ])
      await opened.close()
      expect((await run(data, 'correct', OTHER_UNIT, 'p_rules_repealed', '0.5', '--as-printed')).status).toBe(0)
    })

    test('a dry run says what would change, and changes nothing', async () => {
      const data = await copyOfData()
      const nothing = async (): Promise<void> => {
        const opened = await openStore(data)
        expect(await opened.store.corrections()).toEqual([])
        await opened.close()
      }
      const file = join(place.root, 'dry.csv')
      const document = (await list(data, '--path', OTHER_UNIT))[0]?.sha256 ?? ''
      const head = 'document,code,correct,confirm'
      await writeFile(file, `${head}\n${document},${AMOUNT},1.2,\n${document},p_rules_issued,,x\n`)
      const would = await run(data, 'correct', '--from', file, '--dry-run')
      expect(would).toMatchObject({ status: 0, err: '' })
      expect(would.out.split('\n')).toEqual([
        `${OTHER_UNIT}: ${AMOUNT}: 12000 → 1.2 (by a person)`,
        expect.stringMatching(/: p_rules_issued: (\d+) → \1 \(confirmed\)$/),
        `${OTHER_UNIT}: flagged, 1 doubt, 0 faults → ok, 0 doubts, 0 faults`,
        'Nothing was taken in (--dry-run).',
        '',
      ])
      await nothing()
      await writeFile(file, `${head}\n${document},${AMOUNT},many,\n`)
      expect((await run(data, 'correct', '--from', file, '--dry-run')).err).toContain('line 2: “many” is no value')
      const chinese = await run(data, 'confirm', OTHER_UNIT, '--dry-run', '--lang', 'zh')
      expect(chinese.out).toContain(`${OTHER_UNIT}：${AMOUNT}：12000 → 12000（已确认）`)
      await nothing()
      await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.2', '--author', '王芳')
      const back = await run(data, 'correct', OTHER_UNIT, AMOUNT, '--withdraw', '--dry-run')
      expect(back.out).toContain(`${AMOUNT}: 1.2 → 12000 (as read)`)
      await writeFile(file, `${head},seen\n${document},${AMOUNT},1.3,,0\n`)
      const late = await run(data, 'correct', '--from', file, '--dry-run', '--author', '李华')
      expect(late.err).toMatch(/王芳 said something else meanwhile/)
    })

    test('a sheet knows what had been said when it was written', async () => {
      const data = await copyOfData()
      const file = join(place.root, 'seen.csv')
      await run(data, 'list', '--csv', file, '--path', OTHER_UNIT)
      await run(data, 'correct', OTHER_UNIT, AMOUNT, '1.2', '--author', '王芳')
      const sheet = await readFile(file, 'utf8')
      expect(sheet.split('\r\n')[0]).toMatch(/,document,attempt,seen$/)
      const [head = '', row = ''] = sheet.split('\r\n')
      const cells = row.split(',')
      cells[head.split(',').indexOf('correct')] = '1.3'
      await writeFile(file, [head, cells.join(','), ''].join('\r\n'))
      const { status, err } = await run(data, 'correct', '--from', file)
      expect(status).toBe(1)
      expect(err).toMatch(/p_fees_amount: 王芳 said something else meanwhile/)
      // Their own later statements are no news to the person who filled in the sheet.
      expect((await run(data, 'correct', '--from', file, '--author', '王芳')).status).toBe(0)
    })
  })
}
