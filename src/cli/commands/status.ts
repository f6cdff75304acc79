import type { Language, Sentence } from '../../model/sentences.js'
import { QueueError } from '../../queue/errors.js'
import type { QueueCounts } from '../../queue/queue.js'
import type { Batch, Tally } from '../../store/store.js'
import { titleOf } from '../../model/catalogue/titles.js'
import { command, flag, type Kit } from '../command.js'
import { EXIT } from '../exit.js'
import { PLACE_OPTIONS, withStore, type Session } from '../place.js'
import { stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { formatDuration, formatTime, lookOf, oneLine, paint, type Look } from '../render/text.js'
import { same, text, type Say } from '../say.js'
import { SENTENCES, STATUS_COLOURS, STATUS_WORDS, STATUSES, WORDS } from '../words.js'

/** `nianbao status`: how many documents there are, by what they are, and what is still to do. */
export const status = command({
  options: { json: flag('--json', SENTENCES.json), ...PLACE_OPTIONS },
  examples: {
    en: `nianbao status
nianbao status --data /srv/reports --json | jq .code`,
    zh: `nianbao status
nianbao status --data /srv/年报 --json | jq .code`,
  },
  run: (kit, { json, ...place }) => withStore(place, kit, async (session) => run(session, json)),
})

/** The latest batches that are listed. */
const MAX_BATCHES = 5
/** Lines of a count that are shown to a person. */
const MAX_LINES = 15

type Speaker = Pick<Kit, 'say' | 'language'>

interface QueueState {
  readonly counts: QueueCounts
  readonly paused: boolean
}

interface State {
  readonly place: string
  readonly tally: Tally
  /** Null where the queue does not answer. */
  readonly queue: QueueState | null
  readonly fault: Sentence | null
  readonly batches: readonly Batch[]
}

async function run({ place, store, queue, say, language, fail }: Session, json: boolean): Promise<number> {
  // The store is asked first: its counts are shown even where the queue is away.
  const [tally, batches] = [await store.tally(), await store.batches(MAX_BATCHES)]
  const { answer, fault } = await askQueue(queue, language)
  const state: State = { place, tally, queue: answer, fault, batches }
  const shown = json ? JSON.stringify(toJson(state), null, 2) : render(state, { say, language }, lookOf(process.stdout))
  await stdout().write(`${shown}\n`)
  return fault ? fail(same(`${fault.message} ${fault.remedy}`)) : EXIT.fine
}

/** How the queue stands; or what keeps it from answering, and what to do. */
async function askQueue(
  queue: Session['queue'],
  language: Language,
): Promise<{ readonly answer: QueueState | null; readonly fault: Sentence | null }> {
  try {
    return { answer: { counts: await queue.counts(), paused: await queue.paused() }, fault: null }
  } catch (error) {
    if (!(error instanceof QueueError)) throw error
    return { answer: null, fault: error.told(language) }
  }
}

function toJson({ tally, place, queue, fault, batches }: State): unknown {
  const { documents, duplicates, status, code, form, content, year, folder } = tally
  const counts = { status, code, form, content, year, folder }
  const plain = Object.entries(counts).map(([name, map]) => [name, Object.fromEntries(map)] as const)
  const asked = { queue: queue?.counts ?? null, paused: queue?.paused ?? null, ...(fault && { queueFault: fault }) }
  return { place, ...asked, batches, documents, duplicates, ...Object.fromEntries(plain) }
}

function render({ place, tally, queue, batches }: State, { say, language }: Speaker, look: Look): string {
  const { documents, duplicates } = tally
  const outcome = STATUSES.filter((status) => status !== 'pending' || tally.status.has(status)).map((status) =>
    paint(`${say(STATUS_WORDS[status])} ${tally.status.get(status) ?? 0}`, STATUS_COLOURS[status], look),
  )
  const total = [say(TEXTS.documents, { count: documents })]
  if (duplicates > 0) total.push(say(TEXTS.duplicates, { count: duplicates }))
  const lines = [
    paint(oneLine(place), 'bold', look),
    say(TEXTS.total, { total: total.join(' · '), outcome: outcome.join(say(TEXTS.comma)) }),
    queue ? say(TEXTS.queue, { ...queue.counts }) : paint(say(TEXTS.queueAway), 'red', look),
  ]
  if (queue?.paused) lines.push(paint(say(TEXTS.paused), 'yellow', look))
  const counts = [
    [say(WORDS.problems), byCount(tally.code).map(([code, count]) => [code, count, titleOf(code, language)] as const)],
    [say(WORDS.form), byName(tally.form)],
    ...(tally.content.has('tables') ? [[say(WORDS.content), byName(tally.content)] as const] : []),
    [say(WORDS.year), byName(tally.year)],
    [say(TEXTS.folder), byCount(tally.folder).map(([name, count]) => [name === '' ? '.' : name, count] as const)],
  ] as const
  for (const [title, entries] of counts) if (entries.length > 0) lines.push('', countTable(title, entries, say, look))
  if (batches.length > 0)
    lines.push('', paint(say(TEXTS.batches), 'bold', look), batchTable(batches, { say, language }, look))
  return lines.join('\n')
}

type Entries = readonly (readonly [name: string, count: number, title?: string])[]

const byName = (counts: ReadonlyMap<string, number>): Entries => [...counts].sort(([a], [b]) => (a < b ? -1 : 1))
const byCount = (counts: ReadonlyMap<string, number>): Entries => [...byName(counts)].sort(([, a], [, b]) => b - a)

function countTable(title: string, entries: Entries, say: Say, look: Look): string {
  const titled = entries.some(([, , own]) => own !== undefined)
  const columns = [
    { title, flexible: true },
    ...(titled ? [{ title: say(TEXTS.meaning), flexible: true }] : []),
    { title: say(WORDS.documents), align: 'right' as const },
  ]
  const rows = entries
    .slice(0, MAX_LINES)
    .map(([name, count, own]) => [
      name === '' ? say(TEXTS.unknown) : name,
      ...(titled ? [own ?? ''] : []),
      String(count),
    ])
  const table = tableOf(columns, rows, look)
  return entries.length > MAX_LINES ? `${table}\n${say(TEXTS.andMore, { count: entries.length - MAX_LINES })}` : table
}

function batchTable(batches: readonly Batch[], { say, language }: Speaker, look: Look): string {
  const columns = [
    { title: say(WORDS.batch), align: 'right' as const },
    { title: say(TEXTS.kind) },
    { title: say(WORDS.startedAt) },
    { title: say(WORDS.took), align: 'right' as const },
    { title: say(TEXTS.state) },
    { title: say(TEXTS.counts), flexible: true },
    { title: say(TEXTS.arguments), flexible: true },
  ]
  const rows = batches.map(({ id, kind, startedAt, finishedAt, state, counts, arguments: given }) => [
    String(id),
    say(KINDS[kind]),
    formatTime(startedAt),
    finishedAt === null ? '' : formatDuration(Date.parse(finishedAt) - Date.parse(startedAt), language),
    say(state === 'done' && counts.handedOver !== undefined ? TEXTS.handedOver : STATES[state]),
    Object.entries(counts)
      .filter(([, count]) => count > 0)
      .map(([name, count]) => `${name} ${count}`)
      .join(', '),
    given.join(' '),
  ])
  return tableOf(columns, rows, look)
}

const KINDS = { ingest: text('ingest', '导入'), reprocess: text('reprocess', '重新提取') } as const

const STATES = {
  running: text('not ended', '未结束'),
  done: text('done', '完成'),
  interrupted: text('interrupted', '中断'),
  stopped: text('stopped', '停止'),
} as const

const TEXTS = {
  meaning: text('meaning', '含义'),
  documents: { en: '{count} {count:document|documents}', zh: '共 {count} 份文档' },
  duplicates: { en: '{count} more {count:name|names} of the same content', zh: '另有 {count} 个文件内容重复' },
  total: { en: '{total}: {outcome}', zh: '{total}：{outcome}' },
  comma: { en: ', ', zh: '，' },
  queue: {
    en: 'Queue: {waiting} waiting ({waitingScans} scans), {delayed} to be tried again, {active} in work, {done} done, {failed} failed',
    zh: '队列：等待 {waiting}（其中扫描件 {waitingScans}），待重试 {delayed}，处理中 {active}，完成 {done}，失败 {failed}',
  },
  queueAway: text('Queue: not reached', '队列：无法连接'),
  handedOver: text('handed over', '已交付'),
  paused: { en: 'The queue is paused.', zh: '队列已暂停。' },
  batches: { en: 'Latest batches', zh: '最近批次' },
  folder: { en: 'folder', zh: '文件夹' },
  andMore: { en: '… and {count} more (--json has all)', zh: '……另有 {count} 项（--json 可列出全部）' },
  unknown: { en: '(none)', zh: '（无）' },
  kind: { en: 'what', zh: '任务' },
  state: { en: 'state', zh: '状态' },
  counts: { en: 'counts', zh: '计数' },
  arguments: { en: 'of', zh: '对象' },
} as const
