import { at } from '../model/at.js'
import { squeeze } from '../vocabulary/labels.js'
import { byPlace, cellText, columnsOf, isEmpty, type LaidCell, type LaidTable, type Piece } from './laid.js'
import { LABEL_START } from '../vocabulary/patterns.js'

/** Borders of one column on two pages may differ by this much, in points, after the parts were laid over each other. */
const SAME_COLUMN = 3.5
/** Widths of two parts of one table may differ by this share: scans of two sheets are never quite of one size. */
const WIDTH_SHARE = 0.02
/** The same for pages read from pictures: photographs are taken from two distances and two sides. Columns: also of the narrowest. */
const PICTURED = { sameColumn: 9, ofNarrowest: 0.4, widthShare: 0.12 }
/** A line that leaves less than this (em) of its cell was broken by force; punctuation may have pulled a character down. */
const FULL_LINE = 2.2
const LETTER = /\p{L}/u
const DIGITS = /^[\d\uff10-\uff19,.\s]+$/u
const GROUPED = /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/u
/** White (em) that padding may leave in a cell whose line of digits is full. */
const FULL_NUMBER = 1.2

const sameExtent = (a: LaidCell, b: LaidCell): boolean => a.column === b.column && a.columnSpan === b.columnSpan

/** How much two parts of one table may differ, in points and as a share of their width. */
interface Tolerance {
  readonly pictured: boolean
  readonly sameColumn: number
  readonly widthShare: number
}

const isPictured = ({ cells }: LaidTable): boolean =>
  cells.some(({ pieces }) => pieces.some(({ lines }) => lines.some((line) => line.glyphs[0]?.confidence !== undefined)))

const narrowest = ({ columnEdges }: LaidTable): number =>
  columnEdges.slice(1).reduce((least, edge, index) => Math.min(least, edge - (columnEdges[index] ?? edge)), Infinity)

function toleranceOf(upper: LaidTable, lower: LaidTable): Tolerance {
  const pictured = isPictured(upper) && isPictured(lower)
  if (!pictured) return { pictured, sameColumn: SAME_COLUMN, widthShare: WIDTH_SHARE }
  const half = PICTURED.ofNarrowest * Math.min(narrowest(upper), narrowest(lower))
  const sameColumn = Math.max(SAME_COLUMN, Math.min(PICTURED.sameColumn, half))
  return { pictured, sameColumn, widthShare: PICTURED.widthShare }
}

/** The second part's column borders laid over the first's; null where the two are not parts of one table. */
function alignedEdges(
  upper: LaidTable,
  lower: LaidTable,
  { sameColumn, widthShare }: Tolerance,
): readonly number[] | null {
  const first = upper.columnEdges
  const [left = 0, right = 0] = [first[0], first.at(-1)]
  const [ownLeft = 0, ownRight = 0] = [lower.columnEdges[0], lower.columnEdges.at(-1)]
  const width = right - left
  const scale = width / (ownRight - ownLeft)
  if (!(Math.abs(scale - 1) <= Math.max(widthShare, sameColumn / width))) return null
  const mapped = lower.columnEdges.map((edge) => left + (edge - ownLeft) * scale)
  const inner = mapped.slice(1, -1)
  const known = first.slice(1, -1)
  const met = inner.filter((edge) => known.some((other) => Math.abs(other - edge) <= sameColumn)).length
  return met * 2 >= Math.min(inner.length, known.length) ? mapped : null
}

/**
 * Borders of as many columns on both pages are the same one after the other, where each is nearer to its own than to any other:
 * a photograph that is not quite straightened is off by more in the middle than at the sides.
 */
const sameInOrder = (first: readonly number[], second: readonly number[]): boolean =>
  first.length === second.length &&
  second.every((edge, index) =>
    first.every(
      (other, place) => place === index || Math.abs(other - edge) > 2 * Math.abs((first[index] ?? edge) - edge),
    ),
  )

/** All borders of both parts; borders within tolerance are one, that of the first part. */
function unitedEdges(first: readonly number[], second: readonly number[], { sameColumn }: Tolerance): number[] {
  const own = second.filter((edge) => !first.some((other) => Math.abs(other - edge) <= sameColumn))
  return [...first, ...own].sort((a, b) => a - b)
}

/** The same table counted on a finer set of columns; `edges` are the table's own borders laid over `united`. */
function onColumns(table: LaidTable, edges: readonly number[], united: readonly number[]): LaidTable {
  const place = edges.map((edge) => {
    let best = 0
    united.forEach((other, index) => {
      if (Math.abs(other - edge) < Math.abs((united[best] ?? Infinity) - edge)) best = index
    })
    return best
  })
  return {
    ...table,
    columnEdges: united,
    cells: table.cells.map((cell) => {
      const column = at(place, cell.column, 'column edge')
      return {
        ...cell,
        column,
        columnSpan: Math.max(1, at(place, cell.column + cell.columnSpan, 'column edge') - column),
      }
    }),
  }
}

