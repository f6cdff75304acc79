import { isCjk } from '../lines.js'
import { centre, columnAt, linesOfPlaced, textsOf, type Placed, type Strip } from './placed.js'
import { shareOut, TIGHT, type Level, type Node } from './share-out.js'

/** Headings whose middles differ by less than this share of their height stand on one line. */
const SAME_LINE = 0.5
/** A heading and the columns, of a block, that it stands over. */
interface SpanCell {
  readonly runs: readonly Placed[]
  readonly row: number
  readonly rowSpan: number
  readonly column: number
  readonly columnSpan: number
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
