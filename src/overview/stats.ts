/** What the middle of many numbers is, and what sticks out of them. */

const ascending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b)

/** The value below which a share of the others lies, between neighbours in proportion (Hyndman and Fan's type 7); NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(ascending(values), share)
}

export function quantileOfSorted(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

/** Makes the median absolute deviation of normally distributed numbers their standard deviation. */
const TO_DEVIATION = 1.4826

export interface Spread {
  readonly centre: number
  /** Like a standard deviation, but not moved by what sticks out. */
  readonly deviation: number
}

/** Median and scaled median absolute deviation (Hampel 1974). */
export function spreadOf(values: readonly number[]): Spread {
  const centre = median(values)
  return { centre, deviation: TO_DEVIATION * median(values.map((value) => Math.abs(value - centre))) }
}
