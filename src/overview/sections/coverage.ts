import { COLOURS, type Chart } from '../charts/look.js'
import { heatmap } from '../charts/heatmap.js'
import { stackedColumns, stackedRows, type Layer } from '../charts/stacked.js'
import { FORM_YEARS } from '../../vocabulary/forms.js'
import type { Figure } from '../figure.js'
import { STATUSES, TOP, UNKNOWN, type Gathered, type Table2 } from '../gather.js'
import { bySize, groupedFolders, yearsOf } from '../order.js'
import type { Tell } from '../texts.js'

const statusLayers = (table: Table2, rows: readonly (readonly string[])[], tell: Tell): readonly Layer[] =>
  STATUSES.map((status) => ({
    name: tell(status),
    colour: COLOURS[status],
    counts: rows.map((members) => members.reduce((sum, row) => sum + table.at(row, status), 0)),
  }))

const byStatus = (
  title: string,
  first: string,
  names: readonly string[],
  layers: readonly Layer[],
  chart: Chart,
): Figure => ({
  title,
  chart,
  head: [first, ...layers.map(({ name }) => name)],
  rows: names.map((name, index) => [name, ...layers.map(({ counts }) => counts[index] ?? 0)]),
})

export function yearFigure({ yearStatus, documents }: Gathered, tell: Tell): Figure {
  const years = yearsOf(yearStatus)
  const names = years.map((year) => year || tell('unknownYear'))
  const layers = statusLayers(
    yearStatus,
    years.map((year) => [year]),
    tell,
  )
  const most = years.reduce(
    (best, year) => (yearStatus.total(year) > yearStatus.total(best) ? year : best),
    years[0] ?? UNKNOWN,
  )
  const ok = years.reduce((sum, year) => sum + yearStatus.at(year, 'ok'), 0)
  const details = { year: most || tell('unknownYear'), count: yearStatus.total(most), ok, documents }
  return {
    ...byStatus(tell('byYear'), tell('year'), names, layers, stackedColumns(names, layers)),
    summary: tell('summaryYear', details),
  }
}

/** Colours of the forms, oldest first. */
const FORM_COLOURS = [COLOURS.light, COLOURS.accent]

export function formFigure({ yearForm }: Gathered, tell: Tell): Figure {
  const years = yearsOf(yearForm)
  const names = years.map((year) => year || tell('unknownYear'))
  const forms: readonly (readonly [key: string, colour: string])[] = [
    ...FORM_YEARS.map((form, index) => [form, FORM_COLOURS[index] ?? COLOURS.accent] as const),
    [UNKNOWN, COLOURS.pending],
  ]
  const layers = forms.map(([form, colour]) => ({
    name: form || tell('noForm'),
    colour,
    counts: years.map((year) => yearForm.at(year, form)),
  }))
  return byStatus(tell('byForm'), tell('year'), names, layers, stackedColumns(names, layers))
}

function folders(table: Table2, tell: Tell): { names: readonly string[]; members: readonly (readonly string[])[] } {
  const members = groupedFolders(table)
  const nameOf = ([folder = '', ...others]: readonly string[]): string =>
    others.length > 0 ? tell('rest', { count: others.length + 1 }) : folder === TOP ? tell('topFolder') : folder
  return { members, names: members.map(nameOf) }
}

export function folderFigure({ folderStatus }: Gathered, tell: Tell): Figure {
  const { names, members } = folders(folderStatus, tell)
  const layers = statusLayers(folderStatus, members, tell)
  return byStatus(tell('byFolder'), tell('folder'), names, layers, stackedRows(names, layers))
}

export function folderYearFigure({ folderYear }: Gathered, tell: Tell): Figure {
  const { names, members } = folders(folderYear, tell)
  const years = [...folderYear.columns].sort(
    (a, b) => Number(a === UNKNOWN) - Number(b === UNKNOWN) || (a < b ? -1 : 1),
  )
  const titles = years.map((year) => year || tell('unknownYear'))
  const countAt = (row: number, column: number): number =>
    (members[row] ?? []).reduce((sum, folder) => sum + folderYear.at(folder, years[column] ?? UNKNOWN), 0)
  return {
    title: tell('byFolderYear'),
    chart: heatmap(names, titles, countAt),
    head: [tell('folder'), ...titles],
    rows: names.map((name, row) => [name, ...years.map((_, column) => countAt(row, column))]),
  }
}

export function formatFigure({ formatStatus }: Gathered, tell: Tell): Figure {
  const names = bySize(formatStatus)
  const layers = statusLayers(
    formatStatus,
    names.map((name) => [name]),
    tell,
  )
  return byStatus(tell('byFormat'), tell('format'), names, layers, stackedRows(names, layers))
}
