import { Registry } from 'prom-client'
import { jobExtractionOf, kindOf, type ExtractionOptions } from '../ingest/extraction.js'
import { queueMetrics } from '../fleet/metrics/index.js'
import type { OpenedFleet } from '../fleet/open.js'
import type { Backend } from './backend.js'

/** The fleet behind the server: what comes in is extracted by its workers, whichever they are. */
export function fleetBackend({ store, queue, blobs }: OpenedFleet, extraction: ExtractionOptions): Backend {
  return {
    ...{ store, queue, blobs, boards: queue.parts },
    kind: kindOf(extraction),
    // No file of this host is named: workers fetch by the digests.
    sourceOf: ({ name, path, digests, names }) => ({ name, path, digests, names, files: names }),
    extraction: jobExtractionOf(extraction),
  }
}

/** Figures of the fleet’s queues. */
export function fleetRegistry(queue: OpenedFleet['queue']): Registry {
  const registry = new Registry()
  queueMetrics(registry, queue)
  return registry
}
