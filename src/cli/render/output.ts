/** Writes to a stream and waits until there is room for more. */
export class Output {
  #open = true

  constructor(readonly stream: NodeJS.WriteStream) {}

  /** False once nobody reads any more (`| head`), or it cannot be written (main.ts says so): no use in going on. */
  async write(text: string): Promise<boolean> {
    if (!this.#open) return false
    return new Promise((resolve) => {
      this.stream.write(text, (error) => {
        this.#open = !error
        resolve(this.#open)
      })
    })
  }
}

export const stdout = (): Output => new Output(process.stdout)

/** Writes one line to standard error. */
export const note = (sentence: string): void => {
  process.stderr.write(`${sentence}\n`)
}

/** How far a run is, on standard error. */
export interface Bar {
  /** Draws nothing while the total is 0. */
  readonly at: (done: number, total: number, details?: Readonly<Record<string, string | number>>) => void
  readonly stop: () => void
}

const nothing = (): void => undefined

/** A bar where standard error is a terminal; nothing elsewhere. `format` is a format of cli-progress. */
export async function progressBar(format: string, wanted = true, barsize = 40): Promise<Bar> {
  if (!wanted || !process.stderr.isTTY) return { at: nothing, stop: nothing }
  const { SingleBar, Presets } = (await import('cli-progress')).default
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, hideCursor: true, barsize },
    Presets.shades_classic,
  )
  let isStarted = false
  return {
    at: (done, total, details = {}) => {
      if (total === 0) return
      if (!isStarted) bar.start(total, 0, details)
      isStarted = true
      bar.setTotal(total)
      bar.update(done, details)
    },
    stop: () => {
      bar.stop()
    },
  }
}
