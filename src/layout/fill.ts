import type { Glyph } from '../model/page.js'
import type { Grid } from './grid.js'
import type { LaidTable } from './laid.js'
import { linesOf, middleX, middleY } from './lines.js'

/** Which band between ascending edges a value lies in; -1 outside. */
export function bandOf(edges: readonly number[], value: number): number {
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

/**
 * Puts glyphs into the cells of a page's grids by their middles; what lies in no grid is left over.
 * A slot without a border around it that holds no text becomes a hole.
 */
export function fillGrids(
  grids: readonly Grid[],
  glyphs: readonly Glyph[],
  page: number,
): { readonly tables: readonly LaidTable[]; readonly rest: readonly Glyph[] } {
  const rest: Glyph[] = []
  const places = grids.map((grid) => ({ grid, slots: slotsOf(grid), held: grid.cells.map((): Glyph[] => []) }))
  for (const glyph of glyphs) {
    const x = middleX(glyph)
    const y = middleY(glyph)
    const place = places.find(({ grid: { box } }) => box[0] <= x && x < box[2] && box[1] <= y && y < box[3])
    const row = place ? bandOf(place.grid.rowEdges, y) : -1
    const column = place ? bandOf(place.grid.columnEdges, x) : -1
    const cell = place?.slots[row * (place.grid.columnEdges.length - 1) + column] ?? -1
    const held = place?.held[cell]
    if (held) held.push(glyph)
    else rest.push(glyph)
  }
  const tables = places.map(({ grid, held }): LaidTable => ({
    method: 'ruled',
    rows: grid.rowEdges.length - 1,
    columnEdges: grid.columnEdges,
    parts: [{ page, box: grid.box }],
    cells: grid.cells.flatMap(({ row, column, rowSpan, columnSpan, box, closed }, index) => {
      const lines = linesOf(held[index] ?? [])
      return closed || lines.length > 0 ? [{ row, column, rowSpan, columnSpan, pieces: [{ page, box, lines }] }] : []
    }),
  }))
  return { tables, rest }
}
