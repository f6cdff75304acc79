import type { LineCut } from './glyphs.js'
import { boxHeight, boxWidth, crop, joinBoxes, type GrayImage, type PixelBox } from './image.js'
import { inkLines, openLines, type InkLine } from './lines.js'
import type { Region } from './regions.js'

/**
 * White around a line that goes to the recogniser, of its height. With little white a 0 fills the picture as a digit does;
 * with more (0.25 and above, measured) it is taken for a small o.
 */
const MARGIN = 0.15
/** A line of dashes or of 一 alone is cut out at least this high, of an em, or it would fill the picture. */
const MIN_HEIGHT = 0.6
/** A line has at least one patch of ink this large, in points: the rest is dirt. */
const SMALLEST_CHARACTER = 2
/** Patches up to this size (points) that stand wholly above or below the characters of a line are dirt, no part of it. */
const DIRT = 1.5

/** A line of print, and the picture of it that goes to the recogniser. */
export interface LinePicture extends LineCut {
  readonly picture: GrayImage
  /** The patches of its ink. */
  readonly patches: readonly PixelBox[]
  /** The cell that it stands in; null outside of tables. */
  readonly cell: PixelBox | null
}

const size = (patch: PixelBox): number => Math.max(boxWidth(patch), boxHeight(patch))

/** The characters of a line without the dirt above and below them; null if there are none. */
function withoutDirt(
  line: InkLine,
  points: number,
): { readonly line: InkLine; readonly dirt: readonly PixelBox[] } | null {
  const [first, ...rest] = line.ink.filter((patch) => size(patch) >= SMALLEST_CHARACTER * points)
  if (!first) return null
  const body = rest.reduce<PixelBox>(joinBoxes, first)
  const isDirt = (patch: PixelBox): boolean =>
    size(patch) <= DIRT * points && (patch.top >= body.bottom || patch.bottom <= body.top)
  const ink = line.ink.filter((patch) => !isDirt(patch))
  return { line: { ink, box: ink.reduce<PixelBox>(joinBoxes, first) }, dirt: line.ink.filter(isDirt) }
}

function wiped(picture: GrayImage, dirt: readonly PixelBox[], origin: PixelBox): GrayImage {
  const { width, height, data } = picture
  for (const { left, top, right, bottom } of dirt)
    for (let y = Math.max(0, top - 1 - origin.top); y < Math.min(height, bottom + 1 - origin.top); y++) {
      const from = Math.max(0, left - 1 - origin.left)
      const to = Math.min(width, right + 1 - origin.left)
      if (to > from) data.fill(255, y * width + from, y * width + to)
    }
  return picture
}

interface OwnLine {
  readonly line: InkLine
}

/** Where the line above ends and the one below begins, in pixels. */
const beside = (lines: readonly OwnLine[], index: number): readonly [number, number] => [
  lines[index - 1]?.line.box.bottom ?? -Infinity,
  lines[index + 1]?.line.box.top ?? Infinity,
]

/** The same of lines that stand in columns: the nearest ones straight above and below. */
function neighbours(lines: readonly OwnLine[], own: PixelBox): readonly [number, number] {
  let [above, below] = [-Infinity, Infinity]
  const middle = (own.top + own.bottom) / 2
  for (const { line } of lines) {
    const { left, top, right, bottom } = line.box
    if (right <= own.left || left >= own.right || line.box === own) continue
    if ((top + bottom) / 2 < middle) above = Math.max(above, bottom)
    else below = Math.min(below, top)
  }
  return [above, below]
}

/** The lines of print in all regions of a page, each with its picture. `em` is the usual size of characters, in pixels. */
export function cutLines(regions: readonly Region[], image: GrayImage, em: number, dpi: number): LinePicture[] {
  return regions.flatMap(({ cell, ink }) => {
    const bounds: PixelBox = cell ?? { left: 0, top: 0, right: image.width, bottom: image.height }
    const { lines: all, columns } =
      cell === null ? openLines(ink, em) : { lines: inkLines(ink, em, true), columns: false }
    const lines = all.flatMap((line) => withoutDirt(line, dpi / 72) ?? [])
    return lines.map(({ line: { box, ink: patches }, dirt }, index): LinePicture => {
      const height = Math.max(MIN_HEIGHT * em, boxHeight(box))
      const margin = MARGIN * height
      const [above, below] = columns ? neighbours(lines, box) : beside(lines, index)
      const middle = (box.top + box.bottom) / 2
      const top = middle - height / 2 - margin
      const bottom = middle + height / 2 + margin
      const cut: PixelBox = {
        left: Math.max(0, Math.floor(Math.max(bounds.left, box.left - margin))),
        top: Math.max(0, Math.floor(Math.max(bounds.top, Math.min(box.top, Math.max(top, above))))),
        right: Math.ceil(Math.min(bounds.right, box.right + margin)),
        bottom: Math.ceil(Math.min(bounds.bottom, Math.max(box.bottom, Math.min(bottom, below)))),
      }
      const picture = wiped(crop(image, cut), dirt, cut)
      return {
        ink: box,
        em: Math.max(em, boxHeight(box)),
        crop: cut,
        picture,
        patches,
        cell,
        ...(columns && { columns }),
      }
    })
  })
}
