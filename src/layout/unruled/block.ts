import { at, lastOf } from '../../model/at.js'
import {
  firstColumnOf,
  lastColumnOf,
  type Block,
  type BlockRow,
  type Borders,
  columnAt,
  centre,
  leadingOf,
  linesOfPlaced,
  middle,
  type Placed,
  type Strip,
} from './placed.js'
import { activeEdges, type Edge, type Gap } from './columns.js'
import { headCells } from './header.js'
import { cornerOf, hasTwoLevels, labelCells } from './labels.js'
import { isYear } from '../../vocabulary/captions.js'
import { labelColumns, mode } from './label-columns.js'
import { numberingCells, numberingOf } from './numbering.js'
import { isProved } from './proof.js'
import { hasSpans, spanHeads } from './spans.js'
import { assignRows, textLine, type Row, type TextLine } from './rows.js'
import { sidedHeads } from './sides.js'
import { valueCells } from './value-cells.js'
import { goingOn, isBetweenLines, valueRows } from './wrapped.js'

/**
 * Borders among labels have at least this support, or as many texts begin there (give or take, em); else it is a wide
 * space.
 */
const LABEL_SUPPORT = 2
const SAME_START = 0.3
/** Values stand on one line. */
const SAME_LINE = 0.5
/** Share of the rows' smallest pitch within which a merged label's line has a row's own label beside it. */
const NEAR_ROW = 0.55
/** The rows' pitch counts up to this (em). */
const LONE_PITCH = 4

/** Headings begin this far (em) right of the numbers before them at the least. */
const HEAD_CLEARANCE = 0.3
/** A line over this share of a block goes over all its columns. */
const WHOLE_RULE = 0.9

function isLabelBorder(runs: readonly Placed[], { x, support, to }: Edge): boolean {
  const behind = runs.filter((run) => run.left > x && run.left < to + SAME_START * run.size)
  const starts = behind.map(
    ({ left, size }) => behind.filter((run) => Math.abs(run.left - left) < SAME_START * size).length,
  )
  return Math.max(support, ...starts) >= LABEL_SUPPORT
}

function bordersOf(edges: readonly Edge[], all: readonly number[]): Borders {
  const x = [at(all, 0, 'column edge'), ...edges.map((edge) => edge.x), lastOf(all, 'column edge')]
  return { x, index: x.map((edge) => all.indexOf(edge)) }
}

/** Latin headings above all values that begin right of every label of the body: they head the first column of values. */
function headsBeyondLabels(
  runs: readonly Placed[],
  lines: readonly TextLine[],
  isLeft: (run: Placed) => boolean,
): ReadonlySet<Placed> {
  const first = Math.min(
    ...lines.filter((line) => line.runs.some(({ run }) => !isYear(run.text))).map(({ top }) => top),
  )
  const labels = runs.filter(isLeft)
  const beside = labels.filter((run) => run.bottom > first)
  if (beside.length === 0) return new Set()
  const right = Math.max(...beside.map((run) => run.right))
  return new Set(labels.filter((run) => run.bottom <= first && run.left > right && hasSpans([run])))
}

/**
 * Borders for headings: where numbers stand at the right of their columns, the white ahead of them belongs to them, and a
 * heading in it is theirs.
 */
function headBorders(
  x: readonly number[],
  columns: number,
  body: readonly Placed[],
  heads: readonly Placed[],
): readonly number[] {
  return x.map((edge, index) => {
    if (index < Math.max(1, columns) || index === x.length - 1) return edge
    const before = body.filter((run) => columnAt(x, centre(run)) === index - 1)
    const rights = before.map((run) => run.right)
    const lefts = before.map((run) => run.left)
    const size = before[0]?.size ?? 0
    const right = Math.max(...rights)
    if (before.length < 2 || right - Math.min(...rights) > Math.max(...lefts) - Math.min(...lefts)) return edge
    const border = Math.min(edge, right + HEAD_CLEARANCE * size)
    // A heading that is wider than its numbers reaches into that white, too.
    return heads.some((run) => run.left < border && border < run.right && run.right < edge) ? edge : border
  })
}

/** Where the headings end: at the first line drawn beneath them over the whole block, else at their lowest text. */
function ruleBelow(strip: Strip, heads: readonly Placed[], runs: readonly Placed[], firstValue: number): number {
  const bottom = Math.max(-Infinity, ...heads.map((run) => run.bottom))
  if (heads.length === 0) return bottom
  const [left, right] = [Math.min(...runs.map((run) => run.left)), Math.max(...runs.map((run) => run.right))]
  const lowest = Math.max(...heads.map(middle))
  const rules = strip.rulings.filter(
    ({ orientation, position, start, end }) =>
      orientation === 'horizontal' &&
      position > lowest &&
      position < firstValue &&
      Math.min(end, right) - Math.max(start, left) > WHOLE_RULE * (right - left),
  )
  return rules.length > 0 ? Math.min(...rules.map(({ position }) => position)) : bottom
}

/**
 * The labels above `headBottom`. One that stands wholly below a single line of headings, with another one beside these,
 * names the first group of rows.
 */
