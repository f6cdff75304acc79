import type { Ruling } from '../../model/page.js'
import { squeeze } from '../../vocabulary/labels.js'
import { statutorySection } from '../../vocabulary/sections.js'
import type { Item, LineItem, TableItem } from '../items.js'
import { lineText } from '../lines.js'
import { runsOfLine, type Run } from '../runs.js'
import { remainderOf } from './remainder.js'
import type { Placed, Sheet, Strip } from './placed.js'
import { BAND, unruledTable } from './table.js'

/** White between two lines of one table is at most this (em). */
const LARGEST_GAP = 2.6
/** Lines ahead of the first line with cells may be headings over all columns: so near (em), and at most so many. */
const HEAD_GAP = 1.2
const HEAD_LINES = 3
/** A table's text is of one size, give or take this share. */
const SAME_SIZE = 0.12
/** A line that is one text over more than this share of the table is prose. */
const PROSE_SHARE = 0.7
/** So many lines without a second cell may follow each other in a table: a label in a narrow cell. */
const LONE_LINES = 8
/** The table's last label may go on for lines this near (em). */
const TAIL_GAP = 0.7
/** A table has two rows with values, or one with so many. */
const VALUES_IN_ONE_ROW = 4
/** More lines than this are no table of a form but a text in columns, and would take long to fit. */
const MOST_LINES = 400
/** White laid between two pages' parts (em of the text). */
const SEAM = 0.6

interface TextRow {
  readonly item: LineItem
  readonly runs: readonly Run[]
}

const width = ({ box }: Pick<LineItem, 'box'>): number => box[2] - box[0]

const isHeading = ({ line }: LineItem): boolean => statutorySection(lineText(line)) !== null

/** Do two neighbouring lines stand near enough to be of one table? */
function isNear(upper: LineItem, lower: LineItem, gap: number): boolean {
  return upper.page !== lower.page || lower.box[1] - upper.box[3] <= gap * lower.line.size
}

