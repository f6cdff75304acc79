import type { GrayImage } from './image.js'
import { toMat, useCv, type Cv, type Keep, type Mat } from './opencv.js'

/** Farthest that a page is laid askew, in degrees; more is a turned page. */
const MOST_SKEW = 12
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

/** How much the rows' darkness changes from row to row: greatest when lines of text and rulings lie level. */
function levelness({ data, cols, rows }: Mat): number {
  let before = 0
  let score = 0
  for (let y = 0; y < rows; y++) {
    let sum = 0
    for (let x = y * cols, end = x + cols; x < end; x++) sum += data[x] ?? 0
    if (y > 0) score += (sum - before) ** 2
    before = sum
  }
  return score
}

/**
 * By how many degrees anticlockwise a lightened page must be turned so that its lines lie level (projection profiles,
 * after Postl 1986); 0 for a page without lines. To about 0.1 degree.
 */
export function findSkew(image: GrayImage, dpi: number): number {
  return useCv((cv, keep) => {
    const dark = keep(toMat(cv, image))
    cv.bitwise_not(dark, dark)
    const best = (from: number, to: number, step: number, at: number): number => {
      const scale = Math.min(1, at / dpi)
      const small = keep(new cv.Mat())
      const size = new cv.Size(Math.round(image.width * scale), Math.round(image.height * scale))
      cv.resize(dark, small, size, 0, 0, cv.INTER_AREA)
      let found = 0
      let most = levelness(small)
      for (let angle = from; angle <= to + step / 2; angle += step) {
        const score = levelness(rotateBy(cv, keep, small, angle, 0))
        if (score > most) {
          most = score
          found = angle
        }
      }
      return found
    }
    const coarse = best(-MOST_SKEW, MOST_SKEW, COARSE.step, COARSE.dpi)
    return best(coarse - FINE.reach, coarse + FINE.reach, FINE.step, FINE.dpi)
  })
}
