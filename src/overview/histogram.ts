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
