import type { WriteStream } from 'node:tty'
import type { Look } from './table.js'

/** Colours and a width only where a person looks at it; NO_COLOR (no-color.org) is heeded. */
export function lookOf(stream: NodeJS.WriteStream | WriteStream): Look {
  if (!stream.isTTY) return { width: null, colours: false }
  const { NO_COLOR, TERM } = process.env
  return { width: stream.columns, colours: !NO_COLOR && TERM !== 'dumb' }
}

/** Writes and waits until there is room for more. */
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
