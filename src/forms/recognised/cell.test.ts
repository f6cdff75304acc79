import { describe, expect, it } from '@jest/globals'
import type { Cell } from '../../model/block.js'
import { readCell } from './cell.js'
import type { ValueKind } from '../../vocabulary/forms.js'

const gist = (text: string, kind: ValueKind): unknown => {
  const cell: Cell = { row: 0, column: 0, rowSpan: 1, columnSpan: 1, text, boxes: [] }
  const { state, value, unit, flags } = readCell(cell, kind)
  return { state, value, unit, flags: [...flags] }
}
const sure = (value: number, unit: string | null = null): unknown => ({ state: 'number', value, unit, flags: [] })
const odd = (value: number, unit: string | null = null): unknown => ({
  state: 'uncertain',
  value,
  unit,
  flags: ['low-confidence'],
})
const unparsed = { state: 'uncertain', value: null, unit: null, flags: ['unparsed'] }

describe('a printed number that its kind cannot have is in doubt, as printed', () => {
  it.each([
    ['1.5 件', 'count', odd(1.5, '件')],
    ['3.0', 'count', odd(3)],
    ['２．５', 'count', odd(2.5)],
    ['1.5 件', 'amount', sure(1.5, '件')],
    ['12000.00', 'amount', sure(12000)],
    ['0.5', 'change', odd(0.5)],
    ['−15', 'count', odd(-15)],
    ['－15 件', 'count', odd(-15, '件')],
    ['-0', 'count', odd(0)],
    ['−15', 'change', sure(-15)],
    ['减15', 'change', sure(-15)],
    ['-2.5', 'amount', odd(-2.5)],
    ['+19', 'count', odd(19)],
    ['＋19', 'count', odd(19)],
    ['+ 1,900', 'count', odd(1900)],
    ['+19', 'change', sure(19)],
    ['+19', 'amount', odd(19)],
    ['05', 'count', unparsed],
    ['0５', 'count', unparsed],
    ['05', 'change', unparsed],
    ['-05', 'change', unparsed],
    ['05.5', 'amount', unparsed],
    ['1,234', 'count', sure(1234)],
    ['0', 'count', sure(0)],
  ] as const)('%j as a %s', (text, kind, expected) => {
    expect(gist(text, kind)).toEqual(expected)
  })
})

describe('a number with the mark of a footnote is in doubt, as printed', () => {
  const words = { state: 'text', value: null, unit: null, flags: ['unparsed'] }
  it.each([
    ['45[1]', odd(45)],
    ['[注1]45', odd(45)],
    ['45件①', odd(45, '件')],
    ['45※', odd(45)],
    ['-45[1]', odd(-45)],
    ['45[123456]', words],
    ['[1]', words],
    ['45①46', words],
  ] as const)('%s', (text, expected) => {
    expect(gist(text, 'count')).toEqual(expected)
  })
})
