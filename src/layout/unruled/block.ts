import { enumerated } from '../../vocabulary/labels.js'
import { activeEdges, type Edge, type Gap } from './columns.js'
import { headCells } from './header.js'
import { partition } from './partition.js'
import { centre, isCut, leadingOf, linesOfPlaced, middle, overlap, type Placed, type Strip } from './placed.js'
import { assignRows, startsLabel, textLine, type Row, type TextLine } from './rows.js'

/** Borders among labels have so much support, or so many texts begin there (give or take, em); else it is a wide space. */
const LABEL_SUPPORT = 2
const SAME_START = 0.3
/** Share of height by which labels and values stand beside each other. */
const BESIDE = 0.2
/** Values stand on one line. */
const SAME_LINE = 0.5
/** Rows are never nearer than this (em); nearer ones without labels may be two lines of one. */
const BROKEN_NUMBER = 0.9
const NEAR_ROWS = 1.7
/** Lines of a merged label follow each other as closely as any lines do, give or take. */
const LABEL_PITCH = 1.2
/** Share of the rows' smallest pitch within which a merged label's line has a row's own label beside it. */
const NEAR_ROW = 0.55
/** The rows' pitch counts up to this (em). */
const LONE_PITCH = 4
/** What a merged label costs that does not begin where the numbering of the rows' labels begins anew (em). */
const NOT_FIRST = 3
/** A value that reaches this far (em) over a column border may belong to either column. */
const OVER_BORDER = 0.6

/** A cell by rows of the block and columns of the table. */
export interface BlockCell {
  readonly row: number
  readonly rowSpan: number
  readonly column: number
  readonly columnSpan: number
  readonly runs: readonly Placed[]
  readonly uncertain?: 'row' | 'column'
}

export interface BlockRow {
  readonly top: number
  readonly bottom: number
}

export interface Block {
  readonly rows: readonly BlockRow[]
  readonly cells: readonly BlockCell[]
}

/** x of column borders; column i of the block lies between borders i and i + 1, at `index` in the table. */
interface Borders {
  readonly x: readonly number[]
  readonly index: readonly number[]
}

const columnAt = ({ x }: Borders, place: number): number => {
  const next = x.findIndex((edge) => edge > place)
  return Math.min(x.length - 2, Math.max(0, (next < 0 ? x.length : next) - 1))
}
const firstColumnOf = (borders: Borders, run: Placed): number => columnAt(borders, run.left + 0.2 * run.size)
const lastColumnOf = (borders: Borders, run: Placed): number => columnAt(borders, run.right - 0.2 * run.size)

const mode = (values: readonly number[]): number => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

/** How many columns hold labels: on most lines with values, all up to the last one with words. */
function labelColumns(runs: readonly Placed[], lines: readonly TextLine[], borders: Borders): number {
  const ends = lines.flatMap((line) => {
    const first = Math.min(...line.runs.map(({ left }) => left))
    const words = runs.filter((run) => !run.run.isValue && run.right <= first + 1 && overlap(run, line) >= BESIDE)
    return words.length > 0 ? [Math.max(...words.map((run) => lastColumnOf(borders, run))) + 1] : []
  })
  return ends.length > 0 ? mode(ends) : 0
}

function isLabelBorder(runs: readonly Placed[], { support, to }: Edge): boolean {
  const starts = runs.filter((run) => Math.abs(run.left - to) < SAME_START * run.size)
  return Math.max(support, starts.length) >= LABEL_SUPPORT
}

function bordersOf(edges: readonly Edge[], all: readonly number[]): Borders {
  const x = [all[0] ?? 0, ...edges.map((edge) => edge.x), all.at(-1) ?? 0]
  return { x, index: x.map((edge) => all.indexOf(edge)) }
}

/** Merged labels left of the rows' own: clusters of lines, each over the rows whose middle it stands at. */
function mergedLabels(
  strip: Strip,
  leading: number,
  ordinals: readonly (number | null)[],
  runs: readonly Placed[],
  rows: readonly BlockRow[],
  free: readonly number[],
): BlockCell[] {
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
      const top = rows[own[0] ?? 0]?.top ?? 0
      const bottom = rows[own.at(-1) ?? 0]?.bottom ?? 0
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
      const row = own[0] ?? 0
      return labels.length === 0
        ? []
        : [{ row, rowSpan: own.length, column: 0, columnSpan: 1, runs: labels.flat(), uncertain: 'row' as const }]
    }
    return labels.map((group, label) => {
      const [from = 0, to = 1] = [shared.bounds[label], shared.bounds[label + 1]]
      return { row: own[from] ?? 0, rowSpan: to - from, column: 0, columnSpan: 1, runs: group }
    })
  })
}

