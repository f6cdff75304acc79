import { describe, expect, it } from '@jest/globals'
import { layoutPages } from '../index.js'
import { horizontal, page, paragraphsOf, sketch, table, tablesOf, text, type DrawnTable } from '../testPages.js'

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

  it('takes no prose, heading or lone number for a table', () => {
    const prose = ['一、总体情况', '本机关全年公开信息12条，比上年增加3条。', '2023年1月12日'].flatMap((line, index) =>
      text(line, 50, 50 + index * 20),
    )
    const blocks = layoutPages([page(1, { glyphs: prose, rulings: [horizontal(64, 50, 110)] })])
    expect(tablesOf(blocks)).toEqual([])
    expect(paragraphsOf(blocks)).toHaveLength(3)
  })
})
