import { describe, expect, it } from '@jest/globals'
import type { Box } from '../../../model/geometry.js'
import type { PageInk } from '../engine.js'
import { tracesIn } from './traces.js'

/** A white page of one pixel a point with black boxes on it. */
function page(width: number, height: number, boxes: readonly Box[]): PageInk {
  const grey = new Uint8Array(width * height).fill(255)
  for (const [left, top, right, bottom] of boxes)
    for (let y = top; y < bottom; y += 1) grey.fill(0, y * width + left, y * width + right)
  return { width, height, grey, area: [0, 0, width, height], misdrawn: new Set() }
}

const tracesOf = (ink: PageInk, known: readonly Box[] = [], area = ink.area): readonly Box[] | null =>
  tracesIn(ink, ink.width, area, (account) => {
    for (const box of known) account(box, 1)
  })

/** An edge lies between a pixel and the next one. */
const around = ([left, top, right, bottom]: Box): Box => [left - 1, top - 1, right, bottom]

/** Rows of pixels of all these widths begin at other places of four bytes. */
const WIDTHS = [40, 41, 42, 43]

describe.each(WIDTHS)('tracesIn on a page %i pixels wide', (width) => {
  it('finds ink wherever it stands', () => {
    const wrong: Box[] = []
    for (let left = 1; left < width - 3; left += 1)
      for (const top of [1, 9, 26]) {
        const box: Box = [left, top, left + 2, top + 2]
        const found = tracesOf(page(width, 30, [box]))
        if (JSON.stringify(found) !== JSON.stringify([around(box)])) wrong.push(box)
      }
    expect(wrong).toEqual([])
  })

  it('passes over what is accounted for, and over that alone', () => {
    const [one, other]: Box[] = [
      [5, 5, 9, 9],
      [20, 5, 24, 9],
    ]
    const ink = page(
      width,
      30,
      [one, other].flatMap((box) => (box ? [box] : [])),
    )
    expect(tracesOf(ink, one ? [one] : [])).toEqual(other ? [around(other)] : [])
    // Ink that one page accounts for is still open on the next.
    expect(tracesOf(ink)).toHaveLength(2)
  })

  it('looks within the area alone', () => {
    expect(tracesOf(page(width, 30, [[20, 5, 24, 9]]), [], [0, 0, 12, 30])).toEqual([])
  })

  it('finds ink below rows that are all alike', () => {
    const rule: Box = [10, 2, 12, 28]
    expect(tracesOf(page(width, 30, [rule]))).toEqual([around(rule)])
  })
})

it('tells nothing of a picture', () => {
  const ink = page(400, 400, [])
  for (let at = 0; at < ink.grey.length; at += 2) ink.grey[at] = 0
  expect(tracesOf(ink)).toBeNull()
})
