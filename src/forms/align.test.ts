import { describe, expect, it } from '@jest/globals'
import { align } from './align.js'

describe('align', () => {
  it('keeps the order of the form, and leaves out what either side lacks', () => {
    const scores = [
      [1, 0.5, 0, 0],
      [0.1, 0.1, 0.1, 0.2],
      [0, 0.7, 0.7, 0],
      [0, 0, 0, 1],
    ]
    expect(align(scores, 4).match).toEqual([0, null, 1, 3])
  })

  it('knows by how much a reading beats the next one', () => {
    expect(align([[1, 0.9]], 2).margin[0]).toBeCloseTo(0.1)
    // Alone, the second label would fit either entry; the first and the third hold it in its place.
    const held = align(
      [
        [1, 0, 0],
        [0.8, 0.8, 0.8],
        [0, 0, 1],
      ],
      3,
    )
    expect(held.match).toEqual([0, 1, 2])
    expect(held.margin[1]).toBeGreaterThan(0.5)
  })

  it('believes another order only if the labels say so clearly', () => {
    const swapped = [
      [0, 0, 1],
      [1, 0, 0],
      [0, 1, 0],
    ]
    expect(align(swapped, 3).match).toEqual([2, 0, 1])
  })
})
