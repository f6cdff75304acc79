import { describe, expect, it } from '@jest/globals'
import { layoutPages } from '../index.js'
import type { Page } from '../../model/page.js'
import { horizontal, page, paragraphsOf, sketch, table, tablesOf, text, type DrawnTable } from '../testing/pages.js'

/** Section 3 in small: labels in two columns, one merged, one wrapped; two heading rows. */
const FORM: DrawnTable = {
  left: 50,
  top: 100,
  widths: [60, 130, 60, 60, 60],
  heights: [18, 18, 18, 18, 30, 18, 18],
  rows: [
    [{ lines: ['项目'], across: 2, down: 2 }, null, { lines: ['申请人情况'], across: 3 }, null, null],
    [null, null, '自然人', '企业', '总计'],
    [{ lines: ['一、本年新收申请'], across: 2 }, null, '12', '3', '15'],
    [{ lines: ['三、结果'], down: 3 }, { lines: ['1.国家秘密'] }, '1', '0', '1'],
    [null, { lines: ['2.其他法律行政法规', '禁止公开'] }, '2', '', '2'],
    [null, { lines: ['3.其他'] }, '', '3', '3'],
    [{ lines: ['四、结转'], across: 2 }, null, '4', '0', '4'],
  ],
}

const EXPECTED = [
  '项目|<|申请人情况|<|<',
  '^|^|自然人|企业|总计',
  '一、本年新收申请|<|12|3|15',
  '三、结果|1.国家秘密|1|0|1',
  '^|2.其他法律行政法规禁止公开|2||2',
  '^|3.其他||3|3',
  '四、结转|<|4|0|4',
]

