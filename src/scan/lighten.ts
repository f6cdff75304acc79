import { percentileOf, type GrayImage } from './image.js'
import { type Cv, fromMat, type Keep, type Mat, rectangle, shrunk, toMat, useCv } from './opencv.js'

/** The paper's brightness is measured at this resolution: shadows are soft. Dots per inch. */
const PAPER_DPI = 30
/** Print is narrower than this; what is wider and darker is shadow. Points. */
const WIDEST_STROKE = 24
/** This share of the pixels is taken for full ink: print covers at least as much of any page with a few lines. */
const INK_SHARE = 0.004
/** Ink lighter than this (of 255, on paper made white) is not spread any further: that would only amplify noise. */
const FAINTEST_INK = 205

/** A picture is shrunk to no less than this, in pixels. */
const MIN_SIDE = 8

/** How bright the paper is at each pixel: closing takes the print out, blurring joins the patches. */
function paper(cv: Cv, keep: Keep, image: Mat, dpi: number): Mat {
  const scale = Math.min(1, PAPER_DPI / dpi)
  const small = shrunk(cv, keep, image, scale, MIN_SIDE)
  const side = Math.max(3, (WIDEST_STROKE / 72) * dpi * scale)
  cv.morphologyEx(small, small, cv.MORPH_CLOSE, keep(rectangle(cv, side, side)))
  cv.blur(small, small, new cv.Size(5, 5))
  const large = keep(new cv.Mat())
  cv.resize(small, large, new cv.Size(image.cols, image.rows), 0, 0, cv.INTER_LINEAR)
  return large
}

/** A page under even light, with full contrast. */
interface Lightened {
  readonly image: GrayImage
  /** How dark its ink was on white paper before it was spread, 0 (black) to 255 (nothing printed). */
  readonly ink: number
}

/**
 * Makes the paper white everywhere (divides by the paper's own brightness) and the ink black (spreads the levels):
 * uneven light, grey paper and faded print become a plain page.
 */
export function lighten(image: GrayImage, dpi: number): Lightened {
  return useCv((cv, keep) => {
    const source = keep(toMat(cv, image))
    const even = keep(new cv.Mat())
    cv.divide(source, paper(cv, keep, source, dpi), even, 255)
    const ink = percentileOf(even.data, [INK_SHARE]).levels[0] ?? 255
    const dark = Math.min(ink, FAINTEST_INK)
    const scale = 255 / (255 - dark)
    even.convertTo(even, cv.CV_8UC1, scale, -dark * scale)
    return { image: fromMat(even), ink }
  })
}
