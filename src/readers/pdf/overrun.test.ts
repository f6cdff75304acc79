import { describe, expect, it } from '@jest/globals'
import type { PaintedGlyph } from './engine.js'
import { letOut, withoutOffPage } from './overrun.js'

const PAGE = { width: 100, height: 100 }

const line = (text: string, left: number, top: number): readonly PaintedGlyph[] =>
  Array.from(text, (char, index) => ({
    text: char,
    box: [left + index * 5, top, left + index * 5 + 5, top + 10],
    size: 10,
    heading: 0,
    visible: true,
    colour: [0, 0, 0],
    mapped: true,
    font: 'F1',
    order: index,
  }))

const textOf = (glyphs: readonly PaintedGlyph[]): string => glyphs.map(({ text }) => text).join('')

describe('withoutOffPage', () => {
  it('keeps the digits that a line loses to the edge', () => {
    expect(textOf(withoutOffPage([...line('474', 90, 20), ...line('12', 20, 40)], PAGE))).toBe('47412')
  })

  it('drops what stands beyond the edge by itself', () => {
    expect(textOf(withoutOffPage([...line('ab', 20, 20), ...line('C0M1', 20, -30), ...line('x', 140, 20)], PAGE))).toBe(
      'ab',
    )
  })
})

describe('letOut', () => {
  it('moves rulings that end at the edge behind the text that runs over it', () => {
    const border = { orientation: 'vertical', position: 100, start: 0, end: 50, thickness: 1 } as const
    const rule = { orientation: 'horizontal', position: 20, start: 10, end: 99, thickness: 1 } as const
    const inner = { ...border, position: 60 }
    const wide = { ...PAGE, glyphs: line('474', 90, 20), rulings: [border, rule, inner] }
    const next = { ...PAGE, glyphs: line('0', 80, 20), rulings: [border] }
    expect(letOut([wide, next]).map(({ rulings }) => rulings)).toEqual([
      [{ ...border, position: 106 }, { ...rule, end: 106 }, inner],
      [{ ...border, position: 106 }],
    ])
    expect(letOut([next])).toEqual([next])
  })
})
