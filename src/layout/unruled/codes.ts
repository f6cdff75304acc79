import type { Placed } from './placed.js'
import { isCode } from './series.js'

/**
 * Are numbers in a column codes of the rows that they stand beside? Not if they may be merged over several rows, each at the
 * middle of its own.
 */
export function areCodes(byRow: ReadonlyMap<number, readonly Placed[]>, free: readonly number[]): boolean {
  const single = [...byRow.values()].every(([run, ...others]) => run && isCode(run.run.text) && others.length === 0)
  if (!single || byRow.size === 0) return false
  if (byRow.size === free.length) return true
  let start: number | null = null
  let end: number | null = null
  for (const [index, row] of free.entries()) {
    // Where rows are left out, a merged label ends.
    const anew = index === 0 || row !== (free[index - 1] ?? row) + 1
    if (anew && end !== null && end !== (free[index - 1] ?? end)) return true
    if (anew || end === row - 1) [start, end] = [row, null]
    if (byRow.has(row)) {
      if (end !== null || start === null) return true
      end = 2 * row - start
    }
  }
  return end !== free.at(-1)
}
