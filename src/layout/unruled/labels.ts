import { at, lastOf } from '../../model/at.js'
import { enumerated } from '../../vocabulary/labels.js'
import {
  firstColumnOf,
  lastColumnOf,
  type BlockCell,
  type BlockRow,
  type Borders,
  centre,
  columnAt,
  isCut,
  linesOfPlaced,
  middle,
  type Placed,
  type Strip,
} from './placed.js'
import { partition } from './partition.js'
import { textLine, type Row } from './rows.js'
import { startsLabel } from '../../vocabulary/patterns.js'
import { areCodes } from './codes.js'

/** Lines of a merged label follow each other as closely as any lines do, give or take. */
const LABEL_PITCH = 1.2
/** A merged label costs this (em) if it does not begin where the numbering of the rows' labels begins anew. */
const NOT_FIRST = 3

/** Labels of a column that belong to one row each stand this near (em) to its middle, and most rows have one. */
const SAME_ROW = 0.35
const MIN_SHARE = 0.7
const FEWEST_ROWS = 3
const SAME_LINE = 0.5

const sheetAt = ({ sheets }: Strip, row: BlockRow): number =>
  sheets.findIndex(({ offset, to }) => middle(row) <= to + offset)

/** Is a line drawn between any two rows of a column, so that no label is merged over several? */
function isLined(strip: Strip, runs: readonly Placed[], rows: readonly BlockRow[], free: readonly number[]): boolean {
  const [run] = runs
  if (!run || free.length < FEWEST_ROWS) return false
  return free.slice(1).every((row, index) => {
    const [upper, lower] = [rows[free[index] ?? row], rows[row]]
    if (upper === undefined || lower === undefined) return false
    // The line at the end of a page may lie beyond its texts.
    return sheetAt(strip, upper) !== sheetAt(strip, lower) || isCut(strip, middle(upper), middle(lower), centre(run))
  })
}

/** A column of labels of which each row has its own, as codes and units are; null where some are merged. */
function ownLabels(
  strip: Strip,
  runs: readonly Placed[],
  rows: readonly BlockRow[],
  free: readonly number[],
): readonly BlockCell[] | null {
  const lined = isLined(strip, runs, rows, free)
  const byRow = new Map<number, Placed[]>()
  for (const run of runs) {
    const row = free.find((each) => Math.abs(middle(at(rows, each, 'row')) - middle(run)) < SAME_ROW * run.size)
    if (row === undefined) return null
    if (lined && byRow.has(row)) return null
    byRow.set(row, [...(byRow.get(row) ?? []), run])
  }
  const few = byRow.size < Math.max(FEWEST_ROWS, MIN_SHARE * rows.length)
  if (!lined && (free.length < rows.length || few) && !areCodes(byRow, free)) return null
  return free.map((row) => ({ row, rowSpan: 1, column: 0, columnSpan: 1, runs: byRow.get(row) ?? [] }))
}

