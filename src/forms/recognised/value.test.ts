import { describe, expect, it } from '@jest/globals'
import { IN_DOUBT, type Cell, type CellRecognition } from '../../model/block.js'
import { readCell } from './cell.js'
import type { ValueKind } from '../../vocabulary/forms.js'

type Written = readonly [text: string, confidence: number, alternatives?: Readonly<Record<string, number>>]

/** A recognised cell: each character with its confidence and its alternatives. */
function cellOf(...written: readonly Written[]): Cell {
  const characters: CellRecognition['characters'] = written.map(([text, confidence, alternatives = {}]) => ({
    text,
    confidence,
    alternatives: Object.entries(alternatives).map(([other, own]) => ({ text: other, confidence: own })),
  }))
  const text = written.map(([char]) => char).join('')
  return { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text, boxes: [], recognition: { characters } }
}

const SURE = 0.9995
const sure = (text: string): Written[] => Array.from(text, (char): Written => [char, SURE])
const read = (written: readonly Written[], kind: ValueKind = 'count'): string => {
  const { state, value, flags } = readCell(cellOf(...written), kind)
  return [state, value, ...flags].join(' ')
}

describe('a recognised value cell', () => {
  it.each([
    ['15', 'number 15'],
    ['1,234', 'number 1234'],
    ['0', 'number 0'],
    ['/', 'dash '],
    ['无', 'dash '],
    ['—', 'dash '],
    ['１２', 'number 12'],
  ])('read surely: %s', (text, result) => {
    expect(read(sure(text))).toBe(result)
  })

  it('offers the number that wide digits make, in doubt: two numbers may stand there', () => {
    expect(read(sure('41 6'))).toBe('uncertain 416 low-confidence')
    expect(read(sure('4 3'))).toBe('uncertain 43 low-confidence')
    expect(read(sure('8484.3 5'), 'amount')).toBe('uncertain  low-confidence')
  })

  it('keeps the value of a line in doubt, however many digits it has', () => {
    expect(
      read(
        Array.from('64123.5', (char): Written => [char, IN_DOUBT]),
        'amount',
      ),
    ).toBe('uncertain 64123.5 low-confidence')
    expect(read(Array.from('1204567', (char): Written => [char, IN_DOUBT]))).toBe('uncertain 1204567 low-confidence')
  })

  it('born-digital is read as it always was: a letter is no digit', () => {
    const printed: Cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text: 'O', boxes: [] }
    expect(readCell(printed, 'count')).toMatchObject({
      state: 'text',
      value: null,
      confidence: null,
      flags: ['unparsed'],
    })
  })

  it('takes letters for the digits that they look like: a value cell holds no letters', () => {
    expect(read([['o', 0.95, { '0': 0.04 }]])).toBe('number 0')
    expect(
      read([
        ['l', 0.6, { '1': 0.39 }],
        ['2', SURE],
      ]),
    ).toBe('number 12')
  })

  it('keeps its text as recognised', () => {
    const cell = cellOf(['o', 0.95, { '0': 0.04 }])
    readCell(cell, 'count')
    expect(cell.text).toBe('o')
  })

  it('in doubt between two digits has the likelier one as its value, a flag, and the other one as alternative', () => {
    const cell = cellOf(['1', SURE], ['6', 0.55, { '0': 0.44 }])
    const reading = readCell(cell, 'count')
    expect(reading).toMatchObject({ state: 'uncertain', value: 16, flags: ['low-confidence'], alternatives: ['10'] })
    expect(reading.confidence).toBeLessThan(0.6)
  })

  it('chooses among well-formed readings only', () => {
    expect(
      read([
        ['0', 0.5, { '6': 0.49 }],
        ['5', SURE],
      ]),
    ).toBe('uncertain 65 low-confidence')
  })

  it('is in doubt if the recogniser may mean what it does not list', () => {
    expect(read([['8', 0.5]])).toBe('uncertain 8 low-confidence')
  })

  it('takes a point before three digits of a count for a comma, and does not know in an amount', () => {
    expect(readCell(cellOf(...sure('6.082')), 'count').value).toBe(6082)
    expect(readCell(cellOf(...sure('6.082')), 'amount').flags).toEqual(['low-confidence'])
    expect(read(sure('48811.1'), 'amount')).toBe('number 48811.1')
  })

  it('does not take dirt for a part of the number', () => {
    expect(readCell(cellOf(['.', 0.9], ...sure('447'), ["'", 0.5]), 'count').value).toBe(447)
  })

  it('believes in a minus where changes stand, not where documents are counted', () => {
    expect(read(sure('-3'), 'change')).toBe('number -3')
    expect(readCell(cellOf(['-', 0.6, { '.': 0.3 }], ...sure('25')), 'count').value).toBe(25)
    expect(read(sure('- 5'))).toBe('uncertain 5 low-confidence')
    expect(read(sure('-5'), 'amount')).toBe('uncertain 5 low-confidence')
  })

  it('with ink that reads as nothing is no blank', () => {
    expect(read([['\ufffd', 0]])).toBe('uncertain  low-confidence')
    expect(read([['.', 0.7, { '': 0.2 }]])).toBe('uncertain  low-confidence')
  })

  it('with words in it is no number, and says whether the words are sure', () => {
    expect(read(sure('见附件'))).toBe('text  unparsed')
    expect(read([['曰', 0.4]])).not.toContain('number')
  })

  it('with two numbers in it is in doubt', () => {
    const cell = { ...cellOf(...sure('12')), text: '1 2' }
    expect(readCell(cell, 'count').flags).not.toEqual([])
  })

  it('keeps its unit', () => {
    expect(readCell(cellOf(...sure('251000元')), 'amount')).toMatchObject({ value: 251000, unit: '元' })
  })
})
