import type { Say } from './messages.js'

/** How far a run is, on standard error. */
export interface ProgressBar {
  /** One more document is done, in whatever order. */
  readonly finished: () => void
  readonly counts: (flagged: number, failed: number) => void
  readonly stop: () => void
}

const nothing = (): void => undefined
const NONE: ProgressBar = { finished: nothing, counts: nothing, stop: nothing }

/** A bar where standard error is a terminal; nothing elsewhere. */
export async function progressBar(total: number, say: Say, wanted: boolean): Promise<ProgressBar> {
  if (!wanted || !process.stderr.isTTY) return NONE
  const { SingleBar, Presets } = (await import('cli-progress')).default
  const bar = new SingleBar(
    { format: say('progress'), stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  )
  bar.start(total, 0, { flagged: 0, failed: 0 })
  return {
    finished: () => {
      bar.increment()
    },
    counts: (flagged, failed) => {
      bar.update({ flagged, failed })
    },
    stop: () => {
      bar.stop()
    },
  }
}
