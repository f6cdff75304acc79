import { z } from 'zod'
import { ManifestError } from '../ingest/errors.js'
import type { ExtractionOptions } from '../ingest/extraction.js'
import { ingest } from '../ingest/ingest.js'
import { Manifest } from '../ingest/manifest.js'
import { rootsOf, type Root } from '../ingest/roots.js'
import { shownPath } from '../file-names.js'
import type { Language } from '../model/problem.js'
import { EXIT } from './exit.js'
import { extractionOf, extractionOptions } from './extraction-options.js'
import { dryRunCommand } from './ingest-dry-run.js'
import { shown, statusOf } from './ingest-end.js'
import { printSummary } from './ingest-summary.js'
import { onInterrupt } from './interrupt.js'
import type { Say } from './messages.js'
import { namesOnCommandLine } from './command-line.js'
import { placeOf, type Place } from './place.js'
import { complainer, explained, openFolder } from './store/session.js'

const commandOptions = extractionOptions.extend({
  /** For the next command that is told. */
  data: z.string().optional(),
  detach: z.boolean().default(false),
  manifest: z.string().optional(),
  dryRun: z.boolean().default(false),
  keepOriginals: z.boolean().default(false),
  json: z.boolean().default(false),
  group: z.boolean().default(true),
  followLinks: z.boolean().default(false),
  quiet: z.boolean().default(false),
})
export type IngestCommandOptions = z.infer<typeof commandOptions>

/** What the command works with once its arguments are known to stand for something. */
export interface IngestSession {
  readonly say: Say
  readonly language: Language
  readonly options: IngestCommandOptions
  /** The data folder as given, or the fleet. */
  readonly place: Place
  readonly paths: readonly string[]
  readonly roots: readonly Root[]
  readonly manifest: Manifest | null
  readonly extraction: ExtractionOptions
}

/** `nianbao ingest PATH…`: gives the exit status. */
export async function ingestCommand(
  args: readonly string[],
  given: unknown,
  say: Say,
  language: Language,
): Promise<number> {
  const options = commandOptions.parse(given)
  const complain = complainer(say)
  const paths = namesOnCommandLine(args)
  const { roots, missing } = await rootsOf(paths)
  for (const path of missing) complain(say('pathMissing', { path: shownPath(path) || "''" }))
  if (missing.length > 0) return EXIT.usage
  return explained(say, language, async () => {
    try {
      const session: IngestSession = {
        ...{ say, language, options, paths, roots },
        place: await placeOf(given),
        manifest: options.manifest === undefined ? null : await Manifest.read(options.manifest),
        extraction: extractionOf(options, language),
      }
      return await runOf(session)
    } catch (error) {
      if (!(error instanceof ManifestError)) throw error
      const { file, reason } = error
      complain(reason === 'path' ? say('manifestNoPath', { file }) : say('manifestUnusable', { file, reason }))
      return EXIT.usage
    }
  })
}

async function runOf(session: IngestSession): Promise<number> {
  const { options, place } = session
  if (options.dryRun) return dryRunCommand(session)
  if (place.kind === 'folder') return run(session, place.folder)
  // Loaded only here: nobody waits for it who has no fleet.
  const { fleetIngestCommand } = await import('./fleet/ingest.js')
  return fleetIngestCommand(session, place.config)
}

async function run(session: IngestSession, data: string): Promise<number> {
  const { options } = session
  const opened = await openFolder(data, { language: session.language })
  const interrupt = onInterrupt()
  try {
    opened.own.lockForIngest()
    const started = performance.now()
    const { store, queue, place: folder } = opened
    const ingesting = ingest({
      ...{ store, queue, folder, roots: session.roots, arguments: session.paths },
      ...{ group: options.group, followLinks: options.followLinks },
      ...{ manifest: session.manifest, keepOriginals: options.keepOriginals },
      ...{ extraction: session.extraction, signal: interrupt.signal },
      ...(options.jobs !== undefined && { jobs: options.jobs }),
    })
    await shown(ingesting, interrupt.signal, session)
    if (!options.quiet) {
      const waiting = await queue.counts()
      await printSummary(ingesting, session, {
        seconds: (performance.now() - started) / 1_000,
        interrupted: interrupt.signal.aborted,
        waiting: waiting.waiting + waiting.delayed,
      })
    }
    return interrupt.status ?? statusOf(ingesting, session)
  } finally {
    interrupt.release()
    await opened.close()
  }
}
