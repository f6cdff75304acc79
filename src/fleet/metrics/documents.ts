import { Counter, Histogram, type Registry } from 'prom-client'
import type { Stage } from '../../ingest/job.js'
import { failureOf } from '../../model/extraction.js'
import type { DocumentRecord } from '../../model/record.js'
import type { JobEnd } from '../../queue/queue.js'

/** Seconds: a digital report takes tenths, a scan half a minute, a backlog hours. */
const STAGE_BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 3_600]
const DOCUMENT_BUCKETS = [0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300]

const MS_PER_SECOND = 1_000

/** Counts what a worker does. */
export class DocumentMetrics {
  readonly #documents: Counter
  readonly #failures: Counter
  readonly #seconds: Histogram
  readonly #stages: Histogram
  readonly #jobs: Counter

  constructor(registry: Registry) {
    const registers = [registry]
    this.#documents = new Counter({
      name: 'nianbao_documents_total',
      help: 'Documents extracted and stored, by outcome and format',
      labelNames: ['outcome', 'format'],
      registers,
    })
    this.#failures = new Counter({
      name: 'nianbao_document_failures_total',
      help: 'Documents that failed, by code; those that are tried again count each time',
      labelNames: ['code'],
      registers,
    })
    this.#seconds = new Histogram({
      name: 'nianbao_document_seconds',
      help: 'Seconds that reading a document took, as its record tells, by format and whether pictures were recognised',
      labelNames: ['format', 'recognised'],
      buckets: DOCUMENT_BUCKETS,
      registers,
    })
    this.#stages = new Histogram({
      name: 'nianbao_stage_seconds',
      help: 'Seconds a job spent in each stage',
      labelNames: ['stage', 'queue'],
      buckets: STAGE_BUCKETS,
      registers,
    })
    this.#jobs = new Counter({
      name: 'nianbao_jobs_total',
      help: 'Jobs that left this worker, by how: done, failed (for good or to be tried again), undone (given back)',
      labelNames: ['queue', 'end'],
      registers,
    })
  }

  stage(stage: Stage, queue: string, ms: number): void {
    this.#stages.observe({ stage, queue }, ms / MS_PER_SECOND)
  }

  document(record: DocumentRecord): void {
    const { status, source, extractor } = record
    this.#documents.inc({ outcome: status, format: source.format })
    const failure = failureOf(record)
    if (failure) this.#failures.inc({ code: failure.code })
    if (extractor.elapsedMs === undefined) return
    const recognised = extractor.recogniser === null ? 'no' : 'yes'
    this.#seconds.observe({ format: source.format, recognised }, extractor.elapsedMs / MS_PER_SECOND)
  }

  job(queue: string, { end }: JobEnd): void {
    this.#jobs.inc({ queue, end })
  }
}
