import { valueAt } from '../model/at.js'
import type { Block } from '../model/block.js'
import type { Page, Ruling } from '../model/page.js'
import { captionLine } from '../vocabulary/captions.js'
import { squeeze } from '../vocabulary/labels.js'
import { UNIT_LINE } from '../vocabulary/patterns.js'
import { joinOverBreak } from './breaks.js'
import { looseRulings, drawnPage, lackingGrids, type DrawnPage } from './drawn.js'
import { fillGrids } from './fill.js'
import { withoutFurniture, type PageItems } from './furniture.js'
import type { Grid } from './grid.js'
import { byTop, lineItem, tableItem, type Item, type LineItem, columnsOf, toTable, type TableItem } from './laid.js'
import { lanesOf } from './lanes.js'
import { paintedOrder } from './runs.js'
import { linesOf, lineText } from './lines.js'
import { hidesColumns, splitWideCells } from './split.js'
import { withStackDoubt } from './stacks.js'
import { findUnruled } from './unruled/detect.js'
import { withoutTracking } from './tracking.js'
import { withoutRunning } from './running.js'
import { measureOf, paragraphsOf, type Measure } from './paragraphs.js'

export { findGrids, type Grid } from './grid.js'

/** White between two tables that are set as blocks of their own, in points. */
const BLOCK_GAP = 40

/** Gives a page's lines and tables, and the rulings that make no grid; `lacking` grids miss too many of their lines. */
function itemsOf(
  page: Page,
  { rulings, grids, drawn }: DrawnPage,
  lacking: ReadonlySet<Grid>,
): PageItems & { readonly rulings: readonly Ruling[] } {
  const whole = grids.filter((grid) => !lacking.has(grid))
  const { tables, rest } = whole.length < grids.length ? fillGrids(whole, page.glyphs, page.number) : drawn
  const lines = lanesOf(linesOf(rest), rulings).map(({ line, lane }) => lineItem(line, page.number, lane))
  const items = inOrder(
    lines,
    tables.map((table) => tableItem(table, page.number)),
  )
  const boxes = whole.map(({ box }) => box)
  return { number: page.number, height: page.height, items, rulings: looseRulings(page, rulings, boxes) }
}

/** Lines and tables of a page from top to bottom; where prose stands in columns, each table in its place in a column. */
function inOrder(lines: readonly LineItem[], tables: readonly TableItem[]): readonly Item[] {
  if (lines.every(({ lane }) => lane === null)) return [...lines, ...tables].sort(byTop)
  const items: Item[] = [...lines]
  for (const table of [...tables].sort(byTop)) {
    const [left, top, right] = table.box
    const isBefore = (item: Item): boolean =>
      item.box[1] < top && (item.kind === 'table' || item.lane === null || (item.box[0] < right && left < item.box[2]))
    const place = items.findLastIndex(isBefore)
    items.splice(place + 1, 0, table)
  }
  return items
}

/**
 * Does the document set blocks as tables of their own: two tables of one width, one beneath the other, with a gap between?
 */
function setsBlocksApart(items: readonly Item[]): boolean {
  return items.some((item, index) => {
    const next = items[index + 1]
    return (
      item.kind === 'table' &&
      next?.kind === 'table' &&
      item.page === next.page &&
      next.box[1] > item.box[3] &&
      next.box[1] - item.box[3] < BLOCK_GAP &&
      next.table.cells[0]?.columnSpan === columnsOf(next.table)
    )
  })
}

/** Lines that may stand between the parts of a table: 续表, its caption and unit again. */
const CONTINUING_LINES = 3

/** Where what stands before a table is, past the lines at the head of its page that say that a table goes on. */
function placeBefore(items: readonly Item[], page: number): number {
  const last = items.length - 1
  let place = last
  let says = false
  for (; place >= 0 && last - place < CONTINUING_LINES; place -= 1) {
    const item = items[place]
    if (item?.kind !== 'line' || item.page !== page) break
    const text = lineText(item.line)
    const { continued } = captionLine(text)
    if (!continued && !UNIT_LINE.test(squeeze(text))) return last
    says ||= continued
  }
  return says ? place : last
}

/** Tables that a page break cut become one. */
function joinTables(items: readonly Item[]): readonly Item[] {
  const apart = setsBlocksApart(items)
  const joined: Item[] = []
  for (const item of items) {
    const place = item.kind === 'table' ? placeBefore(joined, item.page) : -1
    const last = joined[place]
    if (item.kind === 'table' && last?.kind === 'table' && last.page < item.page) {
      const table = joinOverBreak(last.table, item.table, apart)
      if (table) {
        joined.splice(place, joined.length - place, { ...item, table })
        continue
      }
    }
    joined.push(item)
  }
  return joined
}

/** A cell alone is no table: a boxed line of text, or the row of a table that nothing follows. */
const withoutLoneCells = (items: readonly Item[]): readonly Item[] =>
  items.flatMap((item) =>
    item.kind === 'table' && item.table.cells.length < 2
      ? item.table.cells.flatMap(({ pieces }) =>
          pieces.flatMap(({ page, lines }) => lines.map((line) => lineItem(line, page))),
        )
      : [item],
  )

/** Each page's measure; a page with few lines of its own takes that of the whole document. */
function measuresOf(pages: readonly PageItems[], widths: ReadonlyMap<number, number>): ReadonlyMap<number, Measure> {
  const groups = new Map<number, LineItem[]>()
  for (const page of pages) {
    const width = Math.round(valueAt(widths, page.number, 'width of page'))
    const lines = page.items.filter((item) => item.kind === 'line')
    groups.set(width, [...(groups.get(width) ?? []), ...lines])
  }
  const measures = new Map([...groups].map(([width, lines]) => [width, measureOf(lines, width)]))
  return new Map(
    pages.flatMap(({ number }) => {
      const measure = measures.get(Math.round(valueAt(widths, number, 'width of page')))
      return measure ? [[number, measure] as const] : []
    }),
  )
}

function blocksOf(items: readonly Item[], measures: ReadonlyMap<number, Measure>): readonly Block[] {
  const blocks: Block[] = []
  let lines: LineItem[] = []
  const hidden = items.some((item) => item.kind === 'table' && hidesColumns(item.table))
  const close = (): void => {
    blocks.push(...paragraphsOf(lines, measures))
    lines = []
  }
  for (const item of items) {
    if (item.kind === 'line') lines.push(item)
    else {
      close()
      blocks.push(toTable(withStackDoubt(hidden ? splitWideCells(item.table) : item.table)))
    }
  }
  close()
  return blocks
}

/**
 * Pages of glyphs and rulings to paragraphs and tables in reading order. Geometry only: the same for born-digital and for
 * recognised pages. Page numbers and running heads are left out; a table cut by a page break is one.
 */
export function layoutPages(printed: readonly Page[]): readonly Block[] {
  const pages = withoutTracking(withoutRunning(printed))
  const drawn = pages.map(drawnPage)
  const lacking = lackingGrids(drawn)
  const found = pages.flatMap((page, index) => (drawn[index] ? [itemsOf(page, drawn[index], lacking)] : []))
  const rulings = new Map(found.map((page) => [page.number, page.rulings]))
  const laid = withoutFurniture(found)
  const measures = measuresOf(laid, new Map(pages.map(({ number, width }) => [number, width])))
  const items = findUnruled(
    laid.flatMap((page) => page.items),
    rulings,
    paintedOrder(pages.map(({ glyphs }) => glyphs)),
  )
  return blocksOf(withoutLoneCells(joinTables(items)), measures)
}
