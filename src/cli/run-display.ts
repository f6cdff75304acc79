import { secondsLeft } from '../ingest/estimate.js'
import type { Standstill } from '../ingest/follow.js'
import type { Run } from '../ingest/run.js'
import type { QueueCounts } from '../queue/queue.js'
import type { Store } from '../store/store.js'
import { VERSION } from '../version.js'
import type { Language } from '../model/sentences.js'
import type { Kit } from './command.js'
import { note, progressBar } from './render/output.js'
import { formatDuration } from './render/text.js'
import { text, type Say } from './say.js'

const BAR_EVERY_MS = 500
const LINE_EVERY_MS = 5_000

/** The queue is counted no more often than this: counting a million jobs takes a while. */
const COUNT_EVERY_MS = 2_000

/** The pace that is shown is that of the last minute: a scan takes half of one. */
const LATELY_MS = 60_000

type State = Record<string, string | number>
type Speaker = Pick<Kit, 'say' | 'language'>

/** Waits for the end of a run. A bar on standard error shows how far it is, or a line now and then where it is no terminal. */
export async function showUntilEnd(run: Run, signal: AbortSignal, kit: Speaker, wanted: boolean): Promise<void> {
  const stop = wanted ? await display(run, signal, kit) : null
  try {
    await run.end
  } finally {
    stop?.()
  }
}

/** Fewer documents wait until somebody reads findings: the registry takes about as long to load as a report to read. */
const MIN_CHECKED = 100

