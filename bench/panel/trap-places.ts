import { ASTRAY, anyCounty, sharedTown, SUPERIORS, type Trap, wrongTelephone } from './trap.js'
import type { Places } from './places.js'

/** Traps whose truth is the government of a place. */

const government = (name: string): string => (name.endsWith('街道') ? `${name}办事处` : `${name}人民政府`)

export const placeTraps: readonly Trap[] = [
  {
    way: 'subdistricts of one name in a city',
    make: (places) => {
      const division = places.pick(twinSubdistricts(places))
      const city = places.above(division, null, 'city', 'province')
      const district = places.county(division, null)
      const name = places.name(division)
      return {
        organId: division.id,
        print: () => ({
          name: places.pick([`${name}办事处`, name, `${name}办`, `${city ? places.name(city) : ''}${name}办事处`]),
          prose: [places.pick(SUPERIORS)(places.chance(0.5) ? district : city ? places.name(city) : district)],
          ...(places.chance(0.3) && { signature: `${district}${name}办事处` }),
        }),
      }
    },
  },
  {
    way: 'a name that begins with another place',
    make: (places) => {
      const division = places.pick(nested(places))
      const name = places.name(division)
      return {
        organId: division.id,
        print: () => ({
          name: government(name),
          ...(places.chance(0.5) && { signature: `${places.county(division, null)}${government(name)}` }),
        }),
      }
    },
  },
  {
    way: 'a county for its whole area, signed by its office',
    make: (places) => {
      const division = anyCounty(places)
      const name = places.name(division)
      return {
        organId: division.id,
        print: () => ({
          name: places.pick([name, `${name}人民政府`, `${name}政府`]),
          signature: `${name}人民政府办公室`,
          prose: [`本报告由${name}人民政府办公室汇总各乡镇、各部门数据编制，数据涵盖全县各部门。`],
        }),
      }
    },
  },
  {
    way: 'districts that are called 城区, 郊区, 矿区',
    make: (places) => {
      const division = anyCounty(places, /^[城郊矿]区$/u)
      const name = places.name(division)
      const city = places.county(division, null)
      return {
        organId: division.id,
        print: () => ({
          name: places.pick([`${name}人民政府`, name, `${city}${name}人民政府`]),
          prose: [places.pick(SUPERIORS)(city), '加大城区环境治理，推进矿区复垦和郊区绿化。'],
        }),
      }
    },
  },
  {
    way: 'a name that ended or begins in the year before or after',
    make: (places) => {
      const renamed = places.all.filter(
        ({ level, names }) => level === 'county' && names.length > 1 && names[0]?.name !== names.at(-1)?.name,
      )
      const division = places.pick(renamed)
      return {
        organId: division.id,
        print: (year) => ({ name: government(places.name(division, year + places.pick([-1, 0, 1]))) }),
      }
    },
  },
  {
    way: 'a telephone number of another province',
    make: (places) => {
      const division = sharedTown(places)
      const name = places.name(division)
      return {
        organId: division.id,
        print: () => ({
          name: government(name),
          prose: [`${name}推进公开。`, wrongTelephone(places, division)],
          ...(places.chance(0.3) && { signature: `${places.county(division, null)}${government(name)}` }),
        }),
      }
    },
  },
  {
    way: 'the signature of another organ',
    make: (places) => {
      const division = sharedTown(places)
      const name = places.name(division)
      return {
        organId: division.id,
        print: () => ({
          name: government(name),
          signature: places.pick([
            `${places.county(places.namesake(division), null)}人民政府办公室`,
            `${places.name(anyCounty(places))}教育局`,
            `${places.county(places.namesake(division), null)}${government(name)}`,
          ]),
          // Without a word of where it is, nothing would tell that the signature is another organ's.
          prose: [places.pick(SUPERIORS)(places.county(division, null))],
        }),
      }
    },
  },
  {
    way: 'a folder of another place',
    make: (places) => {
      const division = sharedTown(places)
      const name = places.name(division)
      return {
        organId: division.id,
        print: () => ({
          name: government(name),
          folder: places.folder(places.namesakeElsewhere(division), null),
          signature: `${places.county(division, null)}${government(name)}`,
        }),
      }
    },
  },
  {
    way: 'prose about the place of a namesake',
    make: (places) => {
      const division = sharedTown(places)
      const name = places.name(division)
      const other = places.county(places.namesake(division), null)
      return {
        organId: division.id,
        print: () => ({
          name: government(name),
          prose: [
            places.pick(ASTRAY)(other),
            ...(places.chance(0.3) ? [`赴${other}${name}学习。`] : []),
            ...(places.chance(0.5) ? [places.pick(SUPERIORS)(places.county(division, null))] : []),
          ],
        }),
      }
    },
  },
  {
    way: 'names with gaps and other characters',
    make: (places) => {
      const division = sharedTown(places)
      const [name, county] = [places.name(division), places.county(division, null)]
      const gaps = places.pick([' ', '　', '\u00a0'])
      return {
        organId: division.id,
        print: () => ({
          name: government(name),
          signature: Array.from(`${county}${government(name)}`).join(places.chance(0.5) ? gaps : ''),
        }),
      }
    },
  },
  {
    way: 'a town behind its city alone',
    make: (places) => {
      const division = sharedTown(places)
      const city = places.above(division, null, 'city', 'province')
      const name = `${city ? places.name(city) : ''}${government(places.name(division))}`
      return { organId: division.id, print: () => ({ name }) }
    },
  },
  {
    way: 'a merged county',
    make: (places) => {
      const merged = places.all.filter(
        ({ level, names, successor }) =>
          level === 'county' &&
          successor !== null &&
          names.every(({ name }) => places.divisions.named(name).length === 1),
      )
      const division = places.pick(merged)
      const [name] = division.names.map((each) => each.name).slice(-1)
      return { organId: division.id, print: () => ({ name: government(name ?? '') }) }
    },
  },
  {
    way: 'a code of the manifest that says little',
    make: (places) => {
      const division = sharedTown(places)
      return {
        organId: division.id,
        print: () => ({
          name: government(places.name(division)),
          regionCode: places.pick(['999999', division.id.slice(0, 2), division.id.slice(0, 4), '0']),
        }),
      }
    },
  },
]

/** Subdistricts that share their name with another one of their city. */
function twinSubdistricts(places: Places) {
  const all = places.lasting('township', /街道$/u)
  const counts = new Map<string, number>()
  const key = (id: string, name: string): string => `${id.slice(0, 4)} ${name}`
  for (const each of all) {
    const own = key(each.id, places.name(each))
    counts.set(own, (counts.get(own) ?? 0) + 1)
  }
  return all.filter((each) => (counts.get(key(each.id, places.name(each))) ?? 0) > 1)
}

/** Towns whose name begins with that of a county, a city or a province, or with its short form. */
function nested(places: Places) {
  const above = new Set(
    places.all
      .filter(({ level }) => level !== 'township')
      .flatMap(({ names }) => names.flatMap(({ name }) => [name, name.replace(/[省市县区]$/u, '')]))
      .filter((name) => name.length > 1),
  )
  return places.lasting('township', /^.{3,}[镇乡]$/u).filter((each) => {
    const name = places.name(each)
    return [2, 3, 4].some((length) => length < name.length - 1 && above.has(name.slice(0, length)))
  })
}
