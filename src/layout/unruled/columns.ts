import { middle, overlap, type Placed, type Strip } from './placed.js'
import { isCode } from './series.js'

/** Runs side by side have at least this share of their height in common. */
const BESIDE = 0.3
/** Half the width that a vertical ruling leaves to the column border, in points. */
const RULING_SLACK = 0.5

const RULING_WEIGHT = 10
const PAIR_WEIGHT = 2
/** White ahead of a heading over blanks (em). */
const BLANK_GAP = 0.5
/** Two short texts on one baseline may be one word set wide. */
const WORD_WEIGHT = 1
const SHORT_TEXT = 2
const SAME_BASELINE = 0.15
/** A border drawn beside a text keeps this far from it, in points. */
const CLEARANCE = 0.5

/** Columns of codes have white (em) between them, and so many codes each. */
const CODE_GAP = 0.3
const FEWEST_CODES = 2
const SHORT_CODE = /^\d{2,3}$/u

/** White between two neighbours of different cells: somewhere in it runs a column border. */
export interface Gap {
  readonly from: number
  readonly to: number
  readonly top: number
  readonly bottom: number
  /** How sure it is that the neighbours are of two cells. */
  readonly weight: number
}

export interface Edge {
  readonly x: number
  /** The weight of the gaps that need it. */
  readonly support: number
  /** Where the text to its right begins at the earliest. */
  readonly to: number
}

const isWideWord = (left: Placed, right: Placed): boolean =>
  left.run.text.length <= SHORT_TEXT &&
  right.run.text.length <= SHORT_TEXT &&
  Math.abs(middle(left) - middle(right)) < SAME_BASELINE * left.size

/** A heading right of all values, with nothing beneath it, stands over a column of blanks, at whatever height it stands. */
function blankColumn(runs: readonly Placed[]): Gap[] {
  const end = Math.max(...runs.filter(({ run }) => run.isValue).map(({ right }) => right))
  return runs.flatMap((run) => {
    const alone = runs.every((other) => other.top <= run.top || other.right <= run.left || other.left >= run.right)
    const before = Math.max(...runs.filter(({ right }) => right <= run.left).map(({ right }) => right))
    if (run.left < end || !alone || run.left - before < BLANK_GAP * run.size) return []
    return [{ from: before, to: run.left, top: run.top, bottom: run.bottom, weight: PAIR_WEIGHT }]
  })
}

/**
 * Codes of different levels stand in columns of their own, and each row may print those of its own level alone: then no two
 * are neighbours, but the white between the columns is clear all the way down.
 */
function codeGaps(runs: readonly Placed[]): Gap[] {
  const first = Math.min(...runs.filter(({ run }) => run.isValue && !isCode(run.text)).map(({ left }) => left))
  const named = runs.filter(({ run, right }) => right <= first && /\p{Script=Han}/u.test(run.text))
  const names = Math.max(-Infinity, ...named.map(({ left }) => left))
  const codes = runs.filter(({ run, right }) => right < names && SHORT_CODE.test(run.text))
  const groups: Placed[][] = []
  for (const run of [...codes].sort((a, b) => a.left - b.left)) {
    const last = groups.at(-1)
    if (last && run.left < Math.max(...last.map(({ right }) => right)) + CODE_GAP * run.size) last.push(run)
    else groups.push([run])
  }
  return groups.slice(1).flatMap((group, index) => {
    const before = groups[index] ?? []
    if (Math.min(before.length, group.length) < FEWEST_CODES) return []
    const own = [...before, ...group]
    return [
      {
        from: Math.max(...before.map(({ right }) => right)),
        to: Math.min(...group.map(({ left }) => left)),
        top: Math.min(...own.map(({ top }) => top)),
        bottom: Math.max(...own.map(({ bottom }) => bottom)),
        weight: PAIR_WEIGHT,
      },
    ]
  })
}

/**
 * The gaps between each run and its next neighbour to the right, and the vertical rulings among the runs.
 * @param blanks whether headings right of all values stand over columns of blanks, as they do where there are values
 */
