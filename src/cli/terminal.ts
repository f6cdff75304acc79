import type { WriteStream } from 'node:tty'
import type { Look } from './table.js'

/** Colours and a width only where a person looks at it; NO_COLOR (no-color.org) is heeded. */
export function lookOf(stream: NodeJS.WriteStream | WriteStream): Look {
  if (!stream.isTTY) return { width: null, colours: false }
  const { NO_COLOR, TERM } = process.env
  return { width: stream.columns, colours: !NO_COLOR && TERM !== 'dumb' }
}

/**
 * Writes and waits until there is room for more. False once nobody reads any more (`| head`): not an error, but there is
 * no use in going on.
 */
export class Output {
  #open = true

  constructor(readonly stream: NodeJS.WriteStream) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#open = false
      if (error.code !== 'EPIPE') throw error
    })
  }

  async write(text: string): Promise<boolean> {
    if (!this.#open) return false
    return new Promise((resolve) => {
      this.stream.write(text, () => {
        resolve(this.#open)
      })
    })
  }
}