/** Merged labels left of the rows' own: clusters of lines, each over the rows whose middle it stands at. */
function mergedLabels(
  strip: Strip,
  leading: number,
  ordinals: readonly (number | null)[],
  runs: readonly Placed[],
  rows: readonly BlockRow[],
  free: readonly number[],
): readonly BlockCell[] {
  const single = ownLabels(strip, runs, rows, free)
  if (single) return single
  const groups: Placed[][] = []
  for (const run of [...runs].sort((a, b) => middle(a) - middle(b))) {
    const last = groups.at(-1)?.at(-1)
    const goesOn =
      last !== undefined &&
      middle(run) - middle(last) <= leading * LABEL_PITCH &&
      (middle(run) - middle(last) < 0.3 * run.size || !startsLabel(run.run.text)) &&
      !isCut(strip, middle(last), middle(run), centre(run))
    if (goesOn) groups.at(-1)?.push(run)
    else groups.push([run])
  }
  const runsOfRows: number[][] = []
  for (const row of free) {
    const last = runsOfRows.at(-1)
    if (last?.at(-1) === row - 1) last.push(row)
    else runsOfRows.push([row])
  }
  const spot = (group: readonly Placed[]): number => middle(textLine(group))
  const nearestRun = (group: readonly Placed[]): number => {
    const away = runsOfRows.map((own) => {
      const top = at(rows, at(own, 0, 'row'), 'row').top
      const bottom = at(rows, lastOf(own, 'row'), 'row').bottom
      return Math.max(0, top - spot(group), spot(group) - bottom)
    })
    return away.indexOf(Math.min(...away))
  }
  return runsOfRows.flatMap((own, index) => {
    const labels = groups.filter((group) => nearestRun(group) === index)
    const shared = partition(own.length, labels.length, (label, from, to) => {
      const group = labels[label]
      const [first, last] = [rows[own[from] ?? 0], rows[own[to - 1] ?? 0]]
      if (!group || !first || !last) return Infinity
      const x = group[0] ? centre(group[0]) : 0
      const cuts = own.slice(from, to - 1).some((row) => {
        const [upper, lower] = [rows[row], rows[row + 1]]
        return upper && lower && isCut(strip, middle(upper), middle(lower), x)
      })
      const numbers = own.slice(from, to).map((row) => ordinals[row] ?? null)
      const anew = numbers.filter((number, index) => number !== null && (number === 1) !== (index === 0)).length
      const misplaced = Math.min(
        anew,
        numbers.slice(1).filter((number) => number === 1).length + (numbers[0] === 1 ? 0 : 1),
      )
      const away = Math.abs(spot(group) - (first.top + last.bottom) / 2)
      return away + misplaced * NOT_FIRST * (group[0]?.size ?? 0) + (cuts ? 1000 : 0)
    })
    if (!shared) {
      const row = at(own, 0, 'row')
      return labels.length === 0
        ? []
        : [{ row, rowSpan: own.length, column: 0, columnSpan: 1, runs: labels.flat(), uncertain: 'row' as const }]
    }
    return labels.map((group, label) => {
      const [from = 0, to = 1] = [shared.bounds[label], shared.bounds[label + 1]]
      return { row: at(own, from, 'row'), rowSpan: to - from, column: 0, columnSpan: 1, runs: group }
    })
  })
}

/** The rows' own labels, and the merged ones to their left. */
export function labelCells(
  strip: Strip,
  leading: number,
  labels: readonly Placed[],
  rows: readonly Row[],
  spans: readonly BlockRow[],
  columns: number,
  borders: Borders,
): BlockCell[] {
  const starts = rows.map((row) => {
    const own = row.labels.flatMap(({ runs }) => runs.map((run) => firstColumnOf(borders, run)))
    return own.length > 0 ? Math.min(...own) : columns
  })
  const own = rows.flatMap((row, index): BlockCell[] => {
    const column = at(starts, index, 'start')
    const runs = row.labels.flatMap((line) => line.runs)
    return runs.length > 0 ? [{ row: index, rowSpan: 1, column, columnSpan: columns - column, runs }] : []
  })
  const ordinals = rows.map((row) => enumerated(row.labels[0]?.runs[0]?.run.text ?? '').ordinal)
  const taken = new Set(own.flatMap(({ runs }) => runs))
  const cells = [...own]
  for (let column = columns - 1; column >= 0; column--) {
    const runs = labels.filter((run) => !taken.has(run) && lastColumnOf(borders, run) === column)
    const free = starts.flatMap((start, row) => (start > column ? [row] : []))
    for (const cell of mergedLabels(strip, leading, ordinals, runs, spans, free)) {
      const first = Math.min(column, ...cell.runs.map((run) => firstColumnOf(borders, run)))
      const crossed = cells.some(
        (other) =>
          other.column <= first &&
          first < other.column + other.columnSpan &&
          other.row < cell.row + cell.rowSpan &&
          cell.row < other.row + other.rowSpan,
      )
      cells.push({ ...cell, column: crossed ? column : first, columnSpan: crossed ? 1 : column - first + 1 })
    }
  }
  return cells
}

