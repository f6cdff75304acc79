import { BoxIndex } from '../model/box-index.js'
import type { Box } from '../model/geometry.js'
import type { Ruling } from '../model/page.js'
import { tidyRulings } from './rulings.js'

/** Sides that end this near to each other (points, beside their own thickness) meet in a corner. */
const CORNER = 1
/** A line this near (points, beside its thickness) touches a frame, which then is a cell among others. */
const TOUCH = 0.6
/** A frame higher than this (points) is no decoration of one number or word. */
const MAX_HEIGHT = 48
/** A page with more boxes is a drawing. */
const MAX_FRAMES = 3_000

interface Frame {
  readonly box: Box
  readonly sides: readonly Ruling[]
}

const isHorizontal = ({ orientation }: Ruling): boolean => orientation === 'horizontal'

const near = (one: number, other: number, { thickness }: Ruling): boolean => Math.abs(one - other) <= CORNER + thickness

/**
 * A page's lines without those of frames that decorate what stands in a cell: closed boxes that touch no other line, one in
 * a cell that other lines enclose. Where each cell is a box by itself, with gaps, no lines are left around them.
 */
export function withoutInnerFrames(rulings: readonly Ruling[]): readonly Ruling[] {
  const found = closedFrames(rulings)
  if (found.length === 0 || found.length > MAX_FRAMES) return rulings
  const lines = new BoxIndex(rulings, extentOf)
  const thickest = rulings.reduce((most, { thickness }) => Math.max(most, thickness), 0)
  const alone = found.filter((frame) => isAlone(frame, lines.near(frame.box, TOUCH + thickest)))
  const frames = alone.filter((frame) => !alone.some((other) => other !== frame && isInside(other.box, frame.box)))
  const own = new Set(frames.flatMap(({ sides }) => sides))
  const others = tidyRulings(rulings.filter((ruling) => !own.has(ruling)))
  const cells = new Map<string, Frame[]>()
  for (const frame of frames) {
    const cell = cellAround(frame.box, others)
    if (cell === null) continue
    const members = cells.get(cell)
    if (members) members.push(frame)
    else cells.set(cell, [frame])
  }
  const inner = new Set([...cells.values()].flatMap((members) => (members.length === 1 ? members : [])))
  if (inner.size === 0) return rulings
  const left = new Set([...inner].flatMap(({ sides }) => sides))
  return rulings.filter((ruling) => !left.has(ruling))
}

/** Low boxes of four lines each that meet at their ends. */
function closedFrames(rulings: readonly Ruling[]): readonly Frame[] {
  const byPosition = (one: Ruling, other: Ruling): number => one.position - other.position
  const horizontal = rulings.filter(isHorizontal).sort(byPosition)
  const uprights = new Map<number, Ruling[]>()
  for (const ruling of rulings) {
    if (isHorizontal(ruling)) continue
    const at = Math.round(ruling.position)
    const members = uprights.get(at)
    if (members) members.push(ruling)
    else uprights.set(at, [ruling])
  }
  const upright = (position: number, top: Ruling, bottom: Ruling): Ruling | undefined => {
    for (let at = Math.floor(position - CORNER); at <= position + CORNER + 1; at += 1) {
      const side = uprights
        .get(at)
        ?.find(
          (line) =>
            near(line.position, position, line) &&
            near(line.start, top.position, top) &&
            near(line.end, bottom.position, bottom),
        )
      if (side) return side
    }
    return undefined
  }
  return horizontal.flatMap((top, index): readonly Frame[] => {
    for (let next = index + 1; next < horizontal.length; next += 1) {
      const bottom = horizontal[next]
      if (!bottom || bottom.position - top.position > MAX_HEIGHT) return []
      if (bottom.position - top.position <= 2 * CORNER + top.thickness) continue
      if (!near(bottom.start, top.start, top) || !near(bottom.end, top.end, top)) continue
      const [left, right] = [upright(top.start, top, bottom), upright(top.end, top, bottom)]
      if (!left || !right) return []
      const box: Box = [left.position, top.position, right.position, bottom.position]
      return [{ box, sides: [top, bottom, left, right] }]
    }
    return []
  })
}

/** Does no line but its own sides, and none within it, come near a frame? */
const isAlone = ({ box, sides }: Frame, near: readonly Ruling[]): boolean =>
  near.every((ruling) => {
    if (sides.includes(ruling)) return true
    const reach = TOUCH + (ruling.thickness + (sides[0]?.thickness ?? 0)) / 2
    const [left, top, right, bottom] = extentOf(ruling)
    const isBeside = left > box[2] + reach || right < box[0] - reach || top > box[3] + reach || bottom < box[1] - reach
    return isBeside || isInside([left - reach, top - reach, right + reach, bottom + reach], box)
  })

const extentOf = ({ orientation, position, start, end }: Ruling): Box =>
  orientation === 'horizontal' ? [start, position, end, position] : [position, start, position, end]

const isInside = (inner: Box, outer: Box): boolean =>
  inner[0] > outer[0] && inner[1] > outer[1] && inner[2] < outer[2] && inner[3] < outer[3]

/** The positions of the lines around a frame; a page break may have cut off those above and below, but not those beside. */
function cellAround([left, top, right, bottom]: Box, rulings: readonly Ruling[]): string | null {
  const around: [number, number, number, number] = [-Infinity, -Infinity, Infinity, Infinity]
  for (const ruling of rulings) {
    const { position, start, end } = ruling
    const across = isHorizontal(ruling)
    const [low, high, side] = across ? [left, right, 1] : ([top, bottom, 0] as const)
    if (start > low || end < high) continue
    if (position < (across ? top : left)) around[side] = Math.max(around[side] ?? position, position)
    else if (position > (across ? bottom : right)) around[side + 2] = Math.min(around[side + 2] ?? position, position)
  }
  return Number.isFinite(around[0]) && Number.isFinite(around[2]) ? around.map(Math.round).join(' ') : null
}
