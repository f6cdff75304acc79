import type { Say } from '../messages.js'

/** How far a run over stored documents is, on standard error. */
export interface DocumentsBar {
  readonly at: (done: number, total: number) => void
  readonly stop: () => void
}

const nothing = (): void => undefined

/** A bar where standard error is a terminal; nothing elsewhere. */
export async function documentsBar(
  say: Say,
  wanted: boolean,
  sentence: 'exportProgress' | 'sampleProgress' = 'exportProgress',
): Promise<DocumentsBar> {
  if (!wanted || !process.stderr.isTTY) return { at: nothing, stop: nothing }
  const { SingleBar, Presets } = (await import('cli-progress')).default
  const bar = new SingleBar(
    { format: say(sentence), stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  )
  let started = false
  return {
    at: (done, total) => {
      if (!started) bar.start(total, 0)
      started = true
      bar.update(done)
    },
    stop: () => {
      bar.stop()
    },
  }
}
