import type { Clause } from './sentences.js'

/** Decides whose numbers a sentence tells. */

/** own: surely the organ’s; wide: perhaps those of a whole area; other: perhaps somebody else’s, or only a part. */
export type Subject = 'own' | 'wide' | 'other'

/** Governments of an area report for all its organs or for their office alone: their sentences are never sure. */
const AREA = /(?:省|市|县|区|州|旗|盟)(?:人民政府)?(?:办公室|办公厅)?$|管委会$|管理委员会$/u
const TOWN = /(?:镇|乡|街道|办事处)(?:人民政府|政府)?$/u

/** Some time of the year, something else than a count, a plan, or help with what others do. */
const PARTLY =
  /不含|不包括|不包含|不计|扣除|剔除|除[^,]{1,12}外|累计|(?<!今年|年初|本年|本年度)以来|历次|分别|平均|预计|计划|力争|目标|拟|将(?!于)|转办|交办|转交|移交|指导|督促|督办|协助|配合|培训|评查|抽查|检查|例如|比如|上半年|下半年|季度|每月|截至目前|目前/u
const MONTH = /(?<!\d)(?:1?\d)月/u
/** The whole year, and its end. */
const WHOLE_YEAR = /(?:自|从)?(?:\d{4}年)?1月1日起?(?:至|到|-|—|~)+(?:\d{4}年)?12月31日止?|(?:\d{4}年)?12月31日/gu

const OTHERS =
  /各(?!类|种|项|自|界|方|级?渠道|村民)|全(?:市|县|区|省|州|旗|盟|国|系统)|(?:我|本)(?:省|市|县|区|州|旗|盟)|所属|下属|直属|下级|上级|系统|镇街|街镇|(?:各|有关|相关|其他|兄弟)(?:部门|单位)|科室|分局|机关本级|(?:市|县|区|局)本级|其他(?!组织)|社区|村(?!民)|学校|医院|企业/u
const NAMED =
  /[\p{Script=Han}]{0,6}(?:局|委员会|厅|街道|办事处|办公室|党政办|司法所|派出所|公司|(?<!为)中心|大队|支队|学院|镇|乡)|(?:省|市|县|区|州)(?:人民)?政府(?!信息|门户|网站)/u
const OWN = /(?:我|本)(?:局|厅|委|镇|乡|办|街道|单位|机关|部门|中心|镇政府|乡政府)|镇政府|乡政府|全镇|全乡|全街道/gu

/** The report itself says that its numbers are those of others, too. */
const GATHERED =
  /(?:报告|数据|统计)[^。\n]{0,20}(?:汇总|涵盖|包含|包括)[^。\n]{0,24}(?:下属|所属|直属|各(?:镇|乡|街道|部门|单位|科室|县|区))/u

/** How the organ of a report may be called in it. */
export interface Speaker {
  readonly organ: string | null
  /** The numbers of the tables may be more than the organ’s own. */
  readonly wide: boolean
}

export const speakerOf = (organ: string | null, prose: string): Speaker => ({
  organ,
  wide: organ === null || (AREA.test(organ) && !TOWN.test(organ)) || GATHERED.test(prose),
})

/** Names of the organ itself say nothing of others: 县教育局 of 青禾县教育局. */
export function withoutOwn(text: string, organ: string | null): string {
  let left = text.replace(OWN, '')
  const name = (organ ?? '').replace(/^.{2,3}?(?:省|自治区)/u, '')
  for (let length = name.length; length >= 3; length -= 1)
    for (const part of [name.slice(0, length), name.slice(name.length - length)]) left = left.replaceAll(part, '')
  return left
}

/** Decides whose numbers a clause tells, as far as its sentence says. */
export function subjectOf({ before, sentence, text }: Clause, { organ, wide }: Speaker): Subject {
  const told = before.replace(WHOLE_YEAR, '')
  if (PARTLY.test(told) || MONTH.test(told)) return 'other'
  const left = withoutOwn(told, organ)
  const others = OTHERS.test(left) || NAMED.test(left)
  if (wide) return others && !/[全我本](?:省|市|县|区|州|旗|盟)|办公室|政府办/u.test(left) ? 'other' : 'wide'
  if (others) return 'other'
  // 为县政府办公室受理: who it was is told behind the number.
  return /(?:转|由|为|系)[^,。]{0,6}(?:局|办公室|政府|部门|单位)/u.test(
    withoutOwn(sentence.slice(before.length), organ),
  ) || text === ''
    ? 'other'
    : 'own'
}