/** Do headings of labels stand in two levels, as 科目编码 does over 类, 款, 项? */
export const hasTwoLevels = (runs: readonly Placed[], columns: number, borders: Borders): boolean =>
  cornerOf(runs, 2, columns, borders).some(({ row }) => row > 0)

/** Headings over the label columns: one cell for each group of columns that their texts share. */
export function cornerOf(runs: readonly Placed[], rows: number, columns: number, borders: Borders): BlockCell[] {
  if (runs.length === 0 || rows === 0 || columns === 0) return []
  const groups: { first: number; last: number; runs: Placed[] }[] = []
  const placed = runs.map((run) => ({ run, reach: reachOf(run, runs, borders) }))
  for (const { run, reach } of placed.sort((a, b) => a.reach[0] - b.reach[0] || a.run.left - b.run.left)) {
    const [first, last] = reach
    const group = groups.at(-1)
    if (group && first <= group.last) {
      group.last = Math.max(group.last, last)
      group.runs.push(run)
    } else groups.push({ first, last, runs: [run] })
  }
  return groups.flatMap((group, index): BlockCell[] => {
    const column = index === 0 ? 0 : group.first
    const end = groups[index + 1]?.first ?? columns
    return (
      spanOver(group.runs, rows, [column, end], borders) ?? [
        { row: 0, rowSpan: rows, column, columnSpan: end - column, runs: group.runs },
      ]
    )
  })
}

/**
 * The columns that a heading of labels stands over: those that it touches; where others stand below it, one a column, the
 * neighbouring ones of these with whose middle its own agrees best.
 */
function reachOf(run: Placed, runs: readonly Placed[], borders: Borders): readonly [first: number, last: number] {
  const [first, last] = [firstColumnOf(borders, run), lastColumnOf(borders, run)]
  const lowest = linesOfPlaced(runs, SAME_LINE).at(-1) ?? []
  if (lowest.includes(run) || first === last) return [first, last]
  const leafAt = (column: number): Placed | undefined =>
    lowest.find((leaf) => firstColumnOf(borders, leaf) === column && lastColumnOf(borders, leaf) === column)
  const isFree = (column: number): boolean =>
    leafAt(column) !== undefined &&
    runs.every((other) => other === run || lowest.includes(other) || columnAt(borders.x, centre(other)) !== column)
  const away = (from: number, to: number): number => {
    const [left, right] = [leafAt(from), leafAt(to)]
    return left && right ? Math.abs(centre(run) - (left.left + right.right) / 2) : Infinity
  }
  let [from, to] = [first, last]
  if (isFree(first - 1) && away(first - 1, last) < away(from, to)) from = first - 1
  if (isFree(last + 1) && away(from, last + 1) < away(from, to)) to = last + 1
  return [from, to]
}

/** A heading over several columns of labels, each with a heading of its own below: 科目编码 over 类, 款, 项; null for none. */
function spanOver(
  runs: readonly Placed[],
  rows: number,
  [from, to]: readonly [number, number],
  borders: Borders,
): BlockCell[] | null {
  const lowest = linesOfPlaced(runs, SAME_LINE).at(-1) ?? []
  const above = runs.filter((run) => !lowest.includes(run))
  const own = Array.from({ length: to - from }, (_, place) =>
    lowest.filter((run) => firstColumnOf(borders, run) === from + place && lastColumnOf(borders, run) === from + place),
  )
  if (rows < 2 || own.length < 2 || above.length === 0 || own.some(({ length }) => length !== 1)) return null
  return [
    { row: 0, rowSpan: rows - 1, column: from, columnSpan: to - from, runs: above },
    ...own.map((each, place) => ({ row: rows - 1, rowSpan: 1, column: from + place, columnSpan: 1, runs: each })),
  ]
}
