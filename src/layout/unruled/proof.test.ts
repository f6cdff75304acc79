import { describe, expect, it } from '@jest/globals'
import type { Glyph, Ruling } from '../../model/page.js'
import { layoutPages } from '../index.js'
import { horizontal, page, tablesOf, text } from '../testing/pages.js'

/** Tables that prove themselves, and those that only seem to: each has another reading beside the likely one. */

/** Texts of a line, each ending at a place (`<`), beginning there (`|`) or centred. */
type Places = readonly (readonly [string, number, ('|' | '<' | undefined)?])[]

const PITCH = 16
const FIRST = 100

const widthOf = (words: string): number => text(words, 0, 0).reduce((right, { box }) => Math.max(right, box[2]), 0)

const line = (places: Places, top: number): Glyph[] =>
  places.flatMap(([words, at, side]) =>
    text(words, side === '|' ? at : side === '<' ? at - widthOf(words) : at - widthOf(words) / 2, top),
  )

const settled = (lines: readonly Places[], rulings: readonly Ruling[] = [], tops: readonly number[] = []): boolean => {
  const glyphs = lines.flatMap((places, index) => line(places, tops[index] ?? FIRST + index * PITCH))
  return tablesOf(layoutPages([page(1, { glyphs, rulings })]))[0]?.settled === true
}

/** Label, and numbers that end at the same places. */
const row = (label: string, ...numbers: readonly string[]): Places => [
  [label, 40, '|'],
  ...numbers.flatMap((number, index): Places => (number === '' ? [] : [[number, 240 + 90 * index, '<']])),
]
const HEADS: Places = [
  ['Area', 40, '|'],
  ['No', 230],
  ['Rate', 315],
  ['Cases', 405],
  ['Share', 495],
]
const ROWS = [
  row('Alder', '10', '2.5', '30', '4.5'),
  row('Bram', '14', '3.5', '38', '5.5'),
  row('Cald', '12', '9.5', '32', '6.5'),
]

describe('tables whose columns prove themselves', () => {
  it('are settled', () => {
    expect(settled([HEADS, ...ROWS])).toBe(true)
  })

  it.each<[string, readonly Places[]]>([
    [
      'a value stands beside its column',
      [...ROWS, row('Dray', '13', '4.5', '33', '7.5').map((each, index) => (index === 2 ? ['4.5', 300, '<'] : each))],
    ],
    ['a label has no values', [...ROWS.slice(0, 2), [['Islands', 40, '|']], ...ROWS.slice(2)]],
    [
      'a column is mostly blank',
      ROWS.map((each, index) => (index === 0 ? each : each.filter((_, place) => place !== 3))),
    ],
    ['a row says words', [...ROWS, row('Dray', '13', 'low', '33', '7.5')]],
    ['a second heading follows', [...ROWS, row('Exports', '2007', '2008', '2009', '2010'), ...ROWS]],
    ['a second heading of one year follows', [...ROWS, row('Exports', '', '2008'), ...ROWS]],
    ['numbers head the columns again', [...ROWS, row('Kilometres', '10', '20', '30', '40'), ...ROWS]],
    ['a label may go on in the next row', [...ROWS, row('Grants to states and', '13', '4.5', '33', '7.5'), ...ROWS]],
    ['a label begins with a small letter', [...ROWS, row('and others', '13', '4.5', '33', '7.5')]],
    [
      'a bracket is not closed',
      [...ROWS, row('Dray (without', '13', '4.5', '33', '7.5'), row('Isles)', '9', '1.5', '3', '1.5')],
    ],
    [
      'a row has one value for all columns',
      [
        ...ROWS,
        [
          ['Dray', 40, '|'],
          ['7.5', 420, '<'],
        ],
      ],
    ],
  ] as [string, readonly Places[]][])('are not where %s', (_, rows) => {
    expect(settled([HEADS, ...rows])).toBe(false)
  })

  it('are not where two tables may meet in wide white', () => {
    const tops = [0, 1, 2, 3, 6, 7, 8].map((place) => FIRST + PITCH * place)
    expect(settled([HEADS, ...ROWS, ...ROWS], [], tops)).toBe(false)
  })
})

describe('two tables side by side', () => {
  const beside = (label: string, a: string, b: string, year: string, c: string): Places => row(label, a, b, year, c)
  const heads = (third: string, fourth: string): Places =>
    HEADS.map((each, index) => (index === 3 ? [third, 405] : index === 4 ? [fourth, 495] : each))

  it('are in doubt where years label the right one', () => {
    const rows = [
      beside('Alder', '10', '2.5', '2007', '45'),
      beside('Bram', '14', '3.5', '2008', '55'),
      beside('Cald', '12', '9.5', '2009', '65'),
    ]
    expect(settled([heads('Year', 'All'), ...rows])).toBe(false)
  })

  it('are in doubt where numbers that rise label the right one', () => {
    const rows = [
      beside('Alder', '10', '2.5', '15', '45'),
      beside('Bram', '14', '3.5', '20', '55'),
      beside('Cald', '12', '9.5', '25', '65'),
    ]
    expect(settled([heads('Age', 'All'), ...rows])).toBe(false)
  })

  it('are in doubt where the headings come again', () => {
    expect(settled([heads('No', 'Rate'), ...ROWS])).toBe(false)
  })
})

describe('headings that may be those of other columns', () => {
  it('are in doubt where one near and at the left may stand over its neighbour, too', () => {
    const above: Places = [
      ['Men', 210, '|'],
      ['All', 390, '|'],
    ]
    const below: Places = [
      ['Area', 40, '|'],
      ['Old', 210, '|'],
      ['Young', 290, '|'],
      ['Rich', 390, '|'],
      ['Poor', 470, '|'],
    ]
    const tops = [FIRST, 112, 128, 144, 160]
    expect(settled([above, below, ...ROWS], [], tops)).toBe(false)
  })

  it('are in doubt where numbers only touch them', () => {
    const shifted: Places = [
      ['Area', 40, '|'],
      ['Number', 172, '|'],
      ['Rate', 315],
      ['Cases', 405],
      ['Share', 495],
    ]
    expect(settled([shifted, ...ROWS])).toBe(false)
  })

  it('are in doubt where a first row of numbers may be one, unless a line parts them from it', () => {
    const rows = [row('Distance', '5', '10', '20', '50'), row('Alder', '1.5', '2.5', '3.5', '0.5'), ...ROWS]
    expect(settled([HEADS, ...rows])).toBe(false)
    const ruled = [horizontal(113, 38, 512)]
    expect(settled([HEADS, ...rows], ruled)).toBe(true)
    expect(settled([HEADS, ...rows], [...ruled, horizontal(129, 38, 512)])).toBe(false)
  })

  it('are in doubt where another may stand above them with white between', () => {
    const lone: Places = [['Paid in the second year of the plan', 370]]
    const tops = (gap: number): readonly number[] => [
      FIRST,
      ...[0, 1, 2, 3].map((place) => FIRST + 10 + gap + PITCH * place),
    ]
    const narrow = (lines: readonly Places[]): readonly Places[] =>
      lines.map((places) => places.map(([words, at, side], index) => [words, index === 0 ? 170 : at, side] as const))
    const drawn = narrow([HEADS, ...ROWS])
    expect(settled([lone, ...drawn], [], tops(14))).toBe(false)
    expect(settled([lone, ...drawn], [], tops(60))).toBe(true)
  })
})
