import { DocumentError } from '../../model/problem.js'
import { MissingPage, type PaintedPage, type PdfEngine, type PdfFile, Untold } from './engine.js'

/** When a second engine is asked: only for what the first does not tell, or for all that the first cannot do. */
export type Occasion = 'untold' | 'failed'

/**
 * An engine that is relieved by another: for a file that it cannot open, or for single pages. `again` asks the second one
 * where any failure is an occasion.
 */
export function relayed(first: PdfEngine, second: PdfEngine, occasion: Occasion): PdfEngine {
  return {
    async open(bytes, signal) {
      const relay = new RelayedFile(() => second.open(bytes, signal), occasion, signal)
      await relay.open((last) => first.open(bytes, signal, last))
      return relay
    },
  }
}

type InkWish = (painted: PaintedPage) => boolean

class RelayedFile implements PdfFile {
  readonly #openSecond: () => Promise<PdfFile>
  readonly #occasion: Occasion
  readonly #signal: AbortSignal | null
  #first: PdfFile | null = null
  #second: Promise<PdfFile> | null = null
  #pageCount = 0

  constructor(openSecond: () => Promise<PdfFile>, occasion: Occasion, signal: AbortSignal | null) {
    this.#openSecond = openSecond
    this.#occasion = occasion
    this.#signal = signal
  }

  get pageCount(): number {
    return this.#pageCount
  }

  async open(openFirst: (last: boolean) => Promise<PdfFile>): Promise<void> {
    let refusal: unknown = null
    try {
      this.#first = await openFirst(false)
      this.#pageCount = this.#first.pageCount
      if (this.#pageCount > 0) return
    } catch (error) {
      if (!this.#relieves(error)) throw error
      refusal = error
    }
    try {
      this.#pageCount = (await this.#relief()).pageCount
      await this.#first?.close()
      this.#first = null
    } catch (error) {
      // Nobody else can: better with what is not told than not at all.
      if (!(refusal instanceof Untold) || this.#signal?.aborted) throw error
      this.#first = await openFirst(true).catch((again: unknown) => {
        throw again instanceof Untold ? error : again
      })
      this.#pageCount = this.#first.pageCount
    }
  }

  async page(number: number, wantsInk?: InkWish): Promise<PaintedPage> {
    if (!this.#first) return (await this.#relief()).page(number, wantsInk)
    try {
      return await this.#first.page(number, wantsInk)
    } catch (error) {
      if (!this.#relieves(error)) throw error
      const second = await this.#relief().catch(() => null)
      // The first failure counts where the second engine cannot even open the file.
      if (!second) throw error instanceof Untold ? new MissingPage(number, { cause: error }) : error
      return second.page(number, wantsInk)
    }
  }

  async again(number: number, wantsInk?: InkWish): Promise<PaintedPage | null> {
    if (this.#occasion !== 'failed' || !this.#first) return null
    try {
      return await (await this.#relief()).page(number, wantsInk)
    } catch (error) {
      if (error instanceof DocumentError && error.problem.code === 'aborted') throw error
      return null
    }
  }

  async close(): Promise<void> {
    await this.#first?.close()
    const second = await this.#second?.catch(() => null)
    await second?.close()
  }

  #relief(): Promise<PdfFile> {
    this.#second ??= this.#openSecond()
    return this.#second
  }

  #relieves(error: unknown): boolean {
    if (this.#signal?.aborted) return false
    return error instanceof Untold || this.#occasion === 'failed'
  }
}
