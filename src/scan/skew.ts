import type { GrayImage } from './image.js'
import { type Cv, type Keep, type Mat, shrunk, toMat, useCv } from './opencv.js'

/** Farthest that a page is laid askew, in degrees; more is a turned page. */
const MAX_SKEW = 12
/** Two passes: wide and coarse, then narrow and fine. Degrees and dots per inch. */
const COARSE = { step: 0.5, dpi: 50 }
const FINE = { step: 0.1, reach: 0.5, dpi: 100 }

/** Rotates a picture about its middle, anticlockwise by degrees; what comes in from outside is `border`. */
export function rotateBy(cv: Cv, keep: Keep, source: Mat, degrees: number, border: number): Mat {
  const radians = (degrees * Math.PI) / 180
  const cos = Math.cos(radians)
  const sin = Math.sin(radians)
  const x = (source.cols - 1) / 2
  const y = (source.rows - 1) / 2
  const matrix = keep(new cv.Mat(2, 3, cv.CV_64F))
  matrix.data64F.set([cos, sin, x - x * cos - y * sin, -sin, cos, y + x * sin - y * cos])
  const target = keep(new cv.Mat())
  const size = new cv.Size(source.cols, source.rows)
  cv.warpAffine(source, target, matrix, size, cv.INTER_LINEAR, cv.BORDER_CONSTANT, [border, border, border, 255])
  return target
}

/** Pixels darker than this (255 = ink) take part; the rest is paper and grain. */
const INK = 60

/** The ink of a picture as points about its middle, with their darkness. */
interface Points {
  readonly x: Float32Array
  readonly y: Float32Array
  readonly weight: Float32Array
  /** Half the diagonal, in pixels. */
  readonly reach: number
}

function pointsOf({ data, cols, rows }: Mat): Points {
  let count = 0
  for (const level of data) if (level >= INK) count++
  const [x, y, weight] = [new Float32Array(count), new Float32Array(count), new Float32Array(count)]
  let next = 0
  data.forEach((level, at) => {
    if (level < INK) return
    x[next] = (at % cols) - (cols - 1) / 2
    y[next] = Math.floor(at / cols) - (rows - 1) / 2
    weight[next++] = level / 255
  })
  return { x, y, weight, reach: Math.ceil(Math.hypot(cols, rows) / 2) }
}

/** How much the darkness changes from row to row once turned: greatest when lines of text and rulings lie level. */
function levelness({ x, y, weight, reach }: Points, degrees: number): number {
  const cos = Math.cos((degrees * Math.PI) / 180)
  const sin = Math.sin((degrees * Math.PI) / 180)
  const rows = new Float32Array(2 * reach + 2)
  for (let point = 0; point < x.length; point++) {
    const row = (y[point] ?? 0) * cos - (x[point] ?? 0) * sin + reach
    const above = Math.floor(row)
    const own = weight[point] ?? 0
    const part = (row - above) * own
    rows[above] = (rows[above] ?? 0) + own - part
    rows[above + 1] = (rows[above + 1] ?? 0) + part
  }
  let score = 0
  for (let row = 1; row < rows.length; row++) score += ((rows[row] ?? 0) - (rows[row - 1] ?? 0)) ** 2
  return score
}

/**
 * By how many degrees anticlockwise a lightened page must be turned so that its lines lie level (projection profiles,
 * after Postl 1986); 0 for a page without lines. To about 0.1 degree.
 */
export function findSkew(image: GrayImage, dpi: number): number {
  return useCv((cv, keep) => {
    const dark = keep(toMat(cv, image))
    const inkAt = (at: number): Points => {
      const small = shrunk(cv, keep, dark, Math.min(1, at / dpi))
      cv.bitwise_not(small, small)
      return pointsOf(small)
    }
    const best = (from: number, to: number, step: number, ink: Points): number => {
      let found = 0
      let most = levelness(ink, 0)
      for (let angle = from; angle <= to + step / 2; angle += step) {
        const score = levelness(ink, angle)
        if (score > most) {
          most = score
          found = angle
        }
      }
      return found
    }
    const coarse = best(-MAX_SKEW, MAX_SKEW, COARSE.step, inkAt(COARSE.dpi))
    return best(coarse - FINE.reach, coarse + FINE.reach, FINE.step, inkAt(FINE.dpi))
  })
}
