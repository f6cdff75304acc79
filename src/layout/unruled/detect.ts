import type { Ruling } from '../../model/page.js'
import { squeeze } from '../../vocabulary/labels.js'
import type { Item, TableItem } from '../laid.js'
import { lineText } from '../lines.js'
import { runsOfLine, type Follows } from '../runs.js'
import { linesWithoutLeaders } from './leaders.js'
import { isCaption, isHeading, regionEnd, regionStart, regionTail, type TextRow } from './region.js'
import { headedTable } from './headed.js'
import { remainderOf } from './remainder.js'
import { stripOf } from './strip.js'
import { captionLine, COLUMN_NUMBERS } from '../../vocabulary/captions.js'
import { isBandLine } from '../../vocabulary/patterns.js'
import { unruledTable, withoutBareColumns } from './table.js'
import { isCaptioned, isRuledAcross, standsInColumns, textTable } from './text-table.js'

/** A table has two rows with values, or one with this many. */
const VALUES_IN_ONE_ROW = 4
/** More lines than this are no table of a form but a text in columns, and would take long to fit. */
const MAX_LINES = 400
/** Bands of one table are centred over it, give or take (em). */
const SAME_MIDDLE = 0.25

/** Below a band (第二十条第（五）项) one row of headings and one with a value are a table. */
function isTable(rows: readonly TextRow[], above: TextRow | null | undefined): boolean {
  if (rows.length > MAX_LINES) return false
  const counts = rows.map(({ runs }) => (runs.length > 1 ? runs.filter(({ isValue }) => isValue).length : 0))
  const banded = above?.runs.length === 1 && isBandLine(lineText(above.item.line))
  if (banded && rows.filter(({ runs }) => runs.length > 1).length > 1 && counts.some((count) => count > 0)) return true
  return counts.filter((count) => count > 0).length > 1 || counts.some((count) => count >= VALUES_IN_ONE_ROW)
}

const textOf = ({ item }: TextRow): string => squeeze(lineText(item.line))

/**
 * How many lines of its first page stand above a table's first line with values; the line that numbers the columns is one of
 * them. None where no line has values.
 */
function linesOfHead(rows: readonly TextRow[]): number {
  const body = rows.findIndex(
    ({ runs }) => runs.some(({ isValue }) => isValue) && !runs.some(({ text }) => COLUMN_NUMBERS.test(squeeze(text))),
  )
  const turned = rows.findIndex(({ item }) => item.page !== rows[0]?.item.page)
  return Math.max(0, turned < 0 ? body : Math.min(body, turned))
}

/** Heading lines that a page says again at its top, all or the lowest of them, are left out. */
function withoutRepeats(rows: readonly TextRow[]): readonly TextRow[] {
  const firstPage = rows[0]?.item.page
  const head = linesOfHead(rows)
  const isSame = (top: number, index: number, from: number): boolean => {
    for (let at = top; at <= index; at++) {
      const [here, first] = [rows[at], rows[from + at - top]]
      if (!here || !first || textOf(here) !== textOf(first)) return false
    }
    return true
  }
  return rows.filter((row, index) => {
    if (row.item.page === firstPage || row.runs.every(({ isValue }) => isValue)) return true
    const top = rows.findIndex(({ item }) => item.page === row.item.page)
    if (isSame(top, index, 0)) return false
    const last = head - 1 - (index - top)
    return !Array.from({ length: Math.max(0, last) }, (_, place) => place + 1).some((from) => isSame(top, index, from))
  })
}

/** Blocks whose bands stand over different middles are tables of their own, however near. */
function partsAtBands(rows: readonly TextRow[]): readonly (readonly TextRow[])[] {
  const bands = rows.flatMap(({ item }, index) => (isBandLine(lineText(item.line)) ? [index] : []))
  const middleAt = (index: number): number => {
    const { box } = rows[index]?.item ?? { box: [0, 0, 0, 0] }
    return (box[0] + box[2]) / 2
  }
  const middles = bands.map(middleAt)
  const size = rows[0]?.item.line.size ?? 0
  if (Math.max(...middles) - Math.min(...middles) <= SAME_MIDDLE * size) return [rows]
  const bounds = [0, ...bands.filter((index) => index > 0), rows.length]
  return bounds.slice(1).map((end, index) => rows.slice(bounds[index], end))
}