export function gapsOf({ runs, rulings }: Strip, blanks = true): readonly Gap[] {
  const sorted = [...runs].sort((a, b) => a.top - b.top)
  const gaps: Gap[] = []
  const nearest = new Map<Placed, Placed>()
  const offer = (left: Placed, right: Placed): void => {
    const known = nearest.get(left)
    if (right.left >= left.right - 0.1 * left.size && (!known || right.left < known.left)) nearest.set(left, right)
  }
  sorted.forEach((run, index) => {
    for (let other = index + 1; other < sorted.length; other++) {
      const next = sorted[other]
      if (!next || next.top >= run.bottom) break
      if (overlap(run, next) < BESIDE) continue
      offer(run, next)
      offer(next, run)
    }
  })
  for (const [left, right] of nearest)
    gaps.push({
      from: Math.min(left.right, right.left - 0.1),
      to: right.left,
      top: Math.max(left.top, right.top),
      bottom: Math.min(left.bottom, right.bottom),
      weight: isWideWord(left, right) ? WORD_WEIGHT : PAIR_WEIGHT,
    })
  if (blanks) gaps.push(...blankColumn(runs), ...codeGaps(runs))
  const bounds = { left: Math.min(...runs.map(({ right }) => right)), right: Math.max(...runs.map(({ left }) => left)) }
  for (const { orientation, position, start, end } of rulings)
    if (orientation === 'vertical' && position > bounds.left && position < bounds.right)
      gaps.push({
        from: position - RULING_SLACK,
        to: position + RULING_SLACK,
        top: start,
        bottom: end,
        weight: RULING_WEIGHT,
      })
  return gaps
}

/** Where between two bounds the least text is crossed, the nearest to the middle; headings of several columns may be. */
function leastCrossed(low: number, high: number, runs: readonly Placed[]): number {
  const centre = (low + high) / 2
  const crossings = (x: number): number =>
    runs.reduce((sum, { left, right }) => (left < x && x < right ? sum + 1 / (right - left) : sum), 0)
  const places = [centre]
  for (const { left, right } of runs) {
    if (left > low && left < high) places.push(left - CLEARANCE)
    if (right > low && right < high) places.push(right + CLEARANCE)
  }
  let [best, least] = [centre, crossings(centre)]
  for (const x of places.sort((a, b) => Math.abs(a - centre) - Math.abs(b - centre))) {
    if (least === 0) break
    const crossed = crossings(x)
    if (crossed < least) [best, least] = [x, crossed]
  }
  return best
}

/**
 * The fewest borders that part all neighbours: greedy stabbing of intervals, each border where its gaps have
 * something in common, clear of other text. True column borders stab every gap, so that there are never more than those.
 */
export function stab(gaps: readonly Gap[], runs: readonly Placed[]): readonly Edge[] {
  const edges: Edge[] = []
  let low = 0
  let high = -Infinity
  let support = 0
  const close = (): void => {
    if (support > 0) edges.push({ x: leastCrossed(low, high, runs), support, to: high })
  }
  for (const { from, to, weight } of [...gaps].sort((a, b) => a.to - b.to)) {
    if (support > 0 && from <= high) {
      low = Math.max(low, from)
      support += weight
    } else {
      close()
      ;[low, high, support] = [from, to, weight]
    }
  }
  close()
  return edges
}

/** The known borders that the gaps of one block need. */
export function activeEdges(edges: readonly Edge[], gaps: readonly Gap[]): readonly Edge[] {
  const chosen = new Set<Edge>()
  for (const { from, to } of [...gaps].sort((a, b) => a.to - b.to)) {
    const within = edges.filter(({ x }) => from - RULING_SLACK <= x && x <= to + RULING_SLACK)
    const first = within[0]
    if (first && !within.some((edge) => chosen.has(edge))) chosen.add(first)
  }
  return edges.filter((edge) => chosen.has(edge))
}
