import { at } from '../../model/at.js'
import { columnAt, centre, isCut, middle, type Placed, type Strip } from './placed.js'
import { partition } from './partition.js'

/** Lines of one heading cell leave less than this (em) between them, and follow each other as closely as any lines do. */
const LINE_GAP = 1.4
const LINE_PITCH = 1.2
/** A line that was wrapped is full: it is shorter than the next by no more than this (em). */
const SHORTER = 0.6
/** Headings whose middles differ by less than this (em) are of one row. */
const SAME_ROW = 0.4
/** Fits that differ by less than this (em) are equally good. */
const TIE = 0.6

/** A heading cell: its runs and the columns (of the block) that it stands over. */
interface HeadCell {
  readonly runs: readonly Placed[]
  readonly row: number
  readonly rowSpan: number
  readonly column: number
  readonly columnSpan: number
}

interface Head {
  readonly runs: Placed[]
  left: number
  right: number
  top: number
  bottom: number
  lastTop: number
  lastWidth: number
  readonly first: number
  readonly last: number
}

/** x of the columns' borders of a block; column i lies between edges i and i + 1. */
type Edges = readonly number[]

/** Joins the wrapped lines of heading cells. */
function headsOf(strip: Strip, leading: number, runs: readonly Placed[], edges: Edges): Head[] {
  const heads: Head[] = []
  const pitch = leading * LINE_PITCH
  for (const run of [...runs].sort((a, b) => middle(a) - middle(b))) {
    const inset = 0.2 * run.size
    const first = columnAt(edges, run.left + inset)
    const last = columnAt(edges, run.right - inset)
    const above = heads.find(
      (head) =>
        head.first === first &&
        head.last === last &&
        run.top - head.bottom < LINE_GAP * run.size &&
        run.top - head.lastTop <= pitch &&
        run.top > head.lastTop &&
        run.right - run.left <= head.lastWidth + SHORTER * run.size &&
        !isCut(strip, middle(head), middle(run), centre(run)),
    )
    if (above) {
      above.runs.push(run)
      above.left = Math.min(above.left, run.left)
      above.right = Math.max(above.right, run.right)
      above.bottom = Math.max(above.bottom, run.bottom)
      above.lastTop = run.top
      above.lastWidth = run.right - run.left
    } else
      heads.push({
        runs: [run],
        left: run.left,
        right: run.right,
        top: run.top,
        bottom: run.bottom,
        lastTop: run.top,
        lastWidth: run.right - run.left,
        first,
        last,
      })
  }
  return heads
}

/**
 * Heading cells of a block and the columns that each stands over: the lowest one of a column is its own heading; those above
 * share out the columns so that each stands over the middle of its own.
 */
export function headCells(
  strip: Strip,
  leading: number,
  runs: readonly Placed[],
  edges: Edges,
  firstColumn: number,
): { readonly cells: readonly HeadCell[]; readonly rows: number } {
  const columns = edges.length - 1
  const heads = headsOf(strip, leading, runs, edges)
  const size = Math.max(1, ...runs.map((run) => run.size))
  const leaf: (Head | undefined)[] = []
  for (let column = firstColumn; column < columns; column++) {
    const own = heads.filter((head) => head.first <= column && column <= head.last)
    const single = own.filter((head) => head.first === head.last)
    leaf[column] = (single.length > 0 ? single : own).sort((a, b) => b.bottom - a.bottom)[0]
  }
  const leaves = new Set(leaf.filter((head) => head !== undefined))
  const groups: Head[][] = []
  for (const head of heads.filter((each) => !leaves.has(each)).sort((a, b) => middle(a) - middle(b))) {
    const level = groups.at(-1)
    if (level?.[0] && middle(head) - middle(level[0]) < SAME_ROW * size) level.push(head)
    else groups.push([head])
  }
  const sides = outerMirrored(edges, firstColumn, leaf)
  const cells: HeadCell[] = []
  const depth = new Array<number>(columns).fill(0)
  groups.forEach((level, row) => {
    const labels = [...level].sort((a, b) => a.left - b.left)
    const share = (domain: readonly number[]): ReturnType<typeof partition> =>
      partition(domain.length, labels.length, (label, from, to) => {
        const head = labels[label]
        const start = at(sides, at(domain, from, 'column'), 'side')
        const end = at(sides, at(domain, to - 1, 'column') + 1, 'side')
        return head ? Math.abs(centre(head) - (start + end) / 2) : Infinity
      })
    const all = Array.from({ length: columns - firstColumn }, (_, index) => firstColumn + index)
    const run = all.filter((column) => labels.some((head) => sameHeightRun(leaf, head, edges, size).has(column)))
    const byRun = run.length > 0 ? share(run) : null
    const byAll = row === 0 ? share(all) : null
    const wide =
      byAll !== null && (byRun === null || byAll.cost < byRun.cost + (groups.length > 1 ? TIE * size : -TIE * size))
    const [domain, bounds] = wide ? [all, byAll.bounds] : [run, byRun?.bounds ?? []]
    labels.forEach((head, index) => {
      const from = domain[bounds[index] ?? -1]
      const to = domain[(bounds[index + 1] ?? 0) - 1]
      const column = from ?? head.first
      const end = (to ?? head.last) + 1
      depth.fill(row + 1, column, end)
      cells.push({ runs: head.runs, row, rowSpan: 1, column, columnSpan: end - column })
    })
  })
  const rows = groups.length + (leaves.size > 0 ? 1 : 0)
  for (const head of leaves) {
    const own = leaf.flatMap((each, column) => (each === head ? [column] : []))
    const column = own[0] ?? head.first
    const row = Math.max(...own.map((each) => at(depth, each, 'depth')))
    cells.push({ runs: head.runs, row, rowSpan: rows - row, column, columnSpan: own.length })
  }
  return { cells, rows }
}

/** Column borders, with those of the first and last value column as far from their headings' middle as the inner ones. */
function outerMirrored(edges: Edges, firstColumn: number, leaf: readonly (Head | undefined)[]): Edges {
  const last = edges.length - 2
  const [first, final] = [leaf[firstColumn], leaf[last]]
  if (last <= firstColumn || !first || !final) return edges
  const sides = [...edges]
  sides[firstColumn] = 2 * centre(first) - at(edges, firstColumn + 1, 'column edge')
  sides[last + 1] = 2 * centre(final) - at(edges, last, 'column edge')
  return sides
}

/** The columns around a heading whose own headings stand beneath it, all at one height. */
function sameHeightRun(leaf: readonly (Head | undefined)[], head: Head, edges: Edges, size: number): Set<number> {
  const columns = new Set<number>()
  const start = columnAt(edges, centre(head))
  const under = leaf[start]
  if (!under || under.bottom <= head.bottom) return columns
  const fits = (column: number): boolean => {
    const own = leaf[column]
    return own !== undefined && Math.abs(middle(own) - middle(under)) < SAME_ROW * size
  }
  for (let column = start; leaf[column] && fits(column); column--) columns.add(column)
  for (let column = start; leaf[column] && fits(column); column++) columns.add(column)
  return columns
}
