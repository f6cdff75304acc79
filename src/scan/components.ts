import type { PixelBox } from './image.js'
import type { Cv, Keep, Mat } from './opencv.js'

/** A connected patch of white pixels of a mask. */
export interface Component extends PixelBox {
  /** Its number in the label picture. */
  readonly label: number
  /** In pixels. */
  readonly area: number
  /** Centre of its pixels. */
  readonly x: number
  readonly y: number
}

/** The 8-connected patches of a mask, and the picture of their numbers (CV_32S, 0 where the mask is black). */
export function componentsOf(
  cv: Cv,
  keep: Keep,
  mask: Mat,
): { readonly components: Component[]; readonly labels: Mat } {
  const labels = keep(new cv.Mat())
  const stats = keep(new cv.Mat())
  const centroids = keep(new cv.Mat())
  const count = cv.connectedComponentsWithStats(mask, labels, stats, centroids, 8)
  const numbers = stats.data32S
  const middles = centroids.data64F
  const components: Component[] = []
  for (let label = 1; label < count; label++) {
    const [left = 0, top = 0, width = 0, height = 0, area = 0] = numbers.subarray(label * 5, label * 5 + 5)
    const [x = 0, y = 0] = middles.subarray(label * 2, label * 2 + 2)
    components.push({ label, left, top, right: left + width, bottom: top + height, area, x, y })
  }
  return { components, labels }
}
