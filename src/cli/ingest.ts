import { z } from 'zod'
import { ManifestError } from '../ingest/errors.js'
import type { ExtractionOptions } from '../ingest/extraction.js'
import { ingest, type Run } from '../ingest/ingest.js'
import { Manifest } from '../ingest/manifest.js'
import { rootsOf, type Root } from '../ingest/roots.js'
import type { Language } from '../model/problem.js'
import { describeStoreError, StoreError } from '../store/errors.js'
import { openStore } from '../store/open.js'
import { EXIT } from './exit.js'
import { extractionOf, extractionOptions } from './extraction-options.js'
import { display } from './ingest-display.js'
import { dryRunCommand } from './ingest-dry-run.js'
import { printSummary } from './ingest-summary.js'
import { onInterrupt } from './interrupt.js'
import { dataFolder } from './kit.js'
import type { Say } from './messages.js'

const commandOptions = extractionOptions.extend({
  data: z.string().optional(),
  manifest: z.string().optional(),
  dryRun: z.boolean().default(false),
  keepOriginals: z.boolean().default(false),
  json: z.boolean().default(false),
  group: z.boolean().default(true),
  quiet: z.boolean().default(false),
})
export type IngestCommandOptions = z.infer<typeof commandOptions>

/** What the command works with once its arguments are known to stand for something. */
export interface IngestSession {
  readonly say: Say
  readonly language: Language
  readonly options: IngestCommandOptions
  /** The data folder as given. */
  readonly folder: string
  readonly paths: readonly string[]
  readonly roots: readonly Root[]
  readonly manifest: Manifest | null
  readonly extraction: ExtractionOptions
}

/** `nianbao ingest PATH…`: gives the exit status. */
export async function ingestCommand(
  paths: readonly string[],
  given: unknown,
  say: Say,
  language: Language,
): Promise<number> {
  const options = commandOptions.parse(given)
  const complain = (sentence: string): void => {
    process.stderr.write(`${say('error')} ${sentence}\n`)
  }
  const { roots, missing } = await rootsOf(paths)
  for (const path of missing) complain(say('pathMissing', { path: path || "''" }))
  if (missing.length > 0) return EXIT.usage
  try {
    const session: IngestSession = {
      ...{ say, language, options, paths, roots },
      folder: dataFolder(options.data),
      manifest: options.manifest === undefined ? null : await Manifest.read(options.manifest),
      extraction: extractionOf(options, language),
    }
    return await (options.dryRun ? dryRunCommand(session) : run(session))
  } catch (error) {
    if (error instanceof ManifestError) {
      const { file, reason } = error
      complain(reason === 'path' ? say('manifestNoPath', { file }) : say('manifestUnusable', { file, reason }))
      return EXIT.usage
    }
    if (!(error instanceof StoreError)) throw error
    const { message, remedy } = describeStoreError(error, language)
    complain(`${message} ${remedy}`)
    return EXIT.usage
  }
}

async function run(session: IngestSession): Promise<number> {
  const { options } = session
  const opened = await openStore(session.folder, { language: session.language })
  const interrupt = onInterrupt()
  try {
    opened.lockForIngest()
    const started = performance.now()
    const { store, queue, folder } = opened
    const ingesting = ingest({
      ...{ store, queue, folder, roots: session.roots, arguments: session.paths },
      ...{ group: options.group, manifest: session.manifest, keepOriginals: options.keepOriginals },
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
    if (interrupt.status !== null) return interrupt.status
    const { found, unreadable, vanished, total, failed } = ingesting.counts
    if (found + unreadable + vanished + total === 0) {
      process.stderr.write(`${session.say('error')} ${session.say('nothingToRead')}\n`)
      return EXIT.usage
    }
    return failed + unreadable > 0 ? EXIT.failed : EXIT.fine
  } finally {
    interrupt.release()
    await opened.close()
  }
}

/** Waits for the end, with the live display where one is wanted. */
async function shown(run: Run, signal: AbortSignal, { say, options }: IngestSession): Promise<void> {
  const shown = options.quiet ? null : await display(run, signal, say)
  try {
    await run.end
  } finally {
    shown?.stop()
  }
}
