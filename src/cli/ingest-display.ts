import type { Run } from '../ingest/run.js'
import { secondsLeft } from '../ingest/estimate.js'
import type { QueueCounts } from '../queue/queue.js'
import { formatDuration } from './format.js'
import type { Say } from './messages.js'

/** How far a run is, on standard error: a bar where a person looks at it, a line now and then elsewhere. */
export interface Display {
  readonly stop: () => void
}

const BAR_EVERY_MS = 500
const LINE_EVERY_MS = 5_000

/** The queue is counted so often: of a million jobs that takes a while. */
const COUNT_EVERY_MS = 2_000

/** The pace of so many of the last looks is what is shown. */
const LOOKS = 20

export async function display(run: Run, signal: AbortSignal, say: Say): Promise<Display> {
  const isTerminal = process.stderr.isTTY
  const pace = new Pace()
  let queued: { readonly at: number; readonly counts: QueueCounts } | null = null
  const state = async (): Promise<Record<string, string | number>> => {
    const { counts } = run
    const speed = pace.at(counts.done)
    const { ok, flagged, failed, duplicates } = counts
    const now = performance.now()
    if (!queued || now - queued.at > COUNT_EVERY_MS) queued = { at: now, counts: await run.queueCounts() }
    const seconds = secondsLeft(queued.counts, speed, run)
    return {
      ...{ ok, flagged, failed, duplicates },
      speed: speed >= 10 ? Math.round(speed) : speed.toFixed(1),
      // Where files are still being found, the total still grows.
      left: seconds === null ? '…' : `${counts.walked ? '' : '> '}${formatDuration(seconds * 1_000)}`,
    }
  }
  const show = isTerminal ? await bar(run, say) : lines(run, say)
  const stopping = (): void => {
    process.stderr.write(`${isTerminal ? '\n' : ''}${say('stopping')}\n`)
  }
  signal.addEventListener('abort', stopping, { once: true })
  let looking = false
  const timer = setInterval(
    () => {
      if (looking || signal.aborted) return
      looking = true
      void state()
        .then(show.update)
        .catch(() => undefined) // What is wrong with the store ends the run itself.
        .finally(() => {
          looking = false
        })
    },
    isTerminal ? BAR_EVERY_MS : LINE_EVERY_MS,
  )
  return {
    stop: () => {
      clearInterval(timer)
      signal.removeEventListener('abort', stopping)
      show.stop()
    },
  }
}

interface Shown {
  readonly update: (state: Record<string, string | number>) => void
  readonly stop: () => void
}

async function bar({ counts }: Run, say: Say): Promise<Shown> {
  const { SingleBar, Presets } = (await import('cli-progress')).default
  const drawn = new SingleBar(
    { format: say('ingestBar'), stream: process.stderr, clearOnComplete: true, hideCursor: true, barsize: 20 },
    Presets.shades_classic,
  )
  let isStarted = false
  return {
    update: (state) => {
      if (counts.total === 0) return
      if (!isStarted) drawn.start(counts.total, 0, state)
      isStarted = true
      drawn.setTotal(counts.total)
      drawn.update(counts.done, state)
    },
    stop: () => {
      drawn.stop()
    },
  }
}

function lines({ counts }: Run, say: Say): Shown {
  return {
    update: (state) => {
      const { found, unchanged, done, total } = counts
      const line =
        total === 0 ? say('finding', { found, unchanged }) : say('ingestLine', { ...state, value: done, total })
      process.stderr.write(`${line}\n`)
    },
    stop: () => undefined,
  }
}

/** Documents a second, lately. */
class Pace {
  // The first look has the beginning to compare with.
  readonly #looks: { readonly at: number; readonly done: number }[] = [{ at: performance.now(), done: 0 }]

  at(done: number): number {
    const now = performance.now()
    this.#looks.push({ at: now, done })
    if (this.#looks.length > LOOKS) this.#looks.shift()
    const [first] = this.#looks
    return first && now > first.at ? ((done - first.done) * 1_000) / (now - first.at) : 0
  }
}
