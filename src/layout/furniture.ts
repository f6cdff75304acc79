import { squeeze } from '../vocabulary/labels.js'
import type { Item, LineItem } from './laid.js'
import { lineText } from './lines.js'
import { runsOfLine } from './runs.js'
import { PAGE_NUMBER } from '../vocabulary/patterns.js'

/** Running heads and feet stand within this share of the page's height from its edge (about 3 cm of A4). */
const MARGIN_SHARE = 0.1
/** A page number in the text's own area must be parted from it by this many of its font sizes. */
const LONE_GAP = 1
/** Any page number is parted from text above or below it by this many. */
const NUMBER_GAP = 0.6
/** A head or foot has at most this many lines. */
const DEEPEST = 3
/** The same line at the same height (points) on at least this share of the pages, and on two at least, is furniture. */
const SAME_HEIGHT = 4
const REPEATED_SHARE = 0.5

export interface PageItems {
  readonly number: number
  readonly height: number
  /** Top to bottom. */
  readonly items: readonly Item[]
}

const LETTER = /\p{L}/u

const isLine = (item: Item | undefined): item is LineItem => item?.kind === 'line'

/** The lines at one edge of the page, outermost first, that lie in its margin or stand apart from what follows. */
function outerLines({ items, height }: PageItems, edge: 'top' | 'bottom'): LineItem[] {
  const ordered = edge === 'top' ? items : [...items].reverse()
  const found: LineItem[] = []
  for (const [index, item] of ordered.slice(0, DEEPEST).entries()) {
    if (!isLine(item)) break
    const next = ordered[index + 1]
    const depth = edge === 'top' ? item.box[3] : height - item.box[1]
    const gap = next ? (edge === 'top' ? next.box[1] - item.box[3] : item.box[1] - next.box[3]) : Infinity
    if (depth > height * MARGIN_SHARE && !(index === 0 && gap > item.line.size * LONE_GAP)) break
    found.push(item)
  }
  return found
}

const shapeOf = ({ line }: LineItem): string => squeeze(lineText(line)).replace(/\d+/gu, '#')

/** Several numbers side by side are values, though together they may look like one. */
const isPageNumber = ({ line, page }: LineItem): boolean => {
  const text = squeeze(lineText(line))
  return PAGE_NUMBER.test(text) && (!/^\d+$/u.test(text) || runsOfLine(line, page).length === 1)
}

/** A number as near to what stands beside it on the page as lines of one cell are may be the end of a number there. */
function isApart(item: LineItem, items: readonly Item[]): boolean {
  const needed = NUMBER_GAP * item.line.size
  return items.every(
    (other) =>
      other === item ||
      other.box[2] <= item.box[0] ||
      other.box[0] >= item.box[2] ||
      item.box[1] - other.box[3] >= needed ||
      other.box[1] - item.box[3] >= needed,
  )
}

/** Takes page numbers and running heads and feet out of the pages. */
export function withoutFurniture(pages: readonly PageItems[]): readonly PageItems[] {
  const edges = pages.map((page) => [outerLines(page, 'top'), outerLines(page, 'bottom')])
  const places = new Map<string, number[]>()
  for (const lines of edges)
    // The only line of a page is the outermost at both of its edges, and still one line.
    for (const item of new Set(lines.flat()))
      places.set(shapeOf(item), [...(places.get(shapeOf(item)) ?? []), item.box[1]])
  const needed = Math.max(2, pages.length * REPEATED_SHARE)
  // Running heads have words; rows of numbers are alike on any page.
  const isRepeated = (item: LineItem): boolean =>
    LETTER.test(lineText(item.line)) &&
    (places.get(shapeOf(item)) ?? []).filter((top) => Math.abs(top - item.box[1]) <= SAME_HEIGHT).length >= needed
  return pages.map((page, index) => {
    const dropped = new Set<Item>()
    for (const lines of edges[index] ?? []) {
      // A line farther in than one of the text belongs to the text, too: a number broken in a cell is no page number.
      const end = lines.findIndex((item) => !(isPageNumber(item) && isApart(item, page.items)) && !isRepeated(item))
      for (const item of end < 0 ? lines : lines.slice(0, end)) dropped.add(item)
    }
    return dropped.size === 0 ? page : { ...page, items: page.items.filter((item) => !dropped.has(item)) }
  })
}
