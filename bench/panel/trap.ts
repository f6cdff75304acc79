import type { Division } from '../../src/panel/index.js'
import type { Words } from './organs.js'
import { type Places, telephone } from './places.js'

/** The parts that traps share: their sentences, and the choice of places. */

/** A trap's words; those that it leaves out are ordinary. */
export interface Trapped extends Partial<Words> {
  /** The name in the title. */
  readonly name: string
}

export interface Trap {
  readonly way: string
  readonly make: (places: Places) => {
    readonly organId: string | null
    readonly print: (year: number) => Trapped
  }
}

export const SUPERIORS = [
  (place: string): string => `按照《${place}人民政府办公室关于印发政务公开工作要点的通知》要求，做好信息公开。`,
  (place: string): string => `在${place}委、${place}政府的正确领导下，我单位推进政务公开。`,
  (place: string): string => `通过${place}人民政府门户网站公开信息120条。`,
] as const

/** Sentences that name an authority which is none of the organ's. */
export const ASTRAY = [
  (place: string): string => `组织业务骨干赴${place}人民政府办公室学习考察政务公开工作。`,
  (place: string): string => `学习借鉴《${place}人民政府办公室关于政务公开的实施意见》的经验做法。`,
  (place: string): string => `接待${place}政府办公室来我处调研交流2次。`,
  (place: string): string => `与${place}人民政府签订结对帮扶协议。`,
  (place: string): string => `收到${place}政务公开办公室来函1件，已转有关单位办理。`,
] as const

const isShared = (places: Places, division: Division): boolean =>
  places.divisions
    .named(places.name(division))
    .some((each) => each !== division && places.county(each, null) !== places.county(division, null))

/** A town or township whose name others bear, too. */
export const sharedTown = (places: Places): Division =>
  places.pick(places.lasting('township', /[镇乡]$/u).filter((each) => isShared(places, each)))

export const anyCounty = (places: Places, name = /^..+[县区市旗]$/u): Division =>
  places.pick(places.lasting('county', name))

export const anyCity = (places: Places): Division => places.pick(places.lasting('city', /^..+市$/u))

export const wrongTelephone = (places: Places, division: Division): string => {
  const own = places.province(division)
  const other = places.divisions.named(places.name(division)).find((each) => places.province(each) !== own)
  return telephone(other ? places.province(other) : own === '43' ? '41' : '43')
}
