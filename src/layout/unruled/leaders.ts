import type { Glyph } from '../../model/page.js'
import { isValueText } from '../../vocabulary/values.js'
import type { LineItem } from '../laid.js'
import { lineOf } from '../lines.js'
import { runsOfLine } from '../runs.js'

/** This many dots in a row lead from a label to its value. */
const FEWEST_DOTS = 4
/** Among lines with leaders so many are one. */
const FEWEST_BESIDE = 2
const DOT = /^[.·․‥…]$/u
/** Page numbers are such texts: a table of contents leads to them. */
const PAGE = /^(?:\d{1,4}|[ivxlc]{1,7})$/iu

/** Glyphs without the dots that lead from a label to its values; the same array where there are none. */
function withoutDots(glyphs: readonly Glyph[], fewest: number): readonly Glyph[] {
  const kept: Glyph[] = []
  let from = 0
  while (from < glyphs.length) {
    let to = from
    while (to < glyphs.length && DOT.test(glyphs[to]?.text.trim() ?? '')) to += 1
    if (to - from < fewest) kept.push(...glyphs.slice(from, Math.max(to, from + 1)))
    from = Math.max(to, from + 1)
  }
  return kept.length < glyphs.length ? kept : glyphs
}

/** Do as many dots follow each other as leaders have, set close or wide? */
function hasDots({ line }: LineItem): boolean {
  let dots = 0
  return line.glyphs.some(({ text }) => {
    dots = DOT.test(text) ? dots + 1 : 0
    return dots >= FEWEST_DOTS
  })
}

/** A line without leaders; the item itself where it has none. */
function withoutLeaders(item: LineItem, fewest: number): LineItem {
  const glyphs = withoutDots(item.line.glyphs, fewest)
  if (glyphs === item.line.glyphs || glyphs.length === 0) return item
  const line = lineOf(glyphs)
  return { ...item, line, box: line.box }
}

/** A table of contents never has these behind its leaders: two values, or a value that is no page's number. */
function isTabular(item: LineItem): boolean {
  const values = runsOfLine(item.line, item.page).slice(1)
  return values.length > 1 || values.some(({ text }) => isValueText(text) && !PAGE.test(text.trim()))
}

/**
 * The lines of a document with leaders (label ...... 1,234) as those of tables: without the dots. Those of a table of
 * contents, where only page numbers stand behind them, keep theirs.
 */
export function linesWithoutLeaders(items: readonly (LineItem | null)[]): readonly (LineItem | null)[] {
  const bare = items.map((item) => (item && hasDots(item) ? withoutLeaders(item, FEWEST_DOTS) : item))
  const isLed = (index: number): boolean => bare[index] !== items[index]
  const result = [...items]
  for (let from = 0; from < items.length; from += 1) {
    if (!isLed(from)) continue
    let to = from
    // Lines without leaders stand between those with them: groups, first lines of labels.
    for (let next = from; next < items.length && items[next] && next - to <= 3; next += 1) if (isLed(next)) to = next
    const own = bare.slice(from, to + 1)
    const led = own.filter((item, index): item is LineItem => item !== null && isLed(from + index))
    // Behind the longest labels stand but two dots.
    if (led.filter(isTabular).length * 2 >= led.length)
      own.forEach((item, index) => (result[from + index] = item && withoutLeaders(item, FEWEST_BESIDE)))
    from = to
  }
  return result
}
