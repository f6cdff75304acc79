import type { Cell, Recognition, TableMethod } from '../model/block.js'
import type { Box } from '../model/geometry.js'
import type { Glyph } from '../model/page.js'
import type { Grid } from './grid.js'
import { joinLines, linesOf, middleX, middleY, type Line } from './lines.js'

/** A cell of a table on one page, with its lines of text. */
export interface PageCell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  readonly box: Box
  readonly lines: readonly Line[]
  readonly uncertain?: Cell['uncertain']
}

/** A table, or the part of one that stands on one page. Cells are sorted by row, then column. */
export interface PageTable {
  readonly page: number
  readonly method: TableMethod
  readonly box: Box
  readonly rowEdges: readonly number[]
  readonly columnEdges: readonly number[]
  readonly cells: readonly PageCell[]
}

/** Which band between ascending edges a value lies in; -1 outside. */
export function bandOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? Infinity) <= value) low = middle + 1
    else high = middle
  }
  return low === edges.length && value > (edges.at(-1) ?? 0) ? -1 : low - 1
}

/** Cell index for each slot (row × columns + column) of a grid; -1 where there is none. */
export function slotIndex(
  cells: readonly Pick<PageCell, 'row' | 'column' | 'rowSpan' | 'columnSpan'>[],
  rows: number,
  columns: number,
): Int32Array {
  const slots = new Int32Array(rows * columns).fill(-1)
  cells.forEach(({ row, column, rowSpan, columnSpan }, index) => {
    for (let y = row; y < row + rowSpan; y++)
      for (let x = column; x < column + columnSpan; x++) slots[y * columns + x] = index
  })
  return slots
}

/** Text of a cell as printed. */
export const cellText = ({ lines, box }: PageCell): string => joinLines(lines, box[2])

/** What the recogniser said of the glyphs, in reading order; undefined for born-digital ones. */
export function recognitionOf(lines: readonly Line[]): Recognition | undefined {
  const characters = lines.flatMap(({ glyphs }) =>
    glyphs.flatMap(({ text, confidence, alternatives }) =>
      confidence === undefined ? [] : { text, confidence, alternatives: alternatives ?? [] },
    ),
  )
  return characters.length > 0 ? { characters } : undefined
}

/**
 * Puts glyphs into the cells of a page's grids by their middles; what lies in no grid is left over.
 * A slot without a closed border that holds no text becomes a hole.
 */
export function fillGrids(
  grids: readonly Grid[],
  glyphs: readonly Glyph[],
  page: number,
): { readonly tables: readonly PageTable[]; readonly rest: readonly Glyph[] } {
  const rest: Glyph[] = []
  const places = grids.map((grid) => ({
    grid,
    slots: slotIndex(grid.cells, grid.rowEdges.length - 1, grid.columnEdges.length - 1),
    held: grid.cells.map((): Glyph[] => []),
  }))
  for (const glyph of glyphs) {
    const x = middleX(glyph)
    const y = middleY(glyph)
    const place = places.find(({ grid: { box } }) => box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3])
    const row = place ? bandOf(place.grid.rowEdges, y) : -1
    const column = place ? bandOf(place.grid.columnEdges, x) : -1
    const cell = place ? place.slots[row * (place.grid.columnEdges.length - 1) + column] : undefined
    const held = cell === undefined ? undefined : place?.held[cell]
    if (held) held.push(glyph)
    else rest.push(glyph)
  }
  const tables = places.map(({ grid, held }): PageTable => ({
    page,
    method: 'ruled',
    box: grid.box,
    rowEdges: grid.rowEdges,
    columnEdges: grid.columnEdges,
    cells: grid.cells.flatMap(({ closed, ...cell }, index) => {
      const lines = linesOf(held[index] ?? [])
      return closed || lines.length > 0 ? { ...cell, lines } : []
    }),
  }))
  return { tables, rest }
}
