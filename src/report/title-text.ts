import { YEAR, parseYear, tidy } from './text.js'

/** How titles of these reports end: …政府信息公开工作年度报告, with the variants that organs print. */
const SUBJECT = '(?:政府)?(?:信息(?:与政务|和政务)?|政务)公开'
const ENDING = new RegExp(
  `${SUBJECT}(?:与政务公开)?(?:工作)?的?(?:[（(]?${YEAR}年?(?:度)?[)）]?)?(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?(?:情况)?的?(?:报告|年报|总结)书?(?:的(?:公示|公告|报告|函))?(?:[（(][^（）()]{0,14}[）)])?》?$`,
  'u',
)
/** The year in a title, with its brackets. */
export const YEAR_PART = new RegExp(`[（(]?(${YEAR})年?度?[)）]?`, 'u')

/** Longer lines are sentences. */
export const LONGEST_TITLE = 70

const NO_TITLE = /[，。；！？>＞：:]|^(?:根据|按照|现将|本报告|第|来源)/u

/** A report's title, and what it says. */
export interface Title {
  readonly text: string
  readonly year: number | null
  /** What is left without year and subject: the organ, or its place alone; null for nothing. */
  readonly organ: string | null
}

/** Parts a title into organ, year and subject; null for a line that is no title of such a report. */
export function parseTitle(line: string): Title | null {
  const text = tidy(line)
    .replace(/^附件[一二三四五六七八九十\d]*[:：]?/u, '')
    .replace(/^《(.*)》$/u, '$1')
  if (text.length > LONGEST_TITLE || NO_TITLE.test(text)) return null
  const ending = ENDING.exec(text)
  if (!ending) return null
  const year = YEAR_PART.exec(text)
  const organ = text
    .slice(0, ending.index)
    .replace(YEAR_PART, '')
    .replace(/^关于|关于(?:编制|报送|上报|印发|公布|发布|公开)?《?$/gu, '')
    .replace(/(?:的|年度|年|[-—_\s《])+$/u, '')
    .replace(/^(?:年度|年|的|[-—《])+/u, '')
    // 安平县人民政府信息公开: the two words share 政府.
    .replace(/人民$/u, ending[0].startsWith('政府') ? '人民政府' : '人民')
  return { text, year: year?.[1] === undefined ? null : parseYear(year[1]), organ: organ === '' ? null : organ }
}

/** The title in a page's own: 花石镇2021年政府信息公开工作年度报告 - 湘潭县人民政府. */
export function titleOfPage(text: string): Title | null {
  const parts = [text, ...text.split(/\s*[-_—|–·>]+\s*|\s{2,}/u)]
  const titles = parts.map((part) => parseTitle(part)).filter((title) => title !== null)
  return titles.sort((a, b) => completeness(b) - completeness(a))[0] ?? null
}

function completeness(title: Title): number {
  return Number(title.organ !== null) + Number(title.year !== null)
}
