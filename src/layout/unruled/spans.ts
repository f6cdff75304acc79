import { isCjk } from '../lines.js'
import { isYear } from '../../vocabulary/captions.js'
import { centre, columnAt, linesOfPlaced, middle, textsOf, type Placed, type Strip } from './placed.js'

/** Headings whose middles differ by less than this share of their height stand on one line. */
const SAME_LINE = 0.5
/** Lines of one heading follow each other with no more than this between their tops (em). */
const TIGHT = 1.42
/** A heading over several columns without any proof of it costs this (em), a column without a heading above this. */
const UNPROVED = 1
const UNCOVERED = 0.1
/** Headings aligned at a side rather than at the middle cost this more (em): spans are mostly centred. */
const AT_SIDE = 0.15
/** Fits that differ by less than this (em) leave it open which columns a heading stands over. */
const OPEN = 0.5
/** A heading stands over its columns' middle, or at a side of them, give or take (em). */
const FARTHEST = 2.5

/** A heading and the columns, of a block, that it stands over. */
interface SpanCell {
  readonly runs: readonly Placed[]
  readonly row: number
  readonly rowSpan: number
  readonly column: number
  readonly columnSpan: number
}

interface Node {
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

export interface SpanHeads {
  readonly cells: readonly SpanCell[]
  readonly rows: number
  /** Is there but one way to read which columns each heading stands over? */
  readonly sure: boolean
}

/** Headings in Latin letters and years: their lines are centred and wrapped where words end. */
export const hasSpans = (heads: readonly Placed[]): boolean =>
  heads.length > 0 && heads.every(({ run }) => run.line.glyphs.every(({ text }) => !isCjk(text)))

interface Level {
  readonly strip: Strip
  readonly size: number
  /** Texts that stand in the headings more than once. */
  readonly repeated: ReadonlySet<string>
}

/** What a partial horizontal line beneath a heading says it stands over: from where to where; null without such a line. */
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

/** What it costs to set a heading over some neighbouring ones; Infinity where that cannot be. */
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
  const distance = Math.min(
    away(run, first.left, last.right, size),
    away(run, first.outer[0], last.outer[1], size) + AT_SIDE * size,
  )
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
function shareOut(
  level: Level,
  runs: readonly Placed[],
  segment: readonly Node[],
): { readonly bounds: readonly (readonly [number, number])[]; readonly cost: number; readonly sure: boolean } | null {
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
  return { bounds, cost: last.cost, sure: margins.every((margin) => margin > OPEN * level.size) }
}

const nodeOver = (run: Placed, nodes: readonly Node[], size: number): Node => {
  const [first, last] = [nodes[0], nodes.at(-1)]
  const bounds = { from: first?.from ?? 0, to: last?.to ?? 0 }
  const left = Math.min(run.left, first?.left ?? Infinity)
  const right = Math.max(run.right, last?.right ?? -Infinity)
  const outer = [Math.min(left, first?.outer[0] ?? left), Math.max(right, last?.outer[1] ?? right)] as const
  const joined = nodes.length === 1 && first !== undefined && first.top - run.top <= TIGHT * size
  return joined
    ? { ...first, runs: [run, ...first.runs], left, right, outer, top: run.top }
    : { runs: [run], ...bounds, left, right, outer, top: run.top, below: nodes }
}

/**
 * Heading cells of a block from the bottom line up: what stands lowest over a column is its own heading; what stands above
 * others is a line of the same heading, or a span over the headings whose middle, side or partial line it fits.
 * @param body the texts of the body, whose columns the headings stand over
 */
export function spanHeads(
  strip: Strip,
  heads: readonly Placed[],
  edges: readonly number[],
  firstColumn: number,
  body: readonly Placed[],
): SpanHeads {
  const columns = edges.length - 1
  const size = Math.max(1, ...heads.map((run) => run.size))
  const texts = heads.map((run) => textsOf([run]))
  const repeated = new Set(texts.filter((text, index) => texts.indexOf(text) !== index))
  const level: Level = { strip, size, repeated }
  const own = (column: number): readonly Placed[] => body.filter((run) => columnAt(edges, centre(run)) === column)
  const tops: (Node | null)[] = new Array<Node | null>(columns).fill(null)
  let sure = true
  for (const line of [...linesOfPlaced(heads, SAME_LINE)].reverse()) {
    const runs = [...line].sort((a, b) => a.left - b.left)
    const fresh: Placed[] = []
    const over: Placed[] = []
    for (const run of runs) {
      const [from, to] = reachOf(run, edges, firstColumn)
      const covered = tops.slice(from, to + 1)
      if (covered.every((node) => node === null)) fresh.push(run)
      else over.push(run)
    }
    for (const segment of segmentsOf(tops)) {
      const here = over.filter((run) => {
        const node = nearest(tops, columnAt(edges, centre(run)), run)
        return node !== null && segment.includes(node)
      })
      if (here.length === 0) continue
      const shared = shareOut(level, here, segment)
      if (!shared) {
        sure = false
        here.forEach((run) => {
          const node = nearest(tops, columnAt(edges, centre(run)), run)
          if (node) put(tops, nodeOver(run, [node], size))
        })
        continue
      }
      sure &&= shared.sure
      here.forEach((run, index) => {
        const [from = 0, to = 0] = shared.bounds[index] ?? []
        const nodes = segment.slice(from, to)
        put(tops, nodeOver(run, nodes, size))
      })
    }
    for (const run of fresh) {
      const [from, to] = reachOf(run, edges, firstColumn)
      if (to > from) sure = false
      const beneath = Array.from({ length: to - from + 1 }, (_, index) => own(from + index)).flat()
      const left = Math.min(run.left, ...beneath.map((each) => each.left))
      const right = Math.max(run.right, ...beneath.map((each) => each.right))
      const bounds = { from, to: to + 1, left: run.left, right: run.right, outer: [left, right] as const }
      put(tops, { runs: [run], ...bounds, top: run.top, below: [] })
    }
  }
  return { ...cellsOf(tops, firstColumn), sure: sure && tops.slice(firstColumn).every((node) => node !== null) }
}

/** The columns, first and last, in which a text stands. */
function reachOf(run: Placed, edges: readonly number[], firstColumn: number): readonly [number, number] {
  const inset = 0.2 * run.size
  const from = Math.max(firstColumn, columnAt(edges, run.left + inset))
  return [from, Math.max(from, columnAt(edges, run.right - inset))]
}

const nearest = (tops: readonly (Node | null)[], column: number, run: Placed): Node | null => {
  const own = tops[column]
  if (own) return own
  const beside = [tops[column - 1], tops[column + 1]].filter((node): node is Node => node != null)
  return beside.find((node) => node.left < run.right && run.left < node.right) ?? beside[0] ?? null
}

/** Headings that stand side by side without a bare column between. */
function segmentsOf(tops: readonly (Node | null)[]): readonly (readonly Node[])[] {
  const segments: Node[][] = []
  let last: Node | null = null
  for (const node of tops) {
    if (node === null) last = null
    else if (node !== last) {
      if (last === null) segments.push([])
      segments.at(-1)?.push(node)
      last = node
    }
  }
  return segments
}

const put = (tops: (Node | null)[], node: Node): void => {
  tops.fill(node, node.from, node.to)
}

const depthOf = (node: Node): number => 1 + Math.max(0, ...node.below.map(depthOf))

function cellsOf(
  tops: readonly (Node | null)[],
  firstColumn: number,
): { readonly cells: readonly SpanCell[]; readonly rows: number } {
  const nodes = [...new Set(tops.slice(firstColumn).filter((node) => node !== null))]
  const rows = Math.max(0, ...nodes.map(depthOf))
  const cells: SpanCell[] = []
  const place = (node: Node, row: number): void => {
    const rowSpan = node.below.length === 0 ? rows - row : 1
    cells.push({ runs: node.runs, row, rowSpan, column: node.from, columnSpan: node.to - node.from })
    node.below.forEach((each) => {
      place(each, row + 1)
    })
  }
  nodes.forEach((node) => {
    place(node, 0)
  })
  return { cells, rows }
}
