import { isYear } from '../../vocabulary/captions.js'
import { centre, middle, textsOf, type Placed, type Strip } from './placed.js'

/** Lines of one heading follow each other with no more than this between their tops (em). */
export const TIGHT = 1.42
/** A heading over several columns without any proof of it costs this (em), a column without a heading above this. */
const UNPROVED = 1
const UNCOVERED = 0.1
/** Headings aligned at a side rather than at the middle cost this more (em): spans are mostly centred. */
const AT_SIDE = 0.15
/** Fits that differ by less than this (em) leave it open which columns a heading stands over. */
const OPEN = 0.5
/** A heading stands over its columns' middle, or at a side of them, give or take (em). */
const FARTHEST = 2.5

/** A heading with all that stands beneath it. */
export interface Node {
  readonly runs: readonly Placed[]
  readonly from: number
  readonly to: number
  /** The headings here and beneath, from left to right. */
  readonly left: number
  readonly right: number
  /** With the texts of the body. */
  readonly outer: readonly [left: number, right: number]
  readonly top: number
  readonly below: readonly Node[]
}

/** A line of headings. */
export interface Level {
  readonly strip: Strip
  readonly size: number
  /** Texts that stand in the headings more than once. */
  readonly repeated: ReadonlySet<string>
}

/** Gives the extent of a partial horizontal line beneath a heading, which shows its columns; null without such a line. */
function ruleBelow({ strip, size }: Level, run: Placed, below: readonly Node[]): readonly [number, number] | null {
  const top = Math.min(...below.map((node) => node.top))
  const all = [
    Math.min(...below.map(({ outer }) => outer[0])),
    Math.max(...below.map(({ outer }) => outer[1])),
  ] as const
  for (const { orientation, position, start, end } of strip.rulings) {
    if (orientation !== 'horizontal' || position < middle(run) || position > top + 0.3 * size) continue
    if (start > centre(run) || end < centre(run)) continue
    const whole = start < all[0] + size && end > all[1] - size
    if (!whole || below.length === 1) return [start, end]
  }
  return null
}

/** Are the headings beneath of one kind, as those of one span are: years, or texts that come again under the next span? */
const isSeries = ({ repeated }: Level, nodes: readonly Node[]): boolean =>
  nodes.every(({ runs }) => isYear(textsOf(runs))) || nodes.every(({ runs }) => repeated.has(textsOf(runs)))

function away(run: Placed, left: number, right: number, size: number): number {
  const side = Math.min(Math.abs(run.left - left), Math.abs(run.right - right)) + AT_SIDE * size
  return Math.min(Math.abs(centre(run) - (left + right) / 2), side)
}

/** How far a heading is from the middle or a side of neighbouring ones, from the first to the last. */
const distanceOf = (run: Placed, first: Node, last: Node, size: number): number =>
  Math.min(away(run, first.left, last.right, size), away(run, first.outer[0], last.outer[1], size) + AT_SIDE * size)

/**
 * Does a heading stand as well over other neighbouring ones, by its place alone? A line that seems to be the first one of a
 * heading, because it is near and alone, may be a span at the side of its columns. Those that another heading of the line
 * stands over are not among them.
 */
function standsElsewhere(
  level: Level,
  run: Placed,
  others: readonly Placed[],
  segment: readonly Node[],
  [from, to]: readonly [number, number],
): boolean {
  const isTaken = (node: Node): boolean => others.some((other) => other.left < node.right && node.left < other.right)
  if (ruleBelow(level, run, segment) !== null) return false
  const own = fitOver(level, run, segment.slice(from, to))
  for (let start = 0; start < segment.length; start += 1)
    for (let end = start + 1; end <= segment.length; end += 1) {
      const nodes = segment.slice(start, end)
      if ((start === from && end === to) || nodes.some(isTaken)) continue
      if (fitOver(level, run, nodes) <= own + OPEN * level.size) return true
    }
  return false
}

