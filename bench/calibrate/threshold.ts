/** The cost of a threshold, and the errors that it lets through. */
export interface Tally {
  readonly threshold: number
  readonly samples: number
  /** Wrong readings at or above the threshold: silent errors. */
  readonly silent: number
  /** Right readings below it: false alarms. */
  readonly alarms: number
  /** Wrong readings below it. */
  readonly caught: number
}

export interface Judged {
  readonly probability: number
  readonly right: boolean
}

export function tally(samples: readonly Judged[], threshold: number): Tally {
  const above = samples.filter(({ probability }) => probability >= threshold)
  const silent = above.filter(({ right }) => !right).length
  const wrong = samples.filter(({ right }) => !right).length
  const below = samples.length - above.length
  return { threshold, samples: samples.length, silent, alarms: below - (wrong - silent), caught: wrong - silent }
}

/**
 * The lowest threshold that lets at most `silent` wrong readings in all pass; where that takes more false alarms than
 * `alarms`, the one that reaches the most with those. Both are shares of all samples.
 */
export function pickThreshold(samples: readonly Judged[], silent: number, alarms: number): number {
  const sorted = [...samples].sort((a, b) => a.probability - b.probability)
  let wrongAbove = sorted.filter(({ right }) => !right).length
  let rightBelow = 0
  let threshold = 0
  for (const [index, { probability, right }] of sorted.entries()) {
    const isNew = probability > (sorted[index - 1]?.probability ?? -1)
    if (isNew) {
      if (rightBelow > alarms * samples.length) return threshold
      threshold = probability
      if (wrongAbove <= silent * samples.length) return threshold
    }
    if (right) rightBelow += 1
    else wrongAbove -= 1
  }
  return threshold
}
