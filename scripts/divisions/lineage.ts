import { registered, stemOf } from './names.js'

/** A division in one year's list. */
export interface Listed {
  readonly code: string
  readonly name: string
}

/** A code and a name that a division had from one list to another. */
export interface Span {
  readonly code: string
  readonly name: string
  readonly from: number
  to: number
}

/** A division through the years: renamed or coded anew, it stays the same one. */
export interface Lineage {
  readonly spans: Span[]
  /** Divided up or merged: the division that its parts belong to since. */
  successor: Lineage | null
}

/** Lengths of codes by level: province, city, county, township. */
const LENGTHS = [2, 4, 6, 9] as const

const lastOf = ({ spans }: Lineage): Span => {
  const last = spans.at(-1)
  if (!last) throw new Error('a division without a name')
  return last
}

/**
 * Follows divisions through yearly lists. Two entries are one division where code and name are the same, or the name
 * within the same parent, or the code with a name of the same stem. Everything less sure stays apart.
 * @param lists by year, oldest first; each holds all levels
 */
export function lineagesOf(
  lists: readonly { readonly year: number; readonly divisions: readonly Listed[] }[],
): Lineage[] {
  const all: Lineage[] = []
  let before = new Map<string, Lineage>()
  for (const { year, divisions } of lists) {
    const now = new Map<string, Lineage>()
    for (const length of LENGTHS) {
      const items = divisions
        .filter(({ code }) => code.length === length)
        .map(({ code, name }) => ({ code, name: registered(name) }))
      const earlier = new Map([...before].filter(([code]) => code.length === length))
      step({ items, earlier, before, now, year, all })
    }
    before = now
  }
  findSuccessors(
    all,
    lists.map(({ year }) => year),
  )
  return all
}

interface Step {
  readonly items: readonly Listed[]
  /** Divisions of this level in the list before, by their codes there. */
  readonly earlier: ReadonlyMap<string, Lineage>
  readonly before: ReadonlyMap<string, Lineage>
  /** Divisions of this list, by code; parents are there already. */
  readonly now: Map<string, Lineage>
  readonly year: number
  readonly all: Lineage[]
}

const parentCode = (code: string): string => code.slice(0, code.length === 9 ? 6 : code.length - 2)

function step({ items, earlier, before, now, year, all }: Step): void {
  const openItems = new Map(items.map((item) => [item.code, item]))
  const open = new Map(earlier)
  const take = (item: Listed, code: string, lineage: Lineage): void => {
    const last = lastOf(lineage)
    if (last.code === item.code && last.name === item.name) last.to = year
    else lineage.spans.push({ ...item, from: year, to: year })
    now.set(item.code, lineage)
    openItems.delete(item.code)
    open.delete(code)
  }
  for (const item of items) {
    const same = earlier.get(item.code)
    const isSame = same && (lastOf(same).name === item.name || (item.code.length < 9 && item.code.length > 2))
    if (same && isSame) take(item, item.code, same)
  }
  const oldParent = (code: string): Lineage | undefined => before.get(parentCode(code))
  const newParent = (code: string): Lineage | undefined => now.get(parentCode(code))
  const numbers = new Map<Lineage, number>()
  const numberOf = (lineage: Lineage | undefined): string => {
    if (!lineage) return '-'
    const known = numbers.get(lineage) ?? numbers.size
    numbers.set(lineage, known)
    return String(known)
  }
  const pairUp = (keyOfOld: (code: string, name: string) => string, keyOfNew: (item: Listed) => string): void => {
    const olds = groups(
      [...open].map(([code, lineage]) => ({ key: keyOfOld(code, lastOf(lineage).name), code, lineage })),
    )
    const news = groups([...openItems.values()].map((item) => ({ key: keyOfNew(item), item })))
    for (const [key, [one, ...others]] of news) {
      const [old, ...rest] = olds.get(key) ?? []
      if (one && old && others.length === 0 && rest.length === 0) take(one.item, old.code, old.lineage)
    }
  }
  pairUp(
    (code, name) => `${numberOf(oldParent(code))} ${name}`,
    ({ code, name }) => `${numberOf(newParent(code))} ${name}`,
  )
  pairUp(
    (code, name) => `${code} ${stemOf(name)}`,
    ({ code, name }) => `${code} ${stemOf(name)}`,
  )
  pairUp(
    (code, name) => `${numberOf(oldParent(code))} ${stemOf(name)}`,
    ({ code, name }) => `${numberOf(newParent(code))} ${stemOf(name)}`,
  )
  // A township that went over to another county of its city keeps its name.
  pairUp(
    (code, name) => `${code.slice(0, 4)} ${name}`,
    ({ code, name }) => `${code.slice(0, 4)} ${name}`,
  )
  for (const item of openItems.values()) {
    const lineage: Lineage = { spans: [{ ...item, from: year, to: year }], successor: null }
    all.push(lineage)
    now.set(item.code, lineage)
  }
}

function groups<T extends { readonly key: string }>(items: readonly T[]): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) found.set(item.key, [...(found.get(item.key) ?? []), item])
  return found
}

/** More than this share of a county's townships has to go to one other county. */
const MIN_MOVED = 0.5

/** Finds where the townships of counties that ended went. */
function findSuccessors(all: readonly Lineage[], years: readonly number[]): void {
  const at = new Map<string, Lineage>()
  for (const lineage of all)
    for (const { code, from, to } of lineage.spans)
      for (const year of years) if (year >= from && year <= to) at.set(`${year} ${code}`, lineage)
  for (const lineage of all) {
    const { code, to } = lastOf(lineage)
    const next = years[years.indexOf(to) + 1]
    if (code.length !== 6 || next === undefined) continue
    const goneTo = new Map<Lineage, number>()
    let townships = 0
    for (const child of all) {
      const then = child.spans.find((span) => span.from <= to && span.to >= to && span.code.startsWith(code))
      if (then?.code.length !== 9) continue
      townships += 1
      const later = child.spans.find((span) => span.from <= next && span.to >= next)
      const parent = later && at.get(`${next} ${parentCode(later.code)}`)
      if (parent) goneTo.set(parent, (goneTo.get(parent) ?? 0) + 1)
    }
    for (const [parent, count] of goneTo) if (count > townships * MIN_MOVED) lineage.successor = parent
  }
}
