import type { Batch, Tally } from '../../store/store.js'
import type { QueueCounts } from '../../queue/queue.js'
import { formatDuration, formatTime } from '../format.js'
import { EXIT } from '../exit.js'
import type { Say } from '../messages.js'
import { STATUS_COLOURS } from '../page/document.js'
import { oneLine, paint, tableOf, type Look } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import type { Session } from './session.js'

/** So many of the latest batches are told. */
const BATCHES = 5
/** So many lines of a count are shown to a person. */
const LINES = 15

const STATUSES = ['ok', 'flagged', 'failed', 'pending'] as const

interface State {
  readonly place: string
  readonly tally: Tally
  readonly queue: QueueCounts
  readonly paused: boolean
  readonly batches: readonly Batch[]
}

/** `nianbao status`: how many documents there are, by what they are, and what is still to do. */
export async function statusCommand(session: Session, json: boolean): Promise<number> {
  const { place, store, queue, say } = session
  const state: State = {
    place,
    tally: await store.tally(),
    queue: await queue.counts(),
    paused: await queue.paused(),
    batches: await store.batches(BATCHES),
  }
  const output = new Output(process.stdout)
  const text = json ? JSON.stringify(toJson(state), null, 2) : render(state, say, lookOf(process.stdout))
  await output.write(`${text}\n`)
  return EXIT.fine
}

function toJson({ tally, ...state }: State): unknown {
  const { documents, duplicates, status, code, form, year, folder } = tally
  const counts = { status, code, form, year, folder }
  const plain = Object.entries(counts).map(([name, map]) => [name, Object.fromEntries(map)] as const)
  return { ...state, documents, duplicates, ...Object.fromEntries(plain) }
}

function render({ place, tally, queue, paused, batches }: State, say: Say, look: Look): string {
  const { documents, duplicates } = tally
  const outcome = STATUSES.filter((status) => status !== 'pending' || tally.status.has(status)).map((status) =>
    paint(`${say(status)} ${tally.status.get(status) ?? 0}`, STATUS_COLOURS[status], look),
  )
  const total = [say('statusDocuments', { count: documents })]
  if (duplicates > 0) total.push(say('statusDuplicates', { count: duplicates }))
  const lines = [
    paint(oneLine(place), 'bold', look),
    say('statusTotal', { total: total.join(' · '), outcome: outcome.join(say('comma')) }),
  ]
  lines.push(say('statusQueue', { ...queue }))
  if (paused) lines.push(paint(say('statusPaused'), 'yellow', look))
  const counts = [
    [say('problemCodes'), byCount(tally.code)],
    [say('form'), byName(tally.form)],
    [say('year'), byName(tally.year)],
    [say('folder'), byCount(tally.folder).map(([name, count]) => [name === '' ? '.' : name, count] as const)],
  ] as const
  for (const [title, entries] of counts) if (entries.length > 0) lines.push('', countTable(title, entries, say, look))
  if (batches.length > 0) lines.push('', paint(say('statusBatches'), 'bold', look), batchTable(batches, say, look))
  return lines.join('\n')
}

type Entries = readonly (readonly [name: string, count: number])[]

const byName = (counts: ReadonlyMap<string, number>): Entries => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
const byCount = (counts: ReadonlyMap<string, number>): Entries => [...byName(counts)].sort(([, a], [, b]) => b - a)

function countTable(title: string, entries: Entries, say: Say, look: Look): string {
  const columns = [
    { title, flexible: true },
    { title: say('documents'), align: 'right' as const },
  ]
  const rows = entries.slice(0, LINES).map(([name, count]) => [name === '' ? say('unknownValue') : name, String(count)])
  const table = tableOf(columns, rows, look)
  return entries.length > LINES ? `${table}\n${say('andMore', { count: entries.length - LINES })}` : table
}

function batchTable(batches: readonly Batch[], say: Say, look: Look): string {
  const columns = [
    { title: say('batchNumber'), align: 'right' as const },
    { title: say('batchKind') },
    { title: say('startedAt') },
    { title: say('took'), align: 'right' as const },
    { title: say('batchState') },
    { title: say('batchCounts'), flexible: true },
    { title: say('batchArguments'), flexible: true },
  ]
  const rows = batches.map(({ id, kind, startedAt, finishedAt, state, counts, arguments: given }) => [
    String(id),
    say(`kind_${kind}`),
    formatTime(startedAt),
    finishedAt === null ? '' : formatDuration(Date.parse(finishedAt) - Date.parse(startedAt)),
    say(`state_${state}`),
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    given.join(' '),
  ])
  return tableOf(columns, rows, look)
}
