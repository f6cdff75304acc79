import type { Paragraph } from '../model/block.js'
import type { Metadata } from '../model/source.js'
import { type Found, foundIn, foundOutside } from './evidence.js'
import { isFurniture } from './furniture.js'
import { isOrganName } from './organ/names.js'
import { YEAR, tidy } from './text.js'
import { LONGEST_TITLE, type Title, YEAR_PART, opensTitle, parseTitle, titleOfPage } from './title-text.js'

export type { Title } from './title-text.js'

/** A title may be broken over this many lines. */
const MAX_LINES = 4
/** Lines of one title have font sizes this much alike. */
const SIZE_RATIO = 1.35

interface Candidate {
  readonly title: Title
  readonly lines: readonly Paragraph[]
  readonly score: number
}

/** The title as found, whether others contradict it, and which. */
export interface TitleResult {
  readonly found: Found<Title> | null
  /** Other titles that stand as prominently and name another organ or year. */
  readonly rivals: readonly string[]
}

/**
 * The report's title: from the lines before the first section, else from page furniture or document properties, else from a
 * sentence that quotes it. Where several stand there alike (links to other years), the one of `spoken`, the year that the
 * prose speaks of, is the report's own.
 */
export function findTitle(preamble: readonly Paragraph[], metadata: Metadata, spoken: number | null): TitleResult {
  const candidates = printedTitles(preamble)
  const prominent = candidates.reduce((score, each) => Math.max(score, each.score), 0)
  const equals = candidates.filter(({ score }) => score >= prominent - RIVAL_MARGIN)
  const named = metadata.title === undefined ? null : titleOfPage(metadata.title)
  const own = [
    ...equals.filter(({ title }) => title.text === named?.text),
    ...equals.filter(({ title }) => spoken !== null && title.year === spoken),
  ]
  const best = (own.length > 0 ? own : equals).reduce<Candidate | null>(
    (a, b) => (a && a.score >= b.score ? a : b),
    null,
  )
  if (best && named && metadata.title !== undefined && saysMore(named, best.title, spoken))
    return { found: foundOutside(named, metadata.title), rivals: [] }
  if (best) {
    const rivals = (own.length > 0 ? own : equals)
      .filter((each) => contradicts(each.title, best.title))
      .map((each) => each.title.text)
    return { found: foundIn(best.title, ...best.lines), rivals: [...new Set(rivals)] }
  }
  if (named && metadata.title !== undefined) return { found: foundOutside(named, metadata.title), rivals: [] }
  return { found: quotedTitle(preamble), rivals: [] }
}

/** 政府信息公开年报 may be the name of the column: a page's own title with organ and year says more, unless the prose denies it. */
const saysMore = (named: Title, printed: Title, spoken: number | null): boolean =>
  isWhole(named) && printed.organ === null && printed.year === null && (spoken === null || spoken === named.year)

/** Titles whose prominence differs by less than this stand alike. */
const RIVAL_MARGIN = 0.5

function contradicts(a: Title, b: Title): boolean {
  const years = a.year !== null && b.year !== null && a.year !== b.year
  const organs = a.organ !== null && b.organ !== null && !a.organ.includes(b.organ) && !b.organ.includes(a.organ)
  return years || organs
}

/** Every run of lines that makes a title, with how prominent it is. */
function printedTitles(preamble: readonly Paragraph[]): readonly Candidate[] {
  const found: Candidate[] = []
  const largest = preamble.reduce((most, { size }) => Math.max(most, size ?? 0), 0)
  let from = 0
  for (let at = 0; at < preamble.length; at++) {
    const lines = titleLinesAt(preamble, at, from)
    if (!lines) continue
    const title = parseTitle(lines.map(({ text }) => text).join(''))
    const first = lines[0]
    if (!title || !first) continue
    const start = preamble.indexOf(first)
    at = start + lines.length - 1
    from = at + 1
    found.push({
      title,
      lines,
      score:
        (title.organ === null ? 0 : 2) +
        (title.year === null ? 0 : 2) +
        (first.level === null ? 0 : 1.5 / first.level) +
        (first.size !== null && first.size >= largest - 0.5 ? 1 : 0) +
        (first.align === 'center' ? 0.5 : 0) +
        at / (100 * preamble.length),
    })
  }
  return found
}

