import { IN_DOUBT } from '../../model/block.js'

/** What tells how sure a reading of a recognised value is; see docs/calibration.md. Each in the range given. */
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

/** Whether a character of the reading is in doubt by itself: then no other feature makes the reading sure. */
export const isDoubted = ({ least }: Features): boolean => least <= DOUBTED
