import Table from 'cli-table3'
import type { Left } from './samples.js'
import { tally, type Judged, type Tally } from './threshold.js'

/** Bounds of the bands of the reliability table. */
const BANDS = [0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.999, 0.9995, 1.0001]

const plain = { head: [], border: [] }

/** Compares claimed with true shares, band by band: in a good calibration the two columns agree. */
export function reliability(samples: readonly Judged[]): string {
  const table = new Table({ head: ['probability', 'values', 'mean claimed', 'share right', 'wrong'], style: plain })
  BANDS.slice(1).forEach((to, index) => {
    const from = BANDS[index] ?? 0
    const band = samples.filter(({ probability }) => probability >= from && probability < to)
    if (band.length === 0) return
    const claimed = band.reduce((sum, { probability }) => sum + probability, 0) / band.length
    const wrong = band.filter(({ right }) => !right).length
    table.push([
      `${from}–${Math.min(1, to)}`,
      band.length,
      claimed.toFixed(5),
      (1 - wrong / band.length).toFixed(5),
      wrong,
    ])
  })
  return table.toString()
}

const percent = (count: number, of: number): string => `${((100 * count) / Math.max(1, of)).toFixed(3)} %`

export function tallyLine(label: string, { threshold, samples, silent, alarms, caught }: Tally): string {
  return `${label}: ${samples} values, threshold ${threshold}: ${silent} wrong pass (${percent(silent, samples)}), ${caught} wrong flagged, ${alarms} right flagged (${percent(alarms, samples)})`
}

/** Thresholds around the one picked, to see what it trades. */
export function trade(samples: readonly Judged[], thresholds: readonly number[]): string {
  const table = new Table({ head: ['threshold', 'wrong pass', 'wrong flagged', 'right flagged'], style: plain })
  for (const each of thresholds) {
    const { threshold, silent, caught, alarms } = tally(samples, each)
    table.push([threshold, silent, caught, `${alarms} (${percent(alarms, samples.length)})`])
  }
  return table.toString()
}

export const leftLine = ({ lost, flagged, blank }: Left): string =>
  `not sampled: ${lost} printed but read as blank without a flag, ${flagged} flagged whatever the threshold, ${blank} blank`
