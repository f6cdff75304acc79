import { describe, expect, it } from '@jest/globals'
import type { ReadLine } from './recogniser/recogniser.js'
import { isSpoilt } from './spoilt.js'

/** A line with one patch of ink for each digit, 12 wide and 20 high. */
const cutOf = (digits: number) => ({
  patches: Array.from({ length: digits }, (_, at) => ({ left: 16 * at, top: 0, right: 16 * at + 12, bottom: 20 })),
  crop: { left: 0, top: 0, right: 16 * digits, bottom: 20 },
})

const readAs = (text: string, confidence = 0.99): ReadLine => ({
  characters: Array.from(text, (char, at) => ({
    text: char,
    confidence,
    alternatives: [],
    left: 16 * at,
    right: 16 * at + 12,
  })),
})

/** A page of twenty numbers of two digits, the first ones read as they are given. */
function pageOf(...first: readonly ReadLine[]): boolean {
  const lines = [...first, ...Array.from({ length: 20 - first.length }, () => readAs('47'))]
  return isSpoilt(
    lines.map(({ characters }) => cutOf(characters.filter(({ text }) => /[\dlo]/.test(text)).length)),
    lines,
  )
}

describe('a page', () => {
  it('is spoilt where many of its numbers are read unsurely', () => {
    const unsure = [readAs('17', 0.6), readAs('1()'), readAs(')'), readAs('14', 0.7)]
    expect(pageOf(...unsure)).toBe(true)
    expect(pageOf(...unsure.slice(2))).toBe(false)
  })

  it('is spoilt where the ink of many numbers is not what was read', () => {
    const lines = Array.from({ length: 20 }, () => readAs('47'))
    const lost = (count: number): boolean =>
      isSpoilt(
        lines.map((_, index) => cutOf(index < count ? 4 : 2)),
        lines,
      )
    expect(lost(7)).toBe(true)
    expect(lost(4)).toBe(false)
  })

  it('is not spoilt by dashes and words', () => {
    expect(pageOf(readAs('/'), readAs('一'), readAs('——'), readAs('-3'), readAs('1,234.50'), readAs('—4—'))).toBe(false)
    const words = Array.from({ length: 10 }, () => readAs('总计', 0.5))
    expect(pageOf(...words)).toBe(false)
  })

  it('is not spoilt by zeros that look like letters', () => {
    const alternatives = [{ text: '0', confidence: 0.3 }]
    const zero = { text: 'o', confidence: 0.69, alternatives, left: 0, right: 12 }
    const four = { text: '4', confidence: 0.99, alternatives: [], left: 16, right: 28 }
    expect(pageOf(...Array.from({ length: 10 }, () => ({ characters: [zero, four] })))).toBe(false)
  })

  it('is not spoilt by ones that look like other strokes', () => {
    const alternatives = [{ text: '1', confidence: 0.45 }]
    const one = { text: 'l', confidence: 0.5, alternatives, left: 0, right: 12 }
    expect(pageOf(...Array.from({ length: 10 }, () => ({ characters: [one] })))).toBe(false)
  })

  it('is not spoilt by points and commas that look like each other', () => {
    const number = {
      characters: readAs('1,234').characters.map((each) => (each.text === ',' ? { ...each, confidence: 0.6 } : each)),
    }
    expect(pageOf(...Array.from({ length: 10 }, () => number))).toBe(false)
  })

  it('of few numbers tells nothing', () => {
    const lines = Array.from({ length: 7 }, () => readAs('1', 0.4))
    expect(
      isSpoilt(
        lines.map(() => cutOf(1)),
        lines,
      ),
    ).toBe(false)
  })
})
