import { describe, expect, it } from '@jest/globals'
import type { Glyph } from '../model/page.js'
import { layoutPages } from './index.js'
import { page, paragraphsOf, sketch, SIZE, table, tablesOf, text } from './testing/pages.js'

/** A line with the same white after each character. */
const spaced = (line: string, left: number, top: number, white: number): Glyph[] =>
  text(line, left, top).map((glyph, index) => {
    const [x, y, right, bottom] = glyph.box
    return { ...glyph, box: [x + index * white, y, right + index * white, bottom] }
  })

/** A line of Latin text: each character half an em wide, each space a quarter. */
function latin(line: string, left: number, top: number): Glyph[] {
  let x = left
  return Array.from(line).flatMap((char) => {
    const width = char === ' ' ? SIZE / 4 : SIZE / 2
    const box = [x, top, x + width, top + SIZE] as const
    x += width
    return char === ' ' ? [] : [{ text: char, box, size: SIZE }]
  })
}

const GRID = table({ left: 50, top: 50, widths: [150, 60, 60], heights: [30, 30], rows: [
  ['内容', '甲', '乙'],
  ['', '', ''],
] }) // prettier-ignore

const cells = (...glyphs: readonly Glyph[]): string[] | undefined =>
  tablesOf(layoutPages([page(1, GRID, { glyphs })])).map(sketch)[0]

describe('letter-spacing', () => {
  it('is no white between numbers, as an evenly spaced text shows itself', () => {
    expect(cells(...spaced('规范性文件', 53, 90, 4), ...spaced('431', 205, 90, 3), ...text('5', 265, 90))).toEqual([
      '内容|甲|乙',
      '规范性文件|431|5',
    ])
  })

  it('is known for two digits, too, where the document keeps to one', () => {
    const prose = { glyphs: [0, 1].flatMap((line) => spaced('一'.repeat(30), 50, 200 + line * 20, 2.5)) }
    const number = spaced('27', 205, 90, 2.5)
    expect(tablesOf(layoutPages([page(1, GRID, { glyphs: number })])).map(sketch)[0]?.[1]).toBe('|2 7|')
    expect(tablesOf(layoutPages([page(1, GRID, { glyphs: number }, prose)])).map(sketch)[0]?.[1]).toBe('|27|')
  })

  it('is none of the white between English words, however often it is the same', () => {
    const lines = Array.from({ length: 30 }, (_, row) => latin('net product revenue', 50, 200 + row * 15))
    const blocks = layoutPages([page(1, { glyphs: lines.flat() })])
    expect(paragraphsOf(blocks)[0]?.text).toContain('net product revenue')
  })

  it('is not what parts two numbers of two digits', () => {
    expect(cells(...text('12', 205, 90), ...text('34', 205 + SIZE + 3, 90))?.[1]).toBe('|12 34|')
  })
})
