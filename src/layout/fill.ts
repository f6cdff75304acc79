import { at } from '../model/at.js'
import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import type { Grid, GridCell } from './grid.js'
import { isEmpty, type LaidTable } from './laid.js'
import { linesOf, middleX, middleY } from './lines.js'
import { placesOfNumbers } from './numbers.js'
import { withWholeLabels } from './short.js'

/** A cell cut by a page break, or at the open side of a table, lacks one border; an empty corner of an L lacks two. */
const CLOSED_SIDES = 3
/** Middle of a line that hangs out of a cut cell, below the cell's end (em). */
const OVERHANG = 1.5
/** No row of text is as low as this, in points. */
const SLIVER = 7

/** Which band between ascending edges a value lies in; -1 outside. */
function bandOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low === edges.length ? -1 : low - 1
}

/** Cell index for each slot (row × columns + column) of a grid; -1 where there is none. */
function slotsOf({ cells, rowEdges, columnEdges }: Grid): Int32Array {
  const columns = columnEdges.length - 1
  const slots = new Int32Array((rowEdges.length - 1) * columns).fill(-1)
  cells.forEach(({ row, column, rowSpan, columnSpan }, index) => {
    for (let y = row; y < row + rowSpan; y++) slots.fill(index, y * columns + column, y * columns + column + columnSpan)
  })
  return slots
}

/** Characters of one text follow each other with no more white than this between them, nor overlap by more (em). */
const CLOSE = 0.06
const KERNED = 0.25
/** Their middles differ by less than this (em) in height. */
const SAME_LINE = 0.3
/** A character this far (em) on either side of a border stands on it, and not in a cell that it just touches. */
const ASTRIDE = 0.15
/** No line and no cell begins with one of these. */
const NEVER_FIRST = /^[、，。；：？！）》〉】」』”’…]$/u

const goesOn = (glyph: Glyph, before: Glyph): boolean => {
  const gap = glyph.box[0] - before.box[2]
  const size = Math.min(glyph.size, before.size)
  return gap <= CLOSE * size && gap >= -KERNED * size && Math.abs(middleY(glyph) - middleY(before)) <= SAME_LINE * size
}

const isAstride = ({ box: [left, , right], size }: Glyph, border: number): boolean =>
  left < border - ASTRIDE * size && right > border + ASTRIDE * size

type Held = readonly { readonly cell: GridCell; readonly glyphs: Glyph[] }[]

/** Where a glyph was put, and whether its text runs over the border of that cell. */
interface PlacedGlyph {
  readonly glyph: Glyph
  readonly held: Held[number]
  readonly over: boolean
}

const lastOf = (before: PlacedGlyph | null, glyph: Glyph): PlacedGlyph | null =>
  before !== null && goesOn(glyph, before.glyph) ? before : null

/**
 * Where a page break cuts a row, its cells have no lower border, and browsers let the last line hang out of them: the cell
 * above takes it. Returns whether it did.
 */
function takeOverhang(glyph: Glyph, grids: readonly { readonly grid: Grid; readonly held: Held }[]): boolean {
  const x = middleX(glyph)
  const y = middleY(glyph)
  for (const { grid, held } of grids) {
    const depth = y - grid.box[3]
    if (depth < 0 || depth > OVERHANG * glyph.size || x < grid.box[0] || x > grid.box[2]) continue
    const above = held.find(
      ({ cell: { box, sides } }) => !sides.bottom && box[3] === grid.box[3] && box[0] <= x && x < box[2],
    )
    if (above?.cell.sides.left === true && above.cell.sides.right) {
      above.glyphs.push(glyph)
      return true
    }
  }
  return false
}

/** Rows at the top and bottom too low for any text, and without: where verticals run a little past the last rule. */
function withoutSlivers(table: LaidTable, rowEdges: readonly number[]): LaidTable {
  const thin = (row: number): boolean =>
    at(rowEdges, row + 1, 'row edge') - at(rowEdges, row, 'row edge') < SLIVER &&
    table.cells.every((cell) => cell.row !== row || (cell.rowSpan === 1 && isEmpty(cell))) &&
    table.cells.every((cell) => cell.row >= row || cell.row + cell.rowSpan <= row)
  const first = table.rows > 1 && thin(0) ? 1 : 0
  const last = table.rows - first > 1 && thin(table.rows - 1) ? 1 : 0
  if (first + last === 0) return table
  const rows = table.rows - first - last
  const cells = table.cells.flatMap((cell) => {
    const row = cell.row - first
    return row < 0 || row >= rows ? [] : [{ ...cell, row }]
  })
  return { ...table, rows, cells }
}

