import type { DrawnPage } from '../../../pdfium/index.js'

/** Pictures of single characters, and how much they look alike: no recogniser, and only as good as telling digits apart. */

/** A character's ink in a grid, cropped to its ink, without its mean and of length 1. */
export interface Shape {
  readonly values: Float32Array
  /** Does ink run through its middle from one side to the other? */
  readonly struck: boolean
}

/** Pictures of each character, in several fonts. */
export type References = ReadonlyMap<string, readonly Shape[]>

/**
 * A character looks like another one where that is at least so alike, and by so much more than its own. In 49 families
 * of fonts, upright, bold and aslant, one that is so alike leads by 0.02 at most; fonts that lie, by 0.17 at least.
 */
const MIN_LIKENESS = 0.8
const MIN_LEAD = 0.1
/** Digits of one sound font are at most 0.88 alike. */
const SAME = 0.97

const GRID = { across: 12, down: 18 } as const
/** A narrower character (width to height) keeps its shape: a 1 is no square. */
const MIN_ASPECT = 0.5
/** Ink differs from its ground at least so much (0..255), and more than this share of what the darkest does. */
const MIN_CONTRAST = 60
const INK = 0.5

/** The shape of the character that stands alone in a picture; null where nothing stands out of the ground. */
export function shapeOf(picture: DrawnPage): Shape | null {
  const ink = inkIn(picture)
  if (!ink) return null
  eraseRules(ink, picture)
  const box = extentOf(ink, picture)
  if (!box) return null
  const values = gridOf(ink, picture.width, box)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let squares = 0
  for (const value of values) squares += (value - mean) ** 2
  const length = Math.sqrt(squares) || 1
  return { values: values.map((value) => (value - mean) / length), struck: isStruck(values) }
}

/** The rows of the grid in which no digit but a 4 has ink from side to side, and how full each place is then. */
const MIDDLE = [5, 12] as const
const FULL = 0.85

function isStruck(values: Float32Array): boolean {
  const most = values.reduce((one, other) => Math.max(one, other), 0)
  const [first, last] = MIDDLE
  for (let row: number = first; row <= last; row += 1) {
    const places = values.subarray(row * GRID.across, (row + 1) * GRID.across)
    if (places.every((value) => value >= FULL * most)) return true
  }
  return false
}

/** The same upside down, and as in a mirror. */
function flipped({ values }: Shape): readonly Shape[] {
  const at = (of: (row: number, column: number) => number): Shape => ({
    values: values.map((_, place) => values[of(Math.floor(place / GRID.across), place % GRID.across)] ?? 0),
    struck: false,
  })
  return [
    at((row, column) => (GRID.down - 1 - row) * GRID.across + column),
    at((row, column) => row * GRID.across + GRID.across - 1 - column),
  ]
}

/** From -1 to 1, where 1 is the same shape. */
function likeness(one: Shape, other: Shape): number {
  let sum = 0
  for (let at = 0; at < one.values.length; at += 1) sum += (one.values[at] ?? 0) * (other.values[at] ?? 0)
  return sum
}

/** Are two characters drawn alike? */
export const isSame = (one: Shape, other: Shape): boolean => likeness(one, other) > SAME

/** A 4 has a bar from side to side. */
const BARRED = '4'

/** Does a character that says `text` look clearly more like another one, or like itself upside down or in a mirror, or is it struck out? */
export function isAnother(shape: Shape, text: string, references: References): boolean {
  const likenessTo = (shapes: readonly Shape[]): number =>
    shapes.reduce((most, reference) => Math.max(most, likeness(reference, shape)), -1)
  if (shape.struck && text !== BARRED) return true
  const own = references.get(text) ?? []
  const least = Math.max(MIN_LIKENESS, likenessTo(own) + MIN_LEAD)
  // Nothing is more alike than the same.
  if (least >= 1) return false
  return (
    [...references].some(([character, shapes]) => character !== text && likenessTo(shapes) > least) ||
    flipped(shape).some((turned) => own.some((reference) => likeness(reference, turned) > least))
  )
}

/** How much of each pixel is ink (0..1). */
function inkIn({ bytes }: DrawnPage): Float32Array | null {
  const counts = new Uint32Array(256)
  let [darkest, lightest] = [255, 0]
  for (const pixel of bytes) {
    counts[pixel] = (counts[pixel] ?? 0) + 1
    if (pixel < darkest) darkest = pixel
    if (pixel > lightest) lightest = pixel
  }
  let ground = 0
  for (let grey = darkest; grey <= lightest; grey += 1) if ((counts[grey] ?? 0) > (counts[ground] ?? 0)) ground = grey
  const most = Math.max(ground - darkest, lightest - ground)
  if (most < MIN_CONTRAST) return null
  const ink = new Float32Array(bytes.length)
  for (let at = 0; at < ink.length; at += 1) ink[at] = Math.abs((bytes[at] ?? ground) - ground) / most
  return ink
}

