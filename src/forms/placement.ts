import type { Cell } from '../model/block.js'
import type { Problem } from '../model/problem.js'
import type { FormYear, StatutoryTable } from '../model/record.js'
import { cellsInRow, type Grid } from './grid.js'
import { isBlankText, readText } from '../vocabulary/values.js'

/** Why the place of a value is in doubt. */
type PlaceDoubt = 'not-found' | 'uncertain-column' | 'uncertain-row'

/** Where a value of the form stands in the report. */
export interface Placement {
  readonly table: StatutoryTable
  readonly item: string
  readonly measure: string
  /** Id of the table that the cell stands in; null where there is no cell. */
  readonly tableId: string | null
  readonly cell: Cell | null
  readonly doubt: PlaceDoubt | null
  /** The unit that the column's heading names; null for none. */
  readonly headingUnit: string | null
}

/** One statutory table, matched. */
export interface MatchedTable {
  readonly table: StatutoryTable
  /** The forms that it may follow by what itself says, oldest first. */
  readonly years: readonly FormYear[]
  readonly placements: readonly Placement[]
  readonly problems: readonly Problem[]
  /** Items of other forms that may be what is printed: they have records, too, none of which is sure. */
  readonly alternatives?: readonly string[]
}

/** The grid columns that belong to one column of the form. */
export interface Zone {
  readonly key: string
  readonly from: number
  /** Exclusive. */
  readonly to: number
  readonly sure: boolean
  /** Told by where it stands between its neighbours, its own heading being blank or damaged. */
  readonly byPlace: boolean
  readonly headingUnit: string | null
  /** Grid columns whose values may as well belong to a neighbour. */
  readonly disputed: readonly number[]
}

interface Picked {
  readonly cell: Cell | null
  readonly doubt: PlaceDoubt | null
}

/** Finds a value by geometry: the cell of a row inside the column's zone. */
export function pick(grid: Grid, row: number, zone: Zone, zones: readonly Zone[]): Picked {
  const cells = cellsInRow(grid, row, zone.from, zone.to)
  const printed = cells.filter(({ text }) => !isBlankText(text))
  const cell = printed[0] ?? cells[0] ?? null
  const rowUncertain = rowHasUncertainColumns(grid, row)
  if (!cell) return { cell: null, doubt: rowUncertain ? 'uncertain-column' : 'not-found' }
  if (cell.uncertain) return { cell, doubt: cell.uncertain === 'row' ? 'uncertain-row' : 'uncertain-column' }
  if (!zone.sure || printed.length > 1) return { cell, doubt: 'uncertain-column' }
  const disputed = zone.disputed.some((column) => hasPrint(grid, row, column, column + 1))
  if (disputed) return { cell, doubt: 'uncertain-column' }
  if (printed.length === 0) {
    const doubtful = strayBeside(grid, row, zone, zones) || severalBeside(grid, row, zone)
    return { cell, doubt: doubtful ? 'uncertain-column' : null }
  }
  const covers = (other: Zone): boolean => cell.column < other.to && cell.column + cell.columnSpan > other.from
  const shared = zones.some((other) => other !== zone && covers(other))
  return { cell, doubt: shared ? 'uncertain-column' : null }
}

/** Tells whether a number stands beside an empty cell in a column that is nobody's: it may belong here. */
function strayBeside(grid: Grid, row: number, zone: Zone, zones: readonly Zone[]): boolean {
  const owned = (column: number): boolean => zones.some(({ from, to }) => column >= from && column < to)
  const first = Math.min(...zones.map(({ from }) => from))
  const isStray = (column: number): boolean => readText(grid.cellAt(row, column)?.text ?? '').state === 'number'
  for (let column = zone.to; column < grid.columns && !owned(column); column += 1) if (isStray(column)) return true
  for (let column = zone.from - 1; column >= first && !owned(column); column -= 1) if (isStray(column)) return true
  return false
}

/** Two numbers in one cell. */
const SEVERAL = /\d\s+[-+]?\d/u

/**
 * Tells whether the nearest printed cell on either side of an empty one holds more than its own value: it may be this
 * one's.
 */
function severalBeside(grid: Grid, row: number, zone: Zone): boolean {
  const printed = (cells: readonly Cell[]): Cell[] => cells.filter(({ text }) => !isBlankText(text))
  const beside = [
    printed(cellsInRow(grid, row, 0, zone.from)).at(-1),
    printed(cellsInRow(grid, row, zone.to, grid.columns))[0],
  ]
  return beside.some((cell) => {
    const state = cell && readText(cell.text).state
    return (
      cell !== undefined && (state === 'uncertain' || state === 'text') && SEVERAL.test(cell.text.normalize('NFKC'))
    )
  })
}

/** Tells whether the reader could not tell in which columns the values of this row stand. */
function rowHasUncertainColumns(grid: Grid, row: number): boolean {
  return cellsInRow(grid, row).some(({ uncertain }) => uncertain === 'column')
}

/** Tells whether a row has something printed between two columns (`to` is exclusive). */
export function hasPrint(grid: Grid, row: number, from: number, to: number = grid.columns): boolean {
  return cellsInRow(grid, row, from, to).some(({ text }) => !isBlankText(text))
}
