import { z } from 'zod'
import { openWorkspace, type Place } from '../fleet/open.js'
import type { ExtractionOptions } from '../ingest/extraction.js'
import { ingest } from '../ingest/ingest.js'
import { Manifest, ManifestError } from '../ingest/manifest.js'
import { rootsOf, type Root } from '../ingest/roots.js'
import { shownPath } from '../file-names.js'
import type { Language } from '../model/problem.js'
import type { Queue } from '../queue/queue.js'
import { EXIT } from './exit.js'
import { extractionOf, extractionOptions } from './extraction-options.js'
import { tellRest } from './fleet/rest.js'
import { standstillTeller } from './fleet/standstill.js'
import { dryRunCommand } from './ingest-dry-run.js'
import { shown, statusOf } from './ingest-end.js'
import { printSummary } from './ingest-summary.js'
import { onInterrupt } from './interrupt.js'
import type { Say } from './messages.js'
import { namesOnCommandLine } from './command-line.js'
import { placeOf } from './place.js'
import { complainer, explained } from './store/session.js'

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
  const { options, place, say } = session
  if (options.dryRun) return dryRunCommand(session)
  const workspace = await openWorkspace(place, { language: session.language })
  const { own, queue } = workspace
  const detach = options.detach && !own
  const interrupt = onInterrupt()
  try {
    own?.lockForIngest()
    if (!own) await workspace.blobs.check()
    const started = performance.now()
    const run = ingest(workspace, {
      ...{ roots: session.roots, arguments: session.paths, group: options.group, followLinks: options.followLinks },
      ...{ manifest: session.manifest, keepOriginals: options.keepOriginals, detach },
      ...{ extraction: session.extraction, signal: interrupt.signal, onStandstill: standstillTeller(say) },
      ...(options.jobs !== undefined && { jobs: options.jobs }),
    })
    await shown(run, interrupt.signal, session)
    const interrupted = interrupt.signal.aborted
    if (!options.quiet && (!detach || options.json)) {
      // What waits in a fleet is the workers' to do, not another run's.
      const left = own && (await queue.counts())
      const seconds = (performance.now() - started) / 1_000
      await printSummary(run, session, { seconds, interrupted, waiting: left ? left.waiting + left.delayed : 0 })
    }
    if (!options.quiet && !own) {
      tellRest(run, say, { detach, interrupted })
      if (run.counts.total === 0) await tellWaiting(queue, say)
    }
    if (interrupt.status !== null) return interrupt.status
    const status = statusOf(run, session)
    const { done, total } = run.counts
    return status === EXIT.fine && !own && !detach && done < total ? EXIT.failed : status
  } finally {
    interrupt.release()
    await workspace.close()
  }
}

/** Nothing was new, but that is not to say that all is done. */
async function tellWaiting(queue: Queue, say: Say): Promise<void> {
  const { waiting, delayed, active } = await queue.counts()
  const count = waiting + delayed + active
  if (count > 0) process.stderr.write(`${say('fleetWaiting', { count })}\n`)
}