function fitOver({ size }: Level, run: Placed, nodes: readonly Node[]): number {
  const [first, last] = [nodes[0], nodes.at(-1)]
  return first && last ? distanceOf(run, first, last, size) : Infinity
}

/** The penalty for setting a heading over some neighbouring ones; Infinity where that cannot be. */
function costOf(level: Level, run: Placed, nodes: readonly Node[], segment: readonly Node[]): number {
  const { size } = level
  const [first, last] = [nodes[0], nodes.at(-1)]
  if (!first || !last) return Infinity
  const rule = ruleBelow(level, run, segment)
  const outside = (node: Node): boolean =>
    rule !== null && ((node.left + node.right) / 2 < rule[0] || (node.left + node.right) / 2 > rule[1])
  if (rule !== null) {
    if (nodes.some(outside)) return Infinity
    const left = segment.filter((node) => !nodes.includes(node) && !outside(node))
    return left.length > 0 ? Infinity : 0
  }
  const distance = distanceOf(run, first, last, size)
  // A heading wider than what it stands over is centred over it; it never reaches far over its neighbours.
  if (distance > FARTHEST * size && !(run.left <= first.outer[0] && run.right >= last.outer[1])) return Infinity
  if (nodes.length === 1) {
    const gap = first.top - run.top
    return distance + (gap > TIGHT * size ? UNPROVED * size : 0)
  }
  const loose = first.top - run.top > TIGHT * size
  return distance + (isSeries(level, nodes) || loose ? 0 : UNPROVED * size)
}

/** Shares out neighbouring headings among those above them, in order; `bounds` are from and to for each one above. */
export function shareOut(
  level: Level,
  runs: readonly Placed[],
  segment: readonly Node[],
): { readonly bounds: readonly (readonly [number, number])[]; readonly sure: boolean } | null {
  const [count, wanted] = [segment.length, runs.length]
  interface Step {
    readonly cost: number
    readonly from: number
    readonly to: number
  }
  const none: Step = { cost: Infinity, from: 0, to: 0 }
  // best[k][end]: the first k headings within the first `end` columns, the k-th over from..to.
  const best = Array.from({ length: wanted + 1 }, (_, k) =>
    Array.from({ length: count + 1 }, (): Step => (k === 0 ? { cost: 0, from: 0, to: 0 } : none)),
  )
  const skip = UNCOVERED * level.size
  for (let end = 1; end <= count; end += 1) {
    const row = best[0]
    if (row) row[end] = { cost: end * skip, from: 0, to: 0 }
  }
  const margins: number[] = []
  runs.forEach((run, index) => {
    const costs: number[] = []
    for (let end = 1; end <= count; end += 1) {
      let found: Step = none
      const before = best[index + 1]?.[end - 1]
      if (before && before.cost + skip < found.cost) found = { ...before, cost: before.cost + skip }
      for (let from = 0; from < end; from += 1) {
        const own = costOf(level, run, segment.slice(from, end), segment)
        if (own < Infinity) costs.push(own)
        const cost = (best[index]?.[from]?.cost ?? Infinity) + own
        if (cost < found.cost) found = { cost, from, to: end }
      }
      const row = best[index + 1]
      if (row) row[end] = found
    }
    costs.sort((a, b) => a - b)
    margins.push((costs[1] ?? Infinity) - (costs[0] ?? Infinity))
  })
  const last = best[wanted]?.[count] ?? none
  if (last.cost === Infinity) return null
  const bounds: [number, number][] = []
  let end = count
  for (let k = wanted; k > 0; k -= 1) {
    const step = best[k]?.[end] ?? none
    bounds.unshift([step.from, step.to])
    end = step.from
  }
  const sure =
    margins.every((margin) => margin > OPEN * level.size) &&
    runs.every((run, index) => {
      const others = runs.filter((other) => other !== run)
      return !standsElsewhere(level, run, others, segment, bounds[index] ?? [0, 0])
    })
  return { bounds, sure }
}
