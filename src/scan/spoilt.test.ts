import { describe, expect, it } from '@jest/globals'
import type { ReadLine } from './recogniser/recogniser.js'
import { isSpoilt } from './spoilt.js'

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
  return isSpoilt(lines)
}

describe('a page', () => {
  it('is spoilt where many of its numbers are read unsurely', () => {
    const unsure = [readAs('17', 0.6), readAs('1()'), readAs(')'), readAs('14', 0.7)]
    expect(pageOf(...unsure)).toBe(true)
    expect(pageOf(...unsure.slice(1))).toBe(false)
  })

  it('is not spoilt by dashes and words', () => {
    expect(pageOf(readAs('/'), readAs('一'), readAs('——'), readAs('-3'), readAs('1,234.50'))).toBe(false)
    const words = Array.from({ length: 10 }, () => readAs('总计', 0.5))
    expect(pageOf(...words)).toBe(false)
  })

  it('is not spoilt by zeros that look like letters', () => {
    const alternatives = [{ text: '0', confidence: 0.3 }]
    const zero = { text: 'o', confidence: 0.69, alternatives, left: 0, right: 12 }
    const four = { text: '4', confidence: 0.99, alternatives: [], left: 16, right: 28 }
    expect(pageOf(...Array.from({ length: 10 }, () => ({ characters: [zero, four] })))).toBe(false)
  })

  it('is not spoilt by points and commas that look like each other', () => {
    const number = {
      characters: readAs('1,234').characters.map((each) => (each.text === ',' ? { ...each, confidence: 0.6 } : each)),
    }
    expect(pageOf(...Array.from({ length: 10 }, () => number))).toBe(false)
  })

  it('of few numbers tells nothing', () => {
    const lines = Array.from({ length: 7 }, () => readAs('1', 0.4))
    expect(isSpoilt(lines)).toBe(false)
  })
})
