import type { Division } from '../../src/panel/index.js'
import type { Words } from './organs.js'
import { type Places, telephone } from './places.js'

/** Ways in which reports of the first set say where their organ is. */
export const WAYS = ['signature', 'superior', 'folder', 'manifest', 'telephone', 'nothing'] as const

interface Telling {
  readonly division: Division
  /** A bureau's name without its place; null for a government. */
  readonly body: string | null
  readonly way: (typeof WAYS)[number]
  readonly year: number
}

const DISTRACTED = 0.3

export function waysOf(places: Places, { division, body, way, year }: Telling): Words {
  const own = places.name(division, year)
  const above = places.county(division, year)
  const short = body === null ? own : `${own}${body}`
  const full = body === null ? (own.endsWith('街道') ? `${own}办事处` : `${own}人民政府`) : short
  const other = places.name(places.pick(places.lasting('county', /^..+[县区市]$/u)))
  const distraction = places.chance(DISTRACTED) ? [`组织人员赴${other}学习交流。`] : []
  const superior = way === 'superior' ? `按照《${above}人民政府办公室关于印发政务公开工作要点的通知》要求，` : ''
  return {
    title: `${short}${year}年政府信息公开工作年度报告`,
    prose: [
      `${superior}${short}认真贯彻落实条例，推进信息公开。`,
      ...distraction,
      ...(way === 'telephone' ? [telephone(places.province(division))] : []),
    ],
    signature: way === 'signature' ? `${above}${full}` : full,
    folder: way === 'folder' ? places.folder(division, year) : `第${Math.floor(places.random() * 10)}批`,
    regionCode: way === 'manifest' ? places.divisions.at(division, year).code.slice(0, 6) : null,
  }
}
