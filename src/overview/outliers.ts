import type { Target } from './links.js'
import { spreadOf, type Spread } from './statistics.js'

/** A number of a report, with whose it is. */
export interface Observation extends Target {
  readonly organ: string | null
  readonly year: number | null
  readonly code: string
  readonly value: number
  readonly flagged: boolean
}

export interface Outlier extends Observation {
  /** organ: unlike the other years of its organ; all: far above all other reports. */
  readonly against: 'organ' | 'all'
  /** The usual value there. */
  readonly usual: number
  /** Deviations off the usual, on a logarithmic scale; negative below it. */
  readonly score: number
}

/** Years that an organ must have been seen in for its own usual to mean something. */
const FEWEST_YEARS = 4
/** Reports that there must be for a usual of all. */
const FEWEST_REPORTS = 20
/** Iglewicz and Hoaglin (How to Detect and Handle Outliers, 1993) call a modified z-score above 3.5 an outlier. */
const FAR = 3.5
/** Among all reports organs differ by their size, so only what is further off sticks out. */
const FAR_OF_ALL = 5
/**
 * The least deviation: counts of a dozen vary by a third from year to year without anything being wrong, and where all
 * years are alike the deviation would be 0. In natural logarithms of 1 + n.
 */
const MIN_DEVIATION = 0.35

/** Counts spread over orders of magnitude, and many are 0. Negative numbers (changes) keep their sign. */
const scaled = (value: number): number => Math.sign(value) * Math.log1p(Math.abs(value))
const unscaled = (value: number): number => Math.sign(value) * Math.expm1(Math.abs(value))

/** Finds values far from the other years of their organ, else far from all reports; the furthest first. */
export function findOutliers(observations: readonly Observation[]): readonly Outlier[] {
  const found = [...groups(observations, ({ code }) => code).values()].flatMap((ofCode) => {
    const organs = groups(ofCode, ({ organ }) => organ ?? '')
    const overall = ofCode.length >= FEWEST_REPORTS ? spread(ofCode) : null
    return ofCode.flatMap((observation): Outlier[] => {
      const own = organs.get(observation.organ ?? '') ?? []
      const years = new Set(own.map(({ year }) => year)).size
      if (observation.organ !== null && years >= FEWEST_YEARS) {
        const outlier = judged(observation, spread(own), 'organ', FAR)
        return outlier ? [outlier] : []
      }
      // That a small organ has little is nothing to look at; that it has more than nearly all others is.
      const outlier = overall && judged(observation, overall, 'all', FAR_OF_ALL)
      return outlier && outlier.score > 0 ? [outlier] : []
    })
  })
  return found.sort((a, b) => Math.abs(b.score) - Math.abs(a.score) || (a.path < b.path ? -1 : 1))
}

const spread = (observations: readonly Observation[]): Spread =>
  spreadOf(observations.map(({ value }) => scaled(value)))

function judged(
  observation: Observation,
  { centre, deviation }: Spread,
  against: Outlier['against'],
  far: number,
): Outlier | null {
  const score = (scaled(observation.value) - centre) / Math.max(deviation, MIN_DEVIATION)
  return Math.abs(score) > far ? { ...observation, against, usual: Math.round(unscaled(centre)), score } : null
}

function groups<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>()
  for (const item of items) {
    const known = found.get(keyOf(item))
    if (known) known.push(item)
    else found.set(keyOf(item), [item])
  }
  return found
}
