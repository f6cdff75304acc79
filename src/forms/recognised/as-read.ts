import type { Block, Cell, Table } from '../../model/block.js'
import { inAlphabet } from './alphabet.js'
import { readText } from '../../vocabulary/values.js'

/** `o` and `l2` as the numbers that they are, so that no such cell is taken for a label; null for anything else. */
function asValue({ text, recognition }: Cell): string | null {
  if (!recognition || readText(text).state !== 'text') return null
  const read = recognition.characters.flatMap((character) => inAlphabet(character.text) ?? [])
  if (read.length < recognition.characters.length) return null
  const value = read.map((reading) => reading.text).join('')
  const { state } = readText(value)
  return state === 'number' || state === 'dash' ? value : null
}

function tableAsRead(table: Table): Table {
  const cells = table.cells.map((cell) => {
    const text = asValue(cell)
    return text === null ? cell : { ...cell, text }
  })
  return cells.every((cell, index) => cell === table.cells[index]) ? table : { ...table, cells }
}

/** Blocks as the matching sees them: recognised cells that are values but for look-alikes hold those values. */
export const blocksAsRead = (blocks: readonly Block[]): readonly Block[] =>
  blocks.map((block) => (block.kind === 'table' ? tableAsRead(block) : block))

/** The cell of a table at the same place: as printed, where another one was made of it for the matching. */
export function cellAsPrinted(table: Table, cell: Cell): Cell {
  return table.cells.find(({ row, column }) => row === cell.row && column === cell.column) ?? cell
}
