import { describe, expect, it } from '@jest/globals'
import { parse } from 'csv-parse/sync'
import { parse as parseHtml } from 'parse5'
import { z } from 'zod'
import { readSheet } from '../../cli/commands/correct-sheet.js'
import type { Population } from '../draw.js'
import { parseResults } from '../results.js'
import { openPage } from '../testing/browser.js'
import { samplePage, type Item } from './index.js'

const item = (number: number, more: Partial<Item> = {}): Item => ({
  ...{ number, document: String(number).repeat(64), attempt: 10 + number, seen: 0, path: `${number}.pdf` },
  ...{ organ: '甲镇人民政府', year: 2022, code: 'a_granted_all', label: ['三', '总计'], other: 'Total' },
  ...{ value: 209, word: '', unit: '件', doubts: [], alternatives: [], confirmable: false },
  ...{ stratum: 'pdf/2021/applications', stratum_values: 50, drawn_from: 'unflagged', pageNumber: 1 },
  ...{ shown: 'table', grid: '<table></table>' },
  ...more,
})

const pageOf = (items: readonly Item[], population: Population = 'unflagged'): string =>
  samplePage(items, { id: 'x', language: 'en', population })

const rowsOf = (csv: string): readonly Readonly<Record<string, string>>[] =>
  z.array(z.record(z.string(), z.string())).parse(parse(csv, { bom: true, columns: true }))

describe('the page to tick', () => {
  it('moves on after “right”, and never takes a note to another item', () => {
    const page = openPage(pageOf([item(1), item(2), item(3)]))
    page.press('1')
    expect(page.by('left').textContent).toBe('2 / 3 · 2 left')
    page.press('3')
    page.press('n')
    page.type('illegible')
    // Digits are text while a note is being typed, and a click on “right” moves nowhere.
    page.press('1')
    page.by('right').click()
    expect(page.by('left').textContent).toBe('2 / 3 · 1 left')
    page.press('Enter')
    page.press('2')
    expect(page.isFocused('correct')).toBe(true)
    page.type('5')
    page.press('Enter')
    page.press('ArrowRight')
    expect([page.by('left').textContent, page.by('note').value, page.by('correct').value]).toEqual([
      '3 / 3 · 1 left',
      '',
      '',
    ])
    page.by('download').click()
    expect(rowsOf(page.downloaded()).map(({ verdict, note, correct }) => [verdict, note, correct])).toEqual([
      ['right', '', ''],
      ['wrong', 'illegible', '5'],
      ['', '', ''],
    ])
  })

  it('gives what was found wrong, with the right number, to `correct --from`', () => {
    const page = openPage(pageOf([item(1), item(2), item(3)]))
    page.press('2')
    page.type('blank')
    page.press('Escape')
    page.press('ArrowRight')
    page.press('2')
    page.press('Enter')
    page.press('n')
    page.type('a smudge')
    page.by('download').click()
    const sheet = readSheet(new TextEncoder().encode(page.downloaded()))
    expect(sheet).toMatchObject({ complaints: [], wrongWithoutValue: 1 })
    expect(sheet.rows).toEqual([
      expect.objectContaining({ kind: 'correct', code: 'a_granted_all', value: 'blank', attempt: 11, seen: 0 }),
    ])
    expect(parseResults(page.downloaded())).toMatchObject({ drawnFrom: 'unflagged', strata: [{ wrong: 2, open: 1 }] })
  })

  it('confirms what is right of flagged values, where there is a reading', () => {
    const flagged = { drawn_from: 'doubts', doubts: ['doubtful reading'], alternatives: ['909'] } as const
    const page = openPage(pageOf([item(1, { ...flagged, confirmable: true }), item(2, flagged)], 'doubts'))
    expect(page.by('doubts').textContent).toBe('doubtful reading · other readings: 909')
    page.press('1')
    page.press('1')
    page.by('download').click()
    const { rows, complaints } = readSheet(new TextEncoder().encode(page.downloaded()))
    expect(complaints).toEqual([])
    expect(rows).toEqual([expect.objectContaining({ kind: 'confirm', attempt: 11 })])
  })

  it('tells its state in words, not by colour alone', () => {
    const page = openPage(pageOf([item(1), item(2)]))
    page.press('2')
    const [first, second] = page.by('all').children
    expect([first?.textContent, first?.attributes.get('aria-label')]).toEqual(['1✗', 'Value 1: Wrong'])
    expect([second?.textContent, second?.attributes.get('aria-label')]).toEqual(['2', 'Value 2: not ticked yet'])
    expect([page.by('bar').attributes.get('aria-valuenow'), page.by('bar').attributes.get('aria-valuetext')]).toEqual([
      '1',
      '1 / 2',
    ])
    expect(page.by('wrong').attributes.get('aria-pressed')).toBe('true')
  })

  it('has names without the keys, and is whole HTML', () => {
    const html = pageOf([item(1)])
    const errors: string[] = []
    parseHtml(html, { onParseError: ({ code }) => errors.push(code) })
    expect(errors).toEqual([])
    expect(html).toMatch(/<div class="bar"[^>]* role="progressbar" aria-label="Progress"[^>]* aria-valuemax="1"/)
    expect(html.match(/<kbd/g)).toHaveLength(html.match(/<kbd aria-hidden="true">/g)?.length ?? 0)
    for (const [id, key] of [
      ['right', '1'],
      ['wrong', '2'],
      ['whole', 'P'],
      ['next', 'ArrowRight'],
    ] as const)
      expect(html).toMatch(new RegExp(`<button type="button" id="${id}" aria-keyshortcuts="${key}"`))
  })
})

describe('results of a sample as a sheet', () => {
  const head = 'document,code,verdict,correct,confirm,note'

  it.each([
    ['ab,c,right,5,,', 'sheetVerdictOther'],
    ['ab,c,wrong,,x,', 'sheetVerdictOther'],
    ['ab,c,maybe,,,', 'sheetVerdict'],
    ['ab,c,,,,a note', 'sheetNoteAlone'],
  ])('%j is refused', (line, key) => {
    const { complaints } = readSheet(new TextEncoder().encode(`${head}\n${line}\n`))
    expect(complaints).toEqual([{ line: 2, complaint: expect.objectContaining({ key }) }])
  })

  it('may hold what a person filled in without a verdict', () => {
    const { rows } = readSheet(new TextEncoder().encode(`${head}\nab,c,,5,,\nab,d,无法判断,,,糊\n`))
    expect(rows).toMatchObject([{ code: 'c', value: '5' }])
  })
})
