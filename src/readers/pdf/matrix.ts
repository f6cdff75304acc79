import type { Box } from '../../model/geometry.js'

/** [a, b, c, d, e, f] as in PDF: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number]

export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0]

/** The matrix that applies `inner` first, then `outer`. */
export function multiply(outer: Matrix, inner: Matrix): Matrix {
  const [a, b, c, d, e, f] = outer
  const [p, q, r, s, t, u] = inner
  return [a * p + c * q, b * p + d * q, a * r + c * s, b * r + d * s, a * t + c * u + e, b * t + d * u + f]
}

/** The smallest upright box around the box [x0, y0, x1, y1] after the matrix. */
export function transformBox(matrix: Matrix, x0: number, y0: number, x1: number, y1: number): Box {
  const [a, b, c, d, e, f] = matrix
  const ax0 = a * x0
  const ax1 = a * x1
  const cy0 = c * y0
  const cy1 = c * y1
  const bx0 = b * x0
  const bx1 = b * x1
  const dy0 = d * y0
  const dy1 = d * y1
  return [
    Math.min(ax0, ax1) + Math.min(cy0, cy1) + e,
    Math.min(bx0, bx1) + Math.min(dy0, dy1) + f,
    Math.max(ax0, ax1) + Math.max(cy0, cy1) + e,
    Math.max(bx0, bx1) + Math.max(dy0, dy1) + f,
  ]
}

/** How much the matrix stretches lengths, as the square root of areas; 0 for a degenerate one. */
export function scaleOf(matrix: Matrix): number {
  return Math.sqrt(Math.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
}

/** Gives the part that two boxes share; an empty box (right ≤ left) where they share nothing. */
export function intersect(one: Box, other: Box): Box {
  return [
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ]
}

/** How far (points) what a page shows may run over its edge and still be kept: wide tables lose their last column there. */
const OVERRUN = 300
/** A clip's side this near (points) to the page's edge is there for the page, not for what stands on it. */
const AT_EDGE = 2

/** The page's box with room on all sides for what runs over its edges. */
export function withOverrun(page: Box): Box {
  return [page[0] - OVERRUN, page[1] - OVERRUN, page[2] + OVERRUN, page[3] + OVERRUN]
}

/** A clip box whose sides at the page's edges let through what runs over them. */
export function openAtEdges(box: Box, page: Box): Box {
  const open = withOverrun(page)
  return [
    box[0] <= page[0] + AT_EDGE ? open[0] : box[0],
    box[1] <= page[1] + AT_EDGE ? open[1] : box[1],
    box[2] >= page[2] - AT_EDGE ? open[2] : box[2],
    box[3] >= page[3] - AT_EDGE ? open[3] : box[3],
  ]
}

export function isEmpty(box: Box): boolean {
  return !(box[2] > box[0] && box[3] > box[1])
}

export function contains(box: Box, x: number, y: number): boolean {
  return x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
}

/** Does the middle of a box stand within another one, or as far around it as said? */
export function isAround([left, top, right, bottom]: Box, room: number, box: Box): boolean {
  const [x, y] = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  return x >= left - room && x <= right + room && y >= top - room && y <= bottom + room
}

/** Less than this share of a character within its clip shows too little of it. */
const MIN_LEFT = 0.5

/** Does a clip leave less than half of a character's height? */
export const isCutDown = (box: Box, clip: Box): boolean =>
  Math.min(box[3], clip[3]) - Math.max(box[1], clip[1]) < MIN_LEFT * (box[3] - box[1])

/** The smallest box around the points x0, y0, x1, y1, …; infinitely empty for none. */
export function extentOf(points: readonly number[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let index = 0; index + 1 < points.length; index += 2) {
    const x = points[index] ?? 0
    const y = points[index + 1] ?? 0
    left = Math.min(left, x)
    top = Math.min(top, y)
    right = Math.max(right, x)
    bottom = Math.max(bottom, y)
  }
  return [left, top, right, bottom]
}

/** Corners may stand this far (points) off the sides of their rectangle. */
const CORNER = 0.01

/** The box of a polygon that is an upright rectangle; null for any other. */
export function rectangleOf(points: readonly number[]): Box | null {
  if (points.length < 8 || points.length > 10) return null
  const box = extentOf(points)
  const [left, top, right, bottom] = box
  const upright = points.every((value, index) =>
    index % 2 === 0 ? value - left < CORNER || right - value < CORNER : value - top < CORNER || bottom - value < CORNER,
  )
  return upright ? box : null
}
