import { describe, expect, it } from '@jest/globals'
import type { Table } from '../../model/block.js'
import type { Glyph } from '../../model/page.js'
import { layoutPages } from '../index.js'
import { page, paragraphsOf, sketch, table, tablesOf, text, type DrawnTable } from '../testing/pages.js'

/** Headings with lines around them, and lines below without any. */

const HEADS: DrawnTable = {
  left: 40,
  top: 100,
  widths: [120, 80, 80, 80],
  heights: [18, 18],
  rows: [
    [{ lines: ['Area'], down: 2 }, { lines: ['Persons'], across: 2 }, null, { lines: ['Rank'], down: 2 }],
    [null, '2009', '2010', null],
  ],
}

const row = (top: number, label: string, ...values: readonly string[]): Glyph[] => [
  ...text(label, 43, top),
  ...values.flatMap((value, index) => text(value, 190 + 80 * index, top)),
]

const laidOut = (glyphs: readonly Glyph[], heads = HEADS): ReturnType<typeof layoutPages> =>
  layoutPages([page(1, table(heads), { glyphs })])

const only = (blocks: ReturnType<typeof layoutPages>): Table | undefined => tablesOf(blocks)[0]

describe('headings with lines around them', () => {
  it('are joined to the lines below, whose columns they tell', () => {
    const found = laidOut([
      ...row(140, 'North'),
      ...row(154, 'Alder', '10', '', '3'),
      ...row(168, 'Bram', '', '', '1'),
      ...row(182, 'Cald', '12', '', '2'),
    ])
    expect(tablesOf(found)).toHaveLength(1)
    expect(sketch(only(found))).toEqual([
      'Area|Persons|<|Rank',
      '^|2009|2010|^',
      'North|||',
      'Alder|10||3',
      'Bram|||1',
      'Cald|12||2',
    ])
    expect(only(found)).toMatchObject({ method: 'unruled', headRows: 2 })
  })

  it('are joined to words, too', () => {
    const heads: DrawnTable = { ...HEADS, heights: [18], rows: [['Name', 'Body', 'Since', 'State']] }
    const word = (top: number, ...words: readonly string[]): Glyph[] =>
      words.flatMap((each, index) => text(each, index === 0 ? 43 : 85 + 80 * index, top))
    const found = laidOut(
      [...word(121, 'Roads', 'Agency', 'ever', 'Open'), ...word(140, 'Water', 'Office', 'now', 'Shut')],
      heads,
    )
    expect(sketch(only(found))).toEqual(['Name|Body|Since|State', 'Roads|Agency|ever|Open', 'Water|Office|now|Shut'])
  })

  it('stand alone above prose, and above lines farther down', () => {
    const prose = laidOut([...text('Words that run on over all of the columns below', 43, 140)])
    expect(only(prose)?.rows).toBe(2)
    expect(paragraphsOf(prose)).toHaveLength(1)
    const far = laidOut([...row(240, 'Alder', '10', '20', '3'), ...row(254, 'Bram', '11', '21', '1')])
    expect(tablesOf(far).map(({ rows }) => rows)).toEqual([2, 2])
  })

  it('are none where the grid holds values', () => {
    const heads: DrawnTable = {
      ...HEADS,
      heights: [18, 18],
      rows: [
        ['Area', 'Old', 'New', 'Rank'],
        ['Alder', '10', '20', '3'],
      ],
    }
    const found = laidOut([...row(140, 'Bram', '11', '21', '1'), ...row(154, 'Cald', '12', '22', '2')], heads)
    expect(tablesOf(found)).toHaveLength(2)
  })
})
