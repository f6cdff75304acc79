import type { Paragraph } from '../model/block.js'
import { type Found, foundIn } from './evidence.js'
import { isFullName } from './organ-names.js'
import { tidy } from './text.js'

/** A name in prose starts at the line's head or behind one of these. */
const EDGE = '(?<=^|[，。；：、！？,;:.!?“”"《》（）()\\d年月日\\s])'
const GOVERNMENT = '(?:人民政府|政府|街道办事处|办事处)'
const OFFICE = '(?:局|委员会|管委会|办公室|厅|街道办事处|支队|中心|学校|医院|集团|公司)'
/** What follows a name that is somebody else's: the site it is published on, the author of a paper that is quoted. */
const OTHERS = '(?!(?:官方)?(?:门户|网)|关于|印发|办公[室厅]|《)'

const NAME = new RegExp(
  `${EDGE}([一-鿿]{1,14}?[省市县区旗州盟镇乡]?${GOVERNMENT}|[一-鿿]{1,14}?[省市县区旗州][一-鿿]{1,10}?${OFFICE})${OTHERS}`,
  'gu',
)

/** Words that lead up to a name in a sentence and are not its own. */
const LEADING =
  /^(?:依托|通过|利用|充分|借助|按照|依照|根据|登录|访问|关注|落实|执行|接受|配合|围绕|结合|联系|推进|做好|加强|完善|其中|同时|此外|目前|当前|全年|今年|年度?|以来|由|向|在|以|对|与|和|及|将|为|经|到|从|至|据|按|受|是|即|如|把)+/u

/** What is left of a phrase that names an organ only in general (区政府, 各级人民政府, 我镇政府). */
const GENERAL =
  /^(?:(?:我|本|全|各|该|上级|当地|所在)|(?:省|市|县|区|旗|镇|乡|街道)?(?:委|党委)?(?:[、和])?(?:省|市|县|区|旗|镇|乡|街道|地方)?(?:级)?(?:人民)?政府$|(?:国务院|人民|党|中共|中华|自治区|党政|领导|工作))/u

/** 我镇, 本局: what kind of organ speaks. */
const SELF = /[我本](镇|乡|街道|局|委|办|院|校|县|区|市|厅|中心|公司|单位|机关)/gu

/** What makes a place's full name; in 中山镇政府信息公开 the government is that of the subject. */
const COMPLETIONS = ['人民政府', '街道办事处', '办事处', '政府(?!信息|网|门户)']

/** The full names that the text gives a place: 中山镇 → 中山镇人民政府. A name that is full already has none. */
export function namesOfPlace(place: string, text: readonly Paragraph[]): readonly Found<string>[] {
  const found: Found<string>[] = []
  if (isFullName(place)) return found
  const lines = text.map((paragraph) => ({ paragraph, line: tidy(paragraph.text) }))
  for (const completion of COMPLETIONS) {
    const full = new RegExp(completion, 'u')
    for (const { paragraph, line } of lines) {
      const name = line
        .split(place)
        .slice(1)
        .map((rest) => full.exec(rest))
        .find((match) => match?.index === 0)
      if (!name) continue
      found.push(foundIn(place + name[0], paragraph))
      break
    }
  }
  return found
}

/**
 * The organ that a report names only in its prose: the name that stands most often, by itself, at the head of a sentence or
 * clause (…，肖寨门镇政府认真贯彻…), and is of the kind that speaks (我镇); null if no name does.
 */
export function nameInProse(text: readonly Paragraph[]): Found<string> | null {
  const lines = text.map((paragraph) => ({ paragraph, line: tidy(paragraph.text) }))
  const kind = speaker(lines.map(({ line }) => line))
  const counts = new Map<string, { count: number; paragraph: Paragraph }>()
  for (const { paragraph, line } of lines) {
    for (const match of line.matchAll(NAME)) {
      const name = (match[1] ?? '').replace(LEADING, '')
      if (name.length < SHORTEST_NAME || GENERAL.test(name) || (kind !== null && !name.includes(kind))) continue
      const before = counts.get(name)
      counts.set(name, { count: (before?.count ?? 0) + 1, paragraph: before?.paragraph ?? paragraph })
    }
  }
  const best = [...counts].sort(([a, x], [b, y]) => y.count - x.count || b.length - a.length)[0]
  return best ? foundIn(best[0], best[1].paragraph) : null
}

const SHORTEST_NAME = 4

/** The kind of organ that a report is spoken by; null where it says 本单位 or nothing. */
function speaker(lines: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const line of lines)
    for (const [, kind] of line.matchAll(SELF))
      if (kind !== undefined && kind !== '单位' && kind !== '机关') counts.set(kind, (counts.get(kind) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
