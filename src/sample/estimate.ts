import { clopperPearson } from './beta.js'

/** How many values of one stratum were looked at, and with which result. */
export interface StratumResult {
  readonly stratum: string
  /** Values that it has in all. */
  readonly size: number
  readonly right: number
  readonly wrong: number
  /** Looked at, but nobody could tell. */
  readonly unclear: number
  /** In the sample, but not looked at. */
  readonly open: number
}

export interface Estimate {
  readonly strata: readonly StratumResult[]
  /** Values of all strata. */
  readonly population: number
  /** Values that were found right or wrong. */
  readonly judged: number
  readonly wrong: number
  readonly unclear: number
  readonly open: number
  /** Share of wrong values among all unflagged ones, with each stratum weighted by its size; null where nothing was judged. */
  readonly rate: number | null
  readonly interval: readonly [low: number, high: number] | null
  /** Size of the simple random sample that would tell as much. */
  readonly effectiveSize: number | null
}

const CONFIDENCE = 0.95

/**
 * The error rate of a stratified sample, with its interval after Korn and Graubard: Clopper and Pearson's exact interval
 * on the effective sample size p(1 − p)/v, at most the number judged; where no value (or every one) is wrong, v is 0 and
 * Kish's effective size (Σw)²/Σw² takes its place. E. L. Korn, B. I. Graubard: Confidence intervals for proportions with
 * small expected number of positive counts estimated from survey data. Survey Methodology 24 (1998) 193–201. Their
 * adjustment for degrees of freedom is left out: it matters for few clusters, of which there are none here.
 *
 * Strata of which nothing was judged count with the rate of the others.
 */
export function estimate(strata: readonly StratumResult[]): Estimate {
  const sum = (of: (stratum: StratumResult) => number): number => strata.reduce((total, each) => total + of(each), 0)
  const counts = {
    strata,
    population: sum(({ size }) => size),
    judged: sum(judgedOf),
    wrong: sum(({ wrong }) => wrong),
    unclear: sum(({ unclear }) => unclear),
    open: sum(({ open }) => open),
  }
  const judged = strata.filter((stratum) => judgedOf(stratum) > 0)
  const population = judged.reduce((total, { size }) => total + size, 0)
  if (population === 0) return { ...counts, rate: null, interval: null, effectiveSize: null }
  const rate = judged.reduce((total, stratum) => total + (stratum.size / population) * rateOf(stratum), 0)
  const effectiveSize = Math.min(counts.judged, effectiveSizeOf(judged, population, rate))
  const interval = clopperPearson(rate * effectiveSize, effectiveSize, CONFIDENCE)
  return { ...counts, rate, interval, effectiveSize }
}

const judgedOf = ({ right, wrong }: StratumResult): number => right + wrong
const rateOf = (stratum: StratumResult): number => stratum.wrong / judgedOf(stratum)

function effectiveSizeOf(strata: readonly StratumResult[], population: number, rate: number): number {
  const variance = strata.reduce((total, stratum) => {
    const judged = judgedOf(stratum)
    // One value tells nothing of how values of its stratum differ: the rate of all stands in.
    const own = judged > 1 ? rateOf(stratum) : rate
    return total + ((stratum.size / population) ** 2 * own * (1 - own)) / Math.max(1, judged - 1)
  }, 0)
  if (variance > 0) return (rate * (1 - rate)) / variance
  // Each judged value stands for size/judged others: Σw is the population, Σw² the sum of size²/judged.
  const squares = strata.reduce((total, stratum) => total + stratum.size ** 2 / judgedOf(stratum), 0)
  return population ** 2 / squares
}
