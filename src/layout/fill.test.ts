import { describe, expect, it } from '@jest/globals'
import { layoutPages } from './index.js'
import { horizontal, page, sketch, table, tablesOf, text, vertical } from './testing/pages.js'

const GRID = table({ left: 50, top: 50, widths: [60, 40, 40], heights: [30, 30], rows: [
  ['内容', '甲', '乙'],
  ['', '', ''],
] }) // prettier-ignore

describe('text that runs over the border of its cell', () => {
  it('leaves a mark that hangs over the border with the words before it', () => {
    const [laid] = tablesOf(
      layoutPages([page(1, GRID, { glyphs: [...text('不补正期限、', 53, 90), ...text('0', 125, 90)] })]),
    )
    expect(sketch(laid)).toEqual(['内容|甲|乙', '不补正期限、|0|'])
  })

  it('leaves the last digits with the number that they end, and the next number alone', () => {
    const glyphs = [...text('规章', 53, 90), ...text('1234567890', 113, 90), ...text('7', 175, 90)]
    const [laid] = tablesOf(layoutPages([page(1, GRID, { glyphs })]))
    expect(sketch(laid)).toEqual(['内容|甲|乙', '规章|1234567890|7'])
  })

  it('keeps two numbers apart that nearly touch at the border', () => {
    const glyphs = [...text('规章', 53, 90), ...text('1234567', 114.8, 90), ...text('8901', 150.2, 90)]
    const [laid] = tablesOf(layoutPages([page(1, GRID, { glyphs })]))
    expect(sketch(laid)).toEqual(['内容|甲|乙', '规章|1234567|8901'])
  })
})

describe('a number of one text object', () => {
  const run = (name: number, line: string, left: number) =>
    text(line, left, 90).map((glyph) => ({ ...glyph, run: name }))
  const rowOf = (...glyphs: readonly ReturnType<typeof text>[]): string | undefined => {
    const [laid] = tablesOf(layoutPages([page(1, GRID, { glyphs: [...text('规章', 53, 90), ...glyphs.flat()] })]))
    return sketch(laid)[1]
  }

  it('of one digit is no end of the label that runs up to it', () => {
    const label = text('不补正期限）', 53, 90)
    const glyphs = [...label, ...run(2, '0', 113.2)]
    const [laid] = tablesOf(layoutPages([page(1, GRID, { glyphs })]))
    expect(sketch(laid)).toEqual(['内容|甲|乙', '不补正期限）|0|'])
  })

  it('may be the end of a label whose characters are placed one by one', () => {
    const placed = [...text('不补正期限）', 53, 90), ...text('0', 113.2, 90)]
    const glyphs = placed.map((glyph, at) => ({ ...glyph, run: at }))
    const [laid] = tablesOf(layoutPages([page(1, GRID, { glyphs })]))
    expect(sketch(laid)).toEqual(['内容|甲|乙', '不补正期限）0||'])
  })

  it('stands whole where most of it is, and its neighbour stays blank', () => {
    expect(rowOf(run(1, '4567', 135))).toBe('规章|4567|')
    expect(rowOf(run(1, '4567', 145))).toBe('规章||4567')
    expect(rowOf(run(1, '-45', 145))).toBe('规章||-45')
    expect(rowOf(run(1, '1234.5', 130))).toBe('规章|1234.5|')
  })

  it('leaves the next number alone', () => {
    expect(rowOf(run(1, '123456', 125), run(2, '323', 155.3))).toBe('规章|123456|323')
  })

  it('is parted from another of the same object by a gap', () => {
    expect(rowOf([...run(1, '12', 137), ...run(1, '34', 153)])).toBe('规章|12|34')
  })

  it('stands in the table where it runs out of it', () => {
    expect(rowOf(run(1, '4567', 182))).toBe('规章||4567')
  })
})

describe('numbers broken in narrow cells', () => {
  it('are one number, not rows without lines between them', () => {
    const wrapped = { lines: ['123', '45'] }
    const drawn = table({ left: 50, top: 50, widths: [60, 20, 20, 20], heights: [30, 30], rows: [
      ['内容', '甲', '乙', '丙'],
      ['规章', wrapped, wrapped, wrapped],
    ] }) // prettier-ignore
    expect(tablesOf(layoutPages([page(1, drawn)])).map(sketch)).toEqual([['内容|甲|乙|丙', '规章|12345|12345|12345']])
  })

  it('are one number in cells with padding, and two where there was room for more', () => {
    const grid = table({ left: 50, top: 50, widths: [60, 28, 28], heights: [30, 30], rows: [
      ['内容', '甲', '乙'],
      ['规章', '', ''],
    ] }) // prettier-ignore
    const glyphs = [
      ...text('123', 116, 82), ...text('45', 116, 95),
      ...text('6', 144, 82), ...text('7', 144, 95),
    ] // prettier-ignore
    expect(tablesOf(layoutPages([page(1, grid, { glyphs })])).map(sketch)).toEqual([['内容|甲|乙', '规章|12345|6 7']])
  })
})

describe('a merged label that page breaks cut off at both ends', () => {
  it('is a column of its own, though no line meets its sides', () => {
    const rows = table({ left: 90, top: 60, widths: [80, 40], heights: [20, 20], rows: [
      ['1.国家秘密', '1'],
      ['2.法规禁止', '2'],
    ] }) // prettier-ignore
    const [laid] = tablesOf(layoutPages([page(1, rows, { rulings: [vertical(50, 60, 100)] })]))
    expect(sketch(laid)).toEqual(['|1.国家秘密|1', '^|2.法规禁止|2'])
  })

  it('takes no line that runs on past the table', () => {
    const rows = table({ left: 90, top: 60, widths: [80, 40], heights: [20, 20], rows: [
      ['1.国家秘密', '1'],
      ['2.法规禁止', '2'],
    ] }) // prettier-ignore
    const [laid] = tablesOf(layoutPages([page(1, rows, { rulings: [vertical(50, 20, 700), horizontal(700, 20, 60)] })]))
    expect(laid?.columns).toBe(2)
  })
})

describe('labels that a browser ends ahead of their row', () => {
  const down = (line: string) => ({ lines: [line], down: 2 })

  it('part no row', () => {
    const drawn = table({ left: 50, top: 50, widths: [60, 60, 40, 40], heights: [40, 20, 30], rows: [
      ['（五）不予', down('5.重新'), down('0'), down('7')],
      ['', null, null, null],
      ['（六）其他', '1.逾期', '3', '4'],
    ] }) // prettier-ignore
    expect(tablesOf(layoutPages([page(1, drawn)])).map(sketch)).toEqual([
      ['（五）不予|5.重新|0|7', '（六）其他|1.逾期|3|4'],
    ])
  })

  it('leave rows alone in which a value has its own border', () => {
    const drawn = table({ left: 50, top: 50, widths: [60, 60, 40, 40], heights: [40, 20, 30], rows: [
      ['（五）不予', down('5.重新'), '1', down('7')],
      ['', null, '2', null],
      ['（六）其他', '1.逾期', '3', '4'],
    ] }) // prettier-ignore
    expect(tablesOf(layoutPages([page(1, drawn)])).map(sketch)).toEqual([
      ['（五）不予|5.重新|1|7', '|^|2|^', '（六）其他|1.逾期|3|4'],
    ])
  })
})
