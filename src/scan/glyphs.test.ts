import { expect, it } from '@jest/globals'
import { IN_DOUBT } from '../model/block.js'
import { toGlyphs, UNREAD } from './glyphs.js'

const box = { left: 100, top: 50, right: 120, bottom: 70 }
const cut = { crop: box, ink: box, em: 20 }
/** A dash that a recogniser takes for some upright stroke, it does not know which. */
const stroke = {
  ...{ text: 'I', confidence: 0.27, left: 0, right: 20 },
  alternatives: [
    { text: '1', confidence: 0.4 },
    { text: 'l', confidence: 0.3 },
  ],
}

it('a line in doubt leaves little to all readings of a character together, so that no value adds up from them', () => {
  const [glyph] = toGlyphs({ ...cut, doubtful: true }, { characters: [stroke] }, 200)
  const all = [glyph?.confidence ?? 1, ...(glyph?.alternatives ?? []).map(({ confidence }) => confidence)]
  expect(all.reduce((sum, each) => sum + each, 0)).toBeCloseTo(IN_DOUBT)
  const [sure] = toGlyphs(cut, { characters: [stroke] }, 200)
  expect(sure?.confidence).toBe(0.27)
})

it('ink that nothing was read from is one glyph without any probability, at its place in points', () => {
  const [glyph, ...others] = toGlyphs(cut, { characters: [] }, 144)
  expect(others).toEqual([])
  expect(glyph).toMatchObject({ text: UNREAD, confidence: 0, box: [50, 25, 60, 35] })
})

it('words of a line in columns stand near enough to be one text, up to where its next part begins', () => {
  const read = [0, 1, 2, 3].map((place) => ({
    ...{ text: ['税', '收', ' ', 'T'][place] ?? '', confidence: 0.99, alternatives: [] },
    left: 20 * place,
    right: 20 * place + 20,
  }))
  const line = { left: 100, top: 50, right: 180, bottom: 70 }
  const glyphs = toGlyphs({ crop: line, ink: line, em: 20, columns: true, reach: 200 }, { characters: read }, 72)
  expect(glyphs.map(({ text }) => text).join('')).toBe('税收T')
  const [, second, last] = glyphs.map(({ box }) => box)
  expect((last?.[0] ?? 0) - (second?.[2] ?? 0)).toBeCloseTo(6)
  expect(200 - (last?.[2] ?? 0)).toBeCloseTo(6)
})
