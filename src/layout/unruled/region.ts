import { at } from '../../model/at.js'
import { squeeze } from '../../vocabulary/labels.js'
import { statutorySection } from '../../vocabulary/sections.js'
import type { LineItem } from '../laid.js'
import { lineText } from '../lines.js'
import type { Run } from '../runs.js'
import { captionLine, NOTE_LINE } from '../../vocabulary/captions.js'
import { UNIT_LINE, isBandLine } from '../../vocabulary/patterns.js'

/** White between two lines of one table is at most this (em); between two lines with cells each, or below a band, more. */
const LARGEST_GAP = 2.6
const WIDEST_GAP = 4.5
/** Lines above the first line with cells may be headings over all columns if they are this near (em) and this few. */
const HEAD_GAP = 1.2
const HEAD_LINES = 3
/** Straight below a section's heading there may be more of them. */
const HEADED_LINES = 10
/** A table's text is of one size, give or take this share. */
const SAME_SIZE = 0.12
/** A line that is one text over more than this share of the table is prose. */
const PROSE_SHARE = 0.7
/** Up to this many lines without a second cell may follow each other in a table: a label in a narrow cell. */
const LONE_LINES = 8
/** The table's last label may go on for lines this near (em). */
const TAIL_GAP = 0.7

/** A line of text and its runs. */
export interface TextRow {
  readonly item: LineItem
  readonly runs: readonly Run[]
}

const width = ({ box }: Pick<LineItem, 'box'>): number => box[2] - box[0]

export const isHeading = ({ line }: LineItem): boolean => statutorySection(lineText(line)) !== null

/** A line that numbers a table (表2-1, Table 3) stands over it. */
export const isCaption = ({ line }: LineItem): boolean => captionLine(lineText(line)).number !== null

/** A note or source below a table, in one sentence or in several runs, is no row of it. */
const isNote = ({ item, runs }: TextRow): boolean =>
  NOTE_LINE.test(lineText(item.line)) && runs.every(({ isValue }) => !isValue)

/** Do two neighbouring lines stand near enough to be of one table? */
function isNear(upper: LineItem, lower: LineItem, gap: number): boolean {
  if (upper.page !== lower.page) return upper.lane === null && lower.lane === null
  return upper.lane === lower.lane && lower.box[1] - upper.box[3] <= gap * lower.line.size
}

/** Takes lines from the stream as long as they can be of the table that starts at `start`; gives the end, exclusive. */
export function regionEnd(rows: readonly (TextRow | null)[], start: number): number {
  let end = start + 1
  let [left, , right] = at(rows, start, 'line').item.box
  let lone = 0
  for (let index = start + 1; index < rows.length; index++) {
    const row = rows[index]
    const before = rows[index - 1]
    if (!row || !before || isHeading(row.item) || isCaption(row.item) || isNote(row)) break
    const gap = row.runs.length > 1 && before.runs.length > 1 ? WIDEST_GAP : LARGEST_GAP
    if (!isNear(before.item, row.item, gap)) break
    if (row.runs.length > 1) {
      left = Math.min(left, row.item.box[0])
      right = Math.max(right, row.item.box[2])
      lone = 0
      end = index + 1
    } else {
      lone += 1
      if (lone > LONE_LINES || width(row.item) > PROSE_SHARE * (right - left)) break
    }
  }
  return end
}

/** Between a section's heading and a table stand only the table's own headings, if they are few and none is prose. */
function startBelowHeading(
  rows: readonly (TextRow | null)[],
  start: number,
  [left, right]: readonly [number, number],
): number | null {
  const size = at(rows, start, 'line').item.line.size
  for (let first = start; first > 0 && start - first <= HEADED_LINES; first -= 1) {
    const row = rows[first - 1]
    if (!row || row.item.page !== rows[start]?.item.page) return null
    if (isHeading(row.item)) return first
    const { box, line } = row.item
    const alike = Math.abs(line.size - size) < SAME_SIZE * size
    const inside = box[0] >= left - size && box[2] <= right + size
    if (!alike || !inside || UNIT_LINE.test(squeeze(lineText(line))) || width(row.item) > PROSE_SHARE * (right - left))
      return null
  }
  return null
}

/** Lines ahead of the first one with cells that belong to the table: bands and headings. */
export function regionStart(rows: readonly (TextRow | null)[], start: number, end: number): number {
  const region = rows.slice(start, end).flatMap((row) => row?.item ?? [])
  const left = Math.min(...region.map(({ box }) => box[0]))
  const right = Math.max(...region.map(({ box }) => box[2]))
  const below = startBelowHeading(rows, start, [left, right])
  if (below !== null) return below
  let first = start
  while (first > 0 && start - first < HEAD_LINES) {
    const row = rows[first - 1]
    const next = rows[first]
    if (!row || !next || isHeading(row.item) || row.runs.length > 1 || isCaption(row.item)) break
    const { box, line } = row.item
    const centred = Math.abs((box[0] + box[2] - left - right) / 2) < 1.5 * line.size
    const aside = box[0] > left + (right - left) * 0.3
    const inside = box[0] >= left - 1
    // A table's unit is no heading of its columns.
    if (UNIT_LINE.test(squeeze(lineText(line)))) break
    const band = isBandLine(lineText(line))
    const alike = Math.abs(line.size - next.item.line.size) < SAME_SIZE * next.item.line.size
    const near =
      row.item.page === next.item.page &&
      isNear(row.item, next.item, band ? WIDEST_GAP : aside ? LARGEST_GAP : centred ? HEAD_GAP : TAIL_GAP)
    if (!alike || !near || !inside || box[2] > right + 1 || width(row.item) > PROSE_SHARE * (right - left)) break
    first -= 1
  }
  return first
}

const isBeneath = (run: Run, above: Run): boolean =>
  above.isValue && run.box[0] < above.box[2] && above.box[0] < run.box[2]

/** Lines after the last one with cells that go on with its label. */
export function regionTail(rows: readonly (TextRow | null)[], start: number, end: number): number {
  const labelRight = Math.max(
    ...rows.slice(start, end).map((row) => (row && row.runs.length > 1 ? (row.runs[0]?.box[2] ?? 0) : 0)),
  )
  let last = end
  for (;;) {
    const row = rows[last]
    const before = rows[last - 1]
    if (!row || !before || isHeading(row.item) || isNote(row) || row.runs.length > 1) return last
    const near = row.item.page === before.item.page && isNear(before.item, row.item, TAIL_GAP)
    const alike = Math.abs(row.item.line.size - before.item.line.size) < SAME_SIZE * before.item.line.size
    // A number broken in a cell too narrow for it ends below the row.
    const aside = rows.slice(Math.max(start, last - 2), last).flatMap((each) => each?.runs ?? [])
    const broken = row.runs.every((run) => run.isValue && aside.some((above) => isBeneath(run, above)))
    if (!near || !alike || (row.item.box[2] > labelRight + 1 && !broken)) return last
    last += 1
  }
}
