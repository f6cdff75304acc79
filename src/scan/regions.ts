import type { Grid } from '../layout/index.js'
import { boxHeight, boxWidth, type PixelBox } from './image.js'

/** A patch larger than this, in points, is no character: a picture, a shadow at the edge of the scan, a punched hole. */
const LARGEST_CHARACTER = 60
/** A patch longer than this that stays thinner is a leftover of a rule. Points. */
const SLIVER = { length: 8, thickness: 1.6 }
/** Nearer to the border of its cell than this a sliver is what is left of the rule. Points. */
const AT_BORDER = 2.2
/** Alone in a cell, a patch smaller than this (its longer side, in points) is dirt: every character is larger. */
const SMALLEST_CHARACTER = 2

/** Outside tables nothing is printed this near the edge of the page: shadows are, and what lies behind it. Points. */
const PAGE_EDGE = 10

/** Part of a page in which lines of print are looked for: a cell, or what lies outside all tables. */
export interface Region {
  /** null outside tables. */
  readonly cell: PixelBox | null
  readonly ink: readonly PixelBox[]
}

const isSliver = ({ left, top, right, bottom }: PixelBox, cell: PixelBox, points: number): boolean => {
  const long = Math.max(right - left, bottom - top) >= SLIVER.length * points
  const thin = Math.min(right - left, bottom - top) <= SLIVER.thickness * points
  const near = AT_BORDER * points
  const flat = right - left > bottom - top
  const atBorder = flat
    ? top - cell.top <= near || cell.bottom - bottom <= near
    : left - cell.left <= near || cell.right - right <= near
  return thin && atBorder && (long || Math.max(right - left, bottom - top) < SMALLEST_CHARACTER * points)
}

/** Deals the ink of a page out to the cells of its grids, by its middle; the rest is one region. */
export function dealInk(
  ink: readonly PixelBox[],
  grids: readonly Grid[],
  dpi: number,
  page: { readonly width: number; readonly height: number },
): Region[] {
  const points = dpi / 72
  const edge = PAGE_EDGE * points
  const atEdge = (x: number, y: number): boolean =>
    x < edge || y < edge || x > page.width - edge || y > page.height - edge
  const places = grids.map(({ box, cells }) => ({
    box,
    cells: cells.map((cell) => ({
      cell: {
        left: cell.box[0] * points,
        top: cell.box[1] * points,
        right: cell.box[2] * points,
        bottom: cell.box[3] * points,
      },
      ink: [] as PixelBox[],
    })),
  }))
  const outside: PixelBox[] = []
  for (const patch of ink) {
    if (Math.max(boxWidth(patch), boxHeight(patch)) > LARGEST_CHARACTER * points) continue
    const x = (patch.left + patch.right) / 2
    const y = (patch.top + patch.bottom) / 2
    const inside = ({ left, top, right, bottom }: PixelBox): boolean => left <= x && x < right && top <= y && y < bottom
    const place = places.find(({ box: [left, top, right, bottom] }) =>
      inside({ left: left * points, top: top * points, right: right * points, bottom: bottom * points }),
    )
    const home = place?.cells.find(({ cell }) => inside(cell))
    if (!home && atEdge(x, y)) continue
    if (!home) outside.push(patch)
    else if (!isSliver(patch, home.cell, points)) home.ink.push(patch)
  }
  const isPrinted = (own: readonly PixelBox[]): boolean =>
    own.some((patch) => Math.max(boxWidth(patch), boxHeight(patch)) >= SMALLEST_CHARACTER * points)
  const inCells = places.flatMap(({ cells }) =>
    cells.map(({ cell, ink: own }) => ({ cell, ink: isPrinted(own) ? own : [] })),
  )
  return [...inCells, { cell: null, ink: outside }]
}
