import { describe, expect, it } from '@jest/globals'
import { accountsFor } from './account.js'
import type { PixelBox } from './image.js'
import type { ReadCharacter } from './recogniser/recogniser.js'

/** Digits 12 wide and 20 high, one every 16 pixels from 100 on; the picture begins at 95. */
const digitAt = (place: number): PixelBox => ({ left: 100 + 16 * place, top: 50, right: 112 + 16 * place, bottom: 70 })
const read = (text: string): ReadCharacter[] =>
  Array.from(text, (char, place) => ({
    text: char,
    confidence: 1,
    alternatives: [],
    left: 5 + 16 * place,
    right: 17 + 16 * place,
  }))
const accounts = (text: string, ink: readonly PixelBox[]): boolean => accountsFor(read(text), ink, 95)

describe('characters that were read', () => {
  it('account for as many patches of ink', () => {
    expect(accounts('403', [digitAt(0), digitAt(1), digitAt(2)])).toBe(true)
  })

  it('do not account for a digit too many', () => {
    expect(accounts('40', [digitAt(0), digitAt(1), digitAt(2)])).toBe(false)
  })

  it('account for the two halves of a broken digit', () => {
    const halves = [
      { left: 100, top: 50, right: 104, bottom: 70 },
      { left: 108, top: 50, right: 112, bottom: 70 },
    ]
    expect(accounts('0', halves)).toBe(true)
  })

  it('account for digits that fell apart in faded print, as scans really show them', () => {
    // [left, top, width, height] of each patch.
    const faded: readonly (readonly [string, readonly (readonly [number, number, number, number])[]])[] = [
      [
        '0',
        [
          [0, 0, 4, 13],
          [5, 0, 4, 13],
        ],
      ],
      [
        '0',
        [
          [0, 0, 3, 11],
          [7, 0, 3, 11],
        ],
      ],
      [
        '5',
        [
          [0, 10, 3, 3],
          [2, 0, 6, 1],
          [4, 5, 5, 8],
        ],
      ],
      [
        '37',
        [
          [0, 0, 4, 4],
          [0, 9, 5, 5],
          [4, 0, 5, 13],
          [11, 0, 9, 13],
        ],
      ],
      [
        '406',
        [
          [0, 7, 3, 5],
          [5, 1, 4, 15],
          [12, 1, 4, 14],
          [18, 0, 5, 15],
          [25, 0, 5, 15],
          [31, 6, 4, 9],
          [32, 0, 3, 4],
        ],
      ],
    ]
    for (const [text, patches] of faded) {
      const ink = patches.map(([left, top, width, height]) => ({
        left,
        top,
        right: left + width,
        bottom: top + height,
      }))
      expect([text, accountsFor(read(text), ink, 0)]).toEqual([text, true])
    }
  })

  it('do not account for two ones with one, however narrow the font', () => {
    const one = (left: number): PixelBox => ({ left, top: 50, right: left + 3, bottom: 70 })
    expect(accounts('1', [one(100), one(112)])).toBe(false)
    expect(accounts('11', [one(100), one(112)])).toBe(true)
  })

  it('do not account for a decimal point, or a minus, that was not read', () => {
    const point = { left: 114, top: 67, right: 117, bottom: 70 }
    expect(accounts('45', [digitAt(0), point, { ...digitAt(1), left: 119, right: 131 }])).toBe(false)
    const minus = { left: 80, top: 58, right: 90, bottom: 61 }
    expect(accounts('3', [minus, digitAt(0)])).toBe(false)
    expect(accounts('4.5', [digitAt(0), point, { ...digitAt(1), left: 119, right: 131 }])).toBe(true)
  })

  it('do not account for a dash with a stroke that stands upright', () => {
    const dash = { left: 100, top: 58, right: 116, bottom: 61 }
    for (const stroke of ['|', '丨', 'l', '1']) expect(accounts(stroke, [dash])).toBe(false)
    for (const stroke of ['|', '丨', 'l', '1']) expect(accounts(stroke, [{ ...digitAt(0), right: 104 }])).toBe(true)
    expect(accounts('—', [dash])).toBe(true)
  })

  it('are not counted in words', () => {
    expect(accounts('总计', [digitAt(0), digitAt(1), digitAt(2)])).toBe(true)
  })
})
