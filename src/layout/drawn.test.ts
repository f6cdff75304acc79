import { describe, expect, it } from '@jest/globals'
import { layoutPages } from './index.js'
import { horizontal, page, sketch, table, tablesOf, text, vertical } from './testing/pages.js'

describe('a blank last column', () => {
  it('is a column by its heading, at whatever height that stands', () => {
    const heads = [
      ...text('内容', 50, 57),
      ...text('甲类', 130, 64),
      ...text('乙类', 180, 64),
      ...text('总计', 230, 53),
    ]
    const rows = ['规章', '文件'].flatMap((label, index) => [
      ...text(label, 50, 84 + index * 20),
      ...text('1', 137, 84 + index * 20),
      ...text('2', 187, 84 + index * 20),
    ])
    const [laid] = tablesOf(layoutPages([page(1, { glyphs: [...heads, ...rows] })]))
    expect(sketch(laid).slice(-2)).toEqual(['规章|1|2|', '文件|1|2|'])
  })
})

describe('a table in a frame with level lines alone', () => {
  const rows = [['内容', '甲类', '乙类'], ['规章', '1', '2'], ['文件', '3', '4'], ['许可', '5', '6']] // prettier-ignore
  const drawn = table({ left: 50, top: 50, widths: [80, 60, 60], heights: rows.map(() => 20), rows, rules: 'outer' })

  it('has its columns by its text', () => {
    const rulings = [70, 90, 110].map((position) => horizontal(position, 50, 250))
    const [laid] = tablesOf(layoutPages([page(1, drawn, { rulings })]))
    expect(sketch(laid)).toEqual(rows.map((row) => row.join('|')))
  })
})

describe('a table with vertical lines alone', () => {
  it('has its rows by its text', () => {
    const rows = [['内容', '甲', '乙'], ['规章', '1', '2'], ['文件', '3', '4'], ['许可', '5', '6'], ['合计', '9', '12']] // prettier-ignore
    const drawn = table({ left: 50, top: 50, widths: [80, 60, 60], heights: rows.map(() => 20), rows, rules: 'outer' })
    const [laid] = tablesOf(layoutPages([page(1, drawn, { rulings: [vertical(130, 50, 150)] })]))
    expect(sketch(laid)).toEqual(rows.map((row) => row.join('|')))
  })

  it('has the columns of its heading where that stands alone at the foot of the page before, whole', () => {
    const head = table({ left: 50, top: 760, widths: [80, 60, 60], heights: [20], rows: [['内容', '甲类', '乙类']] })
    const rows = [['规章', '1', '2'], ['文件', '3', '4'], ['许可', '5', '6']] // prettier-ignore
    const rest = table({ left: 50, top: 60, widths: [80, 60, 60], heights: rows.map(() => 20), rows, rules: 'outer' })
    const tables = tablesOf(layoutPages([page(1, head), page(2, rest, { rulings: [vertical(130, 60, 120)] })]))
    expect(tables.map(sketch)).toEqual([['内容|甲类|乙类', ...rows.map((row) => row.join('|'))]])
  })
})
