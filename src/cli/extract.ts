import { mkdir } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { groupPictures } from '../ingest/groups.js'
import { createExtractor, type DocumentRecord, type Extractor, type InputWithOptions } from '../index.js'
import { shownPath } from '../file-names.js'
import type { Language } from '../model/problem.js'
import { namesOnCommandLine } from './command-line.js'
import { EXIT } from './exit.js'
import { extractionOf, extractionOptions } from './extraction-options.js'
import { findInputs, type Inputs } from './inputs.js'
import { onInterrupt } from './interrupt.js'
import { speaker, type Say } from './messages.js'
import type { OutputFolder } from './output-folder.js'
import { outputPlaces } from './output-places.js'
import { progressBar, type ProgressBar } from './progress.js'
import { renderEnd, renderTable, type Run } from './report.js'
import { addTo, noTotals, summarise, type Summary } from './summary.js'
import { oneLine } from './table.js'
import { lookOf, Output } from './terminal.js'

const commandOptions = extractionOptions.extend({
  json: z.boolean().default(false),
  out: z.string().optional(),
  group: z.boolean().default(true),
  followLinks: z.boolean().default(false),
  debugImages: z.string().optional(),
  quiet: z.boolean().default(false),
})
type CommandOptions = z.infer<typeof commandOptions>

/** `nianbao extract PATH…`: gives the exit status. Records pass through one by one; only their summaries are kept. */
export async function extractCommand(paths: readonly string[], given: unknown, language: Language): Promise<number> {
  const options = commandOptions.parse(given)
  const say = speaker(language)
  const complain = (sentence: string): void => {
    process.stderr.write(`${say('error')} ${sentence}\n`)
  }
  const all = await findInputs(namesOnCommandLine(paths), options.followLinks)
  const inputs = options.group ? { ...all, found: await groupPictures(all.found) } : all
  for (const pattern of inputs.unmatched) complain(say('nothingMatches', { pattern: shownPath(pattern) || "''" }))
  if (inputs.links > 0) process.stderr.write(`${say('linksLeftOut', { count: inputs.links })}\n`)
  if (inputs.found.length === 0) {
    complain(say('nothingToRead'))
    return EXIT.usage
  }
  const interrupt = onInterrupt()
  const bar = await progressBar(inputs.found.length, say, !options.quiet)
  const extractor = extractorFor(options, language)
  let folder: OutputFolder | null = null
  try {
    if (options.out !== undefined) folder = await (await import('./output-folder.js')).OutputFolder.open(options.out)
    if (options.debugImages !== undefined) await mkdir(options.debugImages, { recursive: true })
    const records = extractor.extractAll(itemsOf(inputs, bar), { signal: interrupt.signal })
    const status = await consume(records, { options, inputs, say, folder, bar })
    await folder?.close()
    folder = null
    return status
  } catch (error) {
    if (interrupt.status !== null) return interrupt.status
    if (!isFileError(error)) throw error
    complain(say('cannotWrite', { file: error.path ?? options.out ?? '', reason: error.code }))
    return EXIT.usage
  } finally {
    bar.stop()
    await extractor.close()
    await folder?.abandon()
    interrupt.release()
  }
}

interface Consumer {
  readonly options: CommandOptions
  readonly inputs: Inputs
  readonly say: Say
  readonly folder: OutputFolder | null
  readonly bar: ProgressBar
}

async function consume(records: AsyncIterable<DocumentRecord>, consumer: Consumer): Promise<number> {
  const { options, inputs, say, folder, bar } = consumer
  const places = outputPlaces(inputs.found.map(({ path }) => path))
  const output = new Output(process.stdout)
  const summaries: Summary[] = []
  const totals = noTotals()
  for await (const record of records) {
    const place = places[totals.documents]
    const summary = summarise(record)
    addTo(totals, summary)
    if (!options.json) summaries.push(summary)
    if (folder && place !== undefined) {
      const taken = await folder.add(record, place)
      if (taken !== place) process.stderr.write(`${say('nameShortened', { path: oneLine(place), place: taken })}\n`)
    }
    bar.counts(totals.flagged, totals.failed)
    // Without a reader there is no use in going on, except for the files asked for.
    if (options.json && !(await output.write(`${JSON.stringify(record)}\n`)) && !folder) break
  }
  bar.stop()
  if (!options.json && !options.quiet) {
    const run: Run = { summaries, totals, leftOut: inputs.leftOut }
    const look = lookOf(process.stdout)
    await output.write(`${renderTable(run, say, look)}\n\n${renderEnd(run, say, look)}\n`)
  }
  return totals.failed > 0 ? EXIT.failed : EXIT.fine
}

const extractorFor = (options: CommandOptions, language: Language): Extractor =>
  createExtractor({
    ...extractionOf(options, language),
    ...(options.jobs !== undefined && { workers: options.jobs }),
    ...(options.debugImages !== undefined && { debugImages: resolve(options.debugImages) }),
  })

function* itemsOf({ found }: Inputs, bar: ProgressBar): Generator<InputWithOptions> {
  for (const { file, path, parts } of found)
    yield {
      input: parts ?? file,
      path,
      name: basename(path),
      onProgress: ({ stage }) => {
        if (stage === 'finished') bar.finished()
      },
    }
}

const isFileError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
