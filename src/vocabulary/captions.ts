import { withoutRadicals } from './characters.js'
import { remember } from './remember.js'

/** Words around any numbered table: its number, its unit, its notes; and the words of sums in it. */

/** 一 to 九十九; in 表十一般公共预算 and 表1一般公共预算 the last 一 begins the title. */
const HAN_DIGITS = '(?:[二三四五六七八九]?十(?:[一二三四五六七八九](?!般))?|[一二三四五六七八九](?!般))'
const DIGITS = `(?:\\d{1,3}|${HAN_DIGITS})(?:\\s*[-－–—.．]\\s*\\d{1,3})*`

/** 表2-1, 附表一, 续表 3, 公开01表, Table A-1, Exhibit 3: at the head of a line, with a break of words behind it. */
const NUMBER = new RegExp(
  `^[\\s【\\[（(]*(续)?((?:附|图)?表\\s*${DIGITS}(?![\\d年月])|附件\\s*${DIGITS}(?=\\s|[:：]|$)|(?:公开|财决|预决|财预|预算|决算)\\s*\\d{1,2}(?:[-－]\\d{1,2})?\\s*表|(?:Table|Exhibit|Annex|Appendix|Schedule)\\s*(?:[A-Z]{0,2}[-.]?\\d{1,3}(?:[-.]\\d{1,3})*[a-z]?|[A-Z]|[IVX]{1,5})(?![\\w]))[】\\]）)]*`,
  'iu',
)
/** 3-12 主要农产品产量: numbered by chapter alone, as yearbooks do; neither dates nor ranges, nor sentences. */
const CHAPTERED =
  /^\s*(续)?(\d{1,2}\s?[-－–—]\s?\d{1,2})\s*(?=[\p{Script=Han}“][^。；，：!?]{2,40}$)(?!年(?![末均鉴份])|人(?![口均民才])|天(?!然)|项(?!目)|期(?!末)|[月日时秒周届个元万亿倍岁号至到]|分钟|百分)/u
/** 续表 without a number, （续）, (continued) */
const CONTINUED =
  /^[\s（(]*续表?[\d）)]*[\s:：]*$|[（(\s]*(?:续(?:表|完|上表|前表)?|cont(?:inued|['’]?d)?\.?)[\d）)]*[)）]?[\s.:：]*$/iu
/** 图 3, Figure 2: the line names a figure and no table. */
const FIGURE = /^\s*(?:图\s*[\d一二三四五六七八九十]|fig(?:ure|\.)\s*[\dA-Z]|chart\s+\d)/iu

export interface CaptionLine {
  /** 表2-1, as printed but for white space; null for none. */
  readonly number: string | null
  /** The text behind the number, without the unit; null where there is none. */
  readonly title: string | null
  readonly unit: string | null
  /** Does the line say that the table goes on from a page before? */
  readonly continued: boolean
  readonly figure: boolean
}

const OWN_UNIT =
  /(?<!(?:编制|填报|填表|预算|主管|报送|所属|公开|部门|核算)\s*)(?:计量|金额|货币)?单\s*位\s*[:：]\s*(?:人民币)?\s*([^\s,，;；)）\]】|]{1,16})/u
const SIZE = '(?:亿|万|千|百)?'
const COUNTED =
  '(?:(?:美|港|欧|日)?元|人次|人日|人|吨(?:标准煤)?|公斤|千克|公里|千米|米|平方米|平方公里|公顷|亩|立方米|千瓦时?|户|个|件|项|辆|台|套|家|所|头|只|羽|册|张|次|天|小时|岁|倍|标准箱|百分点|%|％|‰)'
const UNIT = `${SIZE}${COUNTED}(?:[/／]${COUNTED})?`
const BRACKETED_UNIT = new RegExp(
  `[（(\\[【]\\s*(?:单位[:：])?(?:人民币)?(${UNIT}(?:[、，,]\\s*${UNIT})*)\\s*[)）\\]】]`,
  'u',
)
/** (in thousands), [US$ million], (percent): in brackets, or with the word unit before it. */
const ENGLISH_UNIT =
  /[（([]\s*((?:amounts? )?in (?:thousands|millions|billions|hundreds|percent|per cent|US|[$€£¥])[^)\]）]{0,40}|percent(?:age)?s?|per cent|thousands?|millions?|billions?|numbers?|tonnes?|hectares|(?:US|HK|A|C)?[$€£¥] ?(?:thousand|million|billion|m|mn|bn|k)?s?)\s*[)\]）]|\bunits?\s*:\s*([^\s;)\]][^;)\]]{0,24})/iu
/** The text behind 单位： may be an organ. */
const ORGAN = /[局厅委部院所校会处办司]$|中心|公司|政府|学校|机关|街道|[省市县区乡镇]$/u

