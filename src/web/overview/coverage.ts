import { heatmap } from '../../overview/charts/heatmap.js'
import { COLOURS } from '../../overview/charts/look.js'
import { stackedColumns, stackedRows, type Layer } from '../../overview/charts/stacked.js'
import type { Tell } from '../../overview/texts.js'
import type { Overview } from '../api/client.js'
import type { Figure } from './figure.js'
import { belowFolder, ofYear, toLibrary } from '../library/further-filters.js'

/** Figures of what documents there are, each number with the way to its documents. */

const STATUSES = ['ok', 'flagged', 'failed', 'pending'] as const
type Filters = Parameters<typeof toLibrary>[0]

/** Counts of named rows by outcome; `filters` finds the documents of a row, null where nothing does. */
interface Rows {
  readonly title: string
  readonly first: string
  readonly names: readonly string[]
  readonly statuses: readonly Overview['status'][]
  readonly filters: readonly (Filters | null)[]
}

function byStatus({ title, first, names, statuses, filters }: Rows, draw: typeof stackedRows, tell: Tell): Figure {
  const layers = STATUSES.map((status): Layer => ({
    ...{ name: tell(status), colour: COLOURS[status], counts: statuses.map((each) => each[status]) },
  }))
  const to = (row: number, status: string | undefined): string | null => {
    const found = filters[row]
    return found && status !== undefined ? toLibrary({ ...found, status }) : null
  }
  return {
    ...{ title, chart: draw(names, layers), head: [first, ...layers.map(({ name }) => name)] },
    rows: names.map((name, row) => [
      { text: name, to: filters[row] ? toLibrary(filters[row]) : null },
      ...STATUSES.map((status) => ({ text: statuses[row]?.[status] ?? 0, to: to(row, status) })),
    ]),
    pick: ({ place, layer }) =>
      to(
        place,
        STATUSES.find((status) => tell(status) === layer),
      ),
  }
}

export function yearFigure({ years, documents, status }: Overview, tell: Tell): Figure {
  const total = (each: Overview['status']): number => STATUSES.reduce((sum, one) => sum + each[one], 0)
  const [most] = years.toSorted((a, b) => total(b.status) - total(a.status))
  const names = years.map(({ year }) => yearName(year, tell))
  const rows: Rows = {
    ...{ title: tell('byYear'), first: tell('year'), names, statuses: years.map((each) => each.status) },
    filters: years.map(({ year }) => ofYear(year)),
  }
  const details = { year: yearName(most?.year ?? null, tell), count: most ? total(most.status) : 0 }
  return {
    ...byStatus(rows, stackedColumns, tell),
    summary: tell('summaryYear', { ...details, ok: status.ok, documents }),
  }
}

const yearName = (year: number | null, tell: Tell): string => (year === null ? tell('unknownYear') : String(year))

/** Colours of the forms, oldest first. */
const FORM_COLOURS = [COLOURS.light, COLOURS.accent]

export function formFigure({ years }: Overview, tell: Tell): Figure {
  const forms = [...new Set(years.flatMap(({ form }) => Object.keys(form)))].filter((form) => form !== 'none').sort()
  const all = [...forms, 'none']
  const nameOf = (form: string): string => (form === 'none' ? tell('noForm') : form)
  const layers = all.map((form, place): Layer => ({
    name: nameOf(form),
    colour: form === 'none' ? COLOURS.pending : (FORM_COLOURS[place] ?? COLOURS.accent),
    counts: years.map((each) => each.form[form] ?? 0),
  }))
  const to = (row: number, form: string | undefined): string | null =>
    form === undefined || form === 'none' ? null : toLibrary({ ...ofYear(years[row]?.year ?? null), form })
  const names = years.map(({ year }) => yearName(year, tell))
  return {
    ...{ title: tell('byForm'), chart: stackedColumns(names, layers), head: [tell('year'), ...all.map(nameOf)] },
    rows: years.map(({ year, form }, row) => [
      { text: yearName(year, tell), to: toLibrary(ofYear(year)) },
      ...all.map((each) => ({ text: form[each] ?? 0, to: to(row, each) })),
    ]),
    pick: ({ place, layer }) =>
      to(
        place,
        all.find((form) => nameOf(form) === layer),
      ),
  }
}

