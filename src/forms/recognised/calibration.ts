import { z } from 'zod'
import stored from './calibration.json' with { type: 'json' }
import { FEATURES, isDoubted, type Features } from './features.js'

/** How features become the probability that a reading is right, and from where on it is believed. */
const calibrationFile = z.object({
  /** What it was fitted on, for people. */
  source: z.string(),
  /** Value cells that it was fitted on; 0 for figures set by hand. */
  samples: z.int().min(0),
  bias: z.number(),
  weights: z.record(z.enum(FEATURES), z.number()),
  /**
   * Isotonic regression: ascending scores (logits of bias and weights) with the share that was right there; between two
   * points the probability is interpolated. Empty: the logistic function itself.
   */
  isotonic: z.array(z.object({ score: z.number(), probability: z.number().min(0).max(1) })),
  /** Below this probability a value is flagged `low-confidence`. */
  threshold: z.number().min(0).max(1),
})

export type Calibration = z.infer<typeof calibrationFile>

const parseCalibration = (json: unknown): Calibration => calibrationFile.parse(json)

/** The calibration that ships with nianbao. */
export const CALIBRATION: Calibration = parseCalibration(stored)

/** The logit of a reading: what isotonic regression is then fitted to. */
export function scoreOf(features: Features, { bias, weights }: Pick<Calibration, 'bias' | 'weights'>): number {
  return FEATURES.reduce((sum, name) => sum + weights[name] * features[name], bias)
}

function isotonicAt(points: Calibration['isotonic'], score: number): number {
  const above = points.findIndex((point) => point.score >= score)
  const right = points[above]
  const left = points[above < 0 ? points.length - 1 : above - 1]
  if (!right) return left?.probability ?? 0
  if (!left) return right.probability
  const part = (score - left.score) / (right.score - left.score)
  return left.probability + part * (right.probability - left.probability)
}

/**
 * The probability (0..1) that a reading with these features is right; never more than the share that it has among the
 * well-formed readings of its cell, nor than a character that is in doubt by itself.
 */
export function probabilityOf(features: Features, calibration: Calibration = CALIBRATION): number {
  const score = scoreOf(features, calibration)
  const { isotonic } = calibration
  const probability = isotonic.length > 0 ? isotonicAt(isotonic, score) : 1 / (1 + Math.exp(-score))
  const most = isDoubted(features) ? 1 - 10 ** -features.least : 1
  return Math.min(probability, most, 1 - 10 ** -features.rivals)
}
