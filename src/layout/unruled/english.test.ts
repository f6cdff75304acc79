import { describe, expect, it } from '@jest/globals'
import type { Table } from '../../model/block.js'
import type { Glyph, Ruling } from '../../model/page.js'
import { layoutPages } from '../index.js'
import { horizontal, page, sketch, table, tablesOf, text } from '../testing/pages.js'

/** Texts of a line, each centred at a place, or beginning there (`|`) or ending there (`<`). */
type Places = readonly (readonly [string, number, ('|' | '<' | undefined)?])[]

const PITCH = 16

const widthOf = (words: string): number => text(words, 0, 0).reduce((right, { box }) => Math.max(right, box[2]), 0)

const line = (places: Places, top: number): Glyph[] =>
  places.flatMap(([words, at, side]) =>
    text(words, side === '|' ? at : side === '<' ? at - widthOf(words) : at - widthOf(words) / 2, top),
  )

function laidOut(lines: readonly Places[], rulings: readonly Ruling[] = [], pitch = PITCH): readonly Table[] {
  const glyphs = lines.flatMap((places, index) => line(places, 100 + index * pitch))
  return tablesOf(layoutPages([page(1, { glyphs, rulings })]))
}

/** Label, and four numbers that end at the same places. */
const row = (label: string, a: string, b: string, c: string, d: string): Places => [
  [label, 40, '|'],
  [a, 240, '<'],
  [b, 330, '<'],
  [c, 420, '<'],
  [d, 510, '<'],
]
const ROWS = [
  row('Alder', '10', '2.5', '30', '4.5'),
  row('Bram', '14', '3.5', '38', '5.5'),
  row('Cald', '12', '9.5', '32', '6.5'),
]
const LEAVES: Places = [
  ['Area', 40, '|'],
  ['No', 230],
  ['Rate', 315],
  ['No', 410],
  ['Rate', 495],
]

describe('headings over several columns', () => {
  it('stand over the columns that they are in the middle of', () => {
    const [found] = laidOut([
      [
        ['Men', 275],
        ['Women', 455],
      ],
      LEAVES,
      ...ROWS,
    ])
    expect(sketch(found).slice(0, 3)).toEqual(['Area|Men|<|Women|<', '^|No|Rate|No|Rate', 'Alder|10|2.5|30|4.5'])
    expect(found?.headRows).toBe(2)
    expect(found?.settled).toBe(true)
  })

  it('end where the line beneath them ends', () => {
    const rulings = [horizontal(113, 215, 425)]
    const [found] = laidOut([[['Men', 315]], LEAVES, ...ROWS], rulings)
    expect(sketch(found).slice(0, 2)).toEqual(['Area|Men|<|<|Rate', '^|No|Rate|No|^'])
  })

  it('are years, too', () => {
    const years: Places = [
      ['Area', 40, '|'],
      ['2007', 230],
      ['2008', 320],
      ['2009', 410],
      ['2010', 500],
    ]
    const [found] = laidOut([years, ...ROWS])
    expect(found?.headRows).toBe(1)
    expect(found?.settled).toBe(true)
  })
})

describe('leaders', () => {
  it.each([
    ['close', '.'.repeat(12)],
    ['wide', '. '.repeat(8)],
  ])('are left out where they lead to several values: %s', (_, leader) => {
    const dots = ' ' + leader
    const [found] = laidOut([
      LEAVES,
      ...ROWS.map((each) => each.map(([words, ...at], index) => [index === 0 ? words + dots : words, ...at] as const)),
    ])
    expect(sketch(found).slice(1)).toEqual(['Alder|10|2.5|30|4.5', 'Bram|14|3.5|38|5.5', 'Cald|12|9.5|32|6.5'])
  })

  it('make a table of contents no table', () => {
    const entry = (words: string, at: string): Places => [
      [`${words} ${'.'.repeat(30)}`, 40, '|'],
      [at, 500, '<'],
    ]
    const found = laidOut([entry('Scope', '3'), entry('Terms', '5'), entry('Rates', '9'), entry('Annex', '12')])
    expect(found.flatMap(({ cells }) => cells).every(({ text: own }) => own === '' || /[.]{4}|^\d+$/u.test(own))).toBe(
      true,
    )
  })
})

describe('white between labels and values', () => {
  it('is no column where nothing begins in it', () => {
    const heads: Places = [
      ['Area', 40, '|'],
      ['Persons', 330, '|'],
    ]
    const [found] = laidOut([
      heads,
      [
        ['A long label of a row', 40, '|'],
        ['10', 400, '<'],
      ],
      [
        ['Short', 40, '|'],
        ['11', 400, '<'],
      ],
      [
        ['Other', 40, '|'],
        ['1,234,567,890', 400, '<'],
      ],
    ])
    expect(found?.columns).toBe(2)
    const blank = laidOut([...ROWS.map((each) => each.filter((_, place) => place !== 2)), LEAVES])[0]
    expect(blank?.columns).toBe(5)
  })
})

describe('words in columns', () => {
  const LIST: readonly Places[] = [
    [
      ['Name', 40, '|'],
      ['Body', 180, '|'],
      ['State', 420, '|'],
    ],
    [
      ['Roads', 40, '|'],
      ['Ministry of', 180, '|'],
      ['Open', 420, '|'],
    ],
    [['Transport', 180, '|']],
    [
      ['Water', 40, '|'],
      ['Agency', 180, '|'],
      ['Closed', 420, '|'],
    ],
    [
      ['Schools', 40, '|'],
      ['Council', 180, '|'],
      ['Open', 420, '|'],
    ],
  ]

  it('are a table below its caption', () => {
    const [found] = laidOut([[['Table 1. Schemes', 40, '|']], ...LIST])
    expect(sketch(found)).toEqual([
      'Name|Body|State',
      'Roads|Ministry of Transport|Open',
      'Water|Agency|Closed',
      'Schools|Council|Open',
    ])
  })

  it('are none without a caption or lines', () => {
    expect(laidOut(LIST)).toEqual([])
  })
})

describe('lines around columns alone', () => {
  const stack = (lines: readonly string[]): { readonly lines: readonly string[] } => ({ lines })
  const drawn = (third: readonly string[]): Table | undefined =>
    tablesOf(
      layoutPages([
        page(
          1,
          table({
            left: 40,
            top: 100,
            widths: [150, 150, 150],
            heights: [20, 60],
            rows: [
              ['Name', 'Body', 'State'],
              [stack(['Roads', 'Water', 'Schools']), stack(['Agency', 'Council', 'Office']), stack(third)],
            ],
          }),
        ),
      ]),
    )[0]

  it('leave the rows of words in doubt', () => {
    const cells = drawn(['Open', 'Closed', 'Open'])?.cells ?? []
    expect(cells.filter(({ uncertain }) => uncertain === 'row').map(({ row }) => row)).toEqual([1, 1, 1])
  })

  it('and no row that is one', () => {
    expect(drawn(['Open'])?.cells.some(({ uncertain }) => uncertain !== undefined)).toBe(false)
  })
})

describe('labels of several lines', () => {
  it('are joined where the next word did not fit, and groups stand alone', () => {
    const [found] = laidOut([
      LEAVES,
      [['Northern', 40, '|']],
      ...ROWS.map((each) => each.map(([words, at, side], index) => [words, index === 0 ? at + 12 : at, side] as const)),
    ])
    expect(sketch(found).slice(1, 3)).toEqual(['Northern||||', 'Alder|10|2.5|30|4.5'])
  })
})
