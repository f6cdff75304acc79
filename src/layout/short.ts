import type { Glyph } from '../model/page.js'
import type { Grid, GridCell } from './grid.js'

/** A cell of a grid with the characters that stand in it. */
interface HeldCell {
  readonly cell: GridCell
  readonly glyphs: readonly Glyph[]
}

interface Filled {
  readonly rowEdges: readonly number[]
  readonly held: readonly HeldCell[]
}

const LETTER = /\p{L}/u

const isEmpty = ({ glyphs }: HeldCell): boolean => glyphs.every(({ text }) => text.trim() === '')
const isLabel = ({ glyphs }: HeldCell): boolean => glyphs.some(({ text }) => LETTER.test(text))
const endOf = ({ row, rowSpan }: GridCell): number => row + rowSpan

/**
 * Is an edge of rows only the lower border of labels that end ahead of their row? Nothing stands below it, and the row's
 * other cells, those of the values among them, go on.
 */
function isShort({ held }: Filled, edge: number): boolean {
  const below = held.filter(({ cell }) => cell.row === edge)
  const above = held.filter(({ cell }) => endOf(cell) === edge)
  const across = held.filter(({ cell }) => cell.row < edge && endOf(cell) > edge)
  const last = Math.max(...[...below, ...above].map(({ cell }) => cell.column + cell.columnSpan))
  const beside = across.filter(({ cell }) => cell.column >= last)
  return (
    below.length > 0 &&
    above.length > 0 &&
    beside.length > below.length &&
    below.every((own) => own.cell.rowSpan === 1 && isEmpty(own)) &&
    above.every((own) => isEmpty(own) || isLabel(own))
  )
}

function withoutEdge({ rowEdges, held }: Filled, edge: number): Filled {
  const lowered = (own: HeldCell): HeldCell => {
    const { cell } = own
    if (endOf(cell) < edge) return own
    if (cell.row > edge) return { ...own, cell: { ...cell, row: cell.row - 1 } }
    if (endOf(cell) > edge) return { ...own, cell: { ...cell, rowSpan: cell.rowSpan - 1 } }
    const beneath = held.find(({ cell: other }) => other.row === edge && other.column === cell.column)
    const [left, top, right] = cell.box
    const bottom = beneath?.cell.sides.bottom ?? cell.sides.bottom
    return {
      ...own,
      cell: { ...cell, box: [left, top, right, rowEdges[edge + 1] ?? cell.box[3]], sides: { ...cell.sides, bottom } },
    }
  }
  return {
    rowEdges: rowEdges.filter((_, index) => index !== edge),
    held: held.filter(({ cell }) => cell.row !== edge).map(lowered),
  }
}

/**
 * The cells of a grid with labels as high as their rows: browsers that print a table over pages end a merged label where its
 * text ends, which would part the row beside it.
 */
export function withWholeLabels(grid: Grid, held: readonly HeldCell[]): Filled {
  let filled: Filled = { rowEdges: grid.rowEdges, held }
  for (let edge = grid.rowEdges.length - 2; edge > 0; edge -= 1)
    if (isShort(filled, edge)) filled = withoutEdge(filled, edge)
  return filled
}
