import type { Run } from '../ingest/run.js'
import { EXIT } from './exit.js'
import { display } from './ingest-display.js'
import type { IngestSession } from './ingest.js'

/** The exit status of a run that came to its end; says so where there was nothing to do. */
export function statusOf({ counts }: Run, { say }: Pick<IngestSession, 'say'>): number {
  const { found, unreadable, vanished, total, failed } = counts
  if (found + unreadable + vanished + total === 0) {
    process.stderr.write(`${say('error')} ${say('nothingToRead')}\n`)
    return EXIT.usage
  }
  return failed + unreadable > 0 ? EXIT.failed : EXIT.fine
}

/** Waits for the end, with the live display where one is wanted. */
export async function shown(run: Run, signal: AbortSignal, { say, options }: IngestSession): Promise<void> {
  const shown = options.quiet ? null : await display(run, signal, say)
  try {
    await run.end
  } finally {
    shown?.stop()
  }
}
