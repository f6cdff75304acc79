import { groupBy } from '../model/groups.js'
import { at } from '../model/at.js'
import { byPlace, columnsOf, type LaidCell, type LaidTable, type Piece } from './laid.js'
import { lineOf, middleX } from './lines.js'
import { middleOf, runsOfLine, type Run } from './runs.js'

/** A text that reaches this far (em) over a border crosses it. */
const CROSSING = 0.3

/** A label with so many values behind it in one cell is a row without vertical lines, and no sentence. */
const WHOLE_ROW = 2

/** x of the table's column borders on a piece's page, which may lie otherwise than on the last page. */
function edgesAt(table: LaidTable, cell: LaidCell, piece: Piece): (border: number) => number {
  const left = at(table.columnEdges, cell.column, 'column edge')
  const right = at(table.columnEdges, cell.column + cell.columnSpan, 'column edge')
  const scale = (piece.box[2] - piece.box[0]) / (right - left)
  return (border) => piece.box[0] + (at(table.columnEdges, border, 'column edge') - left) * scale
}

const crosses = (run: Run, x: number): boolean =>
  run.box[0] < x - CROSSING * run.line.size && run.box[2] > x + CROSSING * run.line.size

/** Borders (column indices) at which a wide cell's text may be parted: those the row above has and no text crosses. */
function bordersWithin(table: LaidTable, cell: LaidCell, above: ReadonlySet<number>): number[] {
  const borders: number[] = []
  for (let border = cell.column + 1; border < cell.column + cell.columnSpan; border++) {
    const crossed = cell.pieces.some((piece) => {
      const x = edgesAt(table, cell, piece)(border)
      return piece.lines.some((line) => runsOfLine(line, piece.page).some((run) => crosses(run, x)))
    })
    if (above.has(border) && !crossed) borders.push(border)
  }
  return borders
}

/** Does the text of a wide cell say that it is several cells without borders between them? */
function isSeveral(table: LaidTable, cell: LaidCell, borders: readonly number[]): boolean | 'blank' | 'labelled' {
  const runs = cell.pieces.flatMap((piece) =>
    piece.lines.flatMap((line) => runsOfLine(line, piece.page).map((run) => ({ run, piece }))),
  )
  if (borders.length === 0) return false
  if (runs.length === 0) return 'blank'
  if (runs.every(({ run }) => run.isValue)) return true
  const segments = new Set(
    runs.map(({ run, piece }) => {
      const at = edgesAt(table, cell, piece)
      return borders.filter((border) => at(border) <= middleOf(run)).length
    }),
  )
  if (segments.size === borders.length + 1 && runs.length === segments.size) return true
  return isLabelled(cell) && runs.length === segments.size ? 'labelled' : false
}

/** The runs of a row that is one cell from the table's left side: its label, and nothing but values behind it. */
function labelledRuns({ column, columnSpan, pieces }: LaidCell): number {
  if (column > 0 || columnSpan < 2) return 0
  const lines = pieces.flatMap(({ page, lines: own }) => own.map((line) => runsOfLine(line, page)))
  const [first, ...others] = lines.length === 1 ? (lines[0] ?? []) : []
  return first && !first.isValue && others.every(({ isValue }) => isValue) ? others.length : 0
}

const isLabelled = (cell: LaidCell): boolean => labelledRuns(cell) > 0

/** The sure sign that vertical lines are missing: values side by side in one cell. */
const holdsSeveralValues = (cell: LaidCell): boolean =>
  cell.columnSpan > 1 && (labelledRuns(cell) >= WHOLE_ROW || holdsValuesAlone(cell))

const holdsValuesAlone = ({ pieces }: LaidCell): boolean =>
  pieces.some(({ page, lines }) =>
    lines.some((line) => {
      const runs = runsOfLine(line, page)
      return runs.length > 1 && runs.every(({ isValue }) => isValue)
    }),
  )

function part(table: LaidTable, cell: LaidCell, borders: readonly number[]): LaidCell[] {
  const bounds = [cell.column, ...borders, cell.column + cell.columnSpan]
  return bounds.slice(1).map((end, index) => {
    const start = bounds[index] ?? end
    return {
      ...cell,
      column: start,
      columnSpan: end - start,
      pieces: cell.pieces.map((piece) => {
        const at = edgesAt(table, cell, piece)
        const [left, right] = [at(start), at(end)]
        const lines = piece.lines.flatMap(({ glyphs }) => {
          const own = glyphs.filter((glyph) => {
            const x = middleX(glyph)
            return (index === 0 || x >= left) && (end === bounds.at(-1) || x < right)
          })
          return own.length > 0 ? [lineOf(own)] : []
        })
        return { page: piece.page, box: [left, piece.box[1], right, piece.box[3]] as const, lines }
      }),
    }
  })
}

/** Does a table lack vertical lines between its number columns? */
export const hidesColumns = ({ cells }: LaidTable): boolean => cells.some(holdsSeveralValues)

/**
 * Parts wide cells that hold several values, where a document has no vertical lines between its number columns (which one
 * of its tables is enough to tell: a row of blanks but for one does not): the borders are those of the row above, down from
 * the heading. A blank keeps its column; a merged cell stays merged, because either its text crosses the borders, or it is
 * no value, or the heading above it is as wide.
 */
export function splitWideCells(table: LaidTable): LaidTable {
  const columns = columnsOf(table)
  const done: LaidCell[] = []
  const parted = new Set<string>()
  let above = new Set<number>()
  let changed = false
  const startingAt = groupBy(table.cells, ({ row }) => row)
  for (let row = 0; row < table.rows; row++) {
    const passing = new Set<number>()
    for (const cell of startingAt.get(row) ?? []) {
      const borders = cell.columnSpan > 1 && row > 0 ? bordersWithin(table, cell, above) : []
      const key = `${cell.column}+${cell.columnSpan}`
      const several = isSeveral(table, cell, borders)
      const labelled = several === 'labelled' && (parted.has(key) || labelledRuns(cell) >= WHOLE_ROW)
      if (several === true || labelled || (several === 'blank' && parted.has(key))) {
        parted.add(key)
        changed = true
        done.push(...part(table, cell, borders))
      } else done.push(cell.columnSpan > 1 && holdsValuesAlone(cell) ? { ...cell, uncertain: 'column' as const } : cell)
      // A row of blanks hides no borders from the rows below.
      if (several === 'blank') for (const border of borders) passing.add(border)
    }
    const own = done.filter((cell) => cell.row <= row && row < cell.row + cell.rowSpan)
    const edges = own.flatMap(({ column, columnSpan }) => [column, column + columnSpan])
    above = new Set([...passing, ...edges].filter((at) => at < columns))
  }
  return changed ? { ...table, method: 'unruled', cells: done.sort(byPlace) } : table
}
