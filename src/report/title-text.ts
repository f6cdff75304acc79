import { simplified } from '../vocabulary/characters.js'
import { isOrganName, isPlace, isShortName } from './organ/names.js'
import { YEAR, parseYear, tidy } from './text.js'

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
  /** The rest without year and subject, if it has the form of a name: the organ, or its place alone; else null. */
  readonly organ: string | null
  /** Does something stand there that is no name? Then nobody knows where the title begins. */
  readonly glued: boolean
}

/** Words of menus and buttons, dates and weekdays that stand before a title on its line, parted from it by a space. */
const FOREIGN_WORD =
  /^(?:首页|网站首页|政务公开|信息公开|互动交流|打印|关闭|收藏|返回|分享|字号|大|中|小|晴|阴|多云|小雨|雨|雪|星期[一二三四五六日天]|今天是|\d{1,2}:\d{2}(?::\d{2})?|(?:今天是)?\d{4}(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}日))$/u

const ORNAMENT = '[★☆■◆●▲▼◎○□◇△▶►※#*＊+=~_|｜>＞»›·•—–\\-\\s]+'
const HEADS: readonly RegExp[] = [
  new RegExp(`^${ORNAMENT}`, 'u'),
  /^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[)）、.．])(?!\d)/u,
  /^P\d{1,3}[-—:：]?/u,
  /^附件?[一二三四五六七八九十\d]*[:：]|^附件[一二三四五六七八九十\d]*(?=\D)/u,
  /^【[^】]{1,12}】|^\[[^\]]{1,12}\]/u,
  /^[（(【[]?(?:图解|图文(?:解读)?|一图读懂|一图看懂|解读)[)）】\]]?[:：丨|]?/u,
  /^(?:标题|信息名称|文件名称|公开标题|题名|名称)[:：]/u,
  /^(?:今天是)?20\d{2}(?:[-./]\d{1,2}[-./]\d{1,2}|年\d{1,2}月\d{1,2}日)(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?(?:星期[一二三四五六日天])?(?=\D|20\d{2})/u,
]
const TAILS: readonly RegExp[] = [
  new RegExp(`${ORNAMENT}$`, 'u'),
  /[（(]\d+(?:\.\d+)?[KM]B?[）)]$/iu,
  /\.(?:docx?|pdf|html?|txt|wps|ofd)$/iu,
  /[（(【[](?:图解|图文(?:版|解读)?|解读|多图|附图|含图解|文字版|PDF版?|扫描件|全文|公示稿?)[)）】\]]$/u,
  /[（(【[]?20\d{2}[-./]\d{1,2}[-./]\d{1,2}(?:\d{1,2}:\d{2}(?::\d{2})?)?[)）】\]]?$/u,
  /(?<=(?:报告|年报|总结)[）)》]?)[（(【[]?(?:发布|公开|生成|更新)?(?:日期|时间|来源|信息来源|作者|浏览次数|点击数|阅读|字号|字体|发布机构|文号|索引号)[:：].*$/u,
  /[-_—–|｜·]+[^-_—–|｜·]*(?:网|网站|门户|平台|政府|年报|公开|首页|频道|专栏)$/u,
]
/** Where a seal goes: XX局（盖章） */
const SEAL = /[（(](?:盖章|公章|印章|章)[）)]/gu

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

/**
 * Can a title that goes on in the next line begin with this one: with an organ, a year, or both, and part of its subject?
 */
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

/** A line without what surrounds the title on it: dates, buttons, numbering, ornaments, the name of the site. */
function withoutOrnaments(line: string): string {
  const words = line.trim().split(/[\s\u00a0\u3000]+/u)
  // A line that is spaced out is all single characters: none of them is a button there.
  const spacedOut = words.filter((word) => word.length === 1).length > words.length / 2
  const from = spacedOut ? 0 : words.findIndex((word) => !FOREIGN_WORD.test(word))
  let text = tidy(words.slice(Math.max(0, from)).join(' ')).replace(SEAL, '')
  for (let before = ''; before !== text;) {
    before = text
    for (const pattern of [...HEADS, ...TAILS]) text = text.replace(pattern, '')
    text = text.replace(/^《([^《》]*)》$/u, '$1')
  }
  return text
}
