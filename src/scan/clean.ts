import type { Ruling } from '../model/page.js'
import { componentsOf, type Component } from './components.js'
import type { GrayImage } from './image.js'
import { fromMat, rectangle, toMat, useCv } from './opencv.js'

/** A pixel at least this dark (255 = black) is ink. */
const INK = 100
/** Patches no larger than this are specks unless they stand by other ink: the dots of small print are larger. Points. */
const SPECK = 0.95
/** How near "by" is, in points: a decimal point may have a third of an em of white to each side. */
const BY = 4
/** A rule is wiped this much wider than it was found, to each side: its edges are soft. Points. */
const SOFT_EDGE = 0.5

/** Two rules nearer than this are a double one: nothing is printed between them. Points. */
const DOUBLE = 4
/** A streak is wiped this much wider than it was found, and stays where print stands this near it. Points. */
const STREAK = { edge: 0.3, print: 0.9 }

/** A page without rules and specks, and the patches of ink that are left. */
export interface CleanPage {
  readonly image: GrayImage
  readonly ink: readonly Component[]
}

/** Paints the rules of a page white. */
function wipe(data: Uint8Array, width: number, height: number, rulings: readonly Ruling[], dpi: number): void {
  const points = dpi / 72
  for (const { orientation, position, start, end, thickness } of rulings) {
    const half = (thickness / 2 + SOFT_EDGE) * points
    const low = Math.max(0, Math.floor(position * points - half))
    const from = Math.max(0, Math.floor((start - thickness) * points))
    const flat = orientation === 'horizontal'
    const high = Math.min(flat ? height : width, Math.ceil(position * points + half))
    const to = Math.min(flat ? width : height, Math.ceil((end + thickness) * points))
    if (flat) for (let y = low; y < high; y++) data.fill(255, y * width + from, y * width + to)
    else for (let y = from; y < to; y++) data.fill(255, y * width + low, y * width + high)
  }
}

/** Gives the gaps between the two lines of double rules, as rules. */
function betweenDoubles(rulings: readonly Ruling[]): Ruling[] {
  return rulings.flatMap((line, index) =>
    rulings.slice(index + 1).flatMap((other): Ruling[] => {
      const apart = Math.abs(line.position - other.position)
      const [start, end] = [Math.max(line.start, other.start), Math.min(line.end, other.end)]
      if (line.orientation !== other.orientation || apart > DOUBLE || end <= start) return []
      return [{ ...line, position: (line.position + other.position) / 2, thickness: apart, start, end }]
    }),
  )
}

/** Paints streaks white but where they cross print, which would lose more than it gains. */
function wipeStreaks(data: Uint8Array, width: number, height: number, streaks: readonly Ruling[], dpi: number): void {
  const points = dpi / 72
  for (const { orientation, position, start, end, thickness } of streaks) {
    const flat = orientation === 'horizontal'
    const half = (thickness / 2 + STREAK.edge) * points
    const low = Math.max(0, Math.floor(position * points - half))
    const high = Math.min(flat ? height : width, Math.ceil(position * points + half))
    const near = Math.max(1, Math.round(STREAK.print * points))
    const at = (along: number, across: number): number => (flat ? across * width + along : along * width + across)
    const isInk = (along: number, across: number): boolean => (data[at(along, across)] ?? 255) < 255 - INK
    const to = Math.min(flat ? width : height, Math.ceil(end * points))
    for (let along = Math.max(0, Math.floor(start * points)); along < to; along++) {
      const before = Array.from({ length: near }, (_, step) => low - 1 - step).some((across) => isInk(along, across))
      const behind = Array.from({ length: near }, (_, step) => high + step).some((across) => isInk(along, across))
      if (before || behind) continue
      for (let across = low; across < high; across++) data[at(along, across)] = 255
    }
  }
}

/** Takes rules and specks out of a straight page, so that only what is to be read is left. */
export function clean(
  image: GrayImage,
  rulings: readonly Ruling[],
  dpi: number,
  streaks: readonly Ruling[] = [],
): CleanPage {
  const points = dpi / 72
  return useCv((cv, keep) => {
    const page = keep(toMat(cv, image))
    wipe(page.data, image.width, image.height, [...rulings, ...betweenDoubles(rulings)], dpi)
    wipeStreaks(page.data, image.width, image.height, streaks, dpi)
    const mask = keep(new cv.Mat())
    cv.threshold(page, mask, 255 - INK, 255, cv.THRESH_BINARY_INV)
    const { components, labels } = componentsOf(cv, keep, mask)
    const isSmall = ({ left, right, top, bottom }: Component): boolean =>
      Math.max(right - left, bottom - top) <= SPECK * points
    // Around what is surely print nothing is taken for a speck.
    const small = new Uint8Array(components.length + 1)
    for (const component of components) small[component.label] = isSmall(component) ? 1 : 0
    const numbers = labels.data32S
    const print = keep(new cv.Mat(image.height, image.width, cv.CV_8UC1))
    const pixels = print.data
    for (let at = 0; at < pixels.length; at++) {
      const label = numbers[at] ?? 0
      pixels[at] = label > 0 && small[label] === 0 ? 255 : 0
    }
    const side = 2 * BY * points
    cv.dilate(print, print, keep(rectangle(cv, side, side)))
    const near = print.data
    const ink: Component[] = []
    for (const component of components) {
      const { x, y, left, top, right, bottom } = component
      const alone = small[component.label] === 1 && near[Math.round(y) * image.width + Math.round(x)] === 0
      if (!alone) {
        ink.push(component)
        continue
      }
      for (let row = Math.max(0, top - 1); row < Math.min(image.height, bottom + 1); row++)
        page.data.fill(255, row * image.width + Math.max(0, left - 1), row * image.width + right + 1)
    }
    return { image: fromMat(page), ink }
  })
}
