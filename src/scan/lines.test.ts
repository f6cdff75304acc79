import { expect, test } from '@jest/globals'
import type { PixelBox } from './image.js'
import { usualEm } from './lines.js'

/** Patches of one size side by side, from (0, top) on. */
const row = (top: number, size: number, count = 8): PixelBox[] =>
  Array.from({ length: count }, (_, index) => ({
    left: index * 2 * size,
    top,
    right: index * 2 * size + size,
    bottom: top + size,
  }))

test('the usual size of characters is that of most rows, however many rows of specks there are', () => {
  const print = [0, 60, 120].flatMap((top) => row(top, 24))
  const specks = Array.from({ length: 9 }, (_, index) => row(200 + 10 * index, 3)).flat()
  expect(usualEm([print])).toBe(24)
  expect(usualEm([print, specks])).toBe(24)
  expect(usualEm([row(0, 24, 2)])).toBeNull()
})
