import { open, type FileHandle } from 'node:fs/promises'

/** Text is written to the file when this much is waiting, in UTF-16 units: few system calls, little memory. */
const BATCH = 1 << 18

/** A text file that is written from its beginning to its end, as UTF-8. */
export class TextFile {
  readonly #handle: FileHandle
  #waiting: string[] = []
  #length = 0

  private constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** @throws what the file system does. */
  static async create(file: string): Promise<TextFile> {
    return new TextFile(await open(file, 'wx'))
  }

  async write(text: string): Promise<void> {
    this.#waiting.push(text)
    this.#length += text.length
    if (this.#length >= BATCH) await this.#flush()
  }

  async close(): Promise<void> {
    await this.#flush()
    await this.#handle.close()
  }

  /** Closes the file as it is. */
  async abandon(): Promise<void> {
    await this.#handle.close().catch(() => undefined)
  }

  async #flush(): Promise<void> {
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#length = 0
    if (text !== '') await this.#handle.writeFile(text)
  }
}
