import { describe, expect, it, test } from '@jest/globals'
import { paragraphs, tableOf } from '../../test/support/handwritten.js'
import { describeTables, sumsOf, type TableSums } from './index.js'

const triedOn = (rows: readonly (readonly string[])[]): TableSums => {
  const [described] = describeTables([...paragraphs('表1 甲'), tableOf(rows)])
  if (!described) throw new Error('no table')
  return sumsOf(described)
}

const told = ({ sums, suspects }: TableSums): readonly string[] => [
  ...sums.map(({ printed, computed, pass }) => `${printed} ${pass ? '=' : '≠'} ${computed}`),
  ...[...suspects].map(({ text }) => `? ${text}`),
]

describe('the sums that a table prints', () => {
  test.each<[string, readonly (readonly string[])[], readonly string[]]>([
    [
      'a total below',
      [
        ['地区', '人'],
        ['甲', '3'],
        ['乙', '4'],
        ['合计', '7'],
      ],
      ['7 = 7'],
    ],
    [
      'a total above',
      [
        ['地区', '人'],
        ['全县合计', '7'],
        ['甲', '3'],
        ['乙', '4'],
      ],
      [],
    ],
    [
      '合计 above',
      [
        ['地区', '人'],
        ['合计', '7'],
        ['甲', '3'],
        ['乙', '4'],
      ],
      ['7 = 7'],
    ],
    [
      'parts of a row do not count twice',
      [
        ['项目', '元'],
        ['工资', '5'],
        ['其中：基本', '2'],
        ['办公', '1'],
        ['合计', '6'],
      ],
      ['6 = 6'],
    ],
    [
      'rounding',
      [
        ['项目', '元'],
        ['工资', '0.33'],
        ['办公', '0.33'],
        ['其他', '0.33'],
        ['合计', '1.00'],
      ],
      ['1 = 0.99'],
    ],
    [
      'percentages are not added',
      [
        ['项目', '占比'],
        ['工资', '3%'],
        ['办公', '4%'],
        ['合计', '7%'],
      ],
      [],
    ],
    [
      'what never holds is none',
      [
        ['项目', '户'],
        ['甲', '3'],
        ['乙', '4'],
        ['合计', '90'],
      ],
      [],
    ],
    [
      'codes and a column of totals',
      [
        ['科目编码', '科目名称', '合计', '基本支出', '项目支出'],
        ['201', '公共服务', '30', '10', '20'],
        ['20101', '行政', '12', '4', '8'],
        ['20102', '其他', '18', '6', '12'],
      ],
      ['30 = 30', '10 = 10', '20 = 20', '30 = 30', '12 = 12', '18 = 18'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(told(triedOn(rows))).toEqual(expected)
  })

  it('name the one number in which those that fail cross, and clear the others', () => {
    const rows = [
      ['地区', '合计', '男', '女'],
      ['甲', '7', '3', '4'],
      ['乙', '9', '8', '5'],
      ['丙', '4', '2', '2'],
      ['合计', '20', '9', '11'],
    ]
    const { suspects, verified } = triedOn(rows)
    expect([...suspects].map(({ text }) => text)).toEqual(['8'])
    expect(verified).toBeGreaterThan(0.8)
  })

  it('put all their numbers in doubt where nothing clears them', () => {
    const rows = [
      ['地区', '人', '户', '亩'],
      ['甲', '3', '1', '1'],
      ['乙', '5', '2', '1'],
      ['合计', '7', '3', '2'],
    ]
    expect(told(triedOn(rows))).toEqual(['7 ≠ 8', '3 = 3', '2 = 2', '? 7', '? 3', '? 5'])
  })
})
