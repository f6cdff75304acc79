import type { Place } from './client.js'

/** Left, top, right, bottom in points. */
export type Box = readonly [number, number, number, number]

export interface PageSize {
  readonly number: number
  readonly width: number
  readonly height: number
}

/** A box of the API as four numbers. */
export const boxOf = ({ box: [left = 0, top = 0, right = 0, bottom = 0] }: Pick<Place, 'box'>): Box => [
  left,
  top,
  right,
  bottom,
]

/** The address of a picture of a page, or of a part of it. */
export function pictureUrl(id: string, page: number, width: number, box: Box | null = null): string {
  const part = box === null ? '' : `&box=${box.map((each) => each.toFixed(1)).join(',')}`
  return `/v1/documents/${id}/pages/${page}/picture?width=${width}${part}`
}

/** The close surroundings of a cell: it fills most of the picture, and its borders are seen. */
export function closeUp([left, top, right, bottom]: Box, { width, height }: PageSize): Box {
  const [across, down] = [Math.max(14, 0.35 * (right - left)), Math.max(9, 0.45 * (bottom - top))]
  return [
    Math.max(0, left - across),
    Math.max(0, top - down),
    Math.min(width, right + across),
    Math.min(height, bottom + down),
  ]
}

/** The rows around a cell, as wide as the page. */
export function rowsAround([, top, , bottom]: Box, { width, height }: PageSize): Box {
  const around = Math.max(46, 80 - (bottom - top))
  return [0, Math.max(0, top - around), width, Math.min(height, bottom + around * 0.7)]
}

/** A box within a part of a page, in shares of it, as CSS places it. */
export function placedIn(box: Box, [left, top, right, bottom]: Box) {
  const [width, height] = [right - left, bottom - top]
  const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(3)}%`
  return {
    left: share(box[0] - left, width),
    top: share(box[1] - top, height),
    width: share(box[2] - box[0], width),
    height: share(box[3] - box[1], height),
  }
}
