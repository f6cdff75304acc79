import type { MadeOrgan, Words } from './organs.js'
import type { Places } from './places.js'
import type { Trapped } from './trap.js'
import { bureauTraps } from './trap-bureaus.js'
import { placeTraps } from './trap-places.js'

/** Organs of the second set: names, signatures, folders and prose that lead astray. */

/** As many organs as are asked for, of each trap in turn. */
export function trappedOrgans(count: number, places: Places): readonly MadeOrgan[] {
  const traps = [...placeTraps, ...bureauTraps]
  return Array.from({ length: count }, (_, index): MadeOrgan => {
    const trap = traps[index % traps.length]
    if (!trap) throw new Error('no trap')
    const { organId, print } = trap.make(places)
    return { organId, way: trap.way, words: (year) => ordinary(print(year), year) }
  })
}

const ordinary = ({ name, ...over }: Trapped, year: number): Words => ({
  title: `${name}${year}年政府信息公开工作年度报告`,
  prose: [`${year}年，${name}认真贯彻落实条例。`],
  signature: name,
  folder: '报告',
  regionCode: null,
  ...over,
})
