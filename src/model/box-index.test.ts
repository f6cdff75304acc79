import { describe, expect, it } from '@jest/globals'
import { BoxIndex } from './box-index.js'
import type { Box } from './geometry.js'

const BOXES: readonly Box[] = [
  [10, 10, 20, 20],
  [0, 0, 5, 5],
  [15, 0, 30, 12],
]
const index = new BoxIndex(BOXES, (box) => box)

describe('BoxIndex', () => {
  it('finds the boxes that meet a box, in their order', () => {
    expect(index.near([12, 11, 40, 40])).toEqual([BOXES[0], BOXES[2]])
    expect(index.near([6, 6, 9, 9])).toEqual([])
  })

  it('counts boxes that touch, and those within reach', () => {
    expect(index.near([5, 5, 6, 6])).toEqual([BOXES[1]])
    expect(index.near([6, 6, 9, 9], 1)).toEqual([BOXES[0], BOXES[1]])
  })

  it('finds the first of them that is as asked for', () => {
    const all = (): boolean => true
    expect(index.find([12, 11, 40, 40], all)).toBe(BOXES[0])
    expect(index.find([12, 11, 40, 40], (box) => box !== BOXES[0])).toBe(BOXES[2])
    expect(index.find([6, 6, 9, 9], all)).toBeUndefined()
    expect(index.find([6, 6, 9, 9], (box) => box !== BOXES[0], 1)).toBe(BOXES[1])
  })

  it('finds nothing among nothing', () => {
    const none = new BoxIndex<Box>([], (box) => box)
    expect(none.near([0, 0, 9, 9])).toEqual([])
    expect(none.find([0, 0, 9, 9], (box) => box[0] === 0)).toBeUndefined()
  })
})
