import { describe, expect, it } from '@jest/globals'
import type { Table } from '../../model/block.js'
import { gridFromRows, type RowGroup } from './grid.js'
import { processorMs } from '../../model/testing/processor-time.js'

/** `a`, or `a r2 c3` for a cell with spans as they stand in the markup. */
const rows = (...lines: string[]): RowGroup =>
  lines.map((line) =>
    line === ''
      ? []
      : line.split('|').map((cell) => {
          const [text = '', ...spans] = cell.trim().split(' ')
          const span = (letter: string): string | null => spans.find((s) => s.startsWith(letter))?.slice(1) ?? null
          return { text, rowSpan: span('r'), columnSpan: span('c'), hole: text === '#' }
        }),
  )

/** One string a row: `text@column` and its spans if any. */
const drawn = (table: Table): readonly string[] =>
  Array.from({ length: table.rows }, (_, row) =>
    table.cells
      .filter((cell) => cell.row === row)
      .map(
        ({ text, column, rowSpan, columnSpan }) =>
          `${text}@${column}${rowSpan * columnSpan > 1 ? `(${rowSpan}x${columnSpan})` : ''}`,
      )
      .join(' '),
  )

const grid = (...lines: string[]): readonly string[] => drawn(gridFromRows([rows(...lines)], null))

describe('gridFromRows', () => {
  it('places cells beside the spans that reach down to them', () => {
    expect(grid('a r2|b c2', 'c|d', 'e|f|g')).toEqual(['a@0(2x1) b@1(1x2)', 'c@1 d@2', 'e@0 f@1 g@2'])
  })

  it('ends a row span of 0, and one that is too long, with its group', () => {
    expect(grid('a r0|b', 'c', 'd')).toEqual(['a@0(3x1) b@1', 'c@1', 'd@1'])
    expect(grid('a r99|b', 'c')).toEqual(['a@0(2x1) b@1', 'c@1'])
    expect(drawn(gridFromRows([rows('a r5|b'), rows('c|d')], null))).toEqual(['a@0 b@1', 'c@0 d@1'])
  })

  it('takes out the columns that only a huge span has', () => {
    expect(grid('band c1000', 'a|b|c')).toEqual(['band@0(1x3)', 'a@0 b@1 c@2'])
    expect(grid('a c1000|b', 'c|d|e')[0]).toBe('a@0(1x3) b@3')
  })

  it('keeps empty columns and rows that have cells', () => {
    const table = gridFromRows([rows('a||b', '||', 'c||d')], null)
    expect([table.rows, table.columns, table.cells.length]).toEqual([3, 3, 9])
  })

  it('takes out a row without cells of its own', () => {
    expect(grid('a r2|b r2', '', 'c|d')).toEqual(['a@0 b@1', 'c@0 d@1'])
  })

  it('never lets cells overlap', () => {
    expect(grid('a|b r2|c', 'd c3|e')).toEqual(['a@0 b@1(2x1) c@2', 'd@0 e@2'])
  })

  it('reads bad spans as browsers do', () => {
    expect(grid('a cx|b c2px|c c-3|d c0', 'e|f|g|h|i')).toEqual(['a@0 b@1(1x2) c@3 d@4', 'e@0 f@1 g@2 h@3 i@4'])
  })

  it('leaves a hole where a row starts some columns in', () => {
    expect(grid('a|b|c', '# c2|d')).toEqual(['a@0 b@1 c@2', 'd@2'])
  })

  it('places a long table of huge spans in good time', async () => {
    const table = rows(...Array.from({ length: 5000 }, () => 'a r65534 c1000|b'))
    expect(await processorMs(() => gridFromRows([table], null))).toBeLessThan(3000)
  })
})

