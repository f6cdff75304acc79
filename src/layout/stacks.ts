import type { LaidCell, LaidTable } from './laid.js'
import { isCjk } from './lines.js'

/** This many cells of a row, with this many lines each, may be columns of rows between which no line is drawn. */
const FEWEST_CELLS = 3
const FEWEST_LINES = 3

const isStack = ({ pieces }: LaidCell): boolean => {
  const lines = pieces.flatMap((piece) => piece.lines)
  return lines.length >= FEWEST_LINES && lines.every(({ glyphs }) => glyphs.every(({ text }) => !isCjk(text)))
}

/**
 * A grid of a heading and one row, with a doubt on that row where several of its cells hold lines of Latin words: lines
 * drawn around columns alone look the same.
 */
export function withStackDoubt(table: LaidTable): LaidTable {
  if (table.method !== 'ruled' || table.rows !== 2) return table
  const own = table.cells.filter(({ row }) => row === 1)
  if (own.filter(isStack).length < FEWEST_CELLS) return table
  return {
    ...table,
    cells: table.cells.map((cell) => (cell.row === 1 ? { ...cell, uncertain: 'row' as const } : cell)),
  }
}
