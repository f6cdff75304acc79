import { componentsOf } from './components.js'
import type { GrayImage, PixelBox } from './image.js'
import { fromMat, toMat, useCv } from './opencv.js'

/** A pixel darker than this is ink, on a lightened page. */
const INK_LEVEL = 128
/**
 * A patch of ink of at most this area is a speck wherever it stands, in square points: one pixel at 200 dpi. The smallest
 * decimal points are four times as large.
 */
const SPECK_AREA = 0.16

/** Around a speck all is lighter than this; a dark pixel of a grey rule or a blurred stroke has grey beside it. */
const PAPER_LEVEL = 180

/** Is the frame of pixels around a patch all paper? */
function standsAlone({ data, width, height }: GrayImage, { left, top, right, bottom }: PixelBox): boolean {
  for (let y = Math.max(0, top - 1); y < Math.min(height, bottom + 1); y++)
    for (let x = Math.max(0, left - 1); x < Math.min(width, right + 1); x++) {
      const inside = x >= left && x < right && y >= top && y < bottom
      if (!inside && (data[y * width + x] ?? 255) < PAPER_LEVEL) return false
    }
  return true
}

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
    for (const component of components) {
      if (component.area > most || !standsAlone(image, component)) continue
      const { left, top, right, bottom } = component
      for (let y = top; y < bottom; y++) pixels.fill(255, y * image.width + left, y * image.width + right)
    }
    return fromMat(page)
  })
}
