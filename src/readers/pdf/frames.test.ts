import { describe, expect, it } from '@jest/globals'
import type { Ruling } from '../../model/page.js'
import { withoutFrames } from './frames.js'

const line = (orientation: Ruling['orientation'], position: number, start: number, end: number): Ruling => ({
  orientation,
  position,
  start,
  end,
  thickness: 0.5,
})

const box = (left: number, top: number, right: number, bottom: number): readonly Ruling[] => [
  line('horizontal', top, left, right),
  line('horizontal', bottom, left, right),
  line('vertical', left, top, bottom),
  line('vertical', right, top, bottom),
]

describe('withoutFrames', () => {
  it('takes away a frame around the value of a cell', () => {
    const cell = box(100, 100, 300, 130)
    expect(withoutFrames([...cell, ...box(190, 106, 205, 120)])).toEqual(cell)
  })

  it('keeps cells that are frames side by side', () => {
    const cells = [...box(100, 100, 140, 118), ...box(142, 100, 180, 118), ...box(100, 120, 140, 138)]
    expect(withoutFrames(cells)).toEqual(cells)
  })

  it('keeps the cells of a small grid within a larger cell', () => {
    const grid = [
      ...box(100, 100, 300, 200),
      line('horizontal', 130, 120, 200),
      line('horizontal', 150, 120, 200),
      line('vertical', 120, 130, 150),
      line('vertical', 160, 130, 150),
      line('vertical', 200, 130, 150),
    ]
    expect(withoutFrames(grid)).toEqual(grid)
  })
})
