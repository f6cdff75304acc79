import { describe, expect, it, test } from '@jest/globals'
import { paragraph, paragraphs, tableOf } from '../../test/support/handwritten.js'
import type { Block, Cell, Table } from '../model/block.js'
import { at } from '../model/at.js'
import { describeTables, readValue, type DescribedTable } from './index.js'

const only = (blocks: readonly Block[]): DescribedTable => {
  const found = describeTables(blocks)
  expect(found).toHaveLength(1)
  return at(found, 0, 'table')
}

const SMALL = tableOf([
  ['地区', '人口', '收入'],
  ['甲镇', '700', '1,234.5'],
  ['乙镇', '500', '98.0'],
])

/** A table with merged cells: `text|columns×rows`. */
function merged(rows: readonly (readonly string[])[], columns: number): Table {
  const taken = new Set<string>()
  const cells: Cell[] = []
  rows.forEach((texts, row) => {
    let column = 0
    for (const each of texts) {
      while (taken.has(`${row}/${column}`)) column += 1
      const [, text = '', wide = '1', high = '1'] = /^(.*?)(?:\|(\d+)×(\d+))?$/u.exec(each) ?? []
      const [columnSpan, rowSpan] = [Number(wide), Number(high)]
      cells.push({ row, column, rowSpan, columnSpan, text, boxes: [] })
      for (let y = row; y < row + rowSpan; y += 1)
        for (let x = column; x < column + columnSpan; x += 1) taken.add(`${y}/${x}`)
      column += columnSpan
    }
  })
  return { ...tableOf([]), rows: rows.length, columns, cells }
}

const pathsOf = ({ body }: DescribedTable): readonly string[] =>
  body
    .filter(({ read }) => read.state === 'number')
    .map(({ rowPath, columnPath, read }) => `${rowPath.join('>')} | ${columnPath.join('>')} = ${read.value}`)

describe('the caption', () => {
  test.each<[string, readonly Block[], object]>([
    [
      'a title that begins with 一 straight behind the number',
      paragraphs('表1一般公共预算支出表'),
      { number: '表1', title: '一般公共预算支出表', unit: null },
    ],
    [
      'the same behind a number in words',
      paragraphs('表十一一般公共预算支出表'),
      { number: '表十一', title: '一般公共预算支出表', unit: null },
    ],
    [
      'number and title on one line',
      paragraphs('表2-1 分地区情况'),
      { number: '表2-1', title: '分地区情况', unit: null },
    ],
    ['by chapter, as in yearbooks', paragraphs('2-15 分地区人口'), { number: '2-15', title: '分地区人口', unit: null }],
    ['months are no number', paragraphs('1-5月各镇人口情况'), { number: null, title: '1-5月各镇人口情况' }],
    [
      'a unit of its own',
      paragraphs('附表一 分地区情况', '单位：万元'),
      { number: '附表一', title: '分地区情况', unit: '万元' },
    ],
    [
      'a unit in the caption',
      paragraphs('表 3 分地区情况（万美元）'),
      { number: '表3', title: '分地区情况', unit: '万美元' },
    ],
    [
      'a budget’s: the title above its number, the holder beside the unit',
      paragraphs('收入支出决算总表', '公开01表', '部门：甲县财政局 单位：万元'),
      { number: '公开01表', title: '收入支出决算总表', unit: '万元' },
    ],
    [
      'English',
      paragraphs('Table A-1. Revenue by segment (in thousands)'),
      { number: 'Table A-1', title: 'Revenue by segment', unit: 'in thousands' },
    ],
    [
      'a centred line without a number',
      [paragraph('甲县基本情况介绍', { align: 'center' })],
      { number: null, title: '甲县基本情况介绍' },
    ],
    ['prose is none', paragraphs('各镇人口和收入见下，其中甲镇最多。'), { number: null, title: null, text: null }],
    ['a figure is none', paragraphs('图3 分地区情况'), { number: null, title: null }],
    ['an organ is no unit', paragraphs('表1 分地区情况', '编制单位：甲县财政局'), { number: '表1', unit: null }],
    [
      'a line glued to the prose before it',
      paragraphs('收入较上年增加较多。表4 分地区情况'),
      { number: '表4', title: '分地区情况' },
    ],
    ['continued', paragraphs('续表2-1'), { number: '表2-1', continued: true }],
  ])('%s', (_, before, expected) => {
    expect(only([...before, SMALL]).caption).toMatchObject(expected)
  })

  it('stands in the grid’s own first rows, and notes behind it', () => {
    const table = merged(
      [['表5 分地区情况|3×1'], ['单位：万元|3×1'], ['地区', '人口', '收入'], ['甲镇', '1', '2'], ['乙镇', '3', '4']],
      3,
    )
    const { caption, headings } = only([table, ...paragraphs('资料来源：统计年鉴', '正文。')])
    expect(caption).toMatchObject({ number: '表5', title: '分地区情况', unit: '万元', notes: ['资料来源：统计年鉴'] })
    expect(headings.headRows).toBe(3)
  })
})