/** How many of the lower part's first rows say again what the upper part's first rows said. */
function repeatedRows(upper: LaidTable, lower: LaidTable): number {
  const signature = (table: LaidTable, row: number): string =>
    table.cells
      .filter((cell) => cell.row === row)
      .map((cell) => `${cell.column}+${cell.columnSpan}×${cell.rowSpan}:${squeeze(cellText(cell))}`)
      .join('|')
  let rows = 0
  while (rows < Math.min(upper.rows, lower.rows) && signature(upper, rows) === signature(lower, rows)) rows += 1
  const speaks = lower.cells.some((cell) => cell.row < rows && LETTER.test(cellText(cell)))
  const cuts = lower.cells.some((cell) => cell.row < rows && cell.row + cell.rowSpan > rows)
  return speaks && !cuts ? rows : 0
}

const withoutRows = (table: LaidTable, count: number): LaidTable => ({
  ...table,
  rows: table.rows - count,
  cells: table.cells.filter(({ row }) => row >= count).map((cell) => ({ ...cell, row: cell.row - count })),
})

const isBand = (table: LaidTable, cell: LaidCell): boolean =>
  cell.columnSpan === columnsOf(table) && cell.columnSpan > 1 && LETTER.test(cellText(cell))

/** Does a label that ends in `above` run on in `below`: cut where the line was full, and no new label begins? */
function runsOn(above: LaidCell, below: LaidCell): boolean {
  const piece = above.pieces.findLast(({ lines }) => lines.length > 0)
  const line = piece?.lines.at(-1)
  if (!piece || !line || LABEL_START.test(squeeze(cellText(below)))) return false
  return piece.box[2] - piece.box[0] - (line.box[2] - line.box[0]) <= FULL_LINE * line.size
}

/** Halves of one number are one; two numbers in groups of three (30,988 and 32,913) are none together. */
const isNumber = (joined: string): boolean => !/[,.]/u.test(joined) || GROUPED.test(joined)

/** Is a number cut where its line was full, the rest of it no longer than a line? */
function numberRunsOn(above: LaidCell, below: LaidCell): boolean {
  const piece = above.pieces.findLast(({ lines }) => lines.length > 0)
  const [line, rest] = [piece?.lines.at(-1), below.pieces.flatMap(({ lines }) => lines)[0]]
  const next = rest?.glyphs[0]
  if (!piece || !line || !rest || !next || !DIGITS.test(cellText(above)) || !DIGITS.test(cellText(below))) return false
  const width = line.box[2] - line.box[0]
  const free = piece.box[2] - piece.box[0] - width - (next.box[2] - next.box[0])
  return (
    isNumber(cellText(above) + cellText(below)) &&
    line.glyphs.length > 1 &&
    rest.glyphs.length <= line.glyphs.length &&
    free <= FULL_NUMBER * line.size
  )
}

/** The cells that meet at the break, and whether the lower part's first row goes on with the upper part's last row. */
function rowContinues(upper: LaidTable, lower: LaidTable): boolean {
  const bottom = upper.cells.filter(({ row, rowSpan }) => row + rowSpan === upper.rows)
  const top = lower.cells.filter(({ row }) => row === 0)
  const pairs = top.flatMap((below) => {
    const above = bottom.find((cell) => sameExtent(cell, below))
    return above ? [{ above, below }] : []
  })
  if (pairs.length !== top.length || pairs.length !== bottom.length) return false
  const own = pairs.filter(({ above, below }) => above.rowSpan === 1 && below.rowSpan === 1)
  if (own.length === 0) return false
  if (own.every(({ below }) => isEmpty(below)) || own.every(({ above }) => isEmpty(above))) return true
  const both = own.filter(({ above, below }) => !isEmpty(above) && !isEmpty(below))
  const labels = own.filter(({ above }) => LETTER.test(cellText(above)))
  const labelEnds = labels.some(({ below }) => isEmpty(below))
  const labelGoesOn = labels.some(({ above, below }) => LETTER.test(cellText(below)) && runsOn(above, below))
  return (
    both.every(({ above, below }) =>
      LETTER.test(cellText(above)) && LETTER.test(cellText(below))
        ? runsOn(above, below)
        : (labelEnds || labelGoesOn) && numberRunsOn(above, below),
    ) &&
    (both.length > 0 || own.some(({ above }) => LETTER.test(cellText(above)) && !isEmpty(above)))
  )
}

