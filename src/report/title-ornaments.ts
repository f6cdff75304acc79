import { tidy } from './text.js'

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

/** A line without what surrounds the title on it: dates, buttons, numbering, ornaments, the name of the site. */
export function withoutOrnaments(line: string): string {
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
