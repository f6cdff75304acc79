import type { Paragraph } from '../model/block.js'
import { type Found, foundIn } from './evidence.js'
import { tidy } from './text.js'

/** A name in prose starts at the line's head or behind one of these. */
const EDGE = '(?<=^|[，。；：、！？,;:.!?“”"《》（）()\\d年月日\\s])'
const GOVERNMENT = '(?:人民政府|政府|街道办事处|办事处)'
const OFFICE = '(?:局|委员会|管委会|办公室|厅|街道办事处|支队|中心|学校|医院|集团|公司)'

/** Words that a name never starts with, and that stand where one seems to. */
const NO_START =
  /^(?:我|本|全|各|该|由|和|与|及|对|向|在|是|为|以|将|把|按|依|根据|围绕|通过|认真|严格|积极|切实|进一步|深入|加强|年度?|以来|今年|上级|省|市|县|区|镇|乡|街道|党委|人民|国务院|自治区|中共|中华|当前|目前|其中|以及|公布|制定|修订)/u

/** The full names that the text gives a place: 中山镇 → 中山镇人民政府. */
export function namesOfPlace(place: string, text: readonly Paragraph[]): readonly Found<string>[] {
  const found: Found<string>[] = []
  const escaped = place.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
  for (const full of ['人民政府', '街道办事处', '办事处']) {
    const pattern = new RegExp(`${escaped}${full}`, 'u')
    const paragraph = text.find((each) => pattern.test(tidy(each.text)))
    if (paragraph) found.push(foundIn(place + full, paragraph))
  }
  return found
}

/**
 * The organ that a report names only in its prose: the name that stands most often, by itself, at the head of a sentence or
 * clause (…，肖寨门镇政府认真贯彻…); null if no name does.
 */
export function nameInProse(text: readonly Paragraph[]): Found<string> | null {
  const counts = new Map<string, { count: number; paragraph: Paragraph }>()
  const pattern = new RegExp(
    `${EDGE}([一-鿿]{1,12}?[省市县区旗州盟镇乡]?${GOVERNMENT}|[一-鿿]{1,10}?[省市县区旗州][一-鿿]{1,10}?${OFFICE})`,
    'gu',
  )
  for (const paragraph of text) {
    for (const match of tidy(paragraph.text).matchAll(pattern)) {
      const name = match[1]
      if (name === undefined || NO_START.test(name)) continue
      const before = counts.get(name)
      counts.set(name, { count: (before?.count ?? 0) + 1, paragraph: before?.paragraph ?? paragraph })
    }
  }
  const best = [...counts].sort(([a, x], [b, y]) => y.count - x.count || b.length - a.length)[0]
  return best ? foundIn(best[0], best[1].paragraph) : null
}
