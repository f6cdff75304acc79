import { type ColourImage, type GrayImage, percentileOf } from './image.js'
import { fromMat, rectangle, toColourMat, useCv } from './opencv.js'

/** A pixel is of a seal's ink where red exceeds green and blue by this much: paper and black ink never do. */
const RED_EXCESS = 40
/** Fewer red pixels than this share of the page are stains or JPEG's colour noise, no seal. */
const MIN_SHARE = 0.0002
/** Print under a seal is at least this much darker in the red channel than the seal on white paper. */
const MIN_CONTRAST = 40
/** The share of a page's pixels that are surely print, and its darkest. */
const PRINT_SHARE = 0.005
/** On a page without print the darkest pixels are paper. */
const FAINTEST_PRINT = 150
/** Outlines that a seal leaves are at least this light, between the print's level (0) and white (1). */
const OUTLINE = 0.5
/** The seal's blurred rim (JPEG halves the resolution of colour), in pixels to each side. */
const RIM = 3

/**
 * A colour page in grey, red seals taken out, the print under them kept: in the red channel red ink is nearly as light as
 * paper and black stays dark. A translucent seal lightens the print beneath it there, so its pixels are spread from the
 * darkest and the seal's own level to black and white.
 */
export function removeSeals(image: ColourImage): GrayImage {
  return useCv((cv, keep) => {
    const colour = keep(toColourMat(cv, image))
    const grey = keep(new cv.Mat())
    cv.cvtColor(colour, grey, cv.COLOR_RGB2GRAY)
    const channels = keep(new cv.MatVector())
    cv.split(colour, channels)
    const red = keep(channels.get(0))
    const overGreen = keep(new cv.Mat())
    const overBlue = keep(new cv.Mat())
    cv.subtract(red, keep(channels.get(1)), overGreen)
    cv.subtract(red, keep(channels.get(2)), overBlue)
    const mask = keep(new cv.Mat())
    cv.min(overGreen, overBlue, mask)
    cv.threshold(mask, mask, RED_EXCESS, 255, cv.THRESH_BINARY)
    const { count, levels } = percentileOf(red.data, [0.01, 0.5], mask.data)
    const [darkest = 0, light = 255] = levels
    if (count < image.width * image.height * MIN_SHARE) return fromMat(grey)

    const rim = keep(new cv.Mat())
    cv.dilate(mask, rim, keep(rectangle(cv, 2 * RIM + 1, 2 * RIM + 1)))
    const lighter = keep(new cv.Mat())
    cv.max(grey, red, lighter)
    lighter.copyTo(grey, rim)
    const dark = Math.min(darkest, light - MIN_CONTRAST)
    const scale = 255 / (light - dark)
    const spread = keep(new cv.Mat())
    red.convertTo(spread, cv.CV_8UC1, scale, -dark * scale)
    spread.copyTo(grey, mask)
    // Thin outlines are left, much lighter than print: within the seal the light levels become white.
    const print = Math.min(FAINTEST_PRINT, percentileOf(grey.data, [PRINT_SHARE]).levels[0] ?? 0)
    const crisp = keep(new cv.Mat())
    const factor = 255 / (OUTLINE * (255 - print))
    grey.convertTo(crisp, cv.CV_8UC1, factor, -print * factor)
    crisp.copyTo(grey, rim)
    return fromMat(grey)
  })
}
