/**
 * A rectangle [left, top, right, bottom] in points (1/72 inch), origin at the top left of the page as a reader sees it.
 */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

/** A box on a page; `page` is 1-based. */
export interface PageBox {
  readonly page: number
  readonly box: Box
}

/** The smallest box around all boxes; null for none. */
export function unionBox(boxes: readonly Box[]): Box | null {
  const first = boxes[0]
  if (!first) return null
  let [left, top, right, bottom] = first
  for (const box of boxes) {
    left = Math.min(left, box[0])
    top = Math.min(top, box[1])
    right = Math.max(right, box[2])
    bottom = Math.max(bottom, box[3])
  }
  return [left, top, right, bottom]
}
