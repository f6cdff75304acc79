import { describe, expect, it } from '@jest/globals'
import { layoutPages } from '../index.js'
import { horizontal, page, sketch, tablesOf, text } from '../testing/pages.js'

/** Budgets between three lines, as word processors set them. */

type Row = readonly (readonly [words: string, left: number, down?: number])[]

const PITCH = 20

const pageOf = (number: number, rows: readonly Row[], rules: readonly number[]): ReturnType<typeof page> =>
  page(number, {
    glyphs: rows.flatMap((row, index) =>
      row.flatMap(([words, left, down = 0]) => text(words, left, 100 + index * PITCH + down)),
    ),
    rulings: rules.map((place) => horizontal(100 + place * PITCH - 4, 40, 520)),
  })

const HEADS: readonly Row[] = [
  [
    ['编码', 42],
    ['科目名称', 100],
    ['合计', 310],
    ['基本支出', 385],
    ['项目支出', 455],
  ],
]
const row = (code: string, name: string, ...values: readonly string[]): Row => [
  [code, 42],
  [name, 100],
  ...values.map((value, index): readonly [string, number] => [value, 305 + index * 75]),
]

const laidOut = (...pages: readonly ReturnType<typeof page>[]): string[] => sketch(tablesOf(layoutPages(pages))[0])

describe('budgets between three lines', () => {
  it('have a code beside a name in two lines', () => {
    const wrapped: Row = [
      ['20803', 42],
      ['机关事业单位基本', 100, -6.5],
      ['养老保险缴费支出', 100, 6.5],
      ['1,019.39', 305],
      ['149.93', 380],
      ['869.46', 455],
    ]
    const body = [
      row('20801', '行政运行', '1,574.10', '532.80', '1,041.30'),
      wrapped,
      row('20805', '抚恤支出', '1,272.20', '531.80', '740.40'),
      row('20808', '死亡抚恤', '1,600.89', '570.79', '1,030.10'),
    ]
    expect(laidOut(pageOf(1, [...HEADS, ...body], [0, 1, 5])).slice(1)).toEqual([
      '20801|行政运行|1,574.10|532.80|1,041.30',
      '20803|机关事业单位基本养老保险缴费支出|1,019.39|149.93|869.46',
      '20805|抚恤支出|1,272.20|531.80|740.40',
      '20808|死亡抚恤|1,600.89|570.79|1,030.10',
    ])
  })

  it('have codes of seven digits, too', () => {
    const body = [
      row('2120801', '征地和拆迁补偿', '152.17', '108.05', '44.12'),
      row('2120802', '土地开发支出', '395.06', '207.15', '187.91'),
      row('2120803', '城市建设支出', '284.97', '226.14', '58.83'),
    ]
    expect(laidOut(pageOf(1, [...HEADS, ...body], [0, 1, 4])).slice(1)).toEqual([
      '2120801|征地和拆迁补偿|152.17|108.05|44.12',
      '2120802|土地开发支出|395.06|207.15|187.91',
      '2120803|城市建设支出|284.97|226.14|58.83',
    ])
  })

  it('keep the rows below headings that a page says again', () => {
    const first = [
      row('20801', '行政运行', '1,574.10', '532.80', '1,041.30'),
      row('20805', '抚恤支出', '1,272.20', '531.80', '740.40'),
    ]
    const second = [
      row('20808', '死亡抚恤', '1,600.89', '570.79', '1,030.10'),
      row('20899', '其他支出', '736.95', '483.10', '253.85'),
    ]
    const found = laidOut(pageOf(1, [...HEADS, ...first], [0, 1]), pageOf(2, [...HEADS, ...second], [1, 3]))
    expect(found.slice(1).map((each) => each.split('|')[0])).toEqual(['20801', '20805', '20808', '20899'])
  })
})
