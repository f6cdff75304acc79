import type { Language } from '../../model/problem.js'
import { boxes, histogram } from '../charts/values.js'
import type { Figure } from '../figure.js'
import { MAIN_VALUES } from '../../vocabulary/main-values.js'
import type { Gathered } from '../gather.js'
import { shortLabel } from '../labels.js'
import { bins, fiveOf, quantile } from '../statistics.js'
import type { Observation } from '../outliers.js'
import type { Tell } from '../texts.js'

/** For each main value that any report prints: by size, and by year. */
export function valueFigures(
  { observations }: Gathered,
  language: Language,
  tell: Tell,
): readonly (readonly [Figure, Figure])[] {
  return MAIN_VALUES.flatMap((code) => {
    const found = observations.filter((each) => each.code === code)
    if (found.length === 0) return []
    const label = shortLabel(code, language)
    return [[bySize(found, label, tell), byYear(found, label, tell)] as const]
  })
}

function bySize(found: readonly Observation[], label: string, tell: Tell): Figure {
  const values = found.map(({ value }) => value)
  const counted = bins(values)
  const details = {
    ...{ median: quantile(values, 0.5), most: values.reduce((most, value) => Math.max(most, value), -Infinity) },
    ...{ zero: values.filter((value) => value === 0).length, count: values.length },
  }
  return {
    title: tell('histogramOf', { label }),
    summary: tell('summaryValue', details),
    chart: histogram(counted),
    head: [tell('range'), tell('reports')],
    rows: counted.map((bin) => [bin.label, bin.count]),
  }
}

function byYear(found: readonly Observation[], label: string, tell: Tell): Figure {
  const years = [...new Set(found.flatMap(({ year }) => (year === null ? [] : [year])))].sort((a, b) => a - b)
  const data = years.map((year) => fiveOf(found.filter((each) => each.year === year).map(({ value }) => value)))
  return {
    title: tell('quartilesOf', { label }),
    chart: boxes(years.map(String), data),
    head: [tell('year'), '10 %', '25 %', tell('median'), '75 %', '90 %'],
    rows: years.map((year, index) => [
      String(year),
      ...(data[index] ?? []).map((value) => Math.round(10 * value) / 10),
    ]),
  }
}
