import type { Division, Divisions } from '../../src/panel/index.js'

type Level = Division['level']

/** Chooses places, and tells their names and those above them. */
export class Places {
  readonly all: readonly Division[]

  constructor(
    readonly divisions: Divisions,
    readonly random: () => number,
  ) {
    this.all = [...new Set([...divisions.names].flatMap(([, each]) => each))]
  }

  pick<T>(from: readonly T[]): T {
    const [one] = from.slice(Math.floor(this.random() * from.length))
    if (one === undefined) throw new Error('nothing to choose from')
    return one
  }

  chance(share: number): boolean {
    return this.random() < share
  }

  name(division: Division, year: number | null = null): string {
    return this.divisions.at(division, year).name
  }

  /** Places that bear a name like this in every list. */
  lasting(level: Level, name: RegExp): readonly Division[] {
    return this.all.filter((each) => each.level === level && this.isLasting(each) && name.test(this.name(each)))
  }

  /** The place above one, on the nearest of these levels that there is. */
  above(division: Division, year: number | null, ...levels: readonly Level[]): Division | null {
    for (const level of levels) {
      const found = this.divisions.parent(division, level, year)
      if (found) return found
    }
    return null
  }

  private isLasting({ names }: Division): boolean {
    const { first, last } = this.divisions
    return names[0]?.from === first && names.at(-1)?.to === last && new Set(names.map(({ name }) => name)).size === 1
  }

  county(division: Division, year: number | null): string {
    const found = this.above(division, year, 'county', 'city', 'province')
    return found ? this.name(found, year) : ''
  }

  /** Folders of the places above: 湖南省/湘潭市/湘潭县. */
  folder(division: Division, year: number | null): string {
    return (['province', 'city', 'county'] as const)
      .flatMap((level) => {
        const found = division.level === level ? division : this.divisions.parent(division, level, year)
        return found ? [this.name(found, year)] : []
      })
      .join('/')
  }

  /** Another place of the same name. */
  namesake(division: Division): Division {
    return this.pick(this.divisions.named(this.name(division)).filter((each) => each !== division))
  }

  /** One whose county has another name: there are several 市中区. */
  namesakeElsewhere(division: Division): Division {
    const others = this.divisions.named(this.name(division))
    return this.pick(others.filter((each) => this.county(each, null) !== this.county(division, null)))
  }

  /** The first two digits of its code. */
  province(division: Division): string {
    return division.id.slice(0, 2)
  }
}

/** The area code of each province's capital, behind the first two digits of its divisions. */
const AREA_CODES = `11 010 12 022 13 0311 14 0351 15 0471 21 024 22 0431 23 0451 31 021 32 025 33 0571 34 0551 35 0591
36 0791 37 0531 41 0371 42 027 43 0731 44 020 45 0771 46 0898 50 023 51 028 52 0851 53 0871 54 0891 61 029 62 0931 63 0971
64 0951 65 0991`

/** A telephone number of a province. */
export function telephone(province: string): string {
  const words = AREA_CODES.split(/\s+/u)
  const at = words.findIndex((word, index) => index % 2 === 0 && word === province)
  return `联系电话：${words[at + 1] ?? ''}-57882001。`
}