function cornerRuns(labels: readonly Placed[], heads: readonly Placed[], headBottom: number): readonly Placed[] {
  const corner = labels.filter((run) => middle(run) < headBottom)
  const lowest = Math.max(-Infinity, ...heads.map(({ bottom }) => bottom))
  const beside = corner.filter((run) => run.top < lowest)
  // In print headings of labels stand lower than those of values; only on pictures may the line between be lost.
  const pictured = corner[0]?.run.line.glyphs[0]?.confidence !== undefined
  return pictured && beside.length > 0 && linesOfPlaced(heads, SAME_LINE).length === 1 ? beside : corner
}

/** Years that head columns: nothing but years stands on their lines, and values stand on a line below. */
function yearsAbove(values: readonly Placed[]): ReadonlySet<Placed> {
  const lines = linesOfPlaced(
    values.filter(({ run }) => run.isValue),
    SAME_LINE,
  )
  const first = lines.findIndex((line) => line.some(({ run }) => !isYear(run.text)))
  return new Set(first < 0 ? [] : lines.slice(0, first).flat())
}

const extentOf = (row: Row): BlockRow =>
  textLine([...row.labels, ...(row.values ? [row.values] : [])].flatMap(({ runs }) => runs))

/**
 * The grid of one block (a stretch of a table with one set of columns): heading rows, then rows of labels and values.
 * `all` are the x of all column borders of the table, its outer bounds included.
 */
export function layoutBlock(
  strip: Strip,
  given: readonly Placed[],
  gaps: readonly Gap[],
  edges: readonly Edge[],
  all: readonly number[],
): Block {
  const numbering = numberingOf(given)
  const runs = numbering ? given.filter((run) => run !== numbering.label && !numbering.numbers.includes(run)) : given
  const span = textLine(given)
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
  const valueLeft = at(borders.x, columns, 'column edge')
  const size = mode(runs.map((run) => run.size))
  const isLeft = (run: Placed): boolean => columns > 0 && centre(run) < valueLeft
  const headed = headsBeyondLabels(runs, valueLines, isLeft)
  const isLabel = (run: Placed): boolean => isLeft(run) && !headed.has(run)

  const values = runs.filter((run) => !isLabel(run))
  const years = yearsAbove(values)
  const firstValue = Math.min(Infinity, ...values.filter((run) => run.run.isValue && !years.has(run)).map(middle))
  const heads = values.filter(
    (run) => years.has(run) || (!run.run.isValue && middle(run) < firstValue - SAME_LINE * size),
  )
  const headBottom = Math.max(ruleBelow(strip, heads, runs, firstValue), numbering?.label.top ?? -Infinity)
  const labels = runs.filter(isLabel)
  const corner = goingOn(cornerRuns(labels, heads, headBottom), labels, heads, leadingOf(strip.runs))
  const body = labels.filter((run) => !corner.includes(run))

  const leading = leadingOf(strip.runs)
  const bodyValues = values.filter((run) => !heads.includes(run))
  const sided = hasSpans(heads) ? null : sidedHeads(corner, heads, borders.x, columns)
  const placedHeads = hasSpans(heads)
    ? spanHeads(strip, heads, headBorders(borders.x, columns, bodyValues, heads), columns, bodyValues)
    : { ...(sided ?? headCells(strip, leading, heads, borders.x, columns)), sure: false }
  // Headings of labels in two levels stand beside single ones of values.
  const deep = !sided && placedHeads.rows === 1 && hasTwoLevels(corner, columns, borders)
  const head = deep
    ? { ...placedHeads, rows: 2, cells: placedHeads.cells.map((cell) => ({ ...cell, rowSpan: 2 })) }
    : placedHeads
  const anchors = valueRows(bodyValues, leading)
  const pitch = Math.min(...anchors.slice(1).map((line, index) => middle(line) - middle(anchors[index] ?? line)))
  const own = body.filter((run) => {
    const end = lastColumnOf(borders, run)
    const behind = body.filter((other) => firstColumnOf(borders, other) > end)
    const beside = behind.some(
      (other) => Math.abs(middle(other) - middle(run)) < NEAR_ROW * Math.min(pitch, LONE_PITCH * size),
    )
    return !beside && !isBetweenLines(run, behind, leading)
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
  const cornerCells = sided ? [] : cornerOf(corner, head.rows, columns, borders)
  const laid = { strip, rows, heads, head, corner, body: [...body, ...bodyValues] }
  const proved = hasSpans(heads) && isProved({ ...laid, labelColumns: columns, edges: borders.x })
  const numbers = numbering ? numberingCells(numbering, head.rows, columns, borders.x) : []
  const above = head.rows + (numbering ? 1 : 0)
  const shifted = bodyCells.map((cell) => ({ ...cell, row: cell.row + above }))
  const cells = [...head.cells, ...cornerCells, ...numbers, ...shifted]
  const headSpan = textLine(head.rows > 0 ? [...heads, ...corner] : [])
  const height = (headSpan.bottom - headSpan.top) / Math.max(1, head.rows)
  const headRows = Array.from({ length: head.rows }, (_, row) => ({
    top: headSpan.top + row * height,
    bottom: headSpan.top + (row + 1) * height,
  }))
  return {
    ...(head.rows > 0 && hasSpans(heads) && { headRows: head.rows }),
    proved,
    rows: [...headRows, ...(numbering ? [textLine([numbering.label, ...numbering.numbers])] : []), ...spans],
    cells: cells.map((cell) => {
      const column = at(borders.index, cell.column, 'column edge')
      return { ...cell, column, columnSpan: at(borders.index, cell.column + cell.columnSpan, 'column edge') - column }
    }),
  }
}
