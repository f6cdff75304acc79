import type { Table } from '../../model/block.js'
import { readCell } from './cell.js'
import { gridFromRows, type MarkupCell } from './grid.js'
import { CLOSED, type MarkupElement } from './element.js'
import { childrenNamed, rowGroups } from './shape.js'

/** Text of a cell that only keeps a place free, as a row that starts some columns in needs it. A private character. */
export const HOLE = '\ue4c6'

const CAPTION = new Set(['caption'])

/** The grid of a data table, and the tables nested in its cells in reading order. */
export function readTable(table: MarkupElement): { readonly grid: Table; readonly nested: readonly MarkupElement[] } {
  const nested: MarkupElement[] = []
  const isAway = displacedIn(table)
  const groups = rowGroups(table).map((rows) =>
    rows.map((cells) =>
      cells.map((cell): MarkupCell => {
        const content = readCell(cell)
        const doubt = content.doubt ?? (isAway(cell) ? 'cell-hidden' : undefined)
        nested.push(...content.nested)
        return {
          rowSpan: cell.attributes.get('rowspan') ?? null,
          columnSpan: cell.attributes.get('colspan') ?? null,
          text: content.text,
          hole: content.text === HOLE,
          ...(doubt === undefined ? {} : { doubt }),
        }
      }),
    ),
  )
  const caption = childrenNamed(table, CAPTION)
    .map((element) => readCell(element).text)
    .join('')
  const grid = gridFromRows(groups, caption === '' ? null : caption)
  return { grid: withClosedColumns(grid, closedColumns(table)), nested }
}

const isDisplaced = ({ marks }: MarkupElement): boolean => marks?.has('displaced') === true

/** Finds the cells that may stand elsewhere in the table as it is shown: with one part of it others change places. */
function displacedIn(table: MarkupElement): (cell: MarkupElement) => boolean {
  const parts = rowGroups(table).flat()
  const rows = new Set(parts.flat().flatMap(({ parent }) => parent ?? []))
  const groups = new Set([...rows].flatMap(({ parent }) => parent ?? []))
  const isMovedRow = (row: MarkupElement): boolean => isDisplaced(row) && row.marks?.has('turned') !== true
  if (isDisplaced(table) || [...groups].some(isDisplaced) || [...rows].some(isMovedRow)) return () => true
  const away = new Set(
    parts.filter((cells) => cells.some(isDisplaced) || cells[0]?.parent?.marks?.has('displaced')).flat(),
  )
  return (cell) => away.has(cell)
}

const COLUMNS = new Set(['col', 'colgroup'])

/** The columns of which nothing is seen, as the table's <col> elements tell. */
function closedColumns(table: MarkupElement): ReadonlySet<number> {
  const closed = new Set<number>()
  let at = 0
  const take = (column: MarkupElement, isClosed: boolean): void => {
    const span = Math.min(100, Number.parseInt(column.attributes.get('span') ?? '1', 10) || 1)
    for (const end = at + span; at < end; at++) if (isClosed) closed.add(at)
  }
  for (const column of childrenNamed(table, COLUMNS)) {
    const inner = childrenNamed(column, COLUMNS)
    const isClosed = column.attributes.has(CLOSED)
    if (inner.length === 0) take(column, isClosed)
    for (const one of inner) take(one, isClosed || one.attributes.has(CLOSED))
  }
  return closed
}

const withClosedColumns = (grid: Table, closed: ReadonlySet<number>): Table =>
  closed.size === 0
    ? grid
    : {
        ...grid,
        cells: grid.cells.map((cell) =>
          closed.has(cell.column) && cell.columnSpan === 1 ? { ...cell, doubt: cell.doubt ?? 'cell-hidden' } : cell,
        ),
      }
