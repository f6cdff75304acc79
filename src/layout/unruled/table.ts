import { at, lastOf } from '../../model/at.js'
import { type LaidCell, type LaidTable, type Piece, byPlace, columnsOf, isEmpty } from '../laid.js'
import { linesOf } from '../lines.js'
import { layoutBlock } from './block.js'
import { type Block, type BlockCell, centre, overlap, type Placed, type Sheet, type Strip } from './placed.js'
import { gapsOf, stab } from './columns.js'
import { isBandLine } from '../../vocabulary/patterns.js'

/** Runs beside each other have this share of their height in common. */
const BESIDE = 0.3
/** A line over the whole table stands at its middle, give or take (em). */
const CENTRED = 1.5
/** Room left and right of the outermost text, in points. */
const PADDING = 2

/** A line that stands alone over all columns, as 第二十条第（一）项 does; ahead of all values it is a heading of columns. */
function isBand(run: Placed, strip: Strip, left: number, right: number): boolean {
  if (run.run.isValue) return false
  const alone = strip.runs.every((other) => other === run || overlap(run, other) < BESIDE)
  const centred = Math.abs(centre(run) - (left + right) / 2) < CENTRED * run.size
  const below = strip.runs.some((other) => other.run.isValue && other.bottom <= run.top)
  return alone && ((centred && below) || isBandLine(run.run.text))
}

/** The pieces of a cell on the sheets that it touches. */
function piecesOf(
  cell: BlockCell,
  edges: readonly number[],
  rows: readonly { readonly top: number; readonly bottom: number }[],
  sheets: readonly Sheet[],
): Piece[] {
  const top = at(rows, cell.row, 'row').top
  const bottom = at(rows, cell.row + cell.rowSpan - 1, 'row').bottom
  const left = at(edges, cell.column, 'column edge')
  const right = at(edges, cell.column + cell.columnSpan, 'column edge')
  return sheets.flatMap(({ page, offset, from, to }): Piece[] => {
    const [upper, lower] = [Math.max(top - offset, from), Math.min(bottom - offset, to)]
    const own = cell.runs.filter(({ run }) => run.page === page)
    if (own.length === 0 && upper >= lower) return []
    const glyphs = own.flatMap(({ run }) => run.line.glyphs)
    const box = [
      Math.min(left, ...own.map((run) => run.left)),
      Math.min(upper, ...own.map(({ run }) => run.box[1])),
      Math.max(right, ...own.map((run) => run.right)),
      Math.max(lower, ...own.map(({ run }) => run.box[3])),
    ] as const
    return [{ page, box, lines: linesOf(glyphs) }]
  })
}

/** Draws the rows' borders halfway between their texts. */
function rowBounds(
  rows: readonly { readonly top: number; readonly bottom: number }[],
): { top: number; bottom: number }[] {
  return rows.map(({ top, bottom }, index) => {
    const [before, after] = [rows[index - 1], rows[index + 1]]
    return {
      top: before ? (before.bottom + top) / 2 : top - PADDING,
      bottom: after ? (bottom + after.top) / 2 : bottom + PADDING,
    }
  })
}

/**
 * Rows, columns and spans of a table that has no rulings, or only some, from the alignment of its text: columns are what
 * parts all neighbours, rows follow the values, labels may wrap beside them, merged labels stand at the middle of their rows.
 */
export function unruledTable(strip: Strip): LaidTable | null {
  const left = Math.min(...strip.runs.map((run) => run.left)) - PADDING
  const right = Math.max(...strip.runs.map((run) => run.right)) + PADDING
  const gaps = gapsOf(strip)
  const edges = stab(gaps, strip.runs)
  const all = [left, ...edges.map(({ x }) => x), right]
  const bands = strip.runs.filter((run) => isBand(run, strip, left, right)).sort((a, b) => a.top - b.top)
  const blocks: Block[] = []
  const isBandRun = new Set(bands)
  const bounds = [-Infinity, ...bands.map(({ top }) => top), Infinity]
  bounds.slice(1).forEach((lower, index) => {
    const upper = at(bounds, index, 'band')
    const band = bands[index - 1]
    if (band)
      blocks.push({
        rows: [{ top: band.top, bottom: band.bottom }],
        cells: [{ row: 0, rowSpan: 1, column: 0, columnSpan: all.length - 1, runs: [band] }],
      })
    const own = strip.runs.filter((run) => !isBandRun.has(run) && run.top >= upper && run.top < lower)
    if (own.length > 0) blocks.push(layoutBlock(strip, own, gaps, edges, all))
  })
  return tableOfBlocks(strip, blocks, all)
}

/** The table that blocks, one beneath the other, are; `all` are the x of its column borders, its outer bounds included. */
export function tableOfBlocks(strip: Strip, blocks: readonly Block[], all: readonly number[]): LaidTable {
  const [left, right] = [at(all, 0, 'column edge'), lastOf(all, 'column edge')]
  const [first, ...others] = blocks
  const headRows = others.length === 0 ? first?.headRows : undefined
  const isSettled =
    strip.apart && others.length === 0 && first?.proved === true && first.cells.every(({ uncertain }) => !uncertain)
  const rows = rowBounds(blocks.flatMap((block) => block.rows))
  let above = 0
  const cells = blocks.flatMap((block) => {
    const shifted = block.cells.map((cell) => ({ ...cell, row: cell.row + above }))
    above += block.rows.length
    return shifted
  })
  const laid = cells
    .map((cell): LaidCell => {
      const { row, rowSpan, column, columnSpan, uncertain } = cell
      const pieces = piecesOf(cell, all, rows, strip.sheets)
      return { row, rowSpan, column, columnSpan, pieces, ...(uncertain ? { uncertain } : {}) }
    })
    .sort(byPlace)
  return {
    method: 'unruled',
    rows: rows.length,
    ...(headRows !== undefined && { headRows }),
    ...(isSettled && { settled: true as const }),
    columnEdges: all,
    cells: laid,
    parts: strip.sheets.map(({ page, offset, from, to }) => ({
      page,
      box: [
        left,
        Math.max(from, (rows[0]?.top ?? 0) - offset),
        right,
        Math.min(to, (rows.at(-1)?.bottom ?? 0) - offset),
      ] as const,
    })),
  }
}

/**
 * Leaves out the columns in which no text begins, heading or other: white that no border had to part, such as that between
 * labels of one column and the values. What reaches over such a column reaches over its neighbour.
 */
export function withoutBareColumns(table: LaidTable): LaidTable {
  const used = new Set(table.cells.filter((cell) => !isEmpty(cell)).map(({ column }) => column))
  const bare = Array.from({ length: columnsOf(table) }, (_, column) => column).filter(
    (column) => column > 0 && !used.has(column),
  )
  if (bare.length === 0) return table
  const before = (column: number): number => bare.filter((each) => each < column).length
  const cells = table.cells.flatMap((cell): LaidCell[] => {
    const { column, columnSpan } = cell
    const place = column - before(column)
    const span = column + columnSpan - before(column + columnSpan) - place
    return span > 0 ? [{ ...cell, column: place, columnSpan: span }] : []
  })
  return { ...table, cells, columnEdges: table.columnEdges.filter((_, index) => !bare.includes(index)) }
}
