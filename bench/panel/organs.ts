import type { Division, Divisions } from '../../src/panel/index.js'
import type { Places } from './places.js'
import { waysOf, WAYS } from './words.js'

/** Organs for a made panel, with the words that reports print of them. */

/** The words of a report that tell whose it is. */
export interface Words {
  readonly title: string
  readonly prose: readonly string[]
  readonly signature: string
  /** Folders that the report lies in. */
  readonly folder: string
  /** The manifest's column region_code. */
  readonly regionCode: string | null
}

export interface MadeOrgan {
  /** The identity that is right; null where the registry has none, so that every settled one is wrong. */
  readonly organId: string | null
  /** The way in which its reports tell where it is. */
  readonly way: string
  readonly words: (year: number) => Words
}

const BODIES: readonly (readonly [printed: string, registered: string])[] = [
  ['教育局', '教育局'],
  ['财政局', '财政局'],
  ['民政局', '民政局'],
  ['水利局', '水利局'],
  ['审计局', '审计局'],
  ['住建局', '住房城乡建设局'],
  ['卫健局', '卫生健康局'],
  ['发改局', '发展改革局'],
]
/** Shares of kinds: names that several have, names that were changed, subdistricts, counties; the rest are bureaus. */
const SHARES = [
  ['shared', 0.45],
  ['renamed', 0.12],
  ['subdistrict', 0.1],
  ['county', 0.13],
] as const
type Kind = (typeof SHARES)[number][0] | 'bureau'

/** Chooses organs, always the same ones for the same random numbers. */
export function madeOrgans(count: number, places: Places): readonly MadeOrgan[] {
  const { divisions, random } = places
  const pools = poolsOf(divisions)
  const chosen = new Map<string, MadeOrgan>()
  while (chosen.size < count) {
    const kind = kindAt(chosen.size / count)
    const division = places.pick(kind === 'bureau' ? pools.county : pools[kind])
    const way = WAYS[Math.floor(random() * WAYS.length)] ?? 'nothing'
    const [printed, registered] = kind === 'bureau' ? places.pick(BODIES) : [null, null]
    const organId = registered === null ? division.id : `${division.id}:${registered}`
    chosen.set(organId, { organId, way, words: (year) => waysOf(places, { division, body: printed, way, year }) })
  }
  return [...chosen.values()]
}

function poolsOf(divisions: Divisions) {
  const all = [...new Set([...divisions.names].flatMap(([, each]) => each))]
  const lasting = all.filter(({ names }) => names.at(-1)?.to === divisions.last && names[0]?.from === divisions.first)
  const nameOf = (each: Division): string => divisions.at(each, null).name
  return {
    shared: lasting.filter((each) => isTown(each, nameOf(each)) && divisions.named(nameOf(each)).length > 1),
    renamed: lasting.filter((each) => each.level === 'township' && isRenamed(each)),
    subdistrict: lasting.filter((each) => nameOf(each).endsWith('街道')),
    county: lasting.filter((each) => each.level === 'county' && /[县区市旗]$/u.test(nameOf(each))),
  }
}

function kindAt(share: number): Kind {
  let end = 0
  for (const [kind, part] of SHARES) {
    end += part
    if (share < end) return kind
  }
  return 'bureau'
}

const isTown = ({ level }: Division, name: string): boolean => level === 'township' && /[镇乡]$/u.test(name)

/** Renamed or coded anew within the years of the panel. */
const isRenamed = ({ names }: Division): boolean =>
  names.length > 1 && names.some(({ from, name }) => from > 2019 && /[镇乡道]$/u.test(name))
