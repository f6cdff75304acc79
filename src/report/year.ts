import type { Paragraph } from '../model/block.js'
import { type Found, foundIn } from './evidence.js'
import { dateLine } from './dates.js'
import { isFurniture } from './furniture.js'
import { YEAR, parseYear, tidy } from './text.js'
import type { Title } from './title.js'

interface YearResult {
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
/** 现公布2021年中山镇政府信息公开工作年度报告: this report, not last year's, which prose may name as published. */
const NAMED = new RegExp(
  `(?:现将|现公布|现发布|现予公布|编制(?:了|完成)?|形成了?|公布|发布)(${YEAR})年度?[^，。；：]{0,20}?(?:信息|政务)公开(?:工作)?(?:情况|年度报告|年报)`,
  'u',
)
const LABELLED = new RegExp(`(?:报告年度|所属年度|报告期|年度)[:：](${YEAR})`, 'u')

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
  const named = firstStatement(prose, LABELLED) ?? firstStatement(prose, NAMED)
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
  if (stated) {
    const against = [named, first && first.count >= STRONG_COUNT ? first : null].filter(
      (each) => each && each.year !== stated.year,
    )
    const years = [stated.year, ...against.flatMap((each) => each?.year ?? [])]
    return { found: foundIn(stated.year, stated.paragraph), contradiction: years.length > 1 ? years : [] }
  }
  if (!first) return { found: null, contradiction: [] }
  const near = second && second.count >= first.count - 1 && second.count > 1 ? [first.year, second.year] : []
  const tie = second?.count === first.count ? [first.year, second.year] : near
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

/** A date that is no end of a period: when something was published or decided. */
const DATE_BEHIND = /^年(?!12月31)\d{1,2}月\d{1,2}日/u
/** A report by its name, which may be last year's; a plan for next year. */
const REPORT_BEHIND = /^年度?[^，。；：]{0,24}?(?:信息|政务)公开(?:工作)?(?:年度报告|年报)/u
const PLAN = /(?:将(?!.{0,4}作为|乐县)|下一步|计划|拟|展望)/u

/**
 * How often each year is named, most first. Titles of other papers (《…2021年…》), numbers of documents, dates, reports of other
 * years and plans for the next one are left out.
 */
function countYears(prose: readonly Paragraph[]): readonly (Statement & { readonly count: number })[] {
  const counts = new Map<number, Statement & { readonly count: number }>()
  for (const paragraph of prose) {
    if (isFurniture(paragraph.text) || dateLine(paragraph.text)) continue
    const text = tidy(paragraph.text).replace(/《[^》]*》|〔[^〕]*〕/gu, '')
    for (const sentence of text.split(/[。；！？]/u))
      for (const match of sentence.matchAll(new RegExp(`(${YEAR})(?=年)`, 'gu'))) {
        const year = parseYear(match[1] ?? '')
        const behind = sentence.slice(match.index + match[0].length)
        if (year === null || DATE_BEHIND.test(behind) || REPORT_BEHIND.test(behind)) continue
        if ((PLAN.exec(behind)?.index ?? Infinity) < PLAN_REACH) continue
        const before = counts.get(year)
        counts.set(year, before ? { ...before, count: before.count + 1 } : { year, paragraph, count: 1 })
      }
  }
  return [...counts.values()].sort((a, b) => b.count - a.count)
}

/** 2023年，我局将继续…: a plan follows soon after its year. */
const PLAN_REACH = 14