function labelCells(
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
    const column = starts[index] ?? 0
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

function valueCells(rows: readonly Row[], columns: number, borders: Borders): BlockCell[] {
  const doubtful = doubtfulRows(rows, columns)
  return rows.flatMap((row, index) =>
    Array.from({ length: borders.x.length - 1 - columns }, (_, place): BlockCell => {
      const column = columns + place
      const [left, right] = [borders.x[column] ?? 0, borders.x[column + 1] ?? 0]
      const runs = (row.values?.runs ?? []).filter((run) => columnAt(borders, centre(run)) === column)
      const over = runs.some((run) => Math.max(left - run.left, run.right - right) > OVER_BORDER * run.size)
      return {
        row: index,
        rowSpan: 1,
        column,
        columnSpan: 1,
        runs,
        ...(over ? { uncertain: 'column' as const } : doubtful.has(index) ? { uncertain: 'row' as const } : {}),
      }
    }),
  )
}

/** Lines of values; a number broken in a narrow cell stands half a line above and below the others of its row. */
function valueRows(values: readonly Placed[]): TextLine[] {
  const rows: TextLine[] = []
  for (const line of linesOfPlaced(values, SAME_LINE).map(textLine)) {
    const last = rows.at(-1)
    const below = last?.runs.at(-1)
    if (last && below && middle(line) - middle(below) < BROKEN_NUMBER * below.size)
      rows[rows.length - 1] = textLine([...last.runs, ...line.runs])
    else rows.push(line)
  }
  return rows
}

/** Rows of values that have no label, or none of the block has, and stand as near to the row above as lines of one cell do. */
function doubtfulRows(rows: readonly Row[], columns: number): ReadonlySet<number> {
  const doubtful = new Set<number>()
  rows.forEach(({ labels, values }, index) => {
    const above = rows[index - 1]?.values
    const first = values?.runs[0]
    if (!above || !values || !first || (columns > 0 && labels.length > 0)) return
    if (middle(values) - middle(above) < NEAR_ROWS * first.size) doubtful.add(index - 1).add(index)
  })
  return doubtful
}

const extentOf = (row: Row): BlockRow =>
  textLine([...row.labels, ...(row.values ? [row.values] : [])].flatMap(({ runs }) => runs))

/**
 * The grid of one block (a stretch of a table with one set of columns): heading rows, then rows of labels and values.
 * `all` are the x of all column borders of the table, its outer bounds included.
 */
export function layoutBlock(
  strip: Strip,
  runs: readonly Placed[],
  gaps: readonly Gap[],
  edges: readonly Edge[],
  all: readonly number[],
): Block {
  const span = textLine(runs)
  const near = gaps.filter(({ top, bottom }) => bottom > span.top && top < span.bottom)
  const wanted = activeEdges(edges, near)
  const rough = bordersOf(wanted, all)
  const valueLines = linesOfPlaced(
    runs.filter(({ run }) => run.isValue),
    SAME_LINE,
  ).map(textLine)
  const roughColumns = labelColumns(runs, valueLines, rough)
  const kept = wanted.filter((edge, index) => index + 1 >= roughColumns || isLabelBorder(runs, edge))
  const borders = bordersOf(kept, all)
  const columns = labelColumns(runs, valueLines, borders)
  const valueLeft = borders.x[columns] ?? 0
  const isLabel = (run: Placed): boolean => columns > 0 && centre(run) < valueLeft
  const size = mode(runs.map((run) => run.size))

  const values = runs.filter((run) => !isLabel(run))
  const firstValue = Math.min(Infinity, ...values.filter(({ run }) => run.isValue).map(middle))
  const heads = values.filter((run) => !run.run.isValue && middle(run) < firstValue - SAME_LINE * size)
  const headBottom = Math.max(-Infinity, ...heads.map(({ bottom }) => bottom))
  const labels = runs.filter(isLabel)
  const corner = labels.filter((run) => middle(run) < headBottom)
  const body = labels.filter((run) => middle(run) >= headBottom)

  const leading = leadingOf(strip.runs)
  const head = headCells(strip, leading, heads, borders.x, columns)
  const anchors = valueRows(values.filter((run) => !heads.includes(run)))
  const pitch = Math.min(...anchors.slice(1).map((line, index) => middle(line) - middle(anchors[index] ?? line)))
  const own = body.filter((run) => {
    const end = lastColumnOf(borders, run)
    return !body.some(
      (other) =>
        firstColumnOf(borders, other) > end &&
        Math.abs(middle(other) - middle(run)) < NEAR_ROW * Math.min(pitch, LONE_PITCH * size),
    )
  })
  const rows = assignRows(
    strip,
    linesOfPlaced(own, SAME_LINE).map((line) => textLine([...line].sort((a, b) => a.left - b.left))),
    anchors,
    size,
  )
  const spans = rows.map(extentOf)
  const bodyCells = [
    ...labelCells(strip, leading, body, rows, spans, columns, borders),
    ...valueCells(rows, columns, borders),
  ]
  const cornerCells = cornerOf(corner, head.rows, columns, borders)
  const cells = [...head.cells, ...cornerCells, ...bodyCells.map((cell) => ({ ...cell, row: cell.row + head.rows }))]
  const headSpan = textLine(head.rows > 0 ? [...heads, ...corner] : [])
  const height = (headSpan.bottom - headSpan.top) / Math.max(1, head.rows)
  const headRows = Array.from({ length: head.rows }, (_, row) => ({
    top: headSpan.top + row * height,
    bottom: headSpan.top + (row + 1) * height,
  }))
  return {
    rows: [...headRows, ...spans],
    cells: cells.map((cell) => {
      const column = borders.index[cell.column] ?? 0
      return { ...cell, column, columnSpan: (borders.index[cell.column + cell.columnSpan] ?? column + 1) - column }
    }),
  }
}

/** Headings over the label columns: one cell for each group of columns that their texts share. */
function cornerOf(runs: readonly Placed[], rows: number, columns: number, borders: Borders): BlockCell[] {
  if (runs.length === 0 || rows === 0 || columns === 0) return []
  const groups: { first: number; last: number; runs: Placed[] }[] = []
  for (const run of [...runs].sort((a, b) => a.left - b.left)) {
    const [first, last] = [firstColumnOf(borders, run), lastColumnOf(borders, run)]
    const group = groups.at(-1)
    if (group && first <= group.last) {
      group.last = Math.max(group.last, last)
      group.runs.push(run)
    } else groups.push({ first, last, runs: [run] })
  }
  return groups.map((group, index) => {
    const column = index === 0 ? 0 : group.first
    const end = groups[index + 1]?.first ?? columns
    return { row: 0, rowSpan: rows, column, columnSpan: end - column, runs: group.runs }
  })
}
