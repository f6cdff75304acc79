import { dirname } from 'node:path'
import type { ProblemClass } from '../model/problem.js'
import type { EnqueueOutcome, JobExtraction, JobSource, NewJob, Priority, Queue } from '../queue/queue.js'
import type { DocumentRow, NameOutcome, NewName, Store } from '../store/store.js'
import type { ExtractionKind } from './extraction.js'
import type { Changed } from './originals.js'

/** How documents are taken in: from folders, over HTTP, or because a file changed under its name. */
export interface TakingIn {
  readonly store: Store
  readonly queue: Queue
  readonly batch: number
  readonly kind: ExtractionKind
  /** For workers on other hosts; omitted where this process reads. */
  readonly jobExtraction?: JobExtraction
  /** Classes of failures that are tried again. */
  readonly triedAgain: readonly ProblemClass[]
}

/** A document that came in. Its bytes are where `source` says. */
export interface Arrival {
  readonly sha256: string
  readonly source: JobSource
  readonly priority: Priority
  /** The note for the store; null where it knows the file already. */
  readonly name: NewName | null
}

export interface TakenIn {
  /** The outcome for each arrival's name, in order; null where there was nothing to note. */
  readonly outcomes: readonly (NameOutcome | null)[]
  /** The outcome of each job that was needed, by fingerprint. */
  readonly jobs: ReadonlyMap<string, EnqueueOutcome>
  /** Jobs that were added. */
  readonly added: number
  /** Known documents whose extraction is of another version. */
  readonly older: number
}

/**
 * Notes names and enqueues what has no extraction: new documents, and known ones whose extraction never came to an end (a
 * killed run), or ended in a failure that another day may mend. What was extracted by an older version or with other options is
 * left as it is: that is what reprocessing is for. Names come before jobs, so that a kill in between leaves a document that the
 * next run finds without an extraction.
 * @throws what store and queue do
 */
export async function takeIn(how: TakingIn, arrivals: readonly Arrival[]): Promise<TakenIn> {
  const { store, queue, batch, kind, triedAgain } = how
  const noted = await store.putNames(
    batch,
    arrivals.flatMap(({ name }) => name ?? []),
  )
  let next = 0
  const outcomes = arrivals.map(({ name }) => (name ? (noted[next++] ?? null) : null))
  const fresh = new Set(arrivals.flatMap(({ sha256 }, place) => (outcomes[place] === 'new' ? [sha256] : [])))
  const first = new Map<string, Arrival>()
  for (const arrival of arrivals) if (!first.has(arrival.sha256)) first.set(arrival.sha256, arrival)
  const known = [...first.keys()].filter((sha256) => !fresh.has(sha256))
  const needless = new Set(known)
  const failed = new Set<string>()
  let older = 0
  if (known.length > 0)
    for await (const row of store.documents({ sha256: known })) {
      if (row.version !== null && row.version !== kind.version) older += 1
      if (!needsExtraction(row, triedAgain)) continue
      needless.delete(row.sha256)
      if (row.failure) failed.add(row.sha256)
    }
  const jobs = [...first.values()]
    .filter(({ sha256 }) => !needless.has(sha256))
    .map((arrival) => jobOf(how, arrival.sha256, arrival))
  const enqueued = await enqueueUndone(queue, jobs, failed)
  return {
    ...{ outcomes, older },
    jobs: new Map(jobs.map((job) => [job.key.sha256, enqueued.get(job) ?? 'waiting'])),
    added: [...enqueued.values()].filter((outcome) => outcome === 'added').length,
  }
}

/** The job of a document. */
export const jobOf = (
  { batch, kind, jobExtraction }: Pick<TakingIn, 'batch' | 'kind' | 'jobExtraction'>,
  sha256: string,
  { source, priority }: Pick<NewJob, 'source' | 'priority'>,
): NewJob => ({
  ...{ key: { ...kind, sha256 }, priority, batch, source },
  ...(jobExtraction && { extraction: jobExtraction }),
})

const needsExtraction = ({ status, failure }: DocumentRow, triedAgain: readonly ProblemClass[]): boolean =>
  status === 'pending' || (failure !== null && triedAgain.includes(failure.class))

/**
 * Enqueues what the store has no result of; a job that ended all the same, or that failed before, begins anew. What failed is
 * never enqueued as if for the first time: a queue that lost what it knew would begin to count its generations again, and the
 * store leaves out what bears the generation of an earlier result.
 * @param failed fingerprints of documents that the store has failures of
 */
export async function enqueueUndone(
  queue: Pick<Queue, 'enqueue' | 'enqueueAgain'>,
  jobs: readonly NewJob[],
  failed: ReadonlySet<string>,
): Promise<ReadonlyMap<NewJob, EnqueueOutcome>> {
  const outcomes = new Map<NewJob, EnqueueOutcome>()
  const note = (some: readonly NewJob[], found: readonly EnqueueOutcome[]): void => {
    some.forEach((job, place) => outcomes.set(job, found[place] ?? 'waiting'))
  }
  const first = jobs.filter(({ key }) => !failed.has(key.sha256))
  if (first.length > 0) note(first, await queue.enqueue(first))
  const again = jobs.filter((job) => ['done', 'failed', undefined].includes(outcomes.get(job)))
  if (again.length > 0) note(again, await queue.enqueueAgain(again))
  return outcomes
}

/** Takes in a file that holds something else than when it was found: a document of its own. Gives how many jobs were added. */
export async function takeInChanged(how: TakingIn, { source, print, known }: Changed): Promise<number> {
  const { sha256, bytes, mtimeMs, format, scan } = print
  const files = source.parts.flatMap(({ file }) => file ?? [])
  const [file = ''] = files
  const { root, given } = known ?? { root: dirname(file), given: null }
  const parts = files.length > 1 ? files : []
  const name = { sha256, bytes, mtimeMs, file, path: source.path, root, format, given, parts }
  const arrival: Arrival = { sha256, source, priority: scan ? 'scan' : 'digital', name }
  return (await takeIn({ ...how, triedAgain: [] }, [arrival])).added
}
