import { describe, expect, it } from '@jest/globals'
import type { Ruling } from '../../model/page.js'
import { layoutPages } from '../index.js'
import { horizontal, page, sketch, tablesOf, text } from '../testing/pages.js'

/** Budgets with lines between rows and none between columns: codes in columns of their own before each row's label. */

type Row = readonly (readonly [string, number])[]

const PITCH = 16

const laidOut = (rows: readonly Row[], rules: readonly number[]): string[] => {
  const glyphs = rows.flatMap((row, index) => row.flatMap(([words, left]) => text(words, left, 100 + index * PITCH)))
  const rulings: Ruling[] = rules.map((place) => horizontal(100 + place * PITCH - 3, 40, 520))
  return sketch(tablesOf(layoutPages([page(1, { glyphs, rulings })]))[0])
}

const HEADS: readonly Row[] = [
  [
    ['科目编码', 56],
    ['其中几项支出', 402],
  ],
  [
    ['类', 46],
    ['款', 76],
    ['科目名称', 130],
    ['合计', 310],
    ['基本', 385],
    ['项目', 455],
  ],
]
const BODY: readonly Row[] = [
  [
    ['合计', 42],
    ['1,011.71', 300],
    ['407.79', 380],
    ['603.92', 450],
  ],
  [
    ['201', 42],
    ['一般公共服务支出', 120],
    ['573.64', 310],
    ['377.23', 380],
    ['196.41', 450],
  ],
  [
    ['03', 76],
    ['行政运行', 120],
    ['889.41', 310],
    ['889.41', 380],
  ],
  [
    ['31', 76],
    ['其他支出', 120],
    ['586.62', 310],
    ['579.10', 380],
    ['7.52', 450],
  ],
  [
    ['205', 42],
    ['教育支出', 120],
    ['119.89', 310],
    ['203.44', 380],
    ['916.45', 450],
  ],
]

describe('columns of codes', () => {
  const filled = (row: string | undefined): readonly string[] =>
    (row ?? '').split('|').filter((each) => !['', '#', '<', '^'].includes(each))

  it('are labels, each in its own row, and have their own headings', () => {
    const found = laidOut([...HEADS, ...BODY], [0, 2, 3, 4, 5, 6, 7])
    const labels = found.slice(0, 2).map((each) => each.split('|').slice(0, 3).join('|'))
    expect(labels).toEqual(['科目编码|<|科目名称', '类|款|^'])
    expect(found[2]).toBe('合计|<|<|1,011.71|407.79|603.92')
    expect(found.slice(3).map(filled)).toEqual([
      ['201', '一般公共服务支出', '573.64', '377.23', '196.41'],
      ['03', '行政运行', '889.41', '889.41'],
      ['31', '其他支出', '586.62', '579.10', '7.52'],
      ['205', '教育支出', '119.89', '203.44', '916.45'],
    ])
  })

  it('stand below a row that numbers the columns', () => {
    const numbers: Row = [
      ['栏次', 140],
      ['1', 320],
      ['2', 395],
      ['3', 460],
    ]
    const found = laidOut([...HEADS, numbers, ...BODY], [0, 3, 4, 5, 6, 7, 8])
    expect(found[2]).toBe('栏次|<|<|1|2|3')
    expect(found[3]).toBe('合计|<|<|1,011.71|407.79|603.92')
  })
})
