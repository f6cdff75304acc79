import { describe, expect, it } from '@jest/globals'
import { decodeCtc } from './ctc.js'

const LETTERS = ['', '1', '7', '0']

/** One row a step: the probabilities of blank, 1, 7, 0. */
function decode(rows: readonly (readonly number[])[]): ReturnType<typeof decodeCtc> {
  const data = Float32Array.from(rows.flat())
  return decodeCtc({ data, offset: 0, steps: rows.length, classes: LETTERS.length }, LETTERS, 8, 8 * rows.length)
}

const BLANK = [1, 0, 0, 0]

describe('decoding of CTC', () => {
  it('joins equal neighbours, and parts them at a blank', () => {
    const one = [0.1, 0.9, 0, 0]
    expect(decode([one, one, BLANK, one]).map(({ text, left, right }) => [text, left, right])).toEqual([
      ['1', 0, 16],
      ['1', 24, 32],
    ])
  })

  it('keeps the other readings of a character, none included', () => {
    const [character] = decode([[0.1, 0.3, 0.6, 0]])
    expect(character?.text).toBe('7')
    expect(character?.confidence).toBeCloseTo(0.6)
    expect(character?.alternatives.map(({ text }) => text)).toEqual(['1', ''])
  })

  it('keeps a character that was nearly read between two others', () => {
    const [first] = decode([
      [0, 1, 0, 0],
      [0.7, 0, 0, 0.3],
      [0, 0, 1, 0],
    ])
    expect(first?.alternatives.map(({ text }) => text)).toEqual(['10'])
  })
})
