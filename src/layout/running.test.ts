import { describe, expect, it } from '@jest/globals'
import type { Glyph, Page } from '../model/page.js'
import { withoutRunning } from './running.js'

const text = (value: string, left: number, top: number, size: number): Glyph[] =>
  Array.from(value).map((character, index) => ({
    text: character,
    size,
    box: [left + (index * size) / 2, top, left + ((index + 1) * size) / 2, top + size] as const,
  }))

const page = (number: number, glyphs: readonly Glyph[]): Page => ({
  number,
  width: 595,
  height: 842,
  rotation: 0,
  dpi: null,
  read: 'text-layer',
  glyphs,
  rulings: [],
  shadings: [],
  pictures: [],
})

const shown = (pages: readonly Page[]): string[] =>
  withoutRunning(pages).map(({ glyphs }) => glyphs.map(({ text: own }) => own).join(''))

describe('withoutRunning', () => {
  it('takes out address and number of a printed web page, whatever stands above them', () => {
    const pages = [1, 2, 3].map((number) =>
      page(number, [
        ...text(`${number}5`, 200, 800, 14),
        ...text('http://a.cn/b', 24, 818, 8),
        ...text(`${number}/3`, 558, 818, 8),
      ]),
    )
    expect(shown(pages)).toEqual(['15', '25', '35'])
  })

  it('takes out page numbers that change sides, and leaves a page without one alone', () => {
    const pages = [1, 2, 3, 4, 5].map((number) =>
      page(number, number === 1 ? [] : text(`-${number}-`, number % 2 === 0 ? 80 : 500, 790, 9)),
    )
    expect(shown(pages)).toEqual(['', '', '', '', ''])
  })

  it('keeps a single value at the foot of a table, where other pages have another', () => {
    const pages = ['4', '17', '0', '4'].map((value, index) => page(index + 1, text(value, 300, 790, 10)))
    expect(shown(pages)).toEqual(['4', '17', '0', '4'])
  })

  it('keeps two values of the text’s own size that follow each other by chance', () => {
    const pages = [1, 2].map((number) => page(number, text(String(number), 300, 790, 10)))
    expect(shown(pages)).toEqual(['1', '2'])
  })
})
