import { addressAround } from '../../model/address.js'
import type { TableRecord } from '../../model/record.js'
import { text, type Say } from '../say.js'
import { drawGrid, type Grid } from './grid.js'
import type { Cell } from './table.js'
import { cut, oneLine, paint, type Look } from './text.js'
import { MARKS } from './values.js'

/** Tables of documents that are no annual reports, as a person sees them. */

/** The facts of a table that its line shows; a long run keeps thousands of these. */
export type TableLine = Pick<TableRecord, 'id' | 'number' | 'unit' | 'rows' | 'columns' | 'pages'> & {
  readonly title: string | null
  /** Where it stands in a spreadsheet; null in other formats. */
  readonly address: string | null
}

export const tableLine = ({ id, number, title = null, unit, rows, columns, pages, cells }: TableRecord): TableLine => ({
  ...{ id, number, title, rows, columns, pages },
  address: addressAround(cells),
  ...(unit === undefined ? {} : { unit }),
})

/** A cell that holds a sentence is cut to this width, and a title to that one. */
const MAX_CELL = 24
const MAX_TITLE = 60

/** Number, title, unit, rows × columns and pages, or the place in a spreadsheet, in one line. */
export function numberedLine({ id, number, title, unit, rows, columns, pages, address }: TableLine, say: Say): string {
  const name = [number ?? id, title === null ? '' : cut(oneLine(title), MAX_TITLE)].filter((part) => part !== '')
  const [first, last] = [pages[0], pages.at(-1)]
  const where =
    address ??
    (first === undefined ? '' : say(first === last ? TEXTS.page : TEXTS.pages, { first, last: last ?? first }))
  const facts = [unit ?? '', `${rows} × ${columns}`, where].filter((part) => part !== '')
  return `${name.join(' ')} · ${facts.join(' · ')}`
}

/** The tables with their labels and cells, doubtful ones marked. */
export const numberedLines = (tables: readonly TableRecord[], say: Say, look: Look, width: number): readonly string[] =>
  tables.flatMap((table) => [
    '',
    paint(numberedLine(tableLine(table), say), 'bold', look),
    ...drawGrid(gridOf(table), width, look),
    ...(table.notes ?? []).map((note) => oneLine(note)),
  ])

const isIn = ({ row: first, rowSpan }: TableCell, row: number): boolean => first <= row && row < first + rowSpan

type TableCell = TableRecord['cells'][number]

function gridOf({ cells, columns, rows, headRows = 0, headColumns = 0 }: TableRecord): Grid {
  const body = cells.filter(({ columnPath }) => columnPath !== undefined)
  const own = Array.from({ length: columns }, (_, column) => column).filter((column) =>
    body.some((cell) => cell.column === column),
  )
  const corner = cells.find(({ row, column }) => row < headRows && column === 0 && !own.includes(0))
  const titles = own.map((column) => body.find((cell) => cell.column === column)?.columnPath?.at(-1) ?? '')
  const byPlace = new Map(body.map((cell) => [`${cell.row}/${cell.column}`, cell]))
  return {
    head: [oneLine(corner?.text ?? ''), ...titles.map(oneLine)],
    rows: Array.from({ length: Math.max(0, rows - headRows) }, (_, index) => index + headRows).flatMap((row) => {
      const found = own.map((column) => byPlace.get(`${row}/${column}`))
      const path = found.find((cell) => cell !== undefined)?.rowPath
      if (path === undefined) return []
      const labels = cells.filter((cell) => isIn(cell, row) && cell.column < headColumns && cell.text.trim() !== '')
      const label = labels.map((cell) => oneLine(cell.text)).join(' ')
      return [{ label, indent: 2 * Math.max(0, path.length - labels.length), cells: found.map(cellOf) }]
    }),
  }
}

function cellOf(cell: TableCell | undefined): Cell {
  if (!cell) return { text: '', colour: null }
  const mark = cell.flags?.includes('sum-differs') === true ? 'fault' : cell.uncertain === undefined ? null : 'doubt'
  const shown = cut(oneLine(cell.text), MAX_CELL)
  return mark === null ? { text: shown, colour: null } : { text: shown + MARKS[mark].sign, colour: MARKS[mark].colour }
}

const TEXTS = {
  page: text('page {first}', '第 {first} 页'),
  pages: text('pages {first}–{last}', '第 {first}–{last} 页'),
} as const
