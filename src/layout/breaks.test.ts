import { describe, expect, it } from '@jest/globals'
import { layoutPages } from './index.js'
import { page, sketch, table, tablesOf, text, type DrawnTable } from './testing/pages.js'

const WIDTHS = [40, 140, 60, 60]
type Rows = DrawnTable['rows']

/** The tables of two pages, the first ending in a table, the second starting with one. */
const laid = (first: Rows, second: Rows, heights: readonly number[] = []): string[][] => {
  const part = (rows: Rows, top: number): ReturnType<typeof table> =>
    table({ left: 50, top, widths: WIDTHS, heights: rows.map((_, index) => heights[index] ?? 30), rows })
  return tablesOf(layoutPages([page(1, part(first, 600)), page(2, part(second, 60))])).map(sketch)
}

const HEAD: Rows[number] = [{ lines: ['项目'], across: 2 }, null, '自然人', '总计']

describe('tables over page breaks', () => {
  it('joins without a repeated heading', () => {
    expect(
      laid(
        [HEAD, [{ lines: ['一、新收'], across: 2 }, null, '12', '0']],
        [[{ lines: ['二、结转'], across: 2 }, null, '3', '']],
      ),
    ).toEqual([['项目|自然人|总计', '一、新收|12|0', '二、结转|3|']])
  })

  /** Rows and columns of the tables that two pages of this part make, printed and photographed. */
  const overTwoPages = (
    widthsBelow: readonly number[],
  ): Record<'printed' | 'pictured', readonly (readonly number[])[]> => {
    const part = (top: number, widths: readonly number[], row: Rows[number]): ReturnType<typeof table> =>
      table({ left: 50, top, widths, heights: [30, 30], rows: [row, ['（二）', '部分', '3', '4']] })
    const pages = [
      page(1, part(600, WIDTHS, ['（一）', '公开', '1', '2'])),
      page(2, part(60, widthsBelow, ['（三）', '不予', '5', '6'])),
    ]
    const pictured = pages.map((each) => ({
      ...each,
      glyphs: each.glyphs.map((glyph) => ({ ...glyph, confidence: 0.99 })),
    }))
    const sizes = (of: typeof pages): number[][] =>
      tablesOf(layoutPages(of)).map((joined) => [joined.rows, joined.columns])
    return { printed: sizes(pages), pictured: sizes(pictured) }
  }

  it('joins parts on photographs of two sizes, but not on printed pages', () => {
    const { printed, pictured } = overTwoPages([48, 144, 60, 66])
    expect(printed).toHaveLength(2)
    expect(pictured).toEqual([[4, 4]])
  })

  it('takes borders of as many columns for the same on photographs that are not quite straight, but not on printed pages', () => {
    const { printed, pictured } = overTwoPages([40, 126, 74, 60])
    expect(printed).toEqual([[4, 5]])
    expect(pictured).toEqual([[4, 4]])
  })

  it('keeps a blank code at the top of a page apart from the code above it, where its column has blanks of its own', () => {
    const row = (code: string, part: string, name: string): Rows[number] => [code, part, name, '3']
    const rows = [row('201', '', '公共服务'), row('201', '03', '办公厅'), row('205', '', '教育支出')]
    expect(laid(rows, [row('208', '', '社会保障'), row('208', '05', '养老支出')])).toEqual([
      ['201||公共服务|3', '201|03|办公厅|3', '205||教育支出|3', '208||社会保障|3', '208|05|养老支出|3'],
    ])
  })

  it('takes two numbers in groups of three for no halves of one, though both fill their cells', () => {
    const narrow = (rows: Rows, top: number): ReturnType<typeof table> =>
      table({ left: 50, top, widths: [34, 35, 35], heights: rows.map(() => 30), rows })
    const blocks = layoutPages([
      page(1, narrow([['项目甲', '12,345', '20,988']], 600)),
      page(2, narrow([['项目乙', '32,913', '48,844']], 60)),
    ])
    expect(tablesOf(blocks).map(sketch)).toEqual([['项目甲|12,345|20,988', '项目乙|32,913|48,844']])
  })

  it('drops a repeated heading', () => {
    expect(
      laid(
        [HEAD, [{ lines: ['一、新收'], across: 2 }, null, '1', '1']],
        [HEAD, [{ lines: ['二、结转'], across: 2 }, null, '2', '2']],
      ),
    ).toEqual([['项目|自然人|总计', '一、新收|1|1', '二、结转|2|2']])
  })

  it('joins a row cut in the middle, its values on either side', () => {
    const label = '2.申请人逾期未按收费通知'
    const cut = (before: readonly string[], after: readonly string[]): string[][] =>
      laid(
        [HEAD, ['（六）', { lines: [label] }, ...before]],
        [
          [{ lines: [''], down: 2 }, { lines: ['要求缴纳费用的'] }, ...after],
          [null, '3.其他', '5', '6'],
        ],
      )
    const expected = [['项目|<|自然人|总计', `（六）|${label}要求缴纳费用的|7|8`, '^|3.其他|5|6']]
    expect(cut(['7', '8'], ['', ''])).toEqual(expected)
    expect(cut(['', ''], ['7', '8'])).toEqual(expected)
  })

  it('joins a number broken in a narrow cell that the break cuts, and no two numbers', () => {
    const part = (top: number, label: string, values: readonly string[][]): ReturnType<typeof table> =>
      table({ left: 50, top, widths: [80, 22, 22], heights: [60], rows: [
        [{ lines: [label] }, ...values.map((lines) => ({ lines }))],
      ] }) // prettier-ignore
    const join = (label: string, rest: string): string[][] =>
      tablesOf(
        layoutPages([
          page(1, part(700, label, [['123', '456'], ['0']])),
          page(2, part(60, rest, [['78'], []])),
        ]),
      ).map(sketch) // prettier-ignore
    expect(join('2.逾期未按收费', '要求缴纳')).toEqual([['2.逾期未按收费要求缴纳|12345678|0']])
    expect(join('2.逾期未按收费', '3.其他')).toEqual([['2.逾期未按收费|123456|0', '3.其他|78|']])
  })

  it('takes an empty remainder as part of the row', () => {
    expect(
      laid(
        [HEAD, [{ lines: ['信息内容'], across: 2 }, null, '1', '2']],
        [
          [{ lines: [''], across: 2 }, null, '', ''],
          [{ lines: ['行政许可'], across: 2 }, null, '3', '4'],
        ],
      ),
    ).toEqual([['项目|自然人|总计', '信息内容|1|2', '行政许可|3|4']])
  })

  it('joins a word cut in a merged label, and gives its cell two boxes', () => {
    const pages = [
      page(1, table({ left: 50, top: 600, widths: WIDTHS, heights: [30, 30], rows: [
        [{ lines: ['（四）无'], down: 2 }, '1.本机关不掌握', '1', '2'],
        [null, '2.没有现成信息', '3', '4'],
      ] })),
      page(2, table({ left: 50, top: 60, widths: WIDTHS, heights: [30, 30], rows: [
        [{ lines: ['法提供'] }, '3.补正后不明确', '5', '6'],
        ['（五）不', '1.信访举报', '7', '8'],
      ] })),
    ] // prettier-ignore
    const [first] = tablesOf(layoutPages(pages))
    expect(sketch(first)).toEqual([
      '（四）无法提供|1.本机关不掌握|1|2',
      '^|2.没有现成信息|3|4',
      '^|3.补正后不明确|5|6',
      '（五）不|1.信访举报|7|8',
    ])
    expect(first?.cells[0]?.boxes).toEqual([
      { page: 1, box: [50, 600, 90, 660] },
      { page: 2, box: [50, 60, 90, 90] },
    ])
  })

  it('keeps a blank value below a heading that is merged', () => {
    expect(
      laid(
        [
          [{ lines: ['项目'], across: 2, down: 2 }, null, '申请人', { lines: ['总计'], down: 2 }],
          [null, null, '自然人', null],
        ],
        [[{ lines: ['一、新收'], across: 2 }, null, '9', '']],
      ),
    ).toEqual([['项目|申请人|总计', '^|自然人|^', '一、新收|9|']])
  })

  it('does not join rows because values are blank', () => {
    expect(
      laid(
        [HEAD, [{ lines: ['规章'], across: 2 }, null, '', '']],
        [[{ lines: ['行政规范性文件'], across: 2 }, null, '1', '2']],
      ),
    ).toEqual([['项目|自然人|总计', '规章||', '行政规范性文件|1|2']])
  })

  it('keeps tables apart between which something stands, or whose columns differ', () => {
    const first = page(1, table({ left: 50, top: 600, widths: [100, 100], heights: [30], rows: [['a', '1']] }))
    const other = table({ left: 50, top: 90, widths: [100, 100], heights: [30], rows: [['b', '2']] })
    expect(tablesOf(layoutPages([first, page(2, { glyphs: text('三、收到和处理情况', 50, 50) }, other)]))).toHaveLength(
      2,
    )
    const wide = table({ left: 50, top: 60, widths: [150, 150], heights: [30], rows: [['b', '2']] })
    expect(tablesOf(layoutPages([first, page(2, wide)]))).toHaveLength(2)
  })

  it('keeps blocks apart that the document sets as tables of their own', () => {
    const block = (top: number, name: string): ReturnType<typeof table> =>
      table({ left: 50, top, widths: [100, 100], heights: [20, 20], rows: [
        [{ lines: [name], across: 2 }, null],
        ['行政许可', '1'],
      ] }) // prettier-ignore
    const pages = [page(1, block(600, '第（一）项'), block(660, '第（五）项')), page(2, block(60, '第（六）项'))]
    expect(tablesOf(layoutPages(pages))).toHaveLength(3)
  })
})

describe('a table that goes on behind a line of its own', () => {
  const part = (rows: DrawnTable['rows'], top: number): ReturnType<typeof table> =>
    table({ left: 50, top, widths: [100, 60, 60], heights: rows.map(() => 18), rows })
  const upper = part([['项目', '收入', '支出'], ['甲', '1', '2']], 700) // prettier-ignore
  const lower = part([['项目', '收入', '支出'], ['乙', '3', '4']], 110) // prettier-ignore
  const joined = (said: string): readonly string[] =>
    tablesOf(layoutPages([page(1, upper), page(2, { glyphs: text(said, 50, 92) }, lower)])).flatMap(sketch)

  it('is one table behind 续表', () => {
    expect(joined('续表')).toEqual(['项目|收入|支出', '甲|1|2', '乙|3|4'])
  })

  it('is another table behind another title', () => {
    expect(joined('表二部门收支')).toEqual(['项目|收入|支出', '甲|1|2', '项目|收入|支出', '乙|3|4'])
  })
})
