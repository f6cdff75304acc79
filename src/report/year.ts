import type { Paragraph } from '../model/block.js'
import { type Found, foundIn } from './evidence.js'
import { YEAR, parseYear, tidy } from './text.js'
import type { Title } from './title.js'

export interface YearResult {
  readonly found: Found<number> | null
  /** All years named, best first, where they contradict each other; else empty. */
  readonly contradiction: readonly number[]
}

/** A year that the prose names this often while it never names the title's contradicts it. */
const STRONG_COUNT = 3

const PERIOD = new RegExp(
  `(${YEAR})年?[.\\-/]?0?1[月.\\-/]0?1日?起?[，,]?(?:至|到|[-—–~～]+)(?:${YEAR})?[年.\\-/]?12[月.\\-/]31`,
  'u',
)
const NAMED = new RegExp(`(${YEAR})年度?[^，。；：]{0,20}?(?:信息|政务)公开(?:工作)?(?:年度报告|年报)`, 'u')

interface Statement {
  readonly year: number
  readonly paragraph: Paragraph
}

/**
 * The year reported on: the title's, else the period that the numbers cover, else a report quoted by name, else the year that
 * the prose speaks of most. The date of publication does not count.
 */
export function findYear(title: Found<Title> | null, paragraphs: readonly Paragraph[]): YearResult {
  const prose = paragraphs.filter(({ text }) => title?.text.includes(text.trim()) !== true)
  const period = firstStatement(prose, PERIOD)
  const named = firstStatement(prose, NAMED)
  const counts = countYears(prose)
  const [first, second] = counts
  const printed = title?.value.year ?? null
  if (title && printed !== null) {
    const found: Found<number> = { ...title, value: printed }
    const silent = !counts.some(({ year }) => year === printed)
    const against = [
      ...(period && period.year !== printed ? [period.year] : []),
      ...(first && silent && first.count >= STRONG_COUNT ? [first.year] : []),
    ]
    return { found, contradiction: against.length > 0 ? [...new Set([printed, ...against])] : [] }
  }
  const stated = period ?? named
  if (stated) return { found: foundIn(stated.year, stated.paragraph), contradiction: [] }
  if (!first) return { found: null, contradiction: [] }
  const tie = second?.count === first.count ? [first.year, second.year] : []
  return { found: foundIn(first.year, first.paragraph), contradiction: tie }
}

/** The year that the prose speaks of: the period of its numbers, else the one that it names most; null if it names none. */
export function spokenYear(prose: readonly Paragraph[]): number | null {
  const period = firstStatement(prose, PERIOD)
  return period?.year ?? countYears(prose)[0]?.year ?? null
}

function firstStatement(prose: readonly Paragraph[], pattern: RegExp): Statement | null {
  for (const paragraph of prose) {
    const year = parseYear(pattern.exec(tidy(paragraph.text))?.[1] ?? '')
    if (year !== null) return { year, paragraph }
  }
  return null
}

/** How often each year is named, most first; titles of other papers (《…2021年…》) and document numbers left out. */
function countYears(prose: readonly Paragraph[]): readonly (Statement & { readonly count: number })[] {
  const counts = new Map<number, Statement & { readonly count: number }>()
  for (const paragraph of prose) {
    const text = tidy(paragraph.text).replace(/《[^》]*》|〔[^〕]*〕/gu, '')
    for (const match of text.matchAll(new RegExp(`(${YEAR})年`, 'gu'))) {
      const year = parseYear(match[1] ?? '')
      if (year === null) continue
      const before = counts.get(year)
      counts.set(year, before ? { ...before, count: before.count + 1 } : { year, paragraph, count: 1 })
    }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}