/** White above a table (em) that parts it from text, and white that parts it from anything. */
const APART = 0.8
const FAR_APART = 2.6
/** A line over this share of the table goes over all its columns. */
const WHOLE_RULE = 0.9

/**
 * Is a table's first line parted from the line above it, so that this is none of its headings: it numbers the table, names
 * its unit, begins where the labels do, or stands far above; or is a line drawn between over the whole table?
 */
function isApart(
  rows: readonly (TextRow | null)[],
  [start, end]: readonly [number, number],
  rulings: ReadonlyMap<number, readonly Ruling[]>,
): boolean {
  const [above, first] = [rows[start - 1]?.item, rows[start]?.item]
  // A table straight above may hold its headings.
  if (rows[start - 1] === null) return false
  if (!first || above?.page !== first.page) return true
  if (above.lane !== first.lane) return false
  const { number, title, unit } = captionLine(lineText(above.line))
  if (number !== null) return true
  const own = rows.slice(start, end).flatMap((row) => (row?.item.page === first.page ? [row.item.box] : []))
  const [left, right] = [Math.min(...own.map((box) => box[0])), Math.max(...own.map((box) => box[2]))]
  const ruled = (rulings.get(first.page) ?? []).some(
    ({ orientation, position, start: from, end: to }) =>
      orientation === 'horizontal' &&
      position > above.box[1] &&
      position < first.box[3] &&
      Math.min(to, right) - Math.max(from, left) >= WHOLE_RULE * (right - left),
  )
  const gap = (first.box[1] - above.box[3]) / first.line.size
  const isText = above.box[0] <= left + first.line.size || (unit !== null && title === null)
  return ruled || gap > (isText ? APART : FAR_APART)
}

/** A caption on a picture may seem to be parted: how wide its white is, is a guess. */
const isGuessedCaption = ({ item }: TextRow): boolean =>
  item.line.glyphs[0]?.confidence !== undefined && isCaption(item)

/**
 * Finds tables among the lines that lie in no grid, over page breaks too, and puts them in their place in the stream.
 * `rulings` are, by page, the lines that are part of no grid; they part rows and columns where there are any; `follows`
 * tells which glyphs were painted one after the other.
 */
export function findUnruled(
  items: readonly Item[],
  rulings: ReadonlyMap<number, readonly Ruling[]>,
  follows: Follows,
): readonly Item[] {
  const lines = linesWithoutLeaders(items.map((item) => (item.kind === 'line' ? item : null)))
  const rows = lines.map((item): TextRow | null => item && { item, runs: runsOfLine(item.line, item.page) })
  const result: Item[] = []
  let done = 0
  for (let index = 0; index < items.length; index++) {
    const [row, item] = [rows[index], items[index]]
    if (index >= done && item?.kind === 'table') {
      const headed = headedTable(item, rows, index + 1, (own) => stripOf(own, rulings, follows, false))
      if (headed) {
        result.push(...items.slice(done, index), headed.item)
        done = headed.end
      }
      continue
    }
    if (index < done || !row || row.runs.length < 2 || isHeading(row.item) || isGuessedCaption(row)) continue
    const end = regionTail(rows, index, regionEnd(rows, index))
    const own = rows.slice(index, end).filter((each) => each !== null)
    const numeric = isTable(own, rows[index - 1])
    const worded =
      !numeric &&
      own.length <= MAX_LINES &&
      standsInColumns(own) &&
      (isCaptioned(rows, index) || isRuledAcross(own, rulings))
    if (!numeric && !worded) {
      // A region that is too long from its first line is too long from its second.
      if (own.length > MAX_LINES) {
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
    const start = worded ? index : Math.max(done, regionStart(rows, index, end))
    const region = withoutRepeats(rows.slice(start, end).filter((each) => each !== null))
    const found = partsAtBands(region).flatMap((own, place): TableItem[] => {
      const strip = stripOf(own, rulings, follows, place === 0 && isApart(rows, [start, end], rulings))
      const table = worded ? textTable(strip) : unruledTable(strip)
      const part = table?.parts.at(-1)
      return table && part ? [{ kind: 'table', page: part.page, box: part.box, table: withoutBareColumns(table) }] : []
    })
    if (found.length === 0) continue
    result.push(...items.slice(done, start), ...found)
    done = end
  }
  result.push(...items.slice(done))
  return result
}
