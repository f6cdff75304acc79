import { addTo, groupBy } from '../model/groups.js'
import type { PaintedArea, Ruling } from '../model/page.js'
import { BoxIndex } from '../model/box-index.js'
import type { Box } from '../model/geometry.js'

/** White between the painted edges of two parallel lines that are one (double) line, in points. */
const DOUBLE_GAP = 2.5
/** Two lines farther apart than this are two, whatever their thickness: the smallest printed row is about 7 points high. */
const DOUBLE_REACH = 5
/**
 * Segments on one line that meet, overlap, or leave this gap are one: corners are often left open by half a line's width.
 */
const JOIN_GAP = 3
/** Dashes are this short (the sides of the lowest cells are longer) and may leave gaps a bit longer than themselves. */
const DASH_LENGTH = 6
const DASH_GAP_SHARE = 1.4
/** Both sides of a dot of a dotted line, in points. */
const DOT = 2.6
/** A shorter piece is, after joining, a speck, a tick or a character's stroke, not a rule. */
const SHORTEST = 5

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

/** Joins the segments of one cluster (lines that stand at about one position) along the line. */
function joinAlong(cluster: readonly Ruling[]): Ruling[] {
  const joined: Ruling[] = []
  let open: { -readonly [Key in keyof Ruling]: Ruling[Key] } | null = null
  let piece = 0
  let painted = 0
  for (const next of [...cluster].sort((a, b) => a.start - b.start)) {
    const length = next.end - next.start
    if (open) {
      const dashed = Math.max(piece, length) <= DASH_LENGTH
      const reach = dashed ? Math.max(JOIN_GAP, Math.min(piece, length) * DASH_GAP_SHARE) : JOIN_GAP
      if (next.start - open.end <= reach) {
        open.position += ((next.position - open.position) * length) / Math.max(painted + length, 0.01)
        open.end = Math.max(open.end, next.end)
        open.thickness = Math.max(open.thickness, next.thickness)
        painted += length
        piece = length
        continue
      }
    }
    open = { ...next }
    joined.push(open)
    painted = length
    piece = length
  }
  return joined
}

/**
 * Dots of dotted lines, which are painted as small squares, as pieces of lines in both directions: those that lie in a row
 * join, the others are dropped as specks.
 */
export function dotRulings(areas: readonly PaintedArea[]): readonly Ruling[] {
  return areas.flatMap(({ box: [left, top, right, bottom] }): Ruling[] =>
    right - left > DOT || bottom - top > DOT
      ? []
      : [
          {
            orientation: 'horizontal',
            position: (top + bottom) / 2,
            start: left,
            end: right,
            thickness: bottom - top,
          },
          { orientation: 'vertical', position: (left + right) / 2, start: top, end: bottom, thickness: right - left },
        ],
  )
}

/**
 * Rulings as a reader sees them: double lines collapsed into one, pieces and dashes joined, specks dropped.
 * Sorted by position, per orientation (horizontal ones first). After pdfplumber's snap and join of edges.
 */
export function tidyRulings(rulings: readonly Ruling[]): readonly Ruling[] {
  const tidy: Ruling[] = []
  for (const orientation of ['horizontal', 'vertical'] as const) {
    const lines = rulings
      .filter((ruling) => ruling.orientation === orientation && ruling.end >= ruling.start)
      .sort((a, b) => a.position - b.position)
    let cluster: Ruling[] = []
    const close = (): void => {
      tidy.push(...joinAlong(cluster).filter(({ start, end }) => end - start >= SHORTEST))
      cluster = []
    }
    for (const line of lines) {
      const first = cluster[0]
      const last = cluster.at(-1)
      if (first && last) {
        const white = line.position - last.position - (line.thickness + last.thickness) / 2
        if (white > DOUBLE_GAP || line.position - first.position > DOUBLE_REACH) close()
      }
      cluster.push(line)
    }
    if (cluster.length > 0) close()
  }
  return tidy
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
    if (cell !== null) addTo(cells, cell, frame)
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
  const uprights = groupBy(
    rulings.filter((ruling) => !isHorizontal(ruling)),
    ({ position }) => Math.round(position),
  )
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
