import { readFile } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { decodeText } from '../readers/encoding.js'
import { namedOrgan, organIdOf } from './codes.js'
import type { Divisions } from './divisions.js'
import { PanelError } from './errors.js'
import type { PanelDocument } from './report.js'

/** An organ-year is in one of these states. */
export const COVERAGE_STATES = ['present', 'several', 'missing', 'unexpected', 'ended'] as const
type CoverageState = (typeof COVERAGE_STATES)[number]

export interface OrganCoverage {
  readonly organId: string
  readonly year: number
  readonly state: CoverageState
  readonly documents: number
  /** Reports of different scope. */
  readonly reports: number
}

/** The organ-years that a person expects, from a CSV file with the columns `organ_id` and `year`. */
export class Expected {
  readonly #years = new Map<string, Set<number>>()
  /** Ids that no division has, as written. */
  readonly unknown: string[] = []

  /** @throws PanelError `expect-unreadable` */
  static async read(file: string, divisions: Divisions): Promise<Expected> {
    try {
      const rows = lines.parse(
        parse(decodeText(await readFile(file)).text, { bom: true, columns: true, skip_empty_lines: true, trim: true }),
      )
      const expected = new Expected()
      for (const { organ_id: written, year } of rows) expected.#add(written, year, divisions)
      return expected
    } catch (error) {
      const reason = error instanceof z.ZodError ? (error.issues[0]?.message ?? '') : String(error)
      throw new PanelError('expect-unreadable', { file, reason }, { cause: error })
    }
  }

  #add(written: string, year: number, divisions: Divisions): void {
    const organ = namedOrgan(written, year, divisions)
    if (!organ) this.unknown.push(written)
    const id = organ ? organIdOf(organ) : written
    this.#years.set(id, (this.#years.get(id) ?? new Set()).add(year))
  }

  get organs(): readonly string[] {
    return [...this.#years.keys()].sort()
  }

  yearsOf(organId: string): ReadonlySet<number> {
    return this.#years.get(organId) ?? new Set()
  }
}

const lines = z.array(z.object({ organ_id: z.string().min(1), year: z.coerce.number().int().min(1949).max(2100) }))

/**
 * Tells what there is of one organ, year by year.
 * @param years that a report is looked for, where nobody says which are expected
 */
export function coverageOf(
  organId: string,
  documents: readonly Pick<PanelDocument, 'year' | 'scope'>[],
  years: readonly number[],
  divisions: Divisions,
  expected: Expected | null = null,
): readonly OrganCoverage[] {
  const wanted = new Set(expected ? expected.yearsOf(organId) : years)
  const there = documents.flatMap(({ year }) => year ?? [])
  const all = [...new Set([...wanted, ...there])].sort((a, b) => a - b)
  const last = divisions.byId(organId.split(':')[0] ?? '')?.names.at(-1)?.to ?? divisions.last
  return all.map((year) => {
    const own = documents.filter((document) => document.year === year)
    // A list stands for the middle of its year: a division may report on the year after its last one.
    const hasEnded = last < divisions.last && year > last + 1
    const state: CoverageState =
      own.length === 0
        ? hasEnded && !expected
          ? 'ended'
          : 'missing'
        : !wanted.has(year)
          ? 'unexpected'
          : own.length > 1
            ? 'several'
            : 'present'
    return { organId, year, state, documents: own.length, reports: new Set(own.map(({ scope }) => scope)).size }
  })
}
