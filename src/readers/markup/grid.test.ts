import { describe, expect, it } from '@jest/globals'
import type { Table } from '../../model/block.js'
import { gridFromRows, type RowGroup } from './grid.js'

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

  it('places a long table of huge spans in good time', () => {
    const started = performance.now()
    gridFromRows([rows(...Array.from({ length: 5000 }, () => 'a r65534 c1000|b'))], null)
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
