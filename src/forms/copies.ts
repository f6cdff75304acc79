import { hasPrint } from './placement.js'
import type { Grid } from './grid.js'
import { readText } from '../vocabulary/values.js'

/** The grids that make up one statutory table, and how often the report prints that table with numbers in it. */
export interface Copy {
  readonly grids: readonly Grid[]
  readonly filled: number
}

/** This many entries may stand in two parts of one table: a row that a page break cuts. */
const SHARED_BY_PARTS = 1

const isFilled = (grids: readonly Grid[]): boolean =>
  grids.some(({ table }) => table.cells.some(({ text }) => readText(text).state === 'number'))

/**
 * Parts grids of one kind into copies of the table: a grid that repeats what the copy so far has begins a new one,
 * one that goes on where it ended belongs to it. Takes the first copy with numbers, else the first.
 * @param entriesIn the form's rows (or groups) that a grid prints
 */
export function chooseCopy(grids: readonly Grid[], entriesIn: (grid: Grid) => ReadonlySet<string>): Copy {
  const copies: { grids: Grid[]; entries: Set<string> }[] = []
  for (const grid of grids) {
    if (!Array.from({ length: grid.rows }, (_, row) => row).some((row) => hasPrint(grid, row, 0))) continue
    const entries = grids.length === 1 ? new Set<string>() : entriesIn(grid)
    const last = copies[copies.length - 1]
    const shared = last ? [...entries].filter((entry) => last.entries.has(entry)).length : 0
    if (last && shared <= SHARED_BY_PARTS) {
      last.grids.push(grid)
      for (const entry of entries) last.entries.add(entry)
    } else copies.push({ grids: [grid], entries: new Set(entries) })
  }
  const filled = copies.filter((copy) => isFilled(copy.grids))
  return { grids: (filled[0] ?? copies[0])?.grids ?? [], filled: filled.length }
}
