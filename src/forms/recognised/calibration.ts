import { z } from 'zod'
import stored from './calibration.json' with { type: 'json' }
import { IN_DOUBT } from '../../model/block.js'

/** The features tell how sure a reading of a recognised value is (docs/calibration.md). Each lies in the range given. */
export interface Features {
  /** −log10 of the share that other well-formed readings have, 0..6: how many nines the reading has against them. */
  readonly rivals: number
  /** −log10 of what the least sure character leaves to others, 0..4. */
  readonly least: number
  /** log10 of the probability that the recogniser gives to well-formed readings at all, −6..0. */
  readonly support: number
  /** Characters taken for what they look like, 0..3. */
  readonly mapped: number
  /** Characters of the reading beyond the first, 0..5. */
  readonly length: number
}

export const FEATURES = [
  'rivals',
  'least',
  'support',
  'mapped',
  'length',
] as const satisfies readonly (keyof Features)[]

const within = (least: number, most: number, value: number): number => Math.min(most, Math.max(least, value))
const nines = (probability: number, most: number): number =>
  within(0, most, -Math.log10(Math.max(1e-12, 1 - probability)))

/**
 * @param share of the reading among all well-formed ones, 0..1
 * @param least probability of its least sure character, 0..1
 * @param support probability of all well-formed readings together, 0..1
 */
export function featuresOf(share: number, least: number, support: number, mapped: number, length: number): Features {
  return {
    rivals: nines(share, 6),
    least: nines(least, 4),
    support: within(-6, 0, Math.log10(Math.max(1e-12, support))),
    mapped: within(0, 3, mapped),
    length: within(0, 5, length - 1),
  }
}

/** A hair more, since features are rounded by their logarithms. */
const DOUBTED = nines(IN_DOUBT, 4) + 1e-6

/** Tells whether a character of the reading is in doubt by itself: then no other feature makes the reading sure. */
export const isDoubted = ({ least }: Features): boolean => least <= DOUBTED

/** How features become the probability that a reading is right, and from where on it is believed. */
const calibrationFile = z.object({
  /** Names the samples that it was fitted on, for people. */
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
