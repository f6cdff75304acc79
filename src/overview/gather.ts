import { setImmediate } from 'node:timers/promises'
import { pageOf } from '../effective/cell.js'
import type { DocumentFilter, DocumentRow, Store, StoredDocument } from '../store/store.js'
import type { Divisions } from '../panel/index.js'
import type { Reported } from './gaps.js'
import { Identities, type IdentityMatrix } from './identities.js'
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

/** What rows of documents tell: a list of them is read, and no extraction. */
export interface Coverage {
  readonly documents: number
  /** Replaced or vanished: not among the others. */
  readonly gone: number
  readonly values: number
  readonly numbers: number
  readonly organs: number
  readonly yearStatus: Table2
  readonly yearForm: Table2
  readonly folderStatus: Table2
  readonly folderYear: Table2
  readonly formatStatus: Table2
  /** Problem codes: documents that have them. */
  readonly codes: ReadonlyMap<string, number>
  readonly organYears: readonly Reported[]
}

/** What the values themselves tell; of each document only its main values are kept. */
export interface MainValues {
  /** All values with a flag, main or not. */
  readonly flaggedValues: number
  /** All values. */
  readonly values: number
  readonly observations: readonly Observation[]
}

/** All that an overview shows, counted in one pass. */
export interface Gathered extends Coverage, MainValues {
  /** Reports by the identity of their organ; none where no registry of divisions is given. */
  readonly matrix?: IdentityMatrix
}

/** Stands for what a report does not say. */
export const UNKNOWN = ''

/** Files of no folder. */
export const TOP = '.'

interface GatherOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number) => void
}

/** Documents between which others get their turn: a store may give thousands without ever waiting. */
const TURN = 200

class Counting {
  readonly #tables = {
    ...{ yearStatus: new Table2(), yearForm: new Table2(), folderStatus: new Table2() },
    ...{ folderYear: new Table2(), formatStatus: new Table2() },
  }
  readonly #codes = new Map<string, number>()
  readonly #organYears: Reported[] = []
  readonly #sums = { documents: 0, gone: 0, values: 0, numbers: 0 }

  /** Tells whether the document is one of those that are there. */
  add(row: DocumentRow): boolean {
    const sums = this.#sums
    if (!row.current) {
      if (row.status !== 'pending') sums.gone += 1
      return false
    }
    const { sha256, path, file, organ, status } = row
    const year = row.year === null ? UNKNOWN : String(row.year)
    const folder = folderOf(path)
    sums.documents += 1
    sums.values += row.counts?.values ?? 0
    sums.numbers += row.counts?.numbers ?? 0
    const { yearStatus, yearForm, folderStatus, folderYear, formatStatus } = this.#tables
    yearStatus.add(year, status)
    yearForm.add(year, row.form ?? UNKNOWN)
    folderStatus.add(folder, status)
    folderYear.add(folder, year)
    formatStatus.add(row.format, status)
    for (const code of row.codes) this.#codes.set(code, (this.#codes.get(code) ?? 0) + 1)
    if (organ !== null && row.year !== null)
      this.#organYears.push({ organ, year: row.year, sha256, path, file, status })
    return true
  }

  counted(): Coverage {
    const organs = new Set(this.#organYears.map(({ organ }) => organ)).size
    return { ...this.#sums, ...this.#tables, codes: this.#codes, organYears: this.#organYears, organs }
  }
}

function folderOf(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? TOP : path.slice(0, slash)
}

const asksPending = ({ status }: DocumentFilter): boolean => !status || status.includes('pending')

/** Counts all in one pass. @throws the signal's reason; what the store does */
export async function gather(
  store: Pick<Store, 'documents' | 'effective'>,
  filter: DocumentFilter,
  { divisions, ...options }: GatherOptions & { readonly divisions?: Divisions } = {},
): Promise<Gathered> {
  const counting = new Counting()
  const identities = divisions ? new Identities(divisions) : null
  const main = await gatherValues(store, filter, options, (document) => {
    if (document.current) identities?.add(document)
    return counting.add(document)
  })
  if (asksPending(filter))
    for await (const row of store.documents({ ...filter, status: ['pending'] })) counting.add(row)
  return { ...main, ...counting.counted(), ...(identities && { matrix: identities.matrix() }) }
}

/** Counts what the rows tell, which is much the quicker half. @throws the signal's reason; what the store does */
export async function gatherCoverage(
  store: Pick<Store, 'documents'>,
  filter: DocumentFilter,
  { signal }: GatherOptions = {},
): Promise<Coverage> {
  const counting = new Counting()
  let seen = 0
  for await (const row of store.documents(filter)) {
    signal?.throwIfAborted()
    counting.add(row)
    if (++seen % TURN === 0) await setImmediate()
  }
  return counting.counted()
}

/**
 * Goes through the values of all documents that are there.
 * @param takes tells of each document whether it is one of them
 * @throws the signal's reason; what the store does
 */
export async function gatherValues(
  store: Pick<Store, 'effective'>,
  filter: DocumentFilter,
  { signal, onProgress }: GatherOptions = {},
  takes: (document: StoredDocument) => boolean = ({ current }) => current,
): Promise<MainValues> {
  const observations: Observation[] = []
  const sums = { values: 0, flaggedValues: 0 }
  let done = 0
  for await (const document of store.effective(filter)) {
    signal?.throwIfAborted()
    if (!takes(document)) continue
    sums.values += document.effective.counts.values
    sums.flaggedValues += document.effective.values.filter(({ flags }) => flags.length > 0).length
    observations.push(...observed(document))
    onProgress?.(++done)
    if (done % TURN === 0) await setImmediate()
  }
  return { ...sums, observations }
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
