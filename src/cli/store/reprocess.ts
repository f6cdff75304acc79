import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import { LeftoverError, reprocess, reprocessDry, type ReprocessOptions } from '../../ingest/reprocess.js'
import type { Run } from '../../ingest/run.js'
import type { DocumentFilter } from '../../store/store.js'
import { inTemporary } from '../../blobs/temporary.js'
import { makeOwnFolder } from '../../system.js'
import { EXIT } from '../exit.js'
import { tellRest } from '../fleet/rest.js'
import { standstillTeller } from '../fleet/standstill.js'
import { formatDuration } from '../format.js'
import { display } from '../ingest-display.js'
import { onInterrupt } from '../interrupt.js'
import { paint } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import { Changes, renderChanges } from './changes.js'
import { oneDocument, type Session } from './session.js'

export interface ReprocessCommand {
  readonly references: readonly string[]
  readonly filter: DocumentFilter
  readonly extraction: ExtractionOptions
  readonly jobs: number | undefined
  readonly dryRun: boolean
  /** With a fleet: returns without waiting for the workers. */
  readonly detach: boolean
  readonly json: boolean
  readonly quiet: boolean
  /** As given, for the batch. */
  readonly arguments: readonly string[]
}

/** `nianbao reprocess`: reads chosen documents again; with `--dry-run` only says what would differ. */
export async function reprocessCommand(session: Session, command: ReprocessCommand): Promise<number> {
  const { say, complain, store } = session
  const filter = await filterFor(session, command)
  if (!filter) return EXIT.usage
  const output = new Output(process.stdout)
  if ((await store.tally(filter)).documents === 0) {
    if (!command.json && !command.quiet) await output.write(`${say('nothingSelected')}\n`)
    return EXIT.fine
  }
  if (!command.dryRun) session.own?.lockForIngest()
  const interrupt = onInterrupt()
  const changes = new Changes()
  const started = performance.now()
  const { dryRun, extraction, jobs } = command
  const detach = command.detach && !session.own
  const options: ReprocessOptions = {
    ...{ filter, extraction, detach, arguments: command.arguments, signal: interrupt.signal },
    ...(jobs !== undefined && { jobs }),
    onCompared: ({ sha256, path, comparison }) => {
      changes.add(path, comparison)
      if (command.json) void output.write(`${JSON.stringify({ sha256, path, ...comparison })}\n`)
    },
    onStandstill: standstillTeller(say),
  }
  const temporary =
    dryRun && !session.own ? await inTemporary(tmpdir(), () => makeOwnFolder(tmpdir(), 'nianbao-fetched-')) : null
  const run = dryRun ? reprocessDry(session, options, temporary ?? '') : reprocess(session, options)
  const shown = command.quiet ? null : await display(run, interrupt.signal, say)
  try {
    await run.end
  } catch (error) {
    if (!(error instanceof LeftoverError)) throw error
    complain(say('leftovers', { count: error.waiting }))
    return EXIT.usage
  } finally {
    shown?.stop()
    interrupt.release()
    if (temporary !== null) await rm(temporary, { recursive: true, force: true })
  }
  const seconds = (performance.now() - started) / 1_000
  const isHandedOver = detach && !dryRun
  if (!command.quiet && !isHandedOver) await tell(session, command, run, changes, seconds, interrupt.signal.aborted)
  if (!session.own && !dryRun && !command.quiet) tellRest(run, say, { detach, interrupted: interrupt.signal.aborted })
  if (interrupt.status !== null) return interrupt.status
  return run.counts.failed > 0 && !command.dryRun ? EXIT.failed : EXIT.fine
}

/** Null where a document that was named is not clear. */
async function filterFor(session: Session, { references, filter }: ReprocessCommand): Promise<DocumentFilter | null> {
  if (references.length === 0) return filter
  const sha256: string[] = []
  for (const reference of references) {
    const row = await oneDocument(session, reference)
    if (!row) return null
    sha256.push(row.sha256)
  }
  return { ...filter, sha256 }
}

/** The summary stands on standard output, or beside it where that carries JSON. */
async function tell(
  { say }: Session,
  { dryRun, json }: ReprocessCommand,
  { counts }: Run,
  changes: Changes,
  seconds: number,
  interrupted: boolean,
): Promise<void> {
  const stream = json ? process.stderr : process.stdout
  const look = lookOf(stream)
  const { found, unreadable, done, ok, flagged, failed } = counts
  const time = formatDuration(seconds * 1_000)
  const lines = [
    ...(interrupted ? [say(dryRun ? 'dryInterrupted' : 'reprocessInterrupted')] : []),
    ...(unreadable > 0 ? [say('reprocessSelected', { found, unreadable })] : []),
    paint(say('reprocessDone', { done, time, ok, flagged, failed }), 'bold', look),
    ...renderChanges(changes, { dryRun, values: !json }, say, look),
    ...(dryRun ? [say('dryNothingSaved')] : []),
  ]
  await new Output(stream).write(`${lines.join('\n')}\n`)
}