describe('gridFromRows: miscounted spans', () => {
  /** A form in small: headings of two rows, labels of two columns, three columns of values. */
  const form = (change: Readonly<Record<string, string>> = {}): readonly string[] => {
    const lines = [
      '项 c2 r2|情况 c3',
      '甲|乙|丙',
      '一、新收 c2|1|2|3',
      '二、结果 r3|(一)公开|4|5|6',
      '(二)部分|7|8|9',
      '(三)不予|10|11|12',
      '三、结转 c2|13|14|15',
    ].map((line) => Object.entries(change).reduce((text, [from, to]) => text.replace(from, to), line))
    return grid(...lines)
  }
  const right = form()

  it('has a sound form to start from', () => {
    expect(right).toEqual([
      '项@0(2x2) 情况@2(1x3)',
      '甲@2 乙@3 丙@4',
      '一、新收@0(1x2) 1@2 2@3 3@4',
      '二、结果@0(3x1) (一)公开@1 4@2 5@3 6@4',
      '(二)部分@1 7@2 8@3 9@4',
      '(三)不予@1 10@2 11@3 12@4',
      '三、结转@0(1x2) 13@2 14@3 15@4',
    ])
  })

  it.each([
    ['a row span one too long', { '二、结果 r3': '二、结果 r4' }],
    ['a row span far too long', { '二、结果 r3': '二、结果 r99' }],
    ['a row span one too short', { '二、结果 r3': '二、结果 r2' }],
    ['a row span left out', { '二、结果 r3': '二、结果' }],
    ['a label one column too narrow', { '三、结转 c2': '三、结转' }],
    ['a label one column too wide', { '三、结转 c2': '三、结转 c3' }],
    ['a heading one column too narrow', { '情况 c3': '情况 c2' }],
    ['a heading whose span was left out', { '情况 c3': '情况' }],
    ['a heading far too wide', { '情况 c3': '情况 c50' }],
    ['two of them', { '二、结果 r3': '二、结果 r2', '情况 c3': '情况 c4' }],
  ])('mends %s', (_what, change) => {
    expect(form(change)).toEqual(right)
  })

  it('leaves a row with a value too few as a browser shows it', () => {
    expect(form({ '|13|14|15': '|13|14' })[6]).toBe('三、结转@0(1x2) 13@2 14@3')
  })

  it('doubts values that stand beside the columns of values', () => {
    const table = gridFromRows([rows('a|1|2|3', 'b|4|5|6', 'c|7|8|9', 'd|x|10|11|12')], null)
    const doubted = table.cells.filter(({ uncertain }) => uncertain === 'column').map(({ text }) => text)
    expect(doubted).toEqual(['10', '11', '12'])
  })

  it.each([
    ['a row', ['项|甲|乙', 'a|1|2', 'b|3', 'c|4|5'], ['3']],
    ['the only row of a block', ['甲|乙|丙|丁', '1|2|3'], ['1', '2', '3']],
    ['a block above another one', ['项|甲|乙', 'a|1', '项|丙', 'b|3'], ['1']],
  ])('doubts the values of %s that lacks one under its headings', (_what, lines, doubtful) => {
    const table = gridFromRows([rows(...lines)], null)
    expect(table.cells.filter(({ uncertain }) => uncertain === 'column').map(({ text }) => text)).toEqual(doubtful)
  })

  it.each([
    ['a column that no row has', ['项|甲|乙', 'a|1', 'b|2', 'c|3']],
    ['a narrower block', ['项|甲|乙', 'a|1|2', '项|丙', 'b|3']],
    ['a heading over several columns', ['项|甲 c2', 'a|1', 'b|2|3']],
  ])('trusts the values under %s', (_what, lines) => {
    const table = gridFromRows([rows(...lines)], null)
    expect(table.cells.filter(({ uncertain }) => uncertain === 'column')).toEqual([])
  })

  it('passes over empty rows where that makes the table whole', () => {
    expect(grid('a r3|1', '', '2', '', '3', '', 'b|4')).toEqual(['a@0(3x1) 1@1', '2@1', '3@1', 'b@0 4@1'])
  })

  it('widens the last cell of a row that ends early, where no value can move', () => {
    expect(grid('索引号|1-2|机构|某局', '名称|某报告')).toEqual([
      '索引号@0 1-2@1 机构@2 某局@3',
      '名称@0 某报告@1(1x3)',
    ])
  })
})

describe('gridFromRows: headings and the numbers under them', () => {
  const body = ['一、新收 c2|1|2|3', '二、结转 c2|4|5|6']
  const right = grid('项 c2 r2|甲 r2|乙 c2', '丙|丁', ...body)

  it.each([
    ['a heading that reaches down into the numbers', ['项 c2 r2|甲 r4|乙 c2', '丙|丁', ...body]],
    ['a heading of all remaining rows', ['项 c2 r2|甲 r0|乙 c2', '丙|丁', ...body]],
    ['two spans of one row', ['项 c2|甲|乙 c2', '丙|丁', ...body]],
  ])('mends %s', (_what, lines) => {
    expect(grid(...lines)).toEqual(right)
  })

  it('doubts all values where the lowest headings do not fit over them', () => {
    const table = gridFromRows([rows('项 c2|甲|乙|丙', 'x|y', ...body, '三、其他 c2|7|8|9')], null)
    expect(table.cells.filter(({ uncertain }) => uncertain === 'column')).toHaveLength(9)
  })
})
