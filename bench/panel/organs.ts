import type { Division, Divisions } from '../../src/panel/index.js'

/** Organs for a made panel: real places, of which many share their names. */

/** How a made report says where its organ is. */
export const WAYS = ['signature', 'superior', 'folder', 'manifest', 'telephone', 'nothing'] as const
export type Way = (typeof WAYS)[number]

export interface MadeOrgan {
  /** What the panel should say. */
  readonly organId: string
  readonly division: Division
  /** Of a bureau. */
  readonly body: string | null
  readonly way: Way
}

const BODIES = ['教育局', '财政局', '民政局', '水利局', '审计局', '住建局', '卫健局', '发改局'] as const
const REGISTERED: Readonly<Record<string, string>> = {
  住建局: '住房城乡建设局',
  卫健局: '卫生健康局',
  发改局: '发展改革局',
}
/** Shares of kinds: names that several have, names that were changed, subdistricts, counties, bureaus. */
const SHARES = { shared: 0.45, renamed: 0.12, subdistrict: 0.1, county: 0.13 } as const

/** Chooses organs, always the same ones for the same random numbers. */
export function madeOrgans(count: number, divisions: Divisions, random: () => number): readonly MadeOrgan[] {
  const all = [...new Set([...divisions.names].flatMap(([, each]) => each))]
  const lasts = (each: Division): boolean =>
    each.names.at(-1)?.to === divisions.last && each.names[0]?.from === divisions.first
  const nameOf = (each: Division): string => divisions.at(each, null).name
  const pools = {
    shared: all.filter((each) => isTown(each, nameOf(each)) && divisions.named(nameOf(each)).length > 1 && lasts(each)),
    renamed: all.filter((each) => each.level === 'township' && lasts(each) && isRenamed(each)),
    subdistrict: all.filter((each) => nameOf(each).endsWith('街道') && lasts(each)),
    county: all.filter((each) => each.level === 'county' && /[县区市旗]$/u.test(nameOf(each)) && lasts(each)),
    any: all.filter((each) => isTown(each, nameOf(each)) && lasts(each)),
  }
  const chosen = new Map<string, MadeOrgan>()
  while (chosen.size < count) {
    const share = chosen.size / count
    const kind = kindAt(share)
    const pool = kind === 'bureau' ? pools.county : pools[kind]
    const division = pool[Math.floor(random() * pool.length)]
    const way = WAYS[Math.floor(random() * WAYS.length)]
    if (!division || !way) throw new Error('no division to choose')
    const body = kind === 'bureau' ? (BODIES[Math.floor(random() * BODIES.length)] ?? null) : null
    const organId = body === null ? division.id : `${division.id}:${REGISTERED[body] ?? body}`
    chosen.set(organId, { organId, division, body, way })
  }
  return [...chosen.values()]
}

type Kind = keyof typeof SHARES | 'bureau'

function kindAt(share: number): Kind {
  let end = 0
  for (const [kind, part] of Object.entries(SHARES)) {
    end += part
    if (share < end && (kind === 'shared' || kind === 'renamed' || kind === 'subdistrict' || kind === 'county'))
      return kind
  }
  return 'bureau'
}

const isTown = ({ level }: Division, name: string): boolean => level === 'township' && /[镇乡]$/u.test(name)

/** Renamed or coded anew within the years of the panel. */
const isRenamed = ({ names }: Division): boolean =>
  names.length > 1 && names.some(({ from, name }) => from > 2019 && /[镇乡道]$/u.test(name))
