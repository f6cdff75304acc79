import { columnName, inSheet } from '../../model/address.js'
import type { CellDoubt } from '../../model/block.js'
import type { Box } from '../../model/geometry.js'
import { DocumentError } from '../../model/problem.js'
import type { Range, SheetCell, Worksheet } from './worksheet.js'

/** A cell that is shown, with the merged cells that it covers. Rows and columns count those that are shown, from 0. */
export interface ShownCell extends Range {
  readonly text: string
  readonly doubt?: CellDoubt
  readonly centred: boolean
}

/** The visible cells of a sheet, and the counts of hidden ones. */
export interface VisibleSheet {
  readonly cells: readonly ShownCell[]
  /** Merged cells without a text, by the same counting. */
  readonly blanks: readonly Range[]
  /** Rows and columns of the sheet, from 0, that hold something and are hidden. */
  readonly hiddenRows: readonly number[]
  readonly hiddenColumns: readonly number[]
  /** Points. */
  readonly width: number
  readonly height: number
  /** The place of some shown cells in points. */
  readonly boxOf: (range: Range) => Box
  /** The same as an address: Sheet1!C7, Sheet1!C7:D8. */
  readonly addressOf: (range: Range) => string
}

/** Excel counts widths in digits of its usual font, of seven pixels each, with five around them; a pixel is ¾ of a point. */
const DIGIT_PIXELS = 7
const POINTS_PER_PIXEL = 0.75
const columnPoints = (characters: number): number =>
  Math.trunc(((256 * characters + Math.trunc(128 / DIGIT_PIXELS)) / 256) * DIGIT_PIXELS) * POINTS_PER_PIXEL

/** The rows or columns of a sheet that are shown. */
interface Axis {
  /** The number among the shown lines, by the line of the sheet; -1 where it is hidden. */
  readonly shown: Int32Array
  /** The line of the sheet by that number. */
  readonly lines: readonly number[]
  /** The beginning of each line that is shown, and the end of the last one, in points. */
  readonly starts: readonly number[]
}

function axisOf(length: number, sizeOf: (line: number) => number): Axis {
  const shown = new Int32Array(length).fill(-1)
  const lines: number[] = []
  const starts = [0]
  for (let line = 0; line < length; line += 1) {
    const size = sizeOf(line)
    if (size <= 0) continue
    shown[line] = lines.length
    lines.push(line)
    starts.push((starts.at(-1) ?? 0) + size)
  }
  return { shown, lines, starts }
}