/** Takes lines from the stream as long as they can be of the table that starts at `start`; gives the end, exclusive. */
function regionEnd(rows: readonly (TextRow | null)[], start: number): number {
  let end = start + 1
  let left = rows[start]?.item.box[0] ?? 0
  let right = rows[start]?.item.box[2] ?? 0
  let lone = 0
  for (let index = start + 1; index < rows.length; index++) {
    const row = rows[index]
    const before = rows[index - 1]
    if (!row || !before || isHeading(row.item) || !isNear(before.item, row.item, LARGEST_GAP)) break
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

/** Lines ahead of the first one with cells that belong to the table: bands and headings. */
function regionStart(rows: readonly (TextRow | null)[], start: number, end: number): number {
  const region = rows.slice(start, end).flatMap((row) => row?.item ?? [])
  const left = Math.min(...region.map(({ box }) => box[0]))
  const right = Math.max(...region.map(({ box }) => box[2]))
  let first = start
  while (first > 0 && start - first < HEAD_LINES) {
    const row = rows[first - 1]
    const next = rows[first]
    if (!row || !next || isHeading(row.item) || row.runs.length > 1) break
    const { box, line } = row.item
    const centred = Math.abs((box[0] + box[2] - left - right) / 2) < 1.5 * line.size
    const aside = box[0] > left + (right - left) * 0.3
    const inside = box[0] >= left - 1
    const band = BAND.test(squeeze(lineText(line)))
    const alike = Math.abs(line.size - next.item.line.size) < SAME_SIZE * next.item.line.size
    const near =
      row.item.page === next.item.page &&
      isNear(row.item, next.item, aside || band ? LARGEST_GAP : centred ? HEAD_GAP : TAIL_GAP)
    if (!alike || !near || !inside || box[2] > right + 1 || width(row.item) > PROSE_SHARE * (right - left)) break
    first -= 1
  }
  return first
}

const isBeneath = (run: Run, above: Run): boolean =>
  above.isValue && run.box[0] < above.box[2] && above.box[0] < run.box[2]

/** Lines after the last one with cells that go on with its label. */
function regionTail(rows: readonly (TextRow | null)[], start: number, end: number): number {
  const labelRight = Math.max(
    ...rows.slice(start, end).map((row) => (row && row.runs.length > 1 ? (row.runs[0]?.box[2] ?? 0) : 0)),
  )
  let last = end
  for (;;) {
    const row = rows[last]
    const before = rows[last - 1]
    if (!row || !before || isHeading(row.item) || row.runs.length > 1) return last
    const near = row.item.page === before.item.page && isNear(before.item, row.item, TAIL_GAP)
    const alike = Math.abs(row.item.line.size - before.item.line.size) < SAME_SIZE * before.item.line.size
    // A number broken in a cell too narrow for it ends below the row.
    const aside = rows.slice(Math.max(start, last - 2), last).flatMap((each) => each?.runs ?? [])
    const broken = row.runs.every((run) => run.isValue && aside.some((above) => isBeneath(run, above)))
    if (!near || !alike || (row.item.box[2] > labelRight + 1 && !broken)) return last
    last += 1
  }
}

function isTable(rows: readonly TextRow[]): boolean {
  if (rows.length > MOST_LINES) return false
  const counts = rows.map(({ runs }) => (runs.length > 1 ? runs.filter(({ isValue }) => isValue).length : 0))
  return counts.filter((count) => count > 0).length > 1 || counts.some((count) => count >= VALUES_IN_ONE_ROW)
}

/** Heading lines that a page says again at its top are left out. */
function withoutRepeats(rows: readonly TextRow[]): readonly TextRow[] {
  const text = ({ item }: TextRow): string => squeeze(lineText(item.line))
  const firstPage = rows[0]?.item.page
  return rows.filter((row, index) => {
    if (row.item.page === firstPage || row.runs.every(({ isValue }) => isValue)) return true
    const top = rows.findIndex(({ item }) => item.page === row.item.page)
    for (let at = top; at <= index; at++) {
      const [here, first] = [rows[at], rows[at - top]]
      if (!here || !first || text(here) !== text(first)) return true
    }
    return false
  })
}

/** Lays the pages' lines end to end. */
function stripOf(rows: readonly TextRow[], rulings: ReadonlyMap<number, readonly Ruling[]>): Strip {
  const sheets: Sheet[] = []
  const placed: Placed[] = []
  const lines: Ruling[] = []
  let bottom = 0
  for (const page of new Set(rows.map(({ item }) => item.page))) {
    const own = rows.filter(({ item }) => item.page === page)
    const from = Math.min(...own.map(({ item }) => item.box[1])) - 2
    const to = Math.max(...own.map(({ item }) => item.box[3])) + 2
    const size = own[0]?.item.line.size ?? 10
    const offset = sheets.length === 0 ? 0 : bottom + SEAM * size - from
    sheets.push({ page, offset, from, to })
    for (const { item } of own)
      for (const run of runsOfLine(item.line, page, true)) {
        const [left, top, right, low] = run.box
        placed.push({ run, left, right, top: top + offset, bottom: low + offset, size: run.line.size })
      }
    for (const ruling of rulings.get(page) ?? []) {
      if (ruling.orientation === 'horizontal' && ruling.position >= from && ruling.position <= to)
        lines.push({ ...ruling, position: ruling.position + offset })
      if (ruling.orientation === 'vertical' && ruling.end > from && ruling.start < to)
        lines.push({
          ...ruling,
          start: Math.max(from, ruling.start) + offset,
          end: Math.min(to, ruling.end) + offset,
        })
    }
    bottom = to + offset
  }
  return { runs: placed, sheets, rulings: lines }
}

/**
 * Finds tables among the lines that lie in no grid, over page breaks too, and puts them in their place in the stream.
 * `rulings` are, by page, the lines that are part of no grid; they part rows and columns where there are any.
 */
export function findUnruled(items: readonly Item[], rulings: ReadonlyMap<number, readonly Ruling[]>): readonly Item[] {
  const rows = items.map((item): TextRow | null =>
    item.kind === 'line' ? { item, runs: runsOfLine(item.line, item.page) } : null,
  )
  const result: Item[] = []
  let done = 0
  for (let index = 0; index < items.length; index++) {
    const row = rows[index]
    if (index < done || !row || row.runs.length < 2 || isHeading(row.item)) continue
    const end = regionTail(rows, index, regionEnd(rows, index))
    const own = rows.slice(index, end).filter((each) => each !== null)
    if (!isTable(own)) {
      // What is too long from its first line is too long from its second.
      if (own.length > MOST_LINES) {
        result.push(...items.slice(done, end))
        done = end
        continue
      }
      const before = items[index - 1]
      const lines = own.map(({ item }) => item)
      const remainder = before?.kind === 'table' ? remainderOf(before, lines) : null
      if (!remainder) continue
      result.push(...items.slice(done, index), remainder.item)
      done = index + remainder.lines
      continue
    }
    const start = Math.max(done, regionStart(rows, index, end))
    const region = withoutRepeats(rows.slice(start, end).filter((each) => each !== null))
    const table = unruledTable(stripOf(region, rulings))
    const part = table?.parts.at(-1)
    if (!table || !part) continue
    const found: TableItem = { kind: 'table', page: part.page, box: part.box, table }
    result.push(...items.slice(done, start), found)
    done = end
  }
  result.push(...items.slice(done))
  return result
}
