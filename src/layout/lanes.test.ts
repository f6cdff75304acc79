import { describe, expect, it } from '@jest/globals'
import type { Glyph } from '../model/page.js'
import { layoutPages } from './index.js'
import { page, paragraphsOf, sketch, tablesOf, text } from './testing/pages.js'

const PROSE = [
  'results of the year in all regions',
  'under review were obtained by each',
  'of the measures that were taken by',
  'districts and by places with towns',
]
const prose = (left: number, top: number, lines: number): Glyph[] =>
  Array.from({ length: lines }, (_, index) => text(PROSE[index % PROSE.length] ?? '', left, top + index * 14, 6)).flat()

const numbers = (left: number, top: number): Glyph[] =>
  ['700', '1,200', '98'].flatMap((value, row) => [
    ...text(['North', 'South', 'West'][row] ?? '', left, top + row * 14),
    ...text(value, left + 90, top + row * 14),
    ...text(String(row + 11), left + 150, top + row * 14),
  ])

describe('prose in two columns', () => {
  it('reads the left column before the right one, and finds the table in one of them', () => {
    const glyphs = [...prose(40, 100, 12), ...prose(310, 100, 6), ...numbers(316, 197)]
    const blocks = layoutPages([page(1, { glyphs })])
    const [found, ...others] = tablesOf(blocks)
    expect(sketch(found)).toEqual(['North|700|11', 'South|1,200|12', 'West|98|13'])
    expect(others).toEqual([])
    const all = paragraphsOf(blocks)
    const first = all.findIndex(({ boxes }) => (boxes[0]?.box[0] ?? 0) > 300)
    expect(first).toBeGreaterThan(0)
    expect(all.slice(first).every(({ boxes }) => (boxes[0]?.box[0] ?? 0) > 300)).toBe(true)
  })

  it('finds the white between them where their lines stand at other heights and a table fills one of them', () => {
    const rows = Array.from({ length: 8 }, (_, row) => [
      ...text('Long', 310, 101 + row * 15),
      ...text(`${row + 11}`, 420, 101 + row * 15),
      ...text(`${row + 21}`, 480, 101 + row * 15),
      ...text(`${row + 31}`, 530, 101 + row * 15),
    ]).flat()
    const blocks = layoutPages([page(1, { glyphs: [...prose(40, 100, 18), ...rows, ...prose(310, 236, 8)] })])
    expect(tablesOf(blocks).map(({ rows: count }) => count)).toEqual([8])
  })

  it('leaves rows of a table over the whole page as they are', () => {
    const rows = Array.from({ length: 14 }, (_, row) => [
      ...text(`Region ${row + 10}`, 40, 100 + row * 14),
      ...text(`${row + 1},234`, 320, 100 + row * 14),
      ...text(`${row + 21}`, 420, 100 + row * 14),
    ]).flat()
    const [found] = tablesOf(layoutPages([page(1, { glyphs: rows })]))
    expect(found?.columns).toBe(3)
    expect(found?.rows).toBe(14)
  })
})
