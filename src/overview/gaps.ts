import type { DocumentRow } from '../store/store.js'
import type { Target } from './links.js'

/** One report that an organ made for a year. */
export interface OrganYear extends Target {
  readonly organ: string
  readonly year: number
}

/** The same with what became of it. */
export interface Reported extends OrganYear {
  readonly status: DocumentRow['status']
}

/** An organ with years missing between its first and its last, or with a year reported more than once. */
export interface OrganGap {
  readonly organ: string
  readonly first: number
  readonly last: number
  readonly missing: readonly number[]
  /** By year, how many reports there are. */
  readonly counts: ReadonlyMap<number, number>
}

/** A year for which an organ has several reports. */
export interface Repeated {
  readonly organ: string
  readonly year: number
  readonly reports: readonly OrganYear[]
}

function byOrgan<T extends OrganYear>(seen: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const organs = new Map<string, T[]>()
  for (const each of seen) {
    const known = organs.get(each.organ)
    if (known) known.push(each)
    else organs.set(each.organ, [each])
  }
  return organs
}

/** The first and the last of some years, and those between them that are not among them. */
function missingAmong(years: readonly number[]): Pick<OrganGap, 'first' | 'last' | 'missing'> {
  const [first, last] = [Math.min(...years), Math.max(...years)]
  const between = Array.from({ length: last - first + 1 }, (_, index) => first + index)
  return { first, last, missing: between.filter((year) => !years.includes(year)) }
}

/** An organ as a row of a matrix: its reports by year, and the years that it misses. */
export interface OrganRow {
  readonly organ: string
  readonly missing: readonly number[]
  readonly years: ReadonlyMap<number, readonly Reported[]>
}

/** All organs by years; those that miss most come first, then by their names. */
export function organMatrix(seen: readonly Reported[]): readonly OrganRow[] {
  const rows = [...byOrgan(seen)].map(([organ, reports]): OrganRow => {
    const years = new Map<number, Reported[]>()
    for (const report of reports) years.set(report.year, [...(years.get(report.year) ?? []), report])
    return { organ, years, missing: missingAmong([...years.keys()]).missing }
  })
  return rows.sort((a, b) => b.missing.length - a.missing.length || compare(a.organ, b.organ))
}

/** Organs seen in some years but not in all between; those that miss most come first. */
export function findGaps(seen: readonly OrganYear[]): readonly OrganGap[] {
  const gaps = [...byOrgan(seen)].flatMap(([organ, reports]): OrganGap[] => {
    const counts = new Map<number, number>()
    for (const { year } of reports) counts.set(year, (counts.get(year) ?? 0) + 1)
    const { first, last, missing } = missingAmong([...counts.keys()])
    return missing.length > 0 ? [{ organ, first, last, missing, counts }] : []
  })
  return gaps.sort((a, b) => b.missing.length - a.missing.length || compare(a.organ, b.organ))
}

/** Years for which an organ has more than one report: copies, corrections, or names that several organs share. */
export function findRepeated(seen: readonly OrganYear[]): readonly Repeated[] {
  const found = [...byOrgan(seen)].flatMap(([organ, reports]) => {
    const years = [...new Set(reports.map(({ year }) => year))].sort((a, b) => a - b)
    return years.map((year) => ({ organ, year, reports: reports.filter((each) => each.year === year) }))
  })
  return found
    .filter(({ reports }) => reports.length > 1)
    .sort((a, b) => b.reports.length - a.reports.length || compare(a.organ, b.organ) || a.year - b.year)
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