/** Takes out the rules along the left and right sides of a picture, which the character may touch: no digit is so tall. */
function eraseRules(ink: Float32Array, { width, height }: DrawnPage): void {
  const isRule = (x: number): boolean => {
    for (let y = 0; y < height; y += 1) if ((ink[y * width + x] ?? 0) < INK) return false
    return true
  }
  const erase = (x: number): void => {
    for (let y = 0; y < height; y += 1) ink[y * width + x] = 0
  }
  for (let x = 0; x < width / 4 && isRule(x); x += 1) erase(x)
  for (let x = width - 1; x > (width * 3) / 4 && isRule(x); x -= 1) erase(x)
}

interface Extent {
  left: number
  top: number
  right: number
  bottom: number
}

/** The extent of the ink, without rules that run through the picture; these are taken out of it. */
function extentOf(ink: Float32Array, { width, height }: DrawnPage): Extent | null {
  const all: Extent = { left: width, top: height, right: 0, bottom: 0 }
  const seen = new Uint8Array(ink.length)
  for (let start = 0; start < ink.length; start += 1) {
    if (seen[start] === 1 || (ink[start] ?? 0) < INK) continue
    const own: Extent = { left: width, top: height, right: 0, bottom: 0 }
    const places = connected(ink, width, start, seen)
    for (const place of places) {
      const [x, y] = [place % width, Math.floor(place / width)]
      own.left = Math.min(own.left, x)
      own.right = Math.max(own.right, x + 1)
      own.top = Math.min(own.top, y)
      own.bottom = Math.max(own.bottom, y + 1)
    }
    if (isBeside(own, width, height)) {
      for (const place of places) ink[place] = 0
      continue
    }
    all.left = Math.min(all.left, own.left)
    all.right = Math.max(all.right, own.right)
    all.top = Math.min(all.top, own.top)
    all.bottom = Math.max(all.bottom, own.bottom)
  }
  return all.right > all.left ? all : null
}

/** Share of a picture's sides within which rules and neighbours reach in. */
const MARGIN = 0.12

/** A rule through the picture, or what reaches in at a side. */
function isBeside({ left, top, right, bottom }: Extent, width: number, height: number): boolean {
  if ((left === 0 && right === width && bottom - top < height / 4) || (top === 0 && bottom === height)) return true
  const [across, down] = [MARGIN * width, MARGIN * height]
  return right <= across || left >= width - across || bottom <= down || top >= height - down
}

/** The places of the ink that hangs together with one place. */
function connected(ink: Float32Array, width: number, start: number, seen: Uint8Array): readonly number[] {
  const places = [start]
  seen[start] = 1
  // Places that are found on the way are looked at as well.
  for (const place of places) {
    const x = place % width
    const beside = [x > 0 ? place - 1 : -1, x < width - 1 ? place + 1 : -1, place - width, place + width]
    for (const other of beside) {
      if (other < 0 || other >= ink.length || seen[other] === 1 || (ink[other] ?? 0) < INK) continue
      seen[other] = 1
      places.push(other)
    }
  }
  return places
}

/** The ink of an extent in a grid, each place the mean of what it covers; narrow ink stands in the middle. */
function gridOf(ink: Float32Array, width: number, { left, top, right, bottom }: Extent): Float32Array {
  const values = new Float32Array(GRID.across * GRID.down)
  const room = Math.max(right - left, MIN_ASPECT * (bottom - top))
  const from = (left + right - room) / 2
  const [stepX, stepY] = [room / GRID.across, (bottom - top) / GRID.down]
  for (let row = 0; row < GRID.down; row += 1)
    for (let column = 0; column < GRID.across; column += 1) {
      const [x0, y0] = [from + column * stepX, top + row * stepY]
      let sum = 0
      for (let y = Math.floor(y0); y < Math.min(bottom, y0 + stepY); y += 1) {
        const down = Math.min(y + 1, y0 + stepY) - Math.max(y, y0)
        for (let x = Math.floor(x0); x < x0 + stepX; x += 1) {
          if (x < left || x >= right) continue
          sum += down * (Math.min(x + 1, x0 + stepX) - Math.max(x, x0)) * (ink[y * width + x] ?? 0)
        }
      }
      values[row * GRID.across + column] = sum / (stepX * stepY)
    }
  return values
}
