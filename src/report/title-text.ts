import { simplified } from '../vocabulary/characters.js'
import { isOrganName, isPlace, isShortName } from './organ/names.js'
import { YEAR, parseYear } from './text.js'
import { withoutOrnaments } from './title-ornaments.js'

/** How titles of these reports end: …政府信息公开工作年度报告, with the variants that organs print. */
const SUBJECT = '(?:政府)?(?:信息(?:与政务|和政务)?|政务)公开'
const ENDING = new RegExp(
  `${SUBJECT}(?:与政务公开)?(?:工作)?的?(?:[（(]?${YEAR}年?(?:度)?[)）]?)?(?:工作)?(?:情况)?的?(?:年度|年)?(?:工作)?(?:情况)?的?(?:报告|年报|总结)书?(?:的(?:公示|公告|报告|函))?(?:[（(][^（）()]{0,14}[）)])?》?(?:的(?:公示|公告|通知|函))?$`,
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
  /** What is left without year and subject, if that has the form of a name: the organ, or its place alone; null for nothing. */
  readonly organ: string | null
  /** Does something stand there that is no name? Then nobody knows where the title begins. */
  readonly glued: boolean
}

/** Parts a title into organ, year and subject; null for a line that is no title of such a report. */
export function parseTitle(line: string): Title | null {
  const text = withoutOrnaments(line)
  // One character for one, so that what is found in it stands at the same place in the printed text.
  const plain = simplified(text)
  if (text.length > LONGEST_TITLE || NO_TITLE.test(plain)) return null
  const ending = ENDING.exec(plain)
  if (!ending) return null
  const year = YEAR_PART.exec(plain)
  const organ = plain
    .slice(0, ending.index)
    .replace(YEAR_PART, '')
    .replace(/(?<=.)关于(?:印发|发布|公布|公开|报送)《.*$/u, '')
    .replace(/^关于(?:印发|发布|公布|公开|报送)?《?|关于(?:编制|报送|上报|印发|公布|发布|公开)?《?$/gu, '')
    .replace(/(?:的|年度|年|[-—_\s《])+$/u, '')
    .replace(/^(?:年度|年|的|[-—《])+/u, '')
    // 安平县人民政府信息公开: the two words share 政府.
    .replace(/人民$/u, ending[0].startsWith('政府') ? '人民政府' : '人民')
  const named = isOrganName(organ) || isPlace(organ) || isShortName(organ)
  return {
    text,
    year: year?.[1] === undefined ? null : parseYear(year[1]),
    organ: named ? printedAs(organ, plain, text) : null,
    glued: organ !== '' && !named,
  }
}

function printedAs(name: string, plain: string, text: string): string {
  const at = plain.indexOf(name)
  return at < 0 ? name : text.slice(at, at + name.length)
}

/** The words of a title's subject, of which a line may hold the first ones only. */
const BROKEN_SUBJECT =
  /(?:关于)?(?:的)?(?:政(?:府|务)?)?(?:信(?:息)?)?(?:公(?:开)?)?(?:工(?:作)?)?(?:情况)?(?:的)?(?:年(?:度)?)?(?:工(?:作)?)?(?:报)?$/u

/** Can a title that goes on in the next line begin with this one: with an organ, a year, or both, and part of its subject? */
export function opensTitle(line: string): boolean {
  const text = simplified(withoutOrnaments(line))
  if (text.length > LONGEST_TITLE || NO_TITLE.test(text)) return false
  const year = YEAR_PART.exec(text)
  const rest = text
    .replace(YEAR_PART, '')
    .replace(BROKEN_SUBJECT, '')
    .replace(/^(?:关于|的)/u, '')
  if (rest === '') return year !== null
  return isOrganName(rest) || isPlace(rest) || (year !== null && isShortName(rest))
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
