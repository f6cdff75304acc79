import { basename } from 'node:path'
import type { ProblemClass } from '../model/problem.js'
import type { EnqueueOutcome, JobExtraction, NewJob, Queue } from '../queue/queue.js'
import type { DocumentRow, Store } from '../store/store.js'
import type { ExtractionKind } from './extraction.js'
import type { Kept } from './originals.js'
import { filesOf } from './sight.js'

export interface Enqueuing {
  readonly store: Store
  readonly queue: Queue
  readonly batch: number
  readonly kind: ExtractionKind
  /** For workers elsewhere; left out where this process reads. */
  readonly jobExtraction?: JobExtraction
  /** Classes of failures that are tried again. */
  readonly triedAgain: readonly ProblemClass[]
}

/**
 * Enqueues what has no extraction: new documents, and known ones whose extraction never came to an end (a killed run), or
 * ended in a failure that another day may mend. What was extracted by an older version or with other options is left as
 * it is: that is what reprocessing is for. Gives how many jobs were added, and how many documents are of an older version.
 * @param fresh fingerprints of documents that are surely new
 */
export async function enqueueNeeded(
  enqueuing: Enqueuing,
  kept: readonly Kept[],
  fresh: ReadonlySet<string>,
): Promise<{ readonly added: number; readonly older: number }> {
  const { store, queue, kind, triedAgain } = enqueuing
  const bySha = new Map<string, NewJob>()
  for (const each of kept) {
    const job = jobOf(each, enqueuing)
    if (job && !bySha.has(job.key.sha256)) bySha.set(job.key.sha256, job)
  }
  const known = [...bySha.keys()].filter((sha256) => !fresh.has(sha256))
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
  const jobs = [...bySha.values()].filter(({ key }) => !needless.has(key.sha256))
  const outcomes = await enqueueUndone(queue, jobs, failed)
  return { added: outcomes.filter((outcome) => outcome === 'added').length, older }
}

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
): Promise<readonly EnqueueOutcome[]> {
  const outcomes = new Map<NewJob, EnqueueOutcome>()
  const note = (some: readonly NewJob[], found: readonly EnqueueOutcome[]): void => {
    some.forEach((job, place) => outcomes.set(job, found[place] ?? 'waiting'))
  }
  const first = jobs.filter(({ key }) => !failed.has(key.sha256))
  if (first.length > 0) note(first, await queue.enqueue(first))
  const again = jobs.filter((job) => ['done', 'failed', undefined].includes(outcomes.get(job)))
  if (again.length > 0) note(again, await queue.enqueueAgain(again))
  return jobs.map((job) => outcomes.get(job) ?? 'waiting')
}

const needsExtraction = ({ status, failure }: DocumentRow, triedAgain: readonly ProblemClass[]): boolean =>
  status === 'pending' || (failure !== null && triedAgain.includes(failure.class))

function jobOf({ sight, digests }: Kept, { batch, kind, jobExtraction }: Enqueuing): NewJob | null {
  if (sight.kind === 'unreadable') return null
  const { found } = sight
  const sha256 = sight.kind === 'read' ? sight.print.sha256 : sight.seen.sha256
  // Of what is not read again, a job that is still there has its own priority.
  const isScan = sight.kind === 'read' ? sight.print.scan : found.parts !== undefined
  return {
    key: { ...kind, sha256 },
    priority: isScan ? 'scan' : 'digital',
    batch,
    source: { name: basename(found.path), path: found.path, files: filesOf(found), ...(digests && { digests }) },
    ...(jobExtraction && { extraction: jobExtraction }),
  }
}
