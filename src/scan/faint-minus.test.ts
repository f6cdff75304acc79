import { describe, expect, test } from '@jest/globals'
import { hasFaintMinus } from './faint-minus.js'
import type { GrayImage, PixelBox } from './image.js'

/** Darkness of a 412 in small print, as scanned at 120 dpi; a digit stands for so many tenths of black. */
const FAINT_MINUS = `
  .......................
  .......19......15964...
  .......99....559..9.69.
  ......459......9.....9.
  ......9.9......9....69.
  .....4..9......9....5..
  123334999964...9...5...
  134449999986...9..59...
  ........9......9.56663.
  ........9....4799999997
  .......................`

function picture(text: string): GrayImage {
  const rows = text.trim().split('\n')
  const pixels = rows.map((row) =>
    Array.from(row.trim(), (tenths) => (tenths === '.' ? 255 : 255 - 25 * Number(tenths))),
  )
  const [first = []] = pixels
  return { width: first.length, height: pixels.length, data: new Uint8Array(pixels.flat()) }
}

/** The box of what is dark. */
const inkFrom = (left: number): PixelBox => ({ left, top: 1, right: 23, bottom: 10 })
const cell: PixelBox = { left: 0, top: 0, right: 23, bottom: 11 }

describe('a faint minus', () => {
  test('is seen before a digit that it touches, within the ink or not', () => {
    expect(hasFaintMinus(picture(FAINT_MINUS), inkFrom(3), cell)).toBe(true)
    expect(hasFaintMinus(picture(FAINT_MINUS), inkFrom(6), cell)).toBe(true)
  })

  test('is not the tip of a 4', () => {
    const without = FAINT_MINUS.replace(/^ {2}1[23]\d{3}/gm, '  .....')
    expect(without).not.toBe(FAINT_MINUS)
    expect(hasFaintMinus(picture(without), inkFrom(5), cell)).toBe(false)
  })

  test('is no shimmer, and nothing outside of its cell', () => {
    const shimmer = FAINT_MINUS.replace(/^ {2}1[23]\d{3}/gm, '  11111')
    expect(hasFaintMinus(picture(shimmer), inkFrom(5), cell)).toBe(false)
    expect(hasFaintMinus(picture(FAINT_MINUS), inkFrom(5), { ...cell, left: 4 })).toBe(false)
  })
})