describe('paths', () => {
  it('lead from merged headings to their own, years among them', () => {
    const rows = [
      ['地区|1×2', '人口|2×1', '面积|1×2'],
      ['2022', '2023'],
      ['甲镇', '7', '8', '9'],
      ['乙镇', '1', '2', '3'],
    ]
    expect(pathsOf(only([merged(rows, 4)])).slice(0, 3)).toEqual([
      '甲镇 | 人口>2022 = 7',
      '甲镇 | 人口>2023 = 8',
      '甲镇 | 面积 = 9',
    ])
  })

  it('lead from codes to those that they stand under', () => {
    const rows = [
      ['科目编码|3×1', '科目名称|1×2', '合计|1×2'],
      ['类', '款', '项'],
      ...[
        ['201', '', '', '一般公共服务支出', '5'],
        ['201', '03', '', '政府办公厅', '5'],
        ['201', '03', '01', '行政运行', '5'],
      ],
    ]
    const { headings, ...table } = only([merged(rows, 5)])
    expect(headings).toMatchObject({ headRows: 2, headColumns: 4 })
    expect(at(pathsOf({ headings, ...table }), 2, 'row')).toBe(
      '一般公共服务支出>政府办公厅>2010301>行政运行 | 合计 = 5',
    )
  })

  it('lead from group headings and numberings to the rows below them', () => {
    const rows = [
      ['项目', '资金'],
      ['一、产业', ''],
      ['种植', '3'],
      ['加工', '4'],
      ['二、基础', ''],
      ['道路', '5'],
      ['其中：桥梁', '2'],
      ['合计', '12'],
    ]
    expect(pathsOf(only([tableOf(rows)]))).toEqual([
      '一、产业>种植 | 资金 = 3',
      '一、产业>加工 | 资金 = 4',
      '二、基础>道路 | 资金 = 5',
      '二、基础>道路>其中：桥梁 | 资金 = 2',
      '合计 | 资金 = 12',
    ])
  })

  it('of a table of two sides take the labels of their own side', () => {
    const rows = [
      ['收入|2×1', '支出|2×1'],
      ['项目', '决算数', '项目', '决算数'],
      ['拨款', '', '教育', ''],
      ['其他', '2', '卫生', '3'],
    ]
    const described = only([merged(rows, 4)])
    expect(described.headings.headRows).toBe(2)
    expect(pathsOf(described)).toEqual(['其他 | 收入>决算数 = 2', '卫生 | 支出>决算数 = 3'])
  })

  it('keep the unit of each row apart', () => {
    const rows = [
      ['指标', '计量单位', '2023年', '增长（%）'],
      ['产值', '亿元', '3.2', '−1.5'],
      ['人口', '万人', '4.1', '0.2'],
    ]
    expect(only([tableOf(rows)]).body.map(({ rowPath, unit }) => [rowPath, unit])).toEqual([
      [['产值'], '亿元'],
      [['产值'], '亿元'],
      [['人口'], '万人'],
      [['人口'], '万人'],
    ])
  })
})

describe('what a cell holds', () => {
  test.each([
    ['1,234.5', { state: 'number', value: 1234.5 }],
    ['(106,870)', { state: 'number', value: -106870 }],
    ['−3', { state: 'number', value: -3 }],
    ['12.3 %', { state: 'number', value: 12.3, unit: '%' }],
    ['98 452', { state: 'number', value: 98452 }],
    ['$1,200', { state: 'number', value: 1200, unit: '$' }],
    ['.5', { state: 'number', value: 0.5 }],
    ['24.91²', { state: 'number', value: 24.91, note: '²' }],
    ['76*', { state: 'number', value: 76, note: '*' }],
    ['…', { state: 'dash', value: null }],
    ['—', { state: 'dash', value: null }],
    ['', { state: 'blank', value: null }],
    ['007', { state: 'uncertain', value: null }],
    ['12 34', { state: 'uncertain', value: null }],
    ['3–5', { state: 'text', value: null }],
    ['共12人', { state: 'text', value: null }],
  ])('%s', (text, expected) => {
    expect(readValue(text)).toMatchObject(expected)
  })
})

describe('no tables are', () => {
  test.each<[string, Table]>([
    [
      'an empty grid',
      tableOf([
        ['', '', ''],
        ['', '', ''],
        ['', '', ''],
      ]),
    ],
    ['one column', tableOf([['甲'], ['1'], ['2'], ['3'], ['4']])],
    ['one row', tableOf([['甲', '1', '2', '3', '4']])],
    [
      'a table of contents',
      tableOf(
        [
          ['一、概况............', '1'],
          ['二、收支............', '4'],
          ['三、说明............', '9'],
        ],
        { method: 'unruled' },
      ),
    ],
    [
      'prose in columns',
      tableOf([
        ['长'.repeat(200), '短'.repeat(200)],
        ['文'.repeat(200), '字'.repeat(200)],
      ]),
    ],
    [
      'the layout of a web page',
      tableOf(
        [
          ['首页', '新闻'],
          ['登录', '注册'],
        ],
        { method: 'markup' },
      ),
    ],
    [
      'words without rulings',
      tableOf(
        [
          ['甲', '乙', '丙'],
          ['丁', '戊', '己'],
          ['庚', '辛', '壬'],
        ],
        { method: 'unruled' },
      ),
    ],
  ])('%s', (_, table) => {
    expect(describeTables([table])).toEqual([])
  })
})
