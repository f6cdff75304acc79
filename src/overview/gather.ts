import { setImmediate } from 'node:timers/promises'
import { pageOf } from '../effective/cell.js'
import type { Alike, DocumentFilter, DocumentRow, Store, StoredDocument } from '../store/store.js'
import type { Divisions } from '../panel/index.js'
import { MAIN_VALUES } from '../vocabulary/main-values.js'
import type { Reported } from './gaps.js'
import { Identities, type IdentityMatrix } from './identities.js'
import type { Observation } from './outliers.js'

export type Status = DocumentRow['status']
export const STATUSES: readonly Status[] = ['ok', 'flagged', 'failed', 'pending']

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

/** Counts that need only the rows of documents, no extraction. */
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

/** Counts that need the values; only the main values of each document are kept. */
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
    const { sha256, path, file, organ, year, status, counts } = row
    const { values, numbers } = counts ?? { values: 0, numbers: 0 }
    this.addAlike({ ...row, folder: folderOf(path), documents: 1, values, numbers, flagged: 0 })
    if (row.current && organ !== null && year !== null) this.addReport({ organ, year, sha256, path, file, status })
    return row.current
  }

  addAlike({ current, status, folder, format, form, codes, documents, ...rest }: Alike): void {
    const sums = this.#sums
    if (!current) {
      if (status !== 'pending') sums.gone += documents
      return
    }
    const year = rest.year === null ? UNKNOWN : String(rest.year)
    const first = folder === '' ? TOP : folder
    sums.documents += documents
    sums.values += rest.values
    sums.numbers += rest.numbers
    const { yearStatus, yearForm, folderStatus, folderYear, formatStatus } = this.#tables
    yearStatus.add(year, status, documents)
    yearForm.add(year, form ?? UNKNOWN, documents)
    folderStatus.add(first, status, documents)
    folderYear.add(first, year, documents)
    formatStatus.add(format, status, documents)
    for (const code of codes) this.#codes.set(code, (this.#codes.get(code) ?? 0) + documents)
  }

  addReport(report: Reported): void {
    this.#organYears.push(report)
  }

  counted(): Coverage {
    const organs = new Set(this.#organYears.map(({ organ }) => organ)).size
    return { ...this.#sums, ...this.#tables, codes: this.#codes, organYears: this.#organYears, organs }
  }
}

function folderOf(path: string): string {
  const slash = path.indexOf('/')
  return slash < 0 ? '' : path.slice(0, slash)
}

const asksPending = ({ status }: DocumentFilter): boolean => !status || status.includes('pending')

/** Counts all in one pass, with the page of each value. @throws the signal's reason; what the store does */
export async function gather(
  store: Pick<Store, 'documents' | 'effective'>,
  filter: DocumentFilter,
  { signal, onProgress, divisions }: GatherOptions & { readonly divisions?: Divisions } = {},
): Promise<Gathered> {
  const counting = new Counting()
  const identities = divisions ? new Identities(divisions) : null
  const observations: Observation[] = []
  let [flaggedValues, done] = [0, 0]
  for await (const document of store.effective(filter)) {
    signal?.throwIfAborted()
    if (document.current) identities?.add(document)
    if (!counting.add(document)) continue
    flaggedValues += document.effective.values.filter(({ flags }) => flags.length > 0).length
    observations.push(...observed(document))
    onProgress?.(++done)
    if (done % TURN === 0) await setImmediate()
  }
  if (asksPending(filter))
    for await (const row of store.documents({ ...filter, status: ['pending'] })) counting.add(row)
  return { ...counting.counted(), observations, flaggedValues, ...(identities && { matrix: identities.matrix() }) }
}

/** Counts what the rows tell; the store puts together what is alike. @throws the signal's reason; what the store does */
export async function gatherCoverage(
  store: Pick<Store, 'alike' | 'reports'>,
  filter: DocumentFilter,
  { signal }: GatherOptions = {},
): Promise<Coverage> {
  const counting = new Counting()
  for (const each of await store.alike(filter)) counting.addAlike(each)
  let seen = 0
  for await (const report of store.reports(filter)) {
    signal?.throwIfAborted()
    counting.addReport(report)
    if (++seen % TURN === 0) await setImmediate()
  }
  return counting.counted()
}

/** Counts the values of all documents that are there, without their records. @throws the signal's reason; what the store does */
export async function gatherValues(
  store: Pick<Store, 'alike' | 'numbers'>,
  filter: DocumentFilter,
  { signal }: GatherOptions = {},
): Promise<MainValues> {
  const observations: Observation[] = []
  const sums = { values: 0, flaggedValues: 0 }
  let done = 0
  for (const { current, values, flagged } of await store.alike(filter)) {
    if (!current) continue
    sums.values += values
    sums.flaggedValues += flagged
  }
  for await (const number of store.numbers(filter)) {
    signal?.throwIfAborted()
    observations.push(number)
    if (++done % TURN === 0) await setImmediate()
  }
  return { ...sums, observations }
}

/** The same observations with the pages that their values stand on. */
export async function withPages<T extends Observation>(
  store: Pick<Store, 'effective'>,
  observations: readonly T[],
): Promise<readonly T[]> {
  const sha256 = [...new Set(observations.map((each) => each.sha256))]
  if (sha256.length === 0) return []
  const pages = new Map<string, number | null>()
  for await (const document of store.effective({ sha256 }))
    for (const { code, page = null } of observed(document)) pages.set(`${document.sha256} ${code}`, page)
  return observations.map((each) => ({ ...each, page: pages.get(`${each.sha256} ${each.code}`) ?? null }))
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
