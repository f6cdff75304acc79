import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from '../fleet/open.js'
import { dryRun } from '../ingest/dry-run.js'
import { maxBytesOf } from '../ingest/extraction.js'
import type { Workspace } from '../ingest/workspace.js'
import type { Language } from '../model/problem.js'
import { STORE_FILE } from '../store/open.js'
import { EXIT } from './exit.js'
import { formatDuration } from './format.js'
import type { IngestSession } from './ingest.js'
import { manifestLines } from './ingest-summary.js'
import { onInterrupt } from './interrupt.js'
import { Output } from './terminal.js'

/** `--dry-run`: what there is to do, and how long it will take. Writes nothing, not even the data folder. */
export async function dryRunCommand(session: IngestSession): Promise<number> {
  const { say, options, place, roots, manifest, language } = session
  const opened = await openThere(place, language)
  const interrupt = onInterrupt()
  try {
    const result = await dryRun({
      ...{ roots, group: options.group, followLinks: options.followLinks, manifest, signal: interrupt.signal },
      maxBytes: maxBytesOf(session.extraction),
      skip: new Set(place.kind === 'folder' ? [place.folder] : []),
      ...{ store: opened?.store ?? null, queue: opened?.queue ?? null },
      ...(options.jobs !== undefined && { jobs: options.jobs }),
    })
    const { found, unchanged, duplicates, unreadable, digital, scans, waiting, seconds, jobs, measured } = result
    const text = options.json
      ? JSON.stringify({ ...result, manifest: manifest?.unmatched() ?? null })
      : [
          say('dryFound', { found, unchanged, duplicates, unreadable }),
          ...manifestLines(session),
          say('dryToDo', { digital, scans, waiting }),
          say('dryTime', {
            time: formatDuration(seconds * 1_000),
            jobs,
            basis: say(measured ? 'dryMeasured' : 'dryAssumed'),
          }),
        ].join('\n')
    await new Output(process.stdout).write(`${text}\n`)
    return EXIT.fine
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    throw error
  } finally {
    interrupt.release()
    await opened?.close()
  }
}

/** Null of a data folder that is not there yet. @throws StoreError */
async function openThere(place: Place, language: Language): Promise<Workspace | null> {
  if (place.kind === 'folder' && !existsSync(join(place.folder, STORE_FILE))) return null
  const { openWorkspace } = await import('../fleet/open.js')
  return openWorkspace(place, { create: false, language })
}
