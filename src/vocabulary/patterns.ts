import { squeeze } from './labels.js'

/**
 * Words and numbers that reports print around and inside their tables, whatever the form: for text squeezed by `squeeze`.
 */

/** A label's number: （三） 3. 三、 */
export const LABEL_NUMBER =
  /^(?:[(（](?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）]|(?:[一二三四五六七八九十]{1,3}|\d{1,2})[.．、])/u

/** A number that starts a label, so that the line continues no other: 1. （三） 四、 第二十条 */
export const LABEL_START = /^(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[)）]|[.．、](?!\d))|第.{1,4}[条项])/u

/** The ways in which labels are numbered: 一、 (一) 1. (1). */
export const NUMBERINGS: readonly RegExp[] = [
  /^[一二三四五六七八九十]+[、.．]/u,
  /^[(（][一二三四五六七八九十]+[)）]/u,
  /^\d+[.．、]/u,
  /^[(（]\d+[)）]/u,
]

/** Short words that are set wide in a cell: 合  计. */
export const WIDE_WORDS: ReadonlySet<string> = new Set([
  ...['合计', '总计', '小计', '其他', '其它', '项目', '规章', '备注', '单位', '内容'],
])

const ARTICLE_HEADING = /^第[一二三四五六七八九十百\d]{1,4}条[^，。；、]{0,12}$/u

/** Tells whether a line is a heading over a block of a table and nothing else: 第二十条第（一）项. */
export const isBandLine = (text: string): boolean => ARTICLE_HEADING.test(squeeze(text))

/** Tells whether a text starts with a label's number, so that it continues no other label. */
export const startsLabel = (text: string): boolean => LABEL_NUMBER.test(squeeze(text))

/** A table's unit on a line of its own: 单位：件. */
export const UNIT_LINE = /^[(（]?(?:计量)?单位[:：]/u

/** - 4 -, — 4 —, 4, 4/8, 第 3 页 共 8 页, Page 3 of 8. */
export const PAGE_NUMBER =
  /^(?:[-–—－·.•~]*\d{1,3}[-–—－·.•~]*|第(?:\d{1,3}|[一二三四五六七八九十]{1,3})页(?:[,，/]?[(（]?共(?:\d{1,3}|[一二三四五六七八九十]{1,3})页[)）]?)?|\d{1,3}[/／]\d{1,3}|page\d{1,3}(?:of\d{1,3})?)$/iu

/** A page number of a browser or word processor, its digits in one of the groups; a bare number is one, too. */
export const RUNNING_NUMBER =
  /^(?:(\d{1,3})[/／]\d{1,3}|[-–—－·•~]+(\d{1,3})[-–—－·•~]+|第(\d{1,3})页(?:[,，/]?[(（]?共\d{1,3}页[)）]?)?|page(\d{1,3})(?:of\d{1,3})?|(\d{1,3}))$/iu

/** The date, perhaps with the time of day, that browsers print over a page. */
export const RUNNING_DATE =
  /^\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,4}日?(?:[,，]?(?:[上下]午)?\d{1,2}:\d{2}(?::\d{2})?(?:[ap]m)?)?$/iu
