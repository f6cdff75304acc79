import { pageOf } from '../effective/cell.js'
import type { DocumentFilter, DocumentRow, Store, StoredDocument } from '../store/store.js'
import type { OrganYear } from './gaps.js'
import type { Observation } from './outliers.js'

export type Status = DocumentRow['status']
export const STATUSES: readonly Status[] = ['ok', 'flagged', 'failed', 'pending']

/** The values whose distribution is shown, and among which it is looked for what sticks out. */
export const MAIN_VALUES = [
  'a_received_new_all',
  'a_results_total_all',
  'a_granted_all',
  'a_carried_forward_all',
  'r_reconsideration_total',
  'r_litigation_direct_total',
] as const

/** Counts by two keys. */
export class Table2 {
  readonly #counts = new Map<string, Map<string, number>>()

  add(row: string, column: string, count = 1): void {
    const columns = this.#counts.get(row) ?? new Map<string, number>()
    columns.set(column, (columns.get(column) ?? 0) + count)
    this.#counts.set(row, columns)
  }

  at(row: string, column: string): number {
    return this.#counts.get(row)?.get(column) ?? 0
  }

  total(row: string): number {
    return [...(this.#counts.get(row)?.values() ?? [])].reduce((sum, count) => sum + count, 0)
  }

  get rows(): readonly string[] {
    return [...this.#counts.keys()]
  }

  get columns(): readonly string[] {
    return [...new Set([...this.#counts.values()].flatMap((columns) => [...columns.keys()]))]
  }
}

/** All that an overview shows, counted in one pass; of each document only its main values are kept. */
export interface Gathered {
  readonly documents: number
  /** Replaced or vanished: not among the others. */
  readonly gone: number
  readonly values: number
  readonly numbers: number
  readonly flaggedValues: number
  readonly organs: number
  readonly yearStatus: Table2
  readonly yearForm: Table2
  readonly folderStatus: Table2
  readonly folderYear: Table2
  readonly formatStatus: Table2
  /** Problem codes: documents that have them. */
  readonly codes: ReadonlyMap<string, number>
  readonly organYears: readonly OrganYear[]
  readonly observations: readonly Observation[]
}

/** Stands for what a report does not say. */
export const UNKNOWN = ''

/** Files of no folder. */
const TOP = '.'

export async function gather(
  store: Pick<Store, 'documents' | 'effective'>,
  filter: DocumentFilter,
  options: { readonly signal?: AbortSignal; readonly onProgress?: (done: number) => void } = {},
): Promise<Gathered> {
  const tables = {
    ...{ yearStatus: new Table2(), yearForm: new Table2(), folderStatus: new Table2() },
    ...{ folderYear: new Table2(), formatStatus: new Table2() },
  }
  const codes = new Map<string, number>()
  const organYears: OrganYear[] = []
  const observations: Observation[] = []
  const sums = { documents: 0, gone: 0, values: 0, numbers: 0, flaggedValues: 0 }
  const count = (row: DocumentRow): void => {
    const year = row.year === null ? UNKNOWN : String(row.year)
    const slash = row.path.indexOf('/')
    const folder = slash < 0 ? TOP : row.path.slice(0, slash)
    sums.documents += 1
    tables.yearStatus.add(year, row.status)
    tables.yearForm.add(year, row.form ?? UNKNOWN)
    tables.folderStatus.add(folder, row.status)
    tables.folderYear.add(folder, year)
    tables.formatStatus.add(row.format, row.status)
    for (const code of row.codes) codes.set(code, (codes.get(code) ?? 0) + 1)
  }
  for await (const document of store.effective(filter)) {
    options.signal?.throwIfAborted()
    if (!document.current) {
      sums.gone += 1
      continue
    }
    count(document)
    const { sha256, path, file, effective } = document
    const { organ = null, year = null } = effective.report ?? {}
    sums.values += effective.counts.values
    sums.numbers += effective.counts.numbers
    sums.flaggedValues += effective.values.filter(({ flags }) => flags.length > 0).length
    if (organ !== null && year !== null) organYears.push({ organ, year, sha256, path, file })
    observations.push(...observed(document))
    options.onProgress?.(sums.documents)
  }
  if (!filter.status || filter.status.includes('pending'))
    for await (const row of store.documents({ ...filter, status: ['pending'] })) if (row.current) count(row)
  const organs = new Set(organYears.map(({ organ }) => organ)).size
  return { ...sums, ...tables, codes, organYears, observations, organs }
}

const MAIN: ReadonlySet<string> = new Set(MAIN_VALUES)

const observed = ({ sha256, path, file, effective }: StoredDocument): readonly Observation[] =>
  effective.values.flatMap(({ read, value, flags }) =>
    value !== null && MAIN.has(read.code)
      ? [
          {
            ...{ sha256, path, file, page: pageOf(effective.record, read.cell) },
            ...{ organ: effective.report?.organ ?? null, year: effective.report?.year ?? null },
            ...{ code: read.code, value, flagged: flags.length > 0 },
          },
        ]
      : [],
  )
