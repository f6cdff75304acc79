/** Values from `from` up to, but not with, `to`. */
export interface Bin {
  readonly from: number
  readonly to: number
  readonly label: string
  readonly count: number
}

/** Below zero, zero, then 1, 2–4, 5–9, 10–19, …: counts of reports spread over orders of magnitude, and many are 0. */
export function bins(values: readonly number[]): readonly Bin[] {
  const most = values.reduce((highest, value) => Math.max(highest, value), 0)
  const edges = [0, 1]
  for (let scale = 1; scale <= most; scale *= 10) edges.push(2 * scale, 5 * scale, 10 * scale)
  const found = edges.slice(0, -1).map((from, index): Bin => {
    const to = edges[index + 1] ?? Infinity
    return { from, to, label: labelOf(from, to), count: values.filter((value) => value >= from && value < to).length }
  })
  const last = found.findLastIndex(({ count }) => count > 0)
  const negative = values.filter((value) => value < 0).length
  return [
    ...(negative > 0 ? [{ from: -Infinity, to: 0, label: '< 0', count: negative }] : []),
    ...found.slice(0, last + 1),
  ]
}

/** 1k–2k rather than 1000–1999: the axis is narrow. */
function labelOf(from: number, to: number): string {
  if (to - from <= 1) return String(from)
  return from < 1_000 ? `${from}–${to - 1}` : `${short(from)}–${short(to)}`
}

const short = (value: number): string => (value < 1_000_000 ? `${value / 1_000}k` : `${value / 1_000_000}M`)

/** The middle of many numbers, and their outliers. */

const ascending = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b)

/** The value below which a share of the others lies, between neighbours in proportion (Hyndman and Fan's type 7); NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  return quantileOfSorted(ascending(values), share)
}

function quantileOfSorted(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

const median = (values: readonly number[]): number => quantile(values, 0.5)

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

/** The five figures of one category: whisker, lower quartile, median, upper quartile, whisker. */
export type Five = readonly [low: number, q1: number, middle: number, q3: number, high: number]

/** The middle of a year's reports, and how far four fifths of them spread. */
export const fiveOf = (values: readonly number[]): Five => [
  quantile(values, 0.1),
  quantile(values, 0.25),
  quantile(values, 0.5),
  quantile(values, 0.75),
  quantile(values, 0.9),
]
