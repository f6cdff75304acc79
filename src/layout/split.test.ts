import { describe, expect, it } from '@jest/globals'
import { layoutPages } from './index.js'
import { horizontal, page, sketch, table, tablesOf, text, vertical } from './testing/pages.js'

const HEAD = table({ left: 50, top: 50, widths: [100, 60, 60, 60], heights: [20], rows: [['内容', '甲', '乙', '丙']] })

/** A row of a table whose value cells have no lines between them. */
const bare = (top: number, label: string, values: readonly [x: number, value: string][]): ReturnType<typeof table> => ({
  glyphs: [...text(label, 53, top + 5), ...values.flatMap(([x, value]) => text(value, x, top + 5))],
  rulings: [horizontal(top + 20, 50, 330), ...[50, 150, 330].map((x) => vertical(x, top, top + 20))],
})

describe('cells without vertical lines between the numbers', () => {
  it('takes the columns of the heading, and leaves a blank in its column', () => {
    const [laid] = tablesOf(
      layoutPages([
        page(
          1,
          HEAD,
          bare(70, '规章', [[177, '1'], [237, '2'], [297, '3']]),
          bare(90, '文件', [[177, '4'], [297, '5']]),
          bare(110, '其他', [[237, '6']]),
          bare(130, '合计', []),
        ),
      ]), // prettier-ignore
    )
    expect(sketch(laid)).toEqual(['内容|甲|乙|丙', '规章|1|2|3', '文件|4||5', '其他||6|', '合计|||'])
    expect(laid?.method).toBe('unruled')
  })

  it('takes them also below a row of blanks', () => {
    const rows = [bare(70, '一、规章', []), bare(90, '文件', [[177, '4'], [297, '5']])] // prettier-ignore
    const [laid] = tablesOf(layoutPages([page(1, HEAD, ...rows)]))
    expect(sketch(laid).at(-1)).toBe('文件|4||5')
  })

  it('parts rows that have no vertical line at all: the label and its values', () => {
    const whole = (top: number, label: string, values: readonly [x: number, value: string][]) => ({
      ...bare(top, label, values),
      rulings: [horizontal(top + 20, 50, 330), ...[50, 330].map((x) => vertical(x, top, top + 20))],
    })
    const rows = [
      whole(70, '规章', [[177, '1'], [237, '2'], [297, '3']]),
      whole(90, '文件', [[177, '4'], [297, '5']]),
      whole(110, '其他', [[237, '6']]),
    ] // prettier-ignore
    const [laid] = tablesOf(layoutPages([page(1, HEAD, ...rows)]))
    expect(sketch(laid)).toEqual(['内容|甲|乙|丙', '规章|1|2|3', '文件|4||5', '其他||6|'])
  })

  it('leaves merged cells merged', () => {
    const [laid] = tablesOf(
      layoutPages([
        page(
          1,
          table({ left: 50, top: 50, widths: [100, 60, 60, 60], heights: [20, 20, 20], rows: [
            ['内容', '甲', '乙', '丙'],
            ['规章', '1', '2', '3'],
            ['许可', { lines: ['7'], across: 3 }, null, null],
          ] }),
        ),
      ]), // prettier-ignore
    )
    expect(sketch(laid)).toEqual(['内容|甲|乙|丙', '规章|1|2|3', '许可|7|<|<'])
    expect(laid?.method).toBe('ruled')
  })
})

describe('a document without vertical lines between the numbers', () => {
  it('leaves a number in its column also where all beside it is blank', () => {
    const block = (top: number, values: readonly [x: number, value: string][]): ReturnType<typeof table>[] => [
      table({ left: 50, top, widths: [100, 60, 60, 60], heights: [20], rows: [['内容', '甲', '乙', '丙']] }),
      bare(top + 20, '规章', values),
    ]
    const tables = tablesOf(
      layoutPages([page(1, ...block(50, [[177, '1'], [237, '2'], [297, '3']]), ...block(150, [[237, '4']]))]), // prettier-ignore
    )
    expect(tables.map((laid) => sketch(laid)[1])).toEqual(['规章|1|2|3', '规章||4|'])
  })
})
