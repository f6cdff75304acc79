import { describe, expect, it } from '@jest/globals'
import type { Colour, PaintedGlyph } from './engine.js'
import { withoutWatermarks } from './watermark.js'

const text = (value: string, left: number, top: number, order: number, more: Partial<PaintedGlyph> = {}) =>
  Array.from(value).map((character, index): PaintedGlyph => ({
    text: character,
    size: 10,
    box: [left + index * 5, top, left + index * 5 + 5, top + 10],
    heading: 0,
    visible: true,
    colour: [0, 0, 0],
    mapped: true,
    font: 'F',
    order,
    ...more,
  }))

const GREY: Colour = [217, 217, 217]
const BODY = text('一二三四五六七八九十百千万亿零壹', 0, 0, 0)
const shown = (glyphs: readonly PaintedGlyph[]): string =>
  withoutWatermarks([...BODY, ...glyphs], [])
    .slice(BODY.length)
    .map(({ text: own }) => own)
    .join('')

describe('withoutWatermarks', () => {
  it('takes out texts aslant, dark ones too', () => {
    expect(shown([...text('12', 0, 50, 1), ...text('2023', 0, 80, 2, { slanted: true })])).toBe('12')
  })

  it('takes out texts aslant that cover a page of few words', () => {
    const [few, many] = [BODY.slice(0, 8), Array.from({ length: 40 }, (_, order) => order + 1)]
    const marks = many.flatMap((order) => text('2023-01-15 10.2.3.4', 0, order * 20, order, { slanted: true }))
    expect(withoutWatermarks([...BODY, ...marks], [])).toEqual(BODY)
    expect(withoutWatermarks([...few, ...marks], [])).toEqual(few)
  })

  it('keeps the text of a page that is aslant in whole', () => {
    const lines = Array.from({ length: 20 }, (_, order) =>
      text(`第${order}行说的是另一件事情`, 0, order * 20, order + 1, { slanted: true }),
    ).flat()
    expect(withoutWatermarks([...BODY.slice(0, 8), ...lines], [])).toHaveLength(8 + lines.length)
  })

  it('takes out pale digits that stand often on the page or across a value', () => {
    const marks = [100, 200, 300].flatMap((top, index) => text('2023', 0, top, index + 2, { colour: GREY }))
    expect(shown([...text('2', 40, 50, 1), ...marks])).toBe('2')
    expect(shown([...text('2', 40, 50, 1), ...text('77', 38, 52, 2, { colour: GREY })])).toBe('2')
  })

  it('keeps a pale value that stands by itself', () => {
    expect(shown(text('12', 0, 50, 1, { colour: GREY }))).toBe('12')
  })
})
