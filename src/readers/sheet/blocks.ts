import type { Block, Cell, Paragraph, Table } from '../../model/block.js'
import type { PageBox } from '../../model/geometry.js'
import { DocumentError } from '../../model/problem.js'
import { joinLines } from '../markup/text.js'
import { isFigure } from './lines.js'
import { regionsOf, type Region } from './regions.js'
import type { ShownCell, VisibleSheet } from './visible.js'
import type { Range } from './worksheet.js'

/** The tables of all sheets together have no more places than this; nobody can look through more. */
export const MAX_PLACES = 400_000

/** The smallest number of filled cells in a table. */
const FEWEST_CELLS = 3

/** How many cells the tables of all sheets may still hold. */
export interface Places {
  left: number
}

/**
 * Gives the visible content of a sheet in reading order.
 * @param page that stands for the sheet
 * @throws DocumentError sheet-too-large
 */
export function blocksOf(sheet: VisibleSheet, page: number, places: Places): readonly Block[] {
  const boxes = (range: Range): readonly PageBox[] => [{ page, box: sheet.boxOf(range) }]
  return regionsOf(sheet.cells).flatMap((region): readonly Block[] => {
    if (region.kind === 'line' || !isTable(region))
      return rowsFrom(region).map((cells) => paragraphOf(cells, cells.flatMap(boxes)))
    return [tableOf(region, sheet, page, places)]
  })
}

function isTable({ cells }: Region): boolean {
  const rows = new Set(cells.map(({ top }) => top))
  const columns = new Set(cells.map(({ left }) => left))
  return rows.size > 1 && columns.size > 1 && cells.length >= FEWEST_CELLS
}

/** Cells of one line are one paragraph each; the rows of what is no table are one each. */
function rowsFrom({ kind, cells }: Region): readonly (readonly ShownCell[])[] {
  if (kind === 'line') return cells.map((cell) => [cell])
  const rows = new Map<number, ShownCell[]>()
  for (const cell of cells) rows.set(cell.top, [...(rows.get(cell.top) ?? []), cell])
  return [...rows.values()]
}

const textOf = ({ text }: ShownCell): string => joinLines(text.split(/\r\n|[\r\n]/u)).trim()

function paragraphOf(cells: readonly ShownCell[], boxes: readonly PageBox[]): Paragraph {
  const centred = cells.length === 1 && cells[0]?.centred === true
  return {
    ...{ kind: 'paragraph', text: cells.map(textOf).join('  '), boxes },
    ...{ level: null, size: null, align: centred ? 'center' : null },
  }
}

function tableOf({ cells, unsureFrom }: Region, sheet: VisibleSheet, page: number, places: Places): Table {
  const rows = linesWithin(cells, ({ top, bottom }) => [top, bottom])
  const columns = linesWithin(cells, ({ left, right }) => [left, right])
  places.left -= rows.length * columns.length
  if (places.left < 0) throw new DocumentError('sheet-too-large', { limit: MAX_PLACES })
  const [rowAt, columnAt] = [indexed(rows), indexed(columns)]
  const taken = new Uint8Array(rows.length * columns.length)
  const found: Cell[] = []
  const add = (range: Range, text: string, from: Partial<ShownCell> = {}): void => {
    const [row, column] = [rowAt.get(range.top), columnAt.get(range.left)]
    const [last, end] = [rowAt.get(range.bottom), columnAt.get(range.right)]
    if (row === undefined || column === undefined || last === undefined || end === undefined) return
    for (let y = row; y <= last; y += 1) taken.fill(1, y * columns.length + column, y * columns.length + end + 1)
    const unsure = unsureFrom !== null && range.top >= unsureFrom && isFigure(text)
    found.push({
      ...{ row, column, rowSpan: last - row + 1, columnSpan: end - column + 1, text },
      ...{ boxes: [{ page, box: sheet.boxOf(range) }], address: sheet.addressOf(range) },
      ...(from.doubt && { doubt: from.doubt }),
      ...(unsure && { uncertain: 'column' as const }),
    })
  }
  for (const cell of cells) add(cell, textOf(cell), cell)
  for (const range of sheet.blanks) add(range, '')
  rows.forEach((top, row) => {
    columns.forEach((left, column) => {
      if (taken[row * columns.length + column] === 0) add({ top, left, bottom: top, right: left }, '')
    })
  })
  found.sort((a, b) => a.row - b.row || a.column - b.column)
  return {
    ...{ kind: 'table', method: 'markup', rows: rows.length, columns: columns.length },
    ...{ cells: found, pages: [page], caption: null },
  }
}

/** The rows, or columns, in which something stands. Empty ones between them part nothing. */
function linesWithin(cells: readonly ShownCell[], spanOf: (cell: ShownCell) => readonly [number, number]): number[] {
  const lines = new Set<number>()
  for (const cell of cells) {
    const [from, to] = spanOf(cell)
    for (let each = from; each <= to; each += 1) lines.add(each)
  }
  return [...lines].sort((a, b) => a - b)
}

const indexed = (lines: readonly number[]): ReadonlyMap<number, number> =>
  new Map(lines.map((line, index) => [line, index]))