/** Computes the findings after a large run, also of reports that are compared with it. An interrupt leaves the rest for later. */
export async function checkedAgain(store: Store, signal: AbortSignal): Promise<void> {
  if (signal.aborted || (await store.countWaiting()) < MIN_CHECKED) return
  const { refreshFindings } = await import('../refresh/index.js')
  await refreshFindings(store, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}

async function display(run: Run, signal: AbortSignal, { say, language }: Speaker): Promise<() => void> {
  const isTerminal = process.stderr.isTTY
  const bar = await progressBar(say(TEXTS.bar), true, 20)
  const stateOf = stateReader(run, language)
  let told = ''
  const show = (state: State): void => {
    const { found, unchanged, done, total } = run.counts
    if (isTerminal) {
      bar.at(done, total, state)
      return
    }
    const { news, line } = lineOf({ found, unchanged, done, total }, state, say)
    if (news !== told) note(line)
    told = news
  }
  const stopping = (): void => {
    note(`${isTerminal ? '\n' : ''}${say(TEXTS.stopping)}`)
  }
  signal.addEventListener('abort', stopping, { once: true })
  let looking = false
  const look = (): void => {
    if (looking || signal.aborted) return
    looking = true
    void stateOf()
      .then(show)
      .catch(() => undefined) // A fault of the store ends the run itself.
      .finally(() => {
        looking = false
      })
  }
  const timer = setInterval(look, isTerminal ? BAR_EVERY_MS : LINE_EVERY_MS)
  return () => {
    clearInterval(timer)
    signal.removeEventListener('abort', stopping)
    bar.stop()
  }
}

/** A line about a run, and what of it is news: pace and time left alone are not worth another line. */
export function lineOf(
  { found, unchanged, done, total }: Readonly<Record<'found' | 'unchanged' | 'done' | 'total', number>>,
  state: State,
  say: Say,
): { readonly news: string; readonly line: string } {
  if (total === 0) {
    const line = say(TEXTS.finding, { found, unchanged })
    return { news: line, line }
  }
  const details = { ...state, value: done, total }
  return { news: say(TEXTS.line, { ...details, speed: '', left: '' }), line: say(TEXTS.line, details) }
}

/** Reads the counts, the pace and the time left of a run. */
function stateReader(run: Run, language: Language): () => Promise<State> {
  const pace = new Pace()
  let queued: { readonly at: number; readonly counts: QueueCounts } | null = null
  return async () => {
    const { ok, flagged, failed, duplicates, done, walked } = run.counts
    const speed = pace.at(done)
    const now = performance.now()
    if (!queued || now - queued.at > COUNT_EVERY_MS) queued = { at: now, counts: await run.queueCounts() }
    const seconds = secondsLeft(queued.counts, speed, run)
    return {
      ...{ ok, flagged, failed, duplicates },
      speed: paceOf(speed, language),
      // While files are still being found, the total grows.
      left: seconds === null ? '…' : `${walked ? '' : '> '}${formatDuration(seconds * 1_000, language)}`,
    }
  }
}

/** 12/s, 2.5/s, 4/min: slow work is counted by the minute. */
export function paceOf(speed: number, language: Language): string {
  const [second, minute] = language === 'zh' ? [' 份/秒', ' 份/分'] : ['/s', '/min']
  if (speed === 0) return '–'
  if (speed < 1) return `${speed * 60 >= 10 ? Math.round(speed * 60) : (speed * 60).toFixed(1)}${minute}`
  return `${speed >= 10 ? Math.round(speed) : speed.toFixed(1)}${second}`
}

/** Documents a second, lately. */
class Pace {
  // The first look compares with the beginning.
  readonly #looks: { readonly at: number; readonly done: number }[] = [{ at: performance.now(), done: 0 }]

  at(done: number): number {
    const now = performance.now()
    this.#looks.push({ at: now, done })
    while (this.#looks.length > 2 && now - (this.#looks[1]?.at ?? now) > LATELY_MS) this.#looks.shift()
    const [first] = this.#looks
    return first && now > first.at ? ((done - first.done) * 1_000) / (now - first.at) : 0
  }
}

/** Says on standard error how many documents the workers of a fleet still have, or could not do. */
export function noteRest(
  { counts, batch }: Run,
  say: Say,
  { detach, interrupted }: { readonly detach: boolean; readonly interrupted: boolean },
): void {
  const details = { count: counts.total - counts.done, batch: batch() ?? '–' }
  if (detach && !interrupted) note(say(TEXTS.handed, details))
  else if (details.count > 0) note(say(interrupted ? TEXTS.rest : TEXTS.unanswered, details))
}

/** Says on standard error why nothing moves, and what to do. */
export const standstillNote =
  (say: Say) =>
  ({ why, ...details }: Standstill): void => {
    note(say(why === 'paused' ? TEXTS.paused : TEXTS.idle, { ...details, version: VERSION }))
  }

const TEXTS = {
  bar: {
    en: '{bar} {value}/{total}  {speed}  ok {ok}  flagged {flagged}  failed {failed}  duplicate {duplicates}  {left} left',
    zh: '{bar} {value}/{total}  {speed}  通过 {ok}  待核对 {flagged}  失败 {failed}  重复 {duplicates}  剩余 {left}',
  },
  line: {
    en: '{value}/{total} done, {speed}, ok {ok}, flagged {flagged}, failed {failed}, duplicate {duplicates}, {left} left',
    zh: '已完成 {value}/{total}，{speed}，通过 {ok}，待核对 {flagged}，失败 {failed}，重复 {duplicates}，剩余 {left}',
  },
  finding: text('finding files: {found} found, {unchanged} unchanged', '查找文件：已找到 {found}，未变化 {unchanged}'),
  stopping: text('stopping; what is done stays done …', '正在停止，已完成的结果会保留……'),
  handed: {
    en: 'Handed over to the workers: {count} {count:document|documents}, as batch {batch}. nianbao status shows how far they are.',
    zh: '已交付工作进程：{count} 份文档，批次 {batch}。可用 nianbao status 查看进度。',
  },
  rest: {
    en: 'The workers go on with what was handed over: {count} {count:document|documents} of batch {batch} {count:is|are} not done yet. nianbao status shows how far they are; run the same command again to hand over the rest.',
    zh: '工作进程会继续处理已交付的文档：批次 {batch} 尚有 {count} 份未完成。可用 nianbao status 查看进度；再次运行同一命令可交付其余文档。',
  },
  unanswered: {
    en: '{count} {count:document|documents} came to no result. nianbao queue failed says why; run the same command again to try {count:it|them} once more.',
    zh: '{count} 份文档没有结果。可用 nianbao queue failed 查看原因；再次运行同一命令可重试。',
  },
  idle: {
    en: 'Nothing has moved for {seconds} s: {waiting} {waiting:document waits|documents wait} and no worker takes {waiting:it|them}. Start one of this version ({version}): nianbao worker',
    zh: '已有 {seconds} 秒没有进展：{waiting} 份文档在等待，但没有工作进程领取。请启动本版本（{version}）的工作进程：nianbao worker',
  },
  paused: {
    en: 'The queue is paused: {waiting} {waiting:document waits|documents wait}. nianbao queue resume lets the workers go on.',
    zh: '队列已暂停：{waiting} 份文档在等待。运行 nianbao queue resume 可继续。',
  },
} as const
