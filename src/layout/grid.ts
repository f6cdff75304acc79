import { at, lastOf, valueAt } from '../model/at.js'
import type { Box } from '../model/geometry.js'
import type { Page, Ruling } from '../model/page.js'
import { connectedRulings, rectangles, type PaintedSides, type Region } from './regions.js'
import { withoutInnerFrames, dotRulings, tidyRulings } from './rulings.js'

/** Lines of one table whose positions differ by less are one edge of its grid, in points. */
const EDGE_TOLERANCE = 3
/** A line that runs this far past the outermost crossing line opens a column (or row) without a border of its own. */
const OPEN_SIDE = 5
/** A lone cell no higher than this (points) may be a row of a table that a page break cut off; a higher one is a frame. */
const LONE_ROW = 48
/** Share of a slot's side that must be painted for a border to stand there. */
const PAINTED_SHARE = 0.7

/** One cell of a grid before any text is known; 0-based row and column, box in points. */
export interface GridCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly box: Box
  /** Where a line is painted; a grid may lack some of its outer ones, at a page break above all. */
  readonly sides: PaintedSides
}

/** A table's skeleton as its rulings draw it. Cells tile the grid and are sorted by row, then column. */
export interface Grid {
  readonly box: Box
  /** y of the rows' borders, rows + 1 of them, ascending. */
  readonly rowEdges: readonly number[]
  /** x of the columns' borders, columns + 1 of them, ascending. */
  readonly columnEdges: readonly number[]
  readonly cells: readonly GridCell[]
}

/** Clusters sorted numbers that lie within a tolerance of the cluster's first; gives their means. */
function clusterEdges(values: readonly number[]): number[] {
  const edges: number[] = []
  let first = 0
  let sum = 0
  let count = 0
  for (const value of [...values].sort((a, b) => a - b)) {
    if (count > 0 && value - first > EDGE_TOLERANCE) {
      edges.push(sum / count)
      count = 0
      sum = 0
    }
    if (count === 0) first = value
    sum += value
    count += 1
  }
  if (count > 0) edges.push(sum / count)
  return edges
}

/** The first and last place of lines along their direction. */
const extentOf = (lines: readonly Ruling[]): readonly [low: number, high: number] => [
  Math.min(...lines.map(({ start }) => start)),
  Math.max(...lines.map(({ end }) => end)),
]

function withOpenSides(edges: readonly number[], crossing: readonly Ruling[]): number[] {
  const [low, high] = extentOf(crossing)
  const result = [...edges]
  if (low < (edges[0] ?? Infinity) - OPEN_SIDE) result.unshift(low)
  if (high > (edges.at(-1) ?? -Infinity) + OPEN_SIDE) result.push(high)
  return result
}

/** For each edge and each band between two crossing edges: is the line painted there? */
function paintedSides(lines: readonly Ruling[], edges: readonly number[], bands: readonly number[]): boolean[][] {
  return edges.map((edge) => {
    const own = lines.filter(({ position }) => Math.abs(position - edge) <= EDGE_TOLERANCE)
    return bands.slice(1).map((end, index) => {
      const start = bands[index] ?? end
      let covered = 0
      for (const line of own) covered += Math.max(0, Math.min(end, line.end) - Math.max(start, line.start))
      return covered >= (end - start) * PAINTED_SHARE
    })
  })
}

/** Takes out the edges at which no region begins or ends, and counts rows and columns anew. */
function compact(regions: readonly Region[], rowEdges: readonly number[], columnEdges: readonly number[]): Grid {
  const used = (starts: (region: Region) => number, ends: (region: Region) => number): number[] => {
    const indices = new Set<number>()
    for (const region of regions) indices.add(starts(region)).add(ends(region))
    return [...indices].sort((a, b) => a - b)
  }
  const rows = used(
    ({ row }) => row,
    ({ row, rowSpan }) => row + rowSpan,
  )
  const columns = used(
    ({ column }) => column,
    ({ column, columnSpan }) => column + columnSpan,
  )
  const y = rows.map((index) => at(rowEdges, index, 'row edge'))
  const x = columns.map((index) => at(columnEdges, index, 'column edge'))
  const rowOf = new Map(rows.map((index, place) => [index, place]))
  const columnOf = new Map(columns.map((index, place) => [index, place]))
  const cells = regions
    .map(({ row, column, rowSpan, columnSpan, sides }): GridCell => {
      const top = valueAt(rowOf, row, 'row edge')
      const bottom = valueAt(rowOf, row + rowSpan, 'row edge')
      const left = valueAt(columnOf, column, 'column edge')
      const right = valueAt(columnOf, column + columnSpan, 'column edge')
      return {
        row: top,
        column: left,
        rowSpan: bottom - top,
        columnSpan: right - left,
        box: [at(x, left, 'x'), at(y, top, 'y'), at(x, right, 'x'), at(y, bottom, 'y')],
        sides,
      }
    })
    .sort((a, b) => a.row - b.row || a.column - b.column)
  return {
    box: [at(x, 0, 'x'), at(y, 0, 'y'), lastOf(x, 'x'), lastOf(y, 'y')],
    rowEdges: y,
    columnEdges: x,
    cells,
  }
}