/** Gives the shown cells of a sheet, merged cells as one. @param name of the sheet, for addresses */
export function visibleSheet(name: string, sheet: Worksheet): VisibleSheet {
  const rowCount = sheet.cells.reduce((most, { row }) => Math.max(most, row + 1), 0)
  const columnCount = sheet.cells.reduce((most, { column }) => Math.max(most, column + 1), 0)
  // Titles are merged over the table; what reaches further than all that is written is cut off.
  const merges = sheet.merges
    .map((range) => ({
      ...range,
      bottom: Math.min(range.bottom, rowCount - 1),
      right: Math.min(range.right, columnCount - 1),
    }))
    .filter(({ top, left, bottom, right }) => top <= bottom && left <= right && (top < bottom || left < right))
  const rows = axisOf(rowCount, (row) => sheet.heights.get(row) ?? sheet.height)
  const columns = axisOf(columnCount, widthsOf(sheet, columnCount))
  const shown = shownRange(rows, columns)
  const hidden = { rows: new Set<number>(), columns: new Set<number>() }
  const cells: ShownCell[] = []
  const blanks: Range[] = []
  const { master, covered } = mergesByPlace(merges, columnCount)
  const filled = new Set<Range>()
  for (const cell of sheet.cells) {
    const place = cell.row * columnCount + cell.column
    const merge = master.get(place)
    // Excel never shows the cells under a merged one, whatever the file holds there.
    if (!merge && covered.has(place)) continue
    const range = shown(merge ?? { top: cell.row, left: cell.column, bottom: cell.row, right: cell.column })
    if (merge) filled.add(merge)
    if (range) cells.push(shownCell(cell, range))
    else {
      if (rows.shown[cell.row] === -1) hidden.rows.add(cell.row)
      if (columns.shown[cell.column] === -1) hidden.columns.add(cell.column)
    }
  }
  for (const merge of new Set(master.values())) {
    const range = filled.has(merge) ? null : shown(merge)
    if (range) blanks.push(range)
  }
  return {
    ...{ cells, blanks },
    hiddenRows: [...hidden.rows].sort((a, b) => a - b),
    hiddenColumns: [...hidden.columns].sort((a, b) => a - b),
    ...{ width: columns.starts.at(-1) ?? 0, height: rows.starts.at(-1) ?? 0 },
    boxOf: ({ top, left, bottom, right }) => [
      columns.starts[left] ?? 0,
      rows.starts[top] ?? 0,
      columns.starts[right + 1] ?? 0,
      rows.starts[bottom + 1] ?? 0,
    ],
    addressOf: ({ top, left, bottom, right }) => {
      const at = (row: number, column: number): string =>
        `${columnName(columns.lines[column] ?? 0)}${(rows.lines[row] ?? 0) + 1}`
      const [first, last] = [at(top, left), at(bottom, right)]
      return inSheet(name, first === last ? first : `${first}:${last}`)
    },
  }
}

const shownCell = ({ text, doubt, centred }: SheetCell, range: Range): ShownCell => ({
  ...range,
  ...{ text, centred: centred || range.right > range.left },
  ...(doubt && { doubt }),
})

function widthsOf({ columns, width }: Worksheet, count: number): (column: number) => number {
  const points = new Float64Array(count).fill(columnPoints(width))
  for (const { from, to, width: own } of columns) points.fill(columnPoints(own), Math.min(from, count), to + 1)
  return (column) => points[column] ?? 0
}

/** The shown part of a range of the sheet; null where all of it is hidden. */
const shownRange =
  (rows: Axis, columns: Axis) =>
  ({ top, left, bottom, right }: Range): Range | null => {
    const down = shownSpan(rows.shown, top, bottom)
    const across = shownSpan(columns.shown, left, right)
    return down && across ? { top: down[0], left: across[0], bottom: down[1], right: across[1] } : null
  }

function shownSpan(shown: Int32Array, from: number, to: number): readonly [number, number] | null {
  const span = shown.subarray(from, to + 1)
  const first = span.find((each) => each >= 0)
  const last = span.findLast((each) => each >= 0)
  return first === undefined || last === undefined ? null : [first, last]
}

interface MergesByPlace {
  /** Merged cells by the place of the one that holds their text. */
  readonly master: ReadonlyMap<number, Range>
  readonly covered: ReadonlySet<number>
}

/** Merged cells of a sheet cover no more places than this; nobody merges so many. */
const MAX_MERGED = 1_000_000

/** Merged cells by their places, row by row. Those that overlap others, which Excel never writes, are left out. */
function mergesByPlace(merges: readonly Range[], columns: number): MergesByPlace {
  const master = new Map<number, Range>()
  const covered = new Set<number>()
  for (const range of merges) {
    if (covered.size + (range.bottom - range.top + 1) * (range.right - range.left + 1) > MAX_MERGED)
      throw new DocumentError('sheet-too-large', { limit: MAX_MERGED })
    const places: number[] = []
    for (let row = range.top; row <= range.bottom; row += 1)
      for (let column = range.left; column <= range.right; column += 1) places.push(row * columns + column)
    if (places.some((place) => covered.has(place))) continue
    for (const place of places) covered.add(place)
    master.set(range.top * columns + range.left, range)
  }
  return { master, covered }
}
