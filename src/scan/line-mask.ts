import { rectangle, type Cv, type Keep, type Mat } from './opencv.js'

type Orientation = 'horizontal' | 'vertical'

/** Rules are thinner than this; what is thicker is a filled area. Points. */
const THICKEST = 5
/** Darkness is averaged over this length along the line: it closes small breaks and drowns noise and specks. Points. */
const SMOOTH = 4
/** Mean darkness of a rule (255 = ink) over that length: hairlines of a 120-dpi scan have about 80. */
const DARKNESS = 55
/**
 * Nothing shorter is looked at. Points: the lowest rows of tables are about 10 points high, columns 20 wide; strokes of
 * characters up to this long stay out at once, longer ones (of titles) by what they do not touch.
 */
const SHORTEST: Record<Orientation, number> = { horizontal: 14, vertical: 8 }

/** Masks the pixels of a page's darkness (255 = ink) that may belong to rules of one orientation. */
export function lineMask(cv: Cv, keep: Keep, dark: Mat, orientation: Orientation, dpi: number): Mat {
  const points = dpi / 72
  const across = THICKEST * points
  const smooth = Math.max(3, Math.round(SMOOTH * points))
  const length = SHORTEST[orientation] * points
  const flat = orientation === 'horizontal'
  const mask = keep(new cv.Mat())
  cv.morphologyEx(dark, mask, cv.MORPH_TOPHAT, keep(flat ? rectangle(cv, 1, across) : rectangle(cv, across, 1)))
  cv.blur(mask, mask, flat ? new cv.Size(smooth, 1) : new cv.Size(1, smooth))
  cv.threshold(mask, mask, DARKNESS, 255, cv.THRESH_BINARY)
  cv.morphologyEx(mask, mask, cv.MORPH_OPEN, keep(flat ? rectangle(cv, length, 1) : rectangle(cv, 1, length)))
  return mask
}
