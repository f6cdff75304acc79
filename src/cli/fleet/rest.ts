import type { Run } from '../../ingest/run.js'
import type { Say } from '../messages.js'

/** Tells standard error what the workers still have to do, or could not. */
export function tellRest(
  { counts, batch }: Run,
  say: Say,
  { detach, interrupted }: { readonly detach: boolean; readonly interrupted: boolean },
): void {
  const details = { count: counts.total - counts.done, batch: batch() ?? 0 }
  if (detach && !interrupted) process.stderr.write(`${say('fleetHanded', details)}\n`)
  else if (details.count > 0) process.stderr.write(`${say(interrupted ? 'fleetLeft' : 'fleetUnanswered', details)}\n`)
}
