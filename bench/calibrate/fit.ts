import { probabilityOf, scoreOf, type Calibration } from '../../src/forms/recognised/calibration.js'
import { isotonic } from './isotonic.js'
import { fitLogistic } from './logistic.js'
import type { Sample } from './samples.js'
import { pickThreshold } from './threshold.js'

export interface Goal {
  /** Wrong readings that may pass, as a share of all values. */
  readonly silent: number
  /** Right readings that may be flagged, as a share of all values. */
  readonly alarms: number
}

const DECIMALS = 1e5
const round = (value: number): number => Math.round(value * DECIMALS) / DECIMALS

/** Every other document's samples: the curve is fitted on those that the weights were not. */
function halves(samples: readonly Sample[]): readonly [readonly Sample[], readonly Sample[]] {
  const documents = [...new Set(samples.map(({ document }) => document))].sort()
  const first = new Set(documents.filter((_, index) => index % 2 === 0))
  return [samples.filter(({ document }) => first.has(document)), samples.filter(({ document }) => !first.has(document))]
}

/** Fits weights on one half of the documents, the curve on the other, the threshold on all. */
export function fit(samples: readonly Sample[], goal: Goal, source: string): Calibration {
  const [first, second] = halves(samples)
  const { bias, weights } = fitLogistic(first)
  const model = {
    bias: round(bias),
    weights: {
      rivals: round(weights.rivals),
      least: round(weights.least),
      support: round(weights.support),
      mapped: round(weights.mapped),
      length: round(weights.length),
    },
  }
  const scored = second.map(({ features, right }) => ({ score: scoreOf(features, model), right }))
  const curve = isotonic(scored).map(({ score, probability }) => ({
    score: round(score),
    probability: round(probability),
  }))
  const calibration = { source, samples: samples.length, ...model, isotonic: curve, threshold: 1 }
  const judged = samples.map(({ features, right }) => ({ probability: probabilityOf(features, calibration), right }))
  // Rounded down: a threshold a hair above the probabilities that it was picked from would flag them all.
  const threshold = Math.floor(pickThreshold(judged, goal.silent, goal.alarms) * DECIMALS) / DECIMALS
  return { ...calibration, threshold }
}
