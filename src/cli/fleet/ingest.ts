import type { FleetConfig } from '../../fleet/config.js'
import { ingestFleet } from '../../fleet/ingest.js'
import type { Queue } from '../../queue/queue.js'
import { EXIT } from '../exit.js'
import type { IngestSession } from '../ingest.js'
import { shown, statusOf } from '../ingest-end.js'
import { printSummary } from '../ingest-summary.js'
import { onInterrupt } from '../interrupt.js'
import { openFleetSession } from '../store/session.js'
import type { Say } from '../messages.js'
import { tellRest } from './rest.js'
import { standstillTeller } from './standstill.js'

/** `nianbao ingest PATH…` on a fleet: hands documents over, and follows what the workers make of them. */
export async function fleetIngestCommand(session: IngestSession, config: FleetConfig): Promise<number> {
  const { options, say, language, roots, paths, manifest, extraction } = session
  const { store, queue, blobs, close } = await openFleetSession(config, language)
  const interrupt = onInterrupt()
  try {
    await blobs.check()
    const started = performance.now()
    const run = ingestFleet({
      ...{ store, queue, blobs, roots, arguments: paths, manifest, extraction },
      ...{ group: options.group, followLinks: options.followLinks },
      ...{ detach: options.detach, signal: interrupt.signal },
      onStandstill: standstillTeller(say),
    })
    await shown(run, interrupt.signal, session)
    if (!options.quiet && (!options.detach || options.json))
      await printSummary(run, session, {
        seconds: (performance.now() - started) / 1_000,
        interrupted: interrupt.signal.aborted,
        // What waits is the workers' to do, not another run's.
        waiting: 0,
      })
    if (!options.quiet) {
      tellRest(run, say, { detach: options.detach, interrupted: interrupt.signal.aborted })
      if (run.counts.total === 0) await tellWaiting(queue, say)
    }
    if (interrupt.status !== null) return interrupt.status
    const status = statusOf(run, session)
    const { done, total } = run.counts
    return status === EXIT.fine && !options.detach && done < total ? EXIT.failed : status
  } finally {
    interrupt.release()
    await close()
  }
}

/** Nothing was new, but that is not to say that all is done. */
async function tellWaiting(queue: Queue, say: Say): Promise<void> {
  const { waiting, delayed, active } = await queue.counts()
  const count = waiting + delayed + active
  if (count > 0) process.stderr.write(`${say('fleetWaiting', { count })}\n`)
}