/** The grid of one connected component of rulings; null if they enclose nothing. */
function gridOf(component: readonly Ruling[]): Grid | null {
  const horizontal = component.filter(({ orientation }) => orientation === 'horizontal')
  const vertical = component.filter(({ orientation }) => orientation === 'vertical')
  if (horizontal.length === 0 || vertical.length === 0) return null
  const columnEdges = withOpenSides(clusterEdges(vertical.map(({ position }) => position)), horizontal)
  const rowEdges = withOpenSides(clusterEdges(horizontal.map(({ position }) => position)), vertical)
  if (columnEdges.length < 2 || rowEdges.length < 2) return null
  const regions = rectangles(
    paintedSides(horizontal, rowEdges, columnEdges),
    paintedSides(vertical, columnEdges, rowEdges),
  )
  return compact(regions, rowEdges, columnEdges)
}

const holds = (outer: Box, inner: Box): boolean =>
  outer[0] - EDGE_TOLERANCE <= inner[0] &&
  outer[1] - EDGE_TOLERANCE <= inner[1] &&
  outer[2] + EDGE_TOLERANCE >= inner[2] &&
  outer[3] + EDGE_TOLERANCE >= inner[3]

/** A page border or a frame: one large cell alone, or a cell that holds another grid. */
const isFrame = (grid: Grid, others: readonly Grid[]): boolean =>
  (grid.cells.length < 2 && grid.box[3] - grid.box[1] > LONE_ROW) ||
  others.some(
    (other) => other !== grid && other.cells.length > 1 && grid.cells.some(({ box }) => holds(box, other.box)),
  )

/** All lines of a page that may be a table's borders, tidied. */
export const pageRulings = ({ rulings, shadings }: Pick<Page, 'rulings' | 'shadings'>): readonly Ruling[] =>
  tidyRulings([...withoutInnerFrames(rulings), ...dotRulings(shadings)])

/**
 * Lines on their own that run beside a component over its whole height: the outer borders of a merged label which a page
 * break cut off at both ends, so that no other line meets them.
 */
function withSideLines(components: readonly (readonly Ruling[])[]): readonly (readonly Ruling[])[] {
  const isLone = (component: readonly Ruling[]): boolean => component.every(isVertical)
  const lone = components.filter(isLone).flat()
  return components
    .filter((component) => !isLone(component))
    .map((component) => {
      const sides = component.filter(isVertical)
      const [top, bottom] = extentOf(sides)
      const beside = lone.filter(
        ({ start, end }) => Math.abs(start - top) <= EDGE_TOLERANCE && Math.abs(end - bottom) <= EDGE_TOLERANCE,
      )
      return sides.length > 0 ? [...component, ...beside] : component
    })
}

/** Lines that run on over both ends of their page: uprights that reach the outermost ones, and none across there. */
function passingExtent(component: readonly Ruling[]): readonly [top: number, bottom: number] | null {
  const uprights = component.filter(isVertical)
  if (uprights.length === 0 || uprights.length === component.length) return null
  const [top, bottom] = extentOf(uprights)
  const isOuter = ({ orientation, position }: Ruling): boolean =>
    orientation === 'horizontal' && (position < top + OPEN_SIDE || position > bottom - OPEN_SIDE)
  return component.some(isOuter) ? null : [top, bottom]
}

/**
 * Parts of one table side by side, which page breaks cut off at both ends: where a merged label stands between them, no line
 * leads from one to the other.
 */
function withPassingParts(components: readonly (readonly Ruling[])[]): readonly (readonly Ruling[])[] {
  const joined: { readonly extent: readonly [number, number] | null; readonly rulings: readonly Ruling[] }[] = []
  for (const rulings of components) {
    const extent = passingExtent(rulings)
    const beside = joined.findIndex(
      ({ extent: other }) =>
        extent !== null && other?.every((end, side) => Math.abs(end - (extent[side] ?? 0)) <= EDGE_TOLERANCE),
    )
    if (beside < 0) joined.push({ extent, rulings })
    else joined[beside] = { extent, rulings: [...(joined[beside]?.rulings ?? []), ...rulings] }
  }
  return joined.map(({ rulings }) => rulings)
}

const isVertical = ({ orientation }: Ruling): boolean => orientation === 'vertical'

/** The grids that tidied rulings draw. */
export function gridsOf(rulings: readonly Ruling[]): readonly Grid[] {
  const grids = withPassingParts(withSideLines(connectedRulings(rulings))).flatMap(
    (component) => gridOf(component) ?? [],
  )
  return grids.filter((grid) => !isFrame(grid, grids)).sort((a, b) => a.box[1] - b.box[1] || a.box[0] - b.box[0])
}

/**
 * The grids that a page's rulings draw, before any glyph is known: one a table, top to bottom. Lines that nowhere touch
 * belong to different tables; frames and page borders are left out.
 */
export const findGrids = (page: Pick<Page, 'rulings' | 'shadings'>): readonly Grid[] => gridsOf(pageRulings(page))