/**
 * The lines of the title that ends at, or goes on from, line `at`: lines behind it are taken while they complete it, lines
 * before it (down to `from`) while organ or year is still missing.
 */
function titleLinesAt(preamble: readonly Paragraph[], at: number, from: number): readonly Paragraph[] | null {
  const line = preamble[at]
  if (!line || !(parseTitle(line.text) ?? opensTitle(line.text))) return null
  let lines: readonly Paragraph[] = [line]
  while (!parseTitle(textOf(lines)) && lines.length < MAX_LINES) {
    const next = preamble[at + lines.length]
    const last = lines.at(-1)
    if (!next || !last || !isTitlePart(next) || isWhole(parseTitle(next.text)) || !alike(last, next)) return null
    lines = [...lines, next]
  }
  for (;;) {
    const title = parseTitle(textOf(lines))
    if (!title) return null
    const first = lines[0]
    const before = first && preamble[preamble.indexOf(first) - 1]
    if (isWhole(title) || title.glued || lines.length >= MAX_LINES) break
    if (!first || !before || preamble.indexOf(before) < from || !alike(before, first) || !isTitlePart(before)) break
    const longer = parseTitle(textOf([before, ...lines]))
    if (!longer || !completesTitle(before.text, title)) break
    lines = [before, ...lines]
  }
  return withYearBehind(preamble, lines)
}

/** （2021年度） on a line of its own behind the title belongs to it. */
function withYearBehind(preamble: readonly Paragraph[], lines: readonly Paragraph[]): readonly Paragraph[] {
  const last = lines.at(-1)
  const next = last && preamble[preamble.indexOf(last) + 1]
  const bare = next && new RegExp(`^[（(]${YEAR}年?度?[)）]$`, 'u').test(tidy(next.text))
  return next && bare && parseTitle(textOf(lines))?.year === null ? [...lines, next] : lines
}

/** Does a title name both organ and year? Then no line before it belongs to it. */
const isWhole = (title: Title | null): boolean => title?.organ != null && title.year !== null

function textOf(lines: readonly Paragraph[]): string {
  return lines.map(({ text }) => text).join('')
}

/** Can this line stand before a title that lacks its organ or year? 土门关乡人民政府2021年度 | 政府信息公开工作年度报告 */
function completesTitle(line: string, title: Title): boolean {
  const text = tidy(line)
  const year = YEAR_PART.exec(text)
  const rest = text.replace(YEAR_PART, '').replace(/^关于|关于$|年度?$/gu, '')
  if (title.organ === null && title.year === null) return year !== null || isOrganName(rest)
  if (title.organ === null) return isOrganName(rest) && year === null
  return year !== null && (rest === '' || isOrganName(rest))
}

function isTitlePart(line: Paragraph): boolean {
  const text = tidy(line.text)
  if (parseTitle(text) !== null) return true
  return text !== '' && text.length <= LONGEST_TITLE && !isFurniture(text) && !/[，。；！？：:>＞|]|〔/u.test(text)
}

function alike(a: Paragraph, b: Paragraph): boolean {
  if (a.level !== b.level) return false
  if (a.size === null || b.size === null) return true
  return Math.max(a.size, b.size) <= SIZE_RATIO * Math.min(a.size, b.size)
}

/** 现公布2021年中山镇政府信息公开工作年度报告。 Only a quotation with year and organ is taken: less may be a phrase. */
function quotedTitle(preamble: readonly Paragraph[]): Found<Title> | null {
  for (const paragraph of preamble) {
    const text = tidy(paragraph.text)
    for (const match of text.matchAll(
      /(?:现公布|现发布|现将|公布|发布|编制了?|制作|撰写|形成了?)《?([^，。；：《》,;:]{8,60})/gu,
    )) {
      const quoted = /^.*?(?:报告(?!如下)|年度报告|年报)/u.exec(match[1] ?? '')?.[0]
      const title = quoted === undefined ? null : parseTitle(quoted)
      if (title?.year && title.organ !== null && title.organ.length >= 2 && !/^[我本]/u.test(title.organ))
        return foundIn(title, paragraph)
    }
  }
  return null
}
