import { componentsOf } from './components.js'
import type { GrayImage } from './image.js'
import { fromMat, toMat, useCv } from './opencv.js'

/** A pixel darker than this is ink, on a lightened page. */
const INK_LEVEL = 128
/**
 * A patch of ink of at most this area is a speck wherever it stands, in square points: one pixel at 200 dpi. The smallest
 * decimal points are four times as large.
 */
const SPECK_AREA = 0.16

/**
 * Takes the single pixels of fax noise out of a lightened page before it is sampled anew, which would spread them. At
 * low resolutions a pixel may be a dot of print, so nothing is taken.
 */
export function despeckle(image: GrayImage, dpi: number): GrayImage {
  const most = Math.floor(SPECK_AREA * (dpi / 72) ** 2)
  if (most < 1) return image
  return useCv((cv, keep) => {
    const page = keep(toMat(cv, image))
    const mask = keep(new cv.Mat())
    cv.threshold(page, mask, INK_LEVEL, 255, cv.THRESH_BINARY_INV)
    const { components } = componentsOf(cv, keep, mask)
    const pixels = page.data
    for (const { area, left, top, right, bottom } of components) {
      if (area > most) continue
      for (let y = top; y < bottom; y++) pixels.fill(255, y * image.width + left, y * image.width + right)
    }
    return fromMat(page)
  })
}
