import type { Run } from '../ingest/run.js'
import { CATALOGUE } from '../model/catalogue.js'
import { PROBLEM_CODES } from '../model/problem.js'
import { VERSION } from '../version.js'
import { formatDuration } from './format.js'
import type { IngestSession } from './ingest.js'
import { paint, oneLine, tableOf } from './table.js'
import { lookOf, Output } from './terminal.js'

export interface Outcome {
  readonly seconds: number
  readonly interrupted: boolean
  /** Jobs that still wait in the queue. */
  readonly waiting: number
}

/** Worst first. */
const SEVERITIES = ['error', 'doubt', 'fault', 'info'] as const

/** What the run found and made of it, by outcome and problem, and what to do next; on standard output. */
export async function printSummary(run: Run, session: IngestSession, outcome: Outcome): Promise<void> {
  const output = new Output(process.stdout)
  await output.write(`${session.options.json ? asJson(run, session, outcome) : asText(run, session, outcome)}\n`)
}

function asText(run: Run, session: IngestSession, outcome: Outcome): string {
  const { say, options } = session
  const look = lookOf(process.stdout)
  const { counts } = run
  const { found, fresh, changed, duplicates, unchanged, unreadable, done, ok, flagged, failed } = counts
  const time = formatDuration(outcome.seconds * 1_000)
  const speed = (done / outcome.seconds).toFixed(1)
  // What waits for another try, or could not be read, is not nothing.
  const nothing = done === 0 && outcome.waiting === 0 && unreadable === 0 && !outcome.interrupted
  const lines = [
    ...(outcome.interrupted ? [say('interruptedRun')] : []),
    say('ingestFound', { found, fresh, changed, duplicates, unchanged, unreadable }),
    ...(done > 0 ? [paint(say('ingestDone', { done, time, speed, ok, flagged, failed }), 'bold', look)] : []),
    ...(nothing ? [paint(say('ingestNothing'), 'bold', look)] : []),
    ...(counts.vanished > 0 ? [say('ingestVanished', { count: counts.vanished })] : []),
    ...(outcome.waiting > 0 ? [say('ingestWaiting', { count: outcome.waiting })] : []),
    ...(counts.older > 0 ? [say('ingestOlder', { count: counts.older, version: VERSION })] : []),
    ...manifestLines(session),
    ...leftOutLine(run, session),
    ...(counts.links > 0 ? [say('linksLeftOut', { count: counts.links })] : []),
  ]
  if (run.unreadable.length > 0) {
    lines.push('', say('unreadableFiles'), ...run.unreadable.map(({ path, reason }) => `  ${oneLine(path)}  ${reason}`))
    const more = unreadable - run.unreadable.length
    if (more > 0) lines.push(`  ${say('more', { count: more })}`)
  }
  if (run.troubles.size > 0) lines.push('', troubleTable(run, session))
  if (done > 0) lines.push('', say('ingestNext', { data: options.data === undefined ? '' : ` --data ${options.data}` }))
  return lines.join('\n')
}

/** What of the manifest found no file, or several. */
export function manifestLines({ say, manifest }: Pick<IngestSession, 'say' | 'manifest'>): readonly string[] {
  if (!manifest) return []
  const { count, paths, ambiguous } = manifest.unmatched()
  const named = `${paths.map(oneLine).join(', ')}${count > paths.length ? ', …' : ''}`
  return [
    ...(count > 0 ? [say('manifestUnmatched', { count, paths: named })] : []),
    ...(ambiguous.length > 0 ? [say('manifestAmbiguous', { paths: ambiguous.map(oneLine).join(', ') })] : []),
  ]
}

function leftOutLine({ leftOut }: Run, { say }: IngestSession): readonly string[] {
  const files = [...leftOut].sort(([a], [b]) => (a < b ? -1 : 1)).map(([extension, count]) => `${extension} × ${count}`)
  return files.length === 0 ? [] : [say('leftOut', { files: files.join(', ') })]
}

function troubleTable({ troubles }: Run, { say, language }: IngestSession): string {
  const rows = [...troubles]
    .map(([code, { severity, documents }]) => ({ code, severity, documents }))
    .sort(
      (a, b) =>
        SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity) ||
        b.documents - a.documents ||
        (a.code < b.code ? -1 : 1),
    )
    .map(({ code, severity, documents }) => [
      String(documents),
      code,
      say(`severity-${severity}`),
      remedyOf(code, language),
    ])
  return tableOf(
    [
      { title: say('documentsColumn'), align: 'right' },
      { title: say('code') },
      { title: say('severityColumn') },
      { title: say('remedyColumn'), flexible: true },
    ],
    rows,
    lookOf(process.stdout),
  )
}

function remedyOf(code: string, language: IngestSession['language']): string {
  const known = PROBLEM_CODES.find((each) => each === code)
  return known ? CATALOGUE[known][language].remedy : ''
}

function asJson(run: Run, { manifest }: IngestSession, outcome: Outcome): string {
  return JSON.stringify({
    ...outcome,
    ...{
      counts: run.counts,
      codes: Object.fromEntries([...run.troubles].map(([code, { documents }]) => [code, documents])),
    },
    unreadable: run.unreadable,
    leftOut: Object.fromEntries(run.leftOut),
    manifest: manifest?.unmatched() ?? null,
  })
}
