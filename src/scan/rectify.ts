import type { GrayImage } from './image.js'
import { lineMask } from './line-mask.js'
import { fromMat, shrunk, toMat, useCv } from './opencv.js'
import { findSkew, rotateBy } from './skew.js'
import { traceLines } from './trace.js'
import { fitBend, shiftAt, type Bend, type TracePoint } from './warp.js'
import type { Block } from '../model/block.js'
import { unionBox, type Box, type PageBox } from '../model/geometry.js'

/** Resolution at which rules and lines are traced: their middles are exact to a fraction of a pixel. Dots per inch. */
const TRACE_DPI = 150
/** Spacing of the points for which the way back is computed; between them it is interpolated. Pixels. */
const MESH = 16
/** Rounds of looking for the point that a bend moves to a given place; bends are gentle, so few are enough. */
const ROUNDS = 6

/** Where a point of the rectified page stands in the picture it came from; both in pixels of their own pictures. */
export type WayBack = (x: number, y: number) => readonly [x: number, y: number]

/** A page made straight. */
interface Rectified {
  readonly image: GrayImage
  readonly wayBack: WayBack
  /** Degrees that it was turned by, anticlockwise. */
  readonly skew: number
}

const normalised = (points: readonly TracePoint[], half: number, centre: readonly [number, number]): TracePoint[] =>
  points.map((point) => ({ ...point, x: (point.x - centre[0]) / half, y: (point.y - centre[1]) / half }))

/** How the rows and the columns of a page are bent once its skew is taken out. Coordinates are -1..1 over its width. */
function findBends(image: GrayImage, dpi: number, skew: number): { readonly rows: Bend; readonly columns: Bend } {
  return useCv((cv, keep) => {
    const scale = Math.min(1, TRACE_DPI / dpi)
    const small = shrunk(cv, keep, keep(toMat(cv, image)), scale)
    cv.bitwise_not(small, small)
    const dark = rotateBy(cv, keep, small, skew, 0)
    const half = (dark.cols - 1) / 2
    const middle = (dark.rows - 1) / 2
    const masks = {
      horizontal: lineMask(cv, keep, dark, 'horizontal', dpi * scale),
      vertical: lineMask(cv, keep, dark, 'vertical', dpi * scale),
    }
    const rows = traceLines(cv, keep, dark, masks, 'horizontal', dpi * scale)
    const columns = traceLines(cv, keep, dark, masks, 'vertical', dpi * scale)
    const bend = fitBend(normalised(rows, half, [half, middle]))
    // Without upright rules a page is taken to be turned, not sheared: its columns lean as its rows do.
    const upright = fitBend(normalised(columns, half, [middle, half]))
    return { rows: bend, columns: upright.some((term) => term !== 0) ? upright : [-(bend[0] ?? 0), 0, 0, 0, 0, 0] }
  })
}

/** The way from the rectified page back to the picture: undo the bends, then the turn, then the change of scale. */
function wayBackOf(
  image: GrayImage,
  target: { readonly width: number; readonly height: number },
  skew: number,
  bends: { readonly rows: Bend; readonly columns: Bend },
): WayBack {
  const cos = Math.cos((skew * Math.PI) / 180)
  const sin = Math.sin((skew * Math.PI) / 180)
  const half = (target.width - 1) / 2
  const middle = (target.height - 1) / 2
  const scale = image.width / target.width
  return (x, y) => {
    const u = (x - half) / half
    const v = (y - middle) / half
    let a = u
    let b = v
    for (let round = 0; round < ROUNDS; round++) {
      const across = v - shiftAt(bends.rows, a, b)
      a = u - shiftAt(bends.columns, b, a)
      b = across
    }
    const dx = a * half * scale
    const dy = b * half * scale
    return [(image.width - 1) / 2 + dx * cos - dy * sin, (image.height - 1) / 2 + dx * sin + dy * cos]
  }
}

/**
 * Makes a lightened, upright page straight, whatever bent it: skew, a slanted camera, a mild curl. Rules and lines of
 * text are traced, and the smooth shift is found that makes them level and plumb; the picture is sampled once.
 * `dpi` is the picture's resolution, `targetDpi` that of the rectified page.
 */
export function rectify(image: GrayImage, dpi: number, targetDpi: number): Rectified {
  const skew = findSkew(image, dpi)
  const bends = findBends(image, dpi, skew)
  const scale = targetDpi / dpi
  const target = { width: Math.round(image.width * scale), height: Math.round(image.height * scale) }
  const wayBack = wayBackOf(image, target, skew, bends)
  return useCv((cv, keep) => {
    const columns = Math.ceil(target.width / MESH)
    const rows = Math.ceil(target.height / MESH)
    const meshX = keep(new cv.Mat(rows, columns, cv.CV_32FC1))
    const meshY = keep(new cv.Mat(rows, columns, cv.CV_32FC1))
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        // OpenCV's resize keeps the middles of pixels in place.
        const [x, y] = wayBack((column + 0.5) * MESH - 0.5, (row + 0.5) * MESH - 0.5)
        meshX.data32F[row * columns + column] = x
        meshY.data32F[row * columns + column] = y
      }
    const mapX = keep(new cv.Mat())
    const mapY = keep(new cv.Mat())
    const size = new cv.Size(columns * MESH, rows * MESH)
    cv.resize(meshX, mapX, size, 0, 0, cv.INTER_LINEAR)
    cv.resize(meshY, mapY, size, 0, 0, cv.INTER_LINEAR)
    const source = keep(toMat(cv, image))
    const straight = keep(new cv.Mat())
    cv.remap(source, straight, mapX, mapY, cv.INTER_CUBIC, cv.BORDER_CONSTANT, [255, 255, 255, 255])
    const whole = fromMat(straight)
    return { image: whole, wayBack, skew }
  })
}

/** The box around a straight page's box in the picture as it came: evidence must stand where a reader looks. */
function boxBack([left, top, right, bottom]: Box, back: WayBack): Box {
  const corners = [back(left, top), back(right, top), back(right, bottom), back(left, bottom)]
  return unionBox(corners.map(([x, y]): Box => [x, y, x, y])) ?? [left, top, right, bottom]
}

/**
 * Puts the boxes of blocks that were laid out on straightened pages back onto the pages' pictures. `ways` by page number;
 * pages that are not among them (born-digital ones) stay as they are.
 */
export function blocksBack(blocks: readonly Block[], ways: ReadonlyMap<number, WayBack>): readonly Block[] {
  if (ways.size === 0) return blocks
  const onPicture = (boxes: readonly PageBox[]): readonly PageBox[] =>
    boxes.map(({ page, box }) => {
      const back = ways.get(page)
      return { page, box: back ? boxBack(box, back) : box }
    })
  return blocks.map((block): Block => {
    if (block.kind === 'paragraph') return { ...block, boxes: onPicture(block.boxes) }
    if (block.kind === 'table')
      return { ...block, cells: block.cells.map((cell) => ({ ...cell, boxes: onPicture(cell.boxes) })) }
    return block
  })
}