const speaks = (cell: LaidCell): boolean => LETTER.test(cellText(cell))

const rowCells = (table: LaidTable, row: number): readonly LaidCell[] =>
  table.cells.filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)

/** Does a column of labels have blanks of its own, as columns of codes do, beside this cell? */
const hasBlanks = ({ cells }: LaidTable, beside: LaidCell): boolean =>
  cells.some((cell) => cell !== beside && cell.rowSpan === 1 && sameExtent(cell, beside) && isEmpty(cell))

/** Does a label further out begin in the same row? Then the labels within it begin there, too. */
const beginsOutside = (upper: LaidTable, first: readonly LaidCell[], below: LaidCell): boolean =>
  first.some((outer) => {
    if (outer.column >= below.column || isEmpty(outer)) return false
    const above = upper.cells.find((cell) => cell.row + cell.rowSpan === upper.rows && sameExtent(cell, outer))
    return !above || isEmpty(above) || !(speaks(above) && speaks(outer) && runsOn(above, outer))
  })

/** Is a cell above the break the same merged label as the one below it, though the rows beside it are different ones? */
function labelContinues(upper: LaidTable, lower: LaidTable, above: LaidCell, below: LaidCell): boolean {
  const first = rowCells(lower, 0)
  const labelled = (row: readonly LaidCell[]): boolean => row.some((cell) => cell.column > above.column && speaks(cell))
  const merged = above.rowSpan > 1 || below.rowSpan > 1
  // Beside a merged row label stand labels of rows; beneath a merged heading stand values, unless the break cuts the heading.
  const heading = merged && first.every((cell) => isEmpty(cell) || speaks(cell)) && first.filter(speaks).length > 1
  const label = labelled(first) && (merged || labelled(rowCells(upper, upper.rows - 1)))
  if (!heading && !label) return false
  if (!heading && beginsOutside(upper, first, below)) return false
  if (isEmpty(above) || isEmpty(below)) return !hasBlanks(upper, above) && !hasBlanks(lower, below)
  return speaks(above) && speaks(below) && runsOn(above, below)
}

const ontoPage = (cell: LaidCell, pieces: readonly Piece[], rowSpan: number): LaidCell => ({
  ...cell,
  rowSpan,
  pieces: [...cell.pieces, ...pieces],
})

function concatenate(upper: LaidTable, lower: LaidTable): LaidTable {
  const continues = rowContinues(upper, lower)
  const shift = upper.rows - (continues ? 1 : 0)
  const taken = new Set<LaidCell>()
  const grown = upper.cells.map((above) => {
    if (above.row + above.rowSpan !== upper.rows) return above
    const below = lower.cells.find((cell) => cell.row === 0 && sameExtent(cell, above))
    if (!below || !(continues || labelContinues(upper, lower, above, below))) return above
    taken.add(below)
    return ontoPage(above, below.pieces, above.rowSpan + below.rowSpan - (continues ? 1 : 0))
  })
  const added = lower.cells.filter((cell) => !taken.has(cell)).map((cell) => ({ ...cell, row: cell.row + shift }))
  return {
    method: upper.method === 'ruled' ? lower.method : upper.method,
    rows: shift + lower.rows,
    columnEdges: lower.columnEdges,
    cells: [...grown, ...added].sort(byPlace),
    parts: [...upper.parts, ...lower.parts],
  }
}

/**
 * Joins the last table of a page with the first of the next if they are one table that the break cut; null if they are not.
 * A repeated heading is dropped; a row cut by the break, an empty remainder of it and a merged label become one again.
 * `apart` tells that the document sets such blocks as tables of their own.
 */
export function joinOverBreak(upper: LaidTable, lower: LaidTable, apart: boolean): LaidTable | null {
  const tolerance = toleranceOf(upper, lower)
  const laid = alignedEdges(upper, lower, tolerance)
  if (!laid) return null
  const mapped = tolerance.pictured && sameInOrder(upper.columnEdges, laid) ? upper.columnEdges : laid
  const united = unitedEdges(upper.columnEdges, mapped, tolerance)
  const above = onColumns(upper, upper.columnEdges, united)
  const below = onColumns(lower, mapped, united)
  const first = below.cells.find(({ row }) => row === 0)
  if (first && isBand(below, first)) {
    const inner = [above, below].some((table) => table.cells.some((cell) => cell.row > 0 && isBand(table, cell)))
    if (apart || !inner) return null
  }
  const rest = withoutRows(below, repeatedRows(above, below))
  return rest.rows === 0 ? { ...above, parts: [...above.parts, ...lower.parts] } : concatenate(above, rest)
}