describe('tables without all of their rulings', () => {
  it.each(['none', 'outer', 'horizontal'] as const)('finds rows, columns and spans with rules: %s', (rules) => {
    const [laid, ...others] = tablesOf(layoutPages([page(1, table({ ...FORM, rules }))]))
    expect(sketch(laid)).toEqual(EXPECTED.map((row) => (row.startsWith('^|^') ? row.replace('^|^', '^|<') : row)))
    expect(laid?.method).toBe('unruled')
    expect(others).toEqual([])
  })

  it('keeps the column of values that are aligned to the right, and a blank column', () => {
    const rows: DrawnTable['rows'] = [
      ['内容', '制发件数', '废止件数', '总计'],
      ['规章', '1,200', '3', ''],
      ['文件', '7', '10', ''],
    ]
    const [laid] = tablesOf(
      layoutPages([
        page(1, table({ left: 50, top: 50, widths: [80, 80, 80, 80], heights: [20, 20, 20], rows, rules: 'none', align: 'right' })),
      ]), // prettier-ignore
    )
    expect(sketch(laid)).toEqual(['内容|制发件数|废止件数|总计', '规章|1,200|3|', '文件|7|10|'])
  })

  it('gives each row its own label in every column of labels, units and codes', () => {
    const rows: DrawnTable['rows'] = [
      ['指标', '计量单位', '绝对数', '增长'],
      ['产值', '亿元', '320', '15'],
      ['人口', '万人', '41', '2'],
      ['粮食', '万吨', '77', '10'],
      ['学生', '人', '5010', '4'],
    ]
    const drawn = {
      left: 50,
      top: 50,
      widths: [80, 80, 80, 80],
      heights: rows.map(() => 14),
      rows,
      rules: 'none' as const,
    }
    const [laid] = tablesOf(layoutPages([page(1, table(drawn))]))
    expect(sketch(laid).slice(1)).toEqual(['产值|亿元|320|15', '人口|万人|41|2', '粮食|万吨|77|10', '学生|人|5010|4'])
  })

  it('keeps a group heading apart from the label below it, and the line that numbers the table outside', () => {
    const rows: DrawnTable['rows'] = [
      ['项目类别名称', '计划', '拨付'],
      ['一、产业', '', ''],
      ['农产品加工和销售', '5', '3'],
      ['农村公路建设', '7', '6'],
      ['二、服务', '', ''],
      ['乡村教师培训', '8', '2'],
    ]
    const drawn = {
      left: 50,
      top: 50,
      widths: [100, 80, 80],
      heights: rows.map(() => 14),
      rows,
      rules: 'none' as const,
    }
    const blocks = layoutPages([page(1, { glyphs: text('表1项目资金', 120, 36) }, table(drawn))])
    expect(sketch(tablesOf(blocks)[0])).toEqual([
      ...['项目类别名称|计划|拨付', '一、产业||', '农产品加工和销售|5|3', '农村公路建设|7|6'],
      ...['二、服务||', '乡村教师培训|8|2'],
    ])
    expect(paragraphsOf(blocks).map((each) => each.text)).toEqual(['表1项目资金'])
  })

  it('keeps rows together that stand far apart', () => {
    const rows: DrawnTable['rows'] = [
      ['内容', '制发件数', '废止件数', '总计'],
      ['规章', '1', '3', '4'],
      ['文件', '7', '10', '17'],
    ]
    const spread = table({ left: 50, top: 50, widths: [80, 80, 80, 80], heights: [48, 48, 48], rows, rules: 'none' })
    expect(tablesOf(layoutPages([page(1, spread)])).map(sketch)).toEqual([
      ['内容|制发件数|废止件数|总计', '规章|1|3|4', '文件|7|10|17'],
    ])
  })

  it('gives blocks with fewer columns their spans', () => {
    const [laid] = tablesOf(
      layoutPages([
        page(
          1,
          table({ left: 50, top: 50, widths: [80, 80, 80, 80], heights: [20, 20, 20, 20, 20, 20], rules: 'none', rows: [
            [{ lines: ['第二十条第（一）项'], across: 4 }, null, null, null],
            ['内容', '制发件数', '废止件数', '有效件数'],
            ['规章', '1', '2', '3'],
            [{ lines: ['第二十条第（五）项'], across: 4 }, null, null, null],
            ['内容', { lines: ['处理决定数量'], across: 3 }, null, null],
            ['许可', { lines: ['44'], across: 3 }, null, null],
          ] }),
        ),
      ]), // prettier-ignore
    )
    expect(sketch(laid)).toEqual([
      '第二十条第（一）项|<|<|<',
      '内容|制发件数|废止件数|有效件数',
      '规章|1|2|3',
      '第二十条第（五）项|<|<|<',
      '内容|处理决定数量|<|<',
      '许可|44|<|<',
    ])
  })

  it('goes on over a page break, without a heading said again', () => {
    const part = (top: number, rows: DrawnTable['rows']): ReturnType<typeof table> =>
      table({ left: 50, top, widths: [80, 80, 80], heights: rows.map(() => 20), rows, rules: 'none' })
    const head = ['内容', '甲类', '乙类'] as const
    const laid = tablesOf(
      layoutPages([
        page(1, part(700, [head, ['规章', '1', '2']])),
        page(2, part(60, [head, ['文件', '3', '4'], ['许可', '5', '6']])),
      ]),
    )
    expect(laid.map(sketch)).toEqual([['内容|甲类|乙类', '规章|1|2', '文件|3|4', '许可|5|6']])
    expect(laid[0]?.pages).toEqual([1, 2])
  })

  it('takes a last row without lines at the head of the next page, and prose there for prose', () => {
    const above = table({ left: 50, top: 740, widths: [80, 60, 60, 60], heights: [20, 20], rows: [
      ['内容', '制发件数', '废止件数', '有效件数'],
      ['规章', '1', '2', '3'],
    ] }) // prettier-ignore
    const below = [...text('规范性文件', 53, 60), ...text('4', 157, 60), ...text('6', 277, 60)]
    const head = (glyphs: typeof below): string[][] =>
      tablesOf(layoutPages([page(1, above), page(2, { glyphs })])).map(sketch)
    expect(head(below)).toEqual([['内容|制发件数|废止件数|有效件数', '规章|1|2|3', '规范性文件|4||6']])
    expect(head([...text('局长张三', 53, 60), ...text('6月', 157, 60)])).toHaveLength(1)
    expect(head([...text('局长张三', 53, 60), ...text('6月', 157, 60)])[0]).toHaveLength(2)
  })

  it('keeps the end of a number that is broken in the last row', () => {
    const rows: DrawnTable['rows'] = [
      ['内容', '甲', '乙'],
      ['规章', '1', '2'],
      ['文件', '3', { lines: ['123', '45'] }],
    ]
    const heights = [20, 20, 30]
    const drawn = table({ left: 50, top: 50, widths: [80, 40, 22], heights, rows, rules: 'none' })
    expect(tablesOf(layoutPages([page(1, drawn)])).map((laid) => sketch(laid).at(-1))).toEqual(['文件|3|12345'])
  })

  it('parts labels and values that all but touch, painted as one text or not', () => {
    const rows = (gap: number): Pick<Page, 'glyphs'> => ({
      glyphs: [
        ...text('信息内容', 50, 50),
        ...text('本年制发件数', 120 - gap, 50),
        ...text('本年废止件数', 180, 50),
        ...text('规章', 50, 70),
        ...text('1', 120, 70),
        ...text('2', 180, 70),
        ...text('行政规范性文件', 120 - 70 - gap, 90),
        ...text('3', 120, 90),
        ...text('4', 180, 90),
      ],
    })
    const expected = ['信息内容|本年制发件数|本年废止件数', '规章|1|2', '行政规范性文件|3|4']
    expect(tablesOf(layoutPages([page(1, rows(1.9))])).map(sketch)).toEqual([expected])
    // A wrapped label: what is painted next is its second line, not the value beside its first.
    const glyphs = [
      ...text('2.法规', 50, 50), ...text('禁止', 50, 64), ...text('5', 86, 50), ...text('6', 130, 50),
      ...text('3.其他', 50, 84), ...text('7', 86, 84), ...text('8', 130, 84),
    ] // prettier-ignore
    expect(tablesOf(layoutPages([page(1, { glyphs })])).map(sketch)).toEqual([['2.法规禁止|5|6', '3.其他|7|8']])
  })

  it('keeps a number with its label, and a word set wide whole', () => {
    const rows: DrawnTable['rows'] = [
      ['项目', '甲', '乙'],
      ['5. 三类信息', '1', '2'],
      ['（七）总  计', '3', '4'],
    ]
    const drawn = table({ left: 50, top: 50, widths: [120, 60, 60], heights: [20, 20, 20], rows, rules: 'none' })
    expect(tablesOf(layoutPages([page(1, drawn)])).map(sketch)).toEqual([
      ['项目|甲|乙', '5.三类信息|1|2', '（七）总 计|3|4'],
    ])
  })

  it('takes for headings all that stands between a section’s heading and the table', () => {
    const head = ['（本列数据的关系', '为：第一项加第二', '项之和，等于第三', '项加第四项之和）']
    const glyphs = [
      ...text('三、收到和处理政府信息公开申请情况', 50, 30),
      ...head.flatMap((line, index) => text(line, 50, 60 + index * 14)),
      ...text('申请人情况', 190, 60),
      ...text('自然人', 160, 102),
      ...text('企业', 220, 102),
      ...text('总计', 270, 102),
      ...['一、本年新收', '二、上年结转'].flatMap((label, index) => [
        ...text(label, 50, 124 + index * 20),
        ...[172, 228, 278].flatMap((x) => text('1', x, 124 + index * 20)),
      ]),
    ]
    const [laid] = tablesOf(layoutPages([page(1, { glyphs })]))
    expect(sketch(laid)[0]).toMatch(/^（本列数据的关系为：第一项加第二项之和，等于第三项加第四项之和）/u)
    expect(sketch(laid).slice(-2)).toEqual(['一、本年新收|1|1|1', '二、上年结转|1|1|1'])
  })

  it('makes tables of their own of blocks that stand over different middles', () => {
    const block = (top: number, name: string, width: number): Pick<Page, 'glyphs'> => {
      const heights = [20, 20]
      const rows = [['信息内容', '上一年', '本年'], ['行政许可', '1', '2']] // prettier-ignore
      const { glyphs } = table({ left: 50, top: top + 20, widths: [80, width, width], heights, rows, rules: 'none' })
      return { glyphs: [...text(name, 90 + width - 45, top), ...glyphs] }
    }
    const blocks = (width: number): ReturnType<typeof tablesOf> =>
      tablesOf(layoutPages([page(1, block(50, '第二十条第（五）项', 60), block(110, '第二十条第（六）项', width))]))
    expect(blocks(60)).toHaveLength(1)
    expect(blocks(90).map((laid) => laid.rows)).toEqual([3, 3])
  })

  it('takes values at the top of a row that a page break cuts', () => {
    const pages = [
      page(1, { glyphs: [
        ...text('1.国家秘密', 50, 700), ...text('1', 150, 700), ...text('2', 200, 700),
        ...text('2.申请人', 50, 730), ...text('3', 150, 730), ...text('4', 200, 730),
        ...text('无正当理', 50, 744), ...text('由逾期不', 50, 758),
      ] }),
      page(2, { glyphs: [
        ...text('补正', 50, 60),
        ...text('3.其他', 50, 90), ...text('5', 150, 90), ...text('6', 200, 90),
      ] }),
    ] // prettier-ignore
    expect(tablesOf(layoutPages(pages)).map(sketch)).toEqual([
      ['1.国家秘密|1|2', '2.申请人无正当理由逾期不补正|3|4', '3.其他|5|6'],
    ])
  })

  it('doubts all columns that a number too long for its own runs over, and keeps texts apart that overlap', () => {
    const row = (label: string, top: number, values: readonly [string, number][]): Pick<Page, 'glyphs'> => ({
      glyphs: [...text(label, 50, top), ...values.flatMap(([value, x]) => text(value, x, top))],
    })
    const rows = [
      row('规章', 50, [['1', 110], ['2', 150], ['3', 190]]),
      row('文件', 70, [['4', 110], ['5', 150], ['6', 190]]),
    ] // prettier-ignore
    const over = row('许可', 90, [['12345678901', 110], ['8', 190]]) // prettier-ignore
    const [laid] = tablesOf(layoutPages([page(1, ...rows, over)]))
    const last = laid?.cells.filter((cell) => cell.row === 2) ?? []
    expect(last.slice(1, 3).every(({ uncertain }) => uncertain === 'column')).toBe(true)
    const overlaid = row('许可', 90, [['1234567', 110], ['89', 142], ['3', 190]]) // prettier-ignore
    expect(tablesOf(layoutPages([page(1, ...rows, overlaid)])).map((each) => sketch(each).at(-1))).toEqual([
      '许可|1234567|89|3',
    ])
  })

  it('takes no prose, heading or lone number for a table', () => {
    const prose = ['一、总体情况', '本机关全年公开信息12条，比上年增加3条。', '2023年1月12日'].flatMap((line, index) =>
      text(line, 50, 50 + index * 20),
    )
    const blocks = layoutPages([page(1, { glyphs: prose, rulings: [horizontal(64, 50, 110)] })])
    expect(tablesOf(blocks)).toEqual([])
    expect(paragraphsOf(blocks)).toHaveLength(3)
  })
})