/** The unit that a line or caption names: 单位：万元, （亿元）, [In thousands]; null for none. */
export function captionUnit(text: string): string | null {
  const line = withoutRadicals(text)
  const own = OWN_UNIT.exec(line)?.[1]
  if (own !== undefined && !ORGAN.test(own)) return own
  const bracketed = BRACKETED_UNIT.exec(line)?.[1]
  if (bracketed !== undefined) return bracketed
  const english = ENGLISH_UNIT.exec(line)
  return (english?.[1] ?? english?.[2])?.replace(/\s+/gu, ' ').trim() ?? null
}

const withoutUnits = (text: string): string =>
  captionUnit(text) === null
    ? text
    : text
        .replace(new RegExp(`[（(\\[【]?\\s*${OWN_UNIT.source}\\s*[)）\\]】]?`, 'u'), ' ')
        .replace(BRACKETED_UNIT, ' ')
        .replace(ENGLISH_UNIT, ' ')

/** Takes a line before a table, or the first row of its grid, apart. */
export const captionLine = remember((text: string): CaptionLine => {
  const line = withoutRadicals(text).replace(/\s+/gu, ' ').trim()
  const figure = FIGURE.test(line)
  const found = figure ? null : (NUMBER.exec(line) ?? CHAPTERED.exec(line))
  const behind = found ? line.slice(found[0].length) : line
  const continued = !figure && (found?.[1] !== undefined || CONTINUED.test(behind))
  const rest = withoutUnits(continued ? behind.replace(CONTINUED, '') : behind)
    .replace(/^[\s:：.．、—–-]+|[\s:：,，]+$/gu, '')
    .replace(/\s+/gu, ' ')
  const printed = found?.[2]?.trim() ?? null
  const number = printed !== null && /\p{Script=Han}/u.test(printed) ? printed.replace(/\s+/gu, '') : printed
  return { number, title: rest === '' ? null : rest, unit: captionUnit(line), continued, figure }
})

/** 注：, 资料来源：, Note:, Source:, * behind a table. */
export const NOTE_LINE =
  /^\s*(?:[（([]?\s*(?:注释?|附注|备注|说明|资料来源|数据来源|来源)\s*\d{0,2}\s*[)）\]]?\s*[:：.．、]|notes?\b\s*\d*\s*[:.]|sources?\b\s*[:.]|[*†‡※]\s*\S|[①-⑩])/iu

/** 部门：, 编制单位：, 公开日期：: a line that says whose table it is, not what it tells. */
export const HOLDER_LINE =
  /^\s*(?:(?:编制|填报|填表|预算|主管|报送|公开|部门|单位)?(?:部门|单位|机构)(?:名称|编码|代码)?|(?:编制|填报|公开)?日期|项目名称|主管部门)\s*[（(]?[^:：]{0,8}[)）]?\s*[:：]/u

/** Ends of what names a table. */
export const TABLE_TITLE =
  /(?:表|情况|统计|明细|一览|名单|名录|清单|目录|指标|构成|汇总|概况|总额|数据|标准|状况|预算|决算|比较|分布)(?:[（(][^（）()]*[)）])?\s*(?:[（(].*[)）])?$|\b(?:summary|statement|comparison|schedule|list|statistics|rates?|results|estimates|indicators|distribution)\b/iu

/** A row of a sum over the rows around it. */
export const SUM_LABEL = /^(?:本年)?(?:合计|总计|小计|共计|总合计|合计数)$|^(?:grand |sub)?totals?$/iu
/** A column of sums over the columns behind it. */
export const SUM_HEADING = /合计$|总计$|总额$|^小计$|^totals?$/iu
/** A row of one part of the row above: 其中：基本工资. */
export const PART_LABEL = /^(?:其中|of which|including)[:：]?/iu
/** 科目编码, 类, 款, 项, 序号: columns of codes that name rows. */
export const CODE_HEADING =
  /^(?:(?:功能|经济|支出|收入)?(?:分类)?(?:科目)?(?:编码|代码|编号)|[类款项目]|序号|行次|编号|代码|no\.?|code|id|rank|#)$/iu
/** 栏次, 行次: the row that numbers the columns. */
export const COLUMN_NUMBERS = /^(?:栏\s*次|列\s*次|column)$/iu
/** 计量单位: the column that holds each row's unit. */
export const UNIT_HEADING = /^(?:计量|计算)?单位$|^units?$/iu
/** 项目, 科目名称: headings of columns that name rows, also in the right half of a table of two sides. */
export const LABEL_HEADING = /项目|科目|名称|指标|支出|收入|功能分类|地区|单位|部门|item|name|description/iu

const YEAR = /^(?:(?:18|19|20|21)\d{2})(?:\s*年(?:度|末|底)?)?(?:\s*[-–—/]\s*\d{2,4}(?:\s*年度?)?)?$/u

/** Tells whether a text is a year, which heads columns and rows more often than it is a value: 2021, 2021年, 2020/21. */
export const isYear = (text: string): boolean => YEAR.test(text.trim())
