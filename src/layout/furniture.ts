import { squeeze } from '../vocabulary/labels.js'
import type { Item, LineItem } from './items.js'
import { lineText } from './lines.js'

/** Running heads and feet stand within this share of the page's height from its edge (about 3 cm of A4). */
const MARGIN_SHARE = 0.1
/** A page number in the text's own area must be parted from it by this many of its font sizes. */
const LONE_GAP = 1
/** At most so many lines of a head or foot. */
const DEEPEST = 3
/** The same line at the same height (points) on at least this share of the pages, and on two at least, is furniture. */
const SAME_HEIGHT = 4
const REPEATED_SHARE = 0.5

/** - 4 -, — 4 —, 4, 4/8, 第 3 页 共 8 页, Page 3 of 8; after white space is taken out. */
const PAGE_NUMBER =
  /^(?:[-–—－·.•~]*\d{1,3}[-–—－·.•~]*|第(?:\d{1,3}|[一二三四五六七八九十]{1,3})页(?:[,，/]?[(（]?共(?:\d{1,3}|[一二三四五六七八九十]{1,3})页[)）]?)?|\d{1,3}[/／]\d{1,3}|page\d{1,3}(?:of\d{1,3})?)$/iu

export interface PageItems {
  readonly number: number
  readonly height: number
  /** Top to bottom. */
  readonly items: readonly Item[]
}

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

const isPageNumber = ({ line }: LineItem): boolean => PAGE_NUMBER.test(squeeze(lineText(line)))

/** Takes page numbers and running heads and feet out of the pages. */
export function withoutFurniture(pages: readonly PageItems[]): readonly PageItems[] {
  // The only line of a page is the outermost at both of its edges, and still one line.
  const outer = pages.map((page) => [
    ...new Set((['top', 'bottom'] as const).flatMap((edge) => outerLines(page, edge))),
  ])
  const places = new Map<string, number[]>()
  for (const lines of outer)
    for (const item of lines) places.set(shapeOf(item), [...(places.get(shapeOf(item)) ?? []), item.box[1]])
  const needed = Math.max(2, pages.length * REPEATED_SHARE)
  const isRepeated = (item: LineItem): boolean =>
    (places.get(shapeOf(item)) ?? []).filter((top) => Math.abs(top - item.box[1]) <= SAME_HEIGHT).length >= needed
  return pages.map((page, index) => {
    const dropped = new Set<Item>((outer[index] ?? []).filter((item) => isPageNumber(item) || isRepeated(item)))
    return dropped.size === 0 ? page : { ...page, items: page.items.filter((item) => !dropped.has(item)) }
  })
}