const folderName = ({ folder, folders }: Overview['folders'][number], tell: Tell): string =>
  folder === null ? tell('rest', { count: folders }) : folder === '.' ? tell('topFolder') : folder

const inFolder = (folder: string | null): Filters | null => (folder === null ? null : { path: belowFolder(folder) })

export function folderFigure({ folders }: Overview, tell: Tell): Figure {
  const rows: Rows = {
    ...{ title: tell('byFolder'), first: tell('folder'), statuses: folders.map(({ status }) => status) },
    names: folders.map((each) => folderName(each, tell)),
    filters: folders.map(({ folder }) => inFolder(folder)),
  }
  return byStatus(rows, stackedRows, tell)
}

export function folderYearFigure({ folders, years }: Overview, tell: Tell): Figure {
  const names = folders.map((each) => folderName(each, tell))
  const titles = years.map(({ year }) => yearName(year, tell))
  const countAt = (row: number, column: number): number =>
    folders[row]?.years[String(years[column]?.year ?? 'unknown')] ?? 0
  const to = (row: number, column: number): string | null => {
    const found = inFolder(folders[row]?.folder ?? null)
    return found && toLibrary({ ...found, ...ofYear(years[column]?.year ?? null) })
  }
  return {
    ...{ title: tell('byFolderYear'), chart: heatmap(names, titles, countAt), head: [tell('folder'), ...titles] },
    rows: names.map((name, row) => [
      { text: name },
      ...years.map((_, column) => ({ text: countAt(row, column), to: to(row, column) })),
    ]),
    pick: ({ value }) => (Array.isArray(value) ? to(Number(value[1]), Number(value[0])) : null),
  }
}

export function formatFigure({ formats }: Overview, tell: Tell): Figure {
  const rows: Rows = {
    ...{ title: tell('byFormat'), first: tell('format'), names: formats.map(({ format }) => format) },
    ...{
      statuses: formats.map(({ status }) => status),
      filters: formats.map(({ format }) => ({ fileFormat: format })),
    },
  }
  return byStatus(rows, stackedRows, tell)
}

const SEVERITIES = [
  ['error', 'severityError', COLOURS.failed],
  ['doubt', 'doubt', COLOURS.flagged],
  ['fault', 'fault', '#8d6bb0'],
  ['info', 'info', COLOURS.pending],
] as const

/** Problems that are drawn; the others stand in the table. */
const MAX_DRAWN = 20

/** Null where no document has any. */
export function problemFigure({ problems }: Overview, tell: Tell): Figure | null {
  const [first] = problems
  if (!first) return null
  const drawn = problems.slice(0, MAX_DRAWN)
  const layers = SEVERITIES.map(([severity, name, colour]): Layer => ({
    ...{ name: tell(name), colour },
    counts: drawn.map((each) => (each.severity === severity ? each.documents : 0)),
  }))
  const named = (severity: string): string => {
    const found = SEVERITIES.find(([each]) => each === severity)
    return found ? tell(found[1]) : severity
  }
  return {
    title: tell('problems'),
    summary: tell('summaryProblem', { code: first.title, count: first.documents }),
    chart: stackedRows(
      drawn.map(({ title }) => title),
      layers,
    ),
    head: [tell('problem'), tell('code'), tell('severity'), tell('count')],
    rows: problems.map(({ code, title, severity, documents }) => [
      ...[{ text: title }, { text: code }, { text: named(severity) }],
      { text: documents, to: toLibrary({ code }) },
    ]),
    pick: ({ place }) => toLibrary({ code: drawn[place]?.code ?? null }),
  }
}
