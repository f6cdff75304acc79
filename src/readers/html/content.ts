import type { FlowItem } from '../markup/flow.js'
import type { MarkupElement } from '../markup/element.js'
import { endsArticle, isAnchor, isDateLine, isFurniture, isTitleLike, MENU_SHARE } from './clues.js'

/** Lines of a title (the organ's name) that may stand above the line that names the report. */
const LINES_ABOVE_TITLE = 2
const LONGEST_LINE_ABOVE_TITLE = 40

/** A signature that stands outside of the article's element follows it within this many blocks. */
const SIGNATURE_REACH = 8

/** Blocks at the end of the article in which its own signature date would stand. */
const SIGNATURE_LOOKBACK = 8

/**
 * The report's blocks without the page around them. Where its statutory headings and tables are found, the smallest
 * element that holds them and the title is the article; in it nothing between the first and the last of them is touched.
 * Where none is found only menus and furniture lines are left out, so that nothing of an unknown report is lost.
 */
export function mainContent(items: readonly FlowItem[]): readonly FlowItem[] {
  const anchors = items.flatMap((item, index) => (isAnchor(item) ? [index] : []))
  const first = anchors[0]
  const last = anchors.at(-1)
  if (first === undefined || last === undefined) return items.filter((item) => !isFurniture(item))
  const title = titleIndex(items, first)
  const held = title === null ? anchors : [title, ...anchors]
  const container = commonAncestor(held.flatMap((index) => items[index]?.element ?? []))
  const inside = (item: FlowItem): boolean => container === null || isWithin(item.element, container)
  const start = title === null ? null : startOfTitle(items, title, inside)

  const head = items
    .slice(0, first)
    .filter((item, index) =>
      start === null || index >= start ? inside(item) && !isFurniture(item) : isFactTable(item),
    )
  const middle = items.slice(first, last + 1)
  const behind = items.slice(last + 1)
  const outside = behind.findIndex((item) => !inside(item))
  const within = untilEnd(outside < 0 ? behind : behind.slice(0, outside))
  const tail =
    within.complete && outside >= 0 ? signatureOutside([...middle, ...within.items], behind.slice(outside)) : []
  return [...head, ...middle, ...within.items, ...tail]
}

/**
 * The title nearest above the first statutory heading or table; else, under a table of contents, the first one below it.
 */
function titleIndex(items: readonly FlowItem[], first: number): number | null {
  const above = items.findLastIndex((item, index) => index < first && isTitleLike(item))
  return above < 0 ? null : above
}

/**
 * Where the title starts: the same title may stand above the article's own, and the organ's name above it on its own line.
 */
function startOfTitle(items: readonly FlowItem[], title: number, inside: (item: FlowItem) => boolean): number {
  let start = items.findIndex((item, index) => index <= title && inside(item) && isTitleLike(item))
  for (let lines = 0; lines < LINES_ABOVE_TITLE && start > 0; lines++) {
    const above = items[start - 1]
    if (above?.block.kind !== 'paragraph' || !inside(above) || isFurniture(above) || isDateLine(above)) break
    if (above.block.text.length > LONGEST_LINE_ABOVE_TITLE || above.linkShare > 0) break
    start -= 1
  }
  return start
}

/** A table of facts above the title (索引号, 发布机构, …) is a table of the document. */
function isFactTable({ block, linkShare }: FlowItem): boolean {
  return (
    block.kind === 'table' &&
    linkShare <= MENU_SHARE &&
    block.cells.some(({ text }) => /索\s*引\s*号|发布|公开/u.test(text))
  )
}

function untilEnd(items: readonly FlowItem[]): { readonly items: readonly FlowItem[]; readonly complete: boolean } {
  const end = items.findIndex(endsArticle)
  const kept = end < 0 ? items : items.slice(0, end)
  return { items: kept.filter((item) => !isFurniture(item)), complete: end < 0 }
}

/** The lines behind the article up to a date, if the article itself is not signed. */
function signatureOutside(article: readonly FlowItem[], behind: readonly FlowItem[]): readonly FlowItem[] {
  if (article.slice(-SIGNATURE_LOOKBACK).some(isDateLine)) return []
  const near = behind.slice(0, SIGNATURE_REACH)
  const end = near.findIndex((item) => isFurniture(item) || item.block.kind === 'table')
  const lines = end < 0 ? near : near.slice(0, end)
  return lines.slice(0, lines.findIndex(isDateLine) + 1)
}

function ancestry(element: MarkupElement): readonly MarkupElement[] {
  const line: MarkupElement[] = []
  for (let at: MarkupElement | null = element; at; at = at.parent) line.push(at)
  return line.reverse()
}

/** The deepest element around all of these; never one of them itself unless there is only one. */
function commonAncestor(elements: readonly MarkupElement[]): MarkupElement | null {
  const [one, ...others] = elements
  if (!one) return null
  let shared = ancestry(one)
  for (const element of others) {
    const line = ancestry(element)
    let depth = 0
    while (depth < shared.length && shared[depth] === line[depth]) depth += 1
    shared = shared.slice(0, depth)
  }
  return shared.at(-1) ?? null
}

function isWithin(element: MarkupElement, container: MarkupElement): boolean {
  for (let at: MarkupElement | null = element; at; at = at.parent) if (at === container) return true
  return false
}
