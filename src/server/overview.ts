import { MAIN_VALUES } from '../vocabulary/main-values.js'
import { titleOf } from '../model/catalogue/titles.js'
import type { Language } from '../model/sentences.js'
import type { Format } from '../model/source.js'
import type { Store } from '../store/store.js'
import {
  bins,
  byCount,
  bySize,
  findGaps,
  findOutliers,
  findRepeated,
  fiveOf,
  groupedFolders,
  organMatrix,
  quantile,
  severity,
  shortLabel,
  UNKNOWN,
  withPages,
  yearsOf,
  type Coverage,
  type MainValues,
  type OrganRow,
  type Status,
  type Table2,
} from '../overview/numbers.js'

/** An overview as the API gives it: the figures of src/overview, without a drawing. */

/** Years with several reports, and numbers that stick out, that are listed at most. */
const LISTED = 200
/** Documents of one organ and year that are named at most. */
const NAMED = 10
/** Digits of a fingerprint that name a document. */
const DIGITS = 16

const statusOf = (table: Table2, rows: readonly string[]): Readonly<Record<Status, number>> => {
  const count = (status: Status): number => rows.reduce((sum, row) => sum + table.at(row, status), 0)
  return { ok: count('ok'), flagged: count('flagged'), failed: count('failed'), pending: count('pending') }
}

/** Counts by column, over several rows; `none` stands for what is not known. */
function countsOf(table: Table2, rows: readonly string[], none: string): Readonly<Record<string, number>> {
  const counts = table.columns.map((column): readonly [string, number] => [
    column === UNKNOWN ? none : column,
    rows.reduce((sum, row) => sum + table.at(row, column), 0),
  ])
  return Object.fromEntries(counts.filter(([, count]) => count > 0))
}

const yearIn = (year: string): number | null => (year === UNKNOWN ? null : Number(year))

export function overviewOf(coverage: Coverage, language: Language) {
  const { yearStatus, yearForm, folderStatus, folderYear, formatStatus, codes, organYears } = coverage
  const { documents, gone, organs, values, numbers } = coverage
  const repeated = findRepeated(organYears)
  return {
    ...{ documents, gone, organs, values, numbers },
    missing: findGaps(organYears).reduce((sum, { missing }) => sum + missing.length, 0),
    status: statusOf(yearStatus, yearStatus.rows),
    years: yearsOf(yearStatus).map((year) => ({
      ...{ year: yearIn(year), status: statusOf(yearStatus, [year]), form: countsOf(yearForm, [year], 'none') },
    })),
    folders: groupedFolders(folderStatus).map((members) => ({
      folder: members.length === 1 ? (members[0] ?? null) : null,
      folders: members.length,
      status: statusOf(folderStatus, members),
      years: countsOf(folderYear, members, 'unknown'),
    })),
    formats: bySize(formatStatus).map((format) => ({
      ...{ format: format as Format, status: statusOf(formatStatus, [format]) },
    })),
    problems: byCount(codes).map(([code, count]) => ({
      ...{ code, title: titleOf(code, language), severity: severity(code), documents: count },
    })),
    repeated: {
      total: repeated.length,
      first: repeated.slice(0, LISTED).map(({ organ, year, reports }) => ({
        ...{ organ, year, documents: reports.map(({ sha256, path }) => ({ id: sha256, path })) },
      })),
    },
  }
}

/** The rows of the matrix of organs by years. */
export interface Matrix {
  readonly years: readonly number[]
  readonly rows: readonly OrganRow[]
}

export function matrixOf({ organYears }: Coverage): Matrix {
  const rows = organMatrix(organYears)
  const [first, last] = organYears.reduce<readonly [number, number]>(
    ([low, high], { year }) => [Math.min(low, year), Math.max(high, year)],
    [Infinity, -Infinity],
  )
  return { rows, years: rows.length === 0 ? [] : Array.from({ length: last - first + 1 }, (_, index) => first + index) }
}

/** Worse ones first. */
const WORST: readonly Status[] = ['failed', 'pending', 'flagged', 'ok']

export const organOf = ({ organ, missing, years }: OrganRow) => ({
  ...{ organ, missing },
  reports: [...years]
    .toSorted(([a], [b]) => a - b)
    .map(([year, reports]) => ({
      ...{ year, documents: reports.length },
      status: WORST.find((status) => reports.some((each) => each.status === status)) ?? 'ok',
      ids: reports.slice(0, NAMED).map(({ sha256 }) => sha256.slice(0, DIGITS)),
    })),
})

export async function valuesOf(store: Pick<Store, 'effective'>, { values, flaggedValues, observations }: MainValues) {
  const outliers = findOutliers(observations)
  const listed = await withPages(store, outliers.slice(0, LISTED))
  return {
    ...{ values, flagged: flaggedValues },
    distributions: MAIN_VALUES.flatMap((code) => {
      const found = observations.filter((each) => each.code === code)
      const numbers = found.map(({ value }) => value)
      if (numbers.length === 0) return []
      const years = [...new Set(found.flatMap(({ year }) => year ?? []))].sort((a, b) => a - b)
      return [
        {
          ...{ code, reports: numbers.length, median: quantile(numbers, 0.5) },
          largest: numbers.reduce((most, value) => Math.max(most, value), -Infinity),
          zero: numbers.filter((value) => value === 0).length,
          bins: bins(numbers).map(({ label, count, from, to }) => ({
            ...{ label, count, from: Number.isFinite(from) ? from : null, below: to },
          })),
          years: years.map((year) => ({
            year,
            quantiles: fiveOf(found.filter((each) => each.year === year).map(({ value }) => value)),
          })),
        },
      ]
    }),
    outliers: {
      total: outliers.length,
      first: listed.map(({ sha256, path, page = null, ...outlier }) => ({
        ...{ id: sha256, path, page, organ: outlier.organ, year: outlier.year, code: outlier.code },
        ...{ value: outlier.value, flagged: outlier.flagged, usual: outlier.usual, score: outlier.score },
        against: outlier.against,
      })),
    },
  }
}

export type Values = Awaited<ReturnType<typeof valuesOf>>

/** The same with labels in a language. */
export const labelled = ({ distributions, outliers, ...rest }: Values, language: Language) => ({
  ...rest,
  distributions: distributions.map((each) => ({ ...each, label: shortLabel(each.code, language) })),
  outliers: {
    total: outliers.total,
    first: outliers.first.map((each) => ({ ...each, label: shortLabel(each.code, language) })),
  },
})
