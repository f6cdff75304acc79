import type { Ruling } from '../../model/page.js'

/** Ends of rulings meet within this (points). */
const MEET = 0.8
/** A frame around a value is at most this wide and high (points). */
const MAX_WIDTH = 120
const MAX_HEIGHT = 26
/** The borders of its cell are at most this far off (points). */
const MAX_ROOM = 200

interface Frame {
  readonly box: readonly [left: number, top: number, right: number, bottom: number]
  readonly sides: readonly Ruling[]
}

/**
 * The rulings of a page without small frames that stand free within a cell, around its value: they are no cells of their
 * own. Tables whose cells are painted as frames side by side keep them.
 */
export function withoutFrames(rulings: readonly Ruling[]): readonly Ruling[] {
  const frames = framesOf(rulings)
  if (frames.length === 0) return rulings
  const sides = new Set(frames.flatMap((frame) => frame.sides))
  const others = rulings.filter((ruling) => !sides.has(ruling))
  const inner = new Set(frames.filter(({ box }) => isEnclosed(box, others)).flatMap((frame) => frame.sides))
  return inner.size === 0 ? rulings : rulings.filter((ruling) => !inner.has(ruling))
}

const meets = (one: number, other: number): boolean => Math.abs(one - other) <= MEET
const isAlike = (one: Ruling, other: Ruling): boolean => meets(one.start, other.start) && meets(one.end, other.end)

/** Two short level rulings with the same ends, and two upright ones that join these. */
function framesOf(rulings: readonly Ruling[]): readonly Frame[] {
  const isShort = ({ orientation, start, end }: Ruling): boolean =>
    end - start <= (orientation === 'horizontal' ? MAX_WIDTH : MAX_HEIGHT)
  const short = rulings.filter(isShort)
  const level = short.filter(({ orientation }) => orientation === 'horizontal')
  const upright = short.filter(({ orientation }) => orientation === 'vertical')
  return level.flatMap((top): readonly Frame[] => {
    const below = level.filter(
      (other) =>
        other.position > top.position + MEET && other.position - top.position <= MAX_HEIGHT && isAlike(other, top),
    )
    const bottom = below.sort((one, other) => one.position - other.position)[0]
    if (!bottom) return []
    const side = (x: number): Ruling | undefined =>
      upright.find(
        ({ position, start, end }) => meets(position, x) && meets(start, top.position) && meets(end, bottom.position),
      )
    const [left, right] = [side(top.start), side(top.end)]
    if (!left || !right) return []
    return [{ box: [top.start, top.position, top.end, bottom.position], sides: [top, bottom, left, right] }]
  })
}

/** Do other rulings border the cell on all four sides, without meeting the frame? */
function isEnclosed([left, top, right, bottom]: Frame['box'], others: readonly Ruling[]): boolean {
  const [across, down] = [(left + right) / 2, (top + bottom) / 2]
  const isWithin = ({ orientation, position, start, end }: Ruling): boolean => {
    const [low, high, from, to] = orientation === 'horizontal' ? [top, bottom, left, right] : [left, right, top, bottom]
    return position >= low - MEET && position <= high + MEET && start <= to + MEET && end >= from - MEET
  }
  if (others.some(isWithin)) return false
  const borders = (orientation: Ruling['orientation'], at: number, edge: number, way: number): boolean =>
    others.some(
      (ruling) =>
        ruling.orientation === orientation &&
        ruling.start <= at &&
        ruling.end >= at &&
        (ruling.position - edge) * way > MEET &&
        (ruling.position - edge) * way < MAX_ROOM,
    )
  return (
    borders('horizontal', across, top, -1) &&
    borders('horizontal', across, bottom, 1) &&
    borders('vertical', down, left, -1) &&
    borders('vertical', down, right, 1)
  )
}
