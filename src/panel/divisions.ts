import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { z } from 'zod'
import { PanelError } from './errors.js'

/** The registry of administrative divisions, province to township, with the years in which each name held. */

const year = z.int().min(1949).max(2100)
const code = z.string().regex(/^\d{2}(?:\d{2}(?:\d{2}(?:\d{3})?)?)?$/u)

const divisionsFile = z.object({
  schema: z.literal('divisions.v1'),
  source: z.string().optional(),
  versions: z.array(z.object({ year, asOf: z.string() })).min(1),
  divisions: z
    .array(
      z.object({
        id: z.string().regex(/^\d{2,9}(?:-\d{4})?$/u),
        /** Code, name, first and last list that has them; oldest first. */
        names: z.array(z.tuple([code, z.string().min(1), year, year])).min(1),
        successor: z.string().optional(),
      }),
    )
    .min(1),
})
type DivisionsFile = z.infer<typeof divisionsFile>

export const LEVELS = ['province', 'city', 'county', 'township'] as const
export type Level = (typeof LEVELS)[number]

export interface DivisionName {
  readonly code: string
  readonly name: string
  readonly from: number
  readonly to: number
}

/** A division through the years. */
export interface Division {
  /** The latest code; with its last year behind it, where another division has that code now. */
  readonly id: string
  readonly level: Level
  /** Oldest first. */
  readonly names: readonly DivisionName[]
  /** Id of the division that most of its parts belong to since it ended. */
  readonly successor: string | null
}

const LEVEL_BY_LENGTH: Readonly<Record<number, Level>> = { 2: 'province', 4: 'city', 6: 'county', 9: 'township' }
const PARENT_LENGTHS = [2, 4, 6] as const

/** Entries of the lists that only group others: 市辖区, 县, 省直辖县级行政区划. */
const GROUPING = /^(?:市辖区|县|.*直辖县级行政区划)$/u

export class Divisions {
  readonly first: number
  readonly last: number
  readonly #byId = new Map<string, Division>()
  readonly #byName = new Map<string, Division[]>()
  readonly #byCode = new Map<string, Division[]>()
  readonly #above = new Map<Division, ReadonlySet<Division>>()
  /** Neighbours have the same divisions above them: one set serves them all. */
  readonly #shared = new Map<string, ReadonlySet<Division>>()

  constructor({ versions, divisions }: DivisionsFile) {
    const years = versions.map((version) => version.year)
    this.first = Math.min(...years)
    this.last = Math.max(...years)
    for (const { id, names, successor } of divisions) {
      const spans = names.map(([spanCode, name, from, to]) => ({ code: spanCode, name, from, to }))
      const level = LEVEL_BY_LENGTH[spans.at(-1)?.code.length ?? 0] ?? 'township'
      const division: Division = { id, level, names: spans, successor: successor ?? null }
      this.#byId.set(id, division)
      for (const name of new Set(spans.map((span) => span.name)))
        if (!GROUPING.test(name)) add(this.#byName, name, division)
      for (const spanCode of new Set(spans.map((span) => span.code))) add(this.#byCode, spanCode, division)
    }
  }

  byId(id: string): Division | null {
    return this.#byId.get(id) ?? null
  }

  /** Divisions that ever had this name. */
  named(name: string): readonly Division[] {
    return this.#byName.get(name) ?? []
  }

  /** All names with their divisions. */
  get names(): Iterable<readonly [string, readonly Division[]]> {
    return this.#byName
  }

  /** The division that has a code in a year; of several, and without a year, the latest holder. */
  withCode(given: string, at: number | null = null): Division | null {
    const holders = this.#byCode.get(given) ?? []
    const then = at === null ? null : this.listYear(at)
    const held = holders.filter(({ names }) =>
      names.some((span) => span.code === given && (then === null || (span.from <= then && span.to >= then))),
    )
    const ended = (division: Division): number => division.names.findLast((span) => span.code === given)?.to ?? 0
    return (held.length > 0 ? held : holders).toSorted((a, b) => ended(b) - ended(a))[0] ?? null
  }

  /** The list that stands for a year: the nearest that there is. */
  listYear(at: number): number {
    return Math.min(this.last, Math.max(this.first, at))
  }

  /** Whether some list stands for a year. */
  holds(at: number | null): boolean {
    return at !== null && at >= this.first && at <= this.last
  }

  /** The name and code of a division in a year; the nearest in time, where it did not exist. */
  at({ names }: Division, year: number | null): DivisionName {
    const then = this.listYear(year ?? this.last)
    const distance = ({ from, to }: DivisionName): number => (then < from ? from - then : then > to ? then - to : 0)
    const [nearest] = names.toSorted((a, b) => distance(a) - distance(b) || b.to - a.to)
    if (!nearest) throw new Error('a division without a name')
    return nearest
  }

  /** The name of a division behind those above it: 湖南省湘潭市湘潭县花石镇. 东莞市 is its own county in the lists, and told once. */
  path(division: Division, year: number | null): string {
    const above = LEVELS.slice(0, -1).flatMap((level) => {
      const parent = level === division.level ? null : this.parent(division, level, year)
      return parent ? [this.at(parent, year).name] : []
    })
    const names = [...above, this.at(division, year).name]
    const isTold = (name: string, index: number): boolean => name === names[index - 1] && LEVELS[index] === 'county'
    return names.filter((name, index) => !isTold(name, index)).join('')
  }

  /** All divisions above one, at any time. */
  above(division: Division): ReadonlySet<Division> {
    const known = this.#above.get(division)
    if (known) return known
    const found = new Set<Division>()
    for (const { code: own, from, to } of division.names)
      for (const length of PARENT_LENGTHS)
        if (length < own.length)
          for (const holder of this.#byCode.get(own.slice(0, length)) ?? [])
            if (holder.names.some((span) => own.startsWith(span.code) && span.from <= to && span.to >= from))
              found.add(holder)
    const key = [...found].map(({ id }) => id).join(' ')
    const above = this.#shared.get(key) ?? found
    this.#shared.set(key, above)
    this.#above.set(division, above)
    return above
  }

  /** The division above one on a level in a year; null where there is none but a grouping entry. */
  parent(division: Division, level: Level, year: number | null): Division | null {
    const length = PARENT_LENGTHS[LEVELS.indexOf(level)]
    const { code: own, from, to } = this.at(division, year)
    if (length === undefined || length >= own.length) return null
    const found = this.withCode(own.slice(0, length), Math.min(to, Math.max(from, year ?? this.last)))
    return found && !GROUPING.test(this.at(found, year).name) ? found : null
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}

const unzip = promisify(gunzip)
const GZIP = 0x1f

let packed: Promise<Divisions> | null = null

/** The registry that comes with nianbao; it is read once. */
export const packedDivisions = async (): Promise<Divisions> =>
  (packed ??= readDivisions(fileURLToPath(new URL('divisions.json.gz', import.meta.url))))

/**
 * Reads a registry: JSON of the shape above, plain or gzipped.
 * @throws PanelError `divisions-unreadable`
 */
export async function readDivisions(file: string): Promise<Divisions> {
  try {
    const bytes = await readFile(file)
    const text = (bytes[0] === GZIP ? await unzip(bytes) : bytes).toString('utf8')
    return new Divisions(divisionsFile.parse(JSON.parse(text)))
  } catch (error) {
    throw new PanelError('divisions-unreadable', { file, reason: reasonOf(error) }, { cause: error })
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof z.ZodError)) return error instanceof Error ? error.message : String(error)
  const [issue] = error.issues
  return issue ? `${issue.path.join('.')}: ${issue.message}` : error.message
}
