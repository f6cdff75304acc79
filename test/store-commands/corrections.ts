import { describe, expect, test } from '@jest/globals'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { openStore } from '../../src/store/open.js'
import { CELLS_LOST, OTHER_UNIT, copyOfData, inside, nianbao, paths, place } from './data-folder.js'

/** Corrections by people: each value by itself, or many on a sheet. */
export function describeCorrections(): void {
  describe('correct and confirm', () => {
    test('a correction counts at once, with who said so, and mends the document', async () => {
      const data = await copyOfData()
      const args = ['correct', OTHER_UNIT, 'p_fees_amount', '1.2', '--author', '李华', '--note', '单位为元']
      const { status, out } = await nianbao([...args, '--data', data])
      expect(status).toBe(0)
      expect(out).toBe(
        `${OTHER_UNIT}: p_fees_amount is 1.2 (read: “12000元”).\nThe document is now ok: 0 doubts, 0 faults.\n`,
      )
      const shown = await nianbao(['show', OTHER_UNIT, '--data', data, '--lang', 'zh'])
      // However the lines are broken.
      expect(shown.out.replace(/\s+/g, '')).toMatch(
        /李华于20\d\d-\d\d-\d\d更正为1\.2（当时读取为“12000元”）\(单位为元\)/,
      )
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
      expect(out).toMatch(/values confirmed\./)
      expect(out + err).toMatch(/The document is now flagged: 0 doubts, 1 fault/)
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
      const { status, err } = await inside(['correct', OTHER_UNIT, ...args, '--data', place.filled])
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
      const file = join(place.root, 'doubts.csv')
      const written = await nianbao(['list', '--doubts', '--csv', file, '--data', data])
      expect(written).toMatchObject({ status: 0, out: '' })
      expect(written.err).toContain('113 flagged values of 2 documents')
      expect((await readFile(file)).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
      expect((await nianbao(['list', '--doubts', '--csv', file, '--data', data])).status).toBe(1)
      const rows = await read(file)
      for (const [place, each] of rows.entries())
        if (each.code === 'p_fees_amount') Object.assign(each, { correct: '１.２', note: '单位为元' })
        else if (place < 3) each.confirm = '是'
      await writeFile(file, write(rows))
      const taken = await nianbao(['correct', '--from', file, '--author', 'A. Reader', '--data', data])
      expect(taken.out).toContain('1 correction and 3 confirmations of 2 documents')
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
      const file = join(place.root, 'wrong.csv')
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
      expect(err).toMatch(/Nothing was taken in: 4 rows/)
      const opened = await openStore(data)
      expect(await opened.store.corrections()).toEqual([])
      await opened.close()
    })
  })
}