/**
 * Puts glyphs into the cells of a page's grids by their middles; what lies in no grid is left over.
 * A slot with text is a cell; so is one with borders around it. What has neither is a hole.
 */
export function fillGrids(
  grids: readonly Grid[],
  glyphs: readonly Glyph[],
  page: number,
): { readonly tables: readonly LaidTable[]; readonly rest: readonly Glyph[] } {
  const rest: Glyph[] = []
  const places = grids.map((grid) => ({
    grid,
    slots: slotsOf(grid),
    held: grid.cells.map((cell) => ({ cell, glyphs: [] as Glyph[] })),
  }))
  const placeOf = (x: number, y: number): (typeof places)[number] | undefined =>
    places.find(({ grid: { box } }) => box[0] <= x && x < box[2] && box[1] <= y && y < box[3])
  const numbers = placesOfNumbers(glyphs, (x, y) => placeOf(x, y) !== undefined)
  // Text that runs over the right border of its cell belongs to the cell that it began in.
  let before: PlacedGlyph | null = null
  for (const glyph of glyphs) {
    const x = numbers.get(glyph) ?? middleX(glyph)
    const y = middleY(glyph)
    const place = placeOf(x, y)
    const row = place ? bandOf(place.grid.rowEdges, y) : -1
    const column = place ? bandOf(place.grid.columnEdges, x) : -1
    const cell = place?.slots[row * (place.grid.columnEdges.length - 1) + column] ?? -1
    let held = place?.held[cell]
    const last: PlacedGlyph | null = numbers.has(glyph) ? null : lastOf(before, glyph)
    let over: boolean = last !== null && (last.over || isAstride(glyph, last.held.cell.box[2]))
    if (last && held !== last.held && (over || NEVER_FIRST.test(glyph.text)) && place?.held.includes(last.held)) {
      held = last.held
      over = true
    }
    if (held) held.glyphs.push(glyph)
    else if (!takeOverhang(glyph, places)) rest.push(glyph)
    before = held && glyph.text.trim() !== '' ? { glyph, held, over } : null
  }
  const tables = places.map(({ grid, held }): LaidTable => {
    const whole = withWholeLabels(grid, held)
    const rows = whole.rowEdges.length - 1
    const cells = whole.held.flatMap(({ cell: { sides, box, row, column, rowSpan, columnSpan }, glyphs: own }) => {
      const lines = linesOf(setLevel(own, box))
      const painted = Number(sides.left) + Number(sides.top) + Number(sides.right) + Number(sides.bottom)
      // A merged label that page breaks cut off at both ends keeps its sides alone.
      const passing = sides.left && sides.right && rowSpan === rows
      const closed = painted >= CLOSED_SIDES || passing
      return lines.length > 0 || closed ? [{ row, column, rowSpan, columnSpan, pieces: [{ page, box, lines }] }] : []
    })
    const parts = [{ page, box: grid.box }]
    return withoutSlivers({ method: 'ruled', rows, columnEdges: grid.columnEdges, parts, cells }, whole.rowEdges)
  })
  return { tables, rest }
}

/**
 * The characters of a cell as they are read: where most are turned by 90 or 270 degrees, their boxes are turned back around
 * the middle of the cell, so that they follow each other along a level line.
 */
function setLevel(glyphs: readonly Glyph[], cell: Box): readonly Glyph[] {
  const turned = glyphs.filter((glyph) => glyph.turned !== undefined)
  if (turned.length * 2 <= glyphs.length) return glyphs
  const right = turned.filter((glyph) => glyph.turned === 90).length * 2 > turned.length
  const x = (cell[0] + cell[2]) / 2
  const y = (cell[1] + cell[3]) / 2
  return turned.map((glyph) => {
    const [left, top, end, bottom] = glyph.box
    const box: Box = right
      ? [x + top - y, y + x - end, x + bottom - y, y + x - left]
      : [x + y - bottom, y + left - x, x + y - top, y + end - x]
    return { ...glyph, box }
  })
}
