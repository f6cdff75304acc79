import type { ProblemCode, ProblemDetails } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import { WALL_FACTOR, watchDeadline } from './deadline.js'
import { watchMemory } from './memory-watch.js'
import type { Identity } from './protocol.js'

/** The outcome of one document in one child. */
export type Outcome =
  | { readonly kind: 'record'; readonly record: DocumentRecord }
  /** The child itself refused the document; it is fit for another one. */
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly details: ProblemDetails }
  /** The child was ended because the document took too much of something. */
  | { readonly kind: 'exceeded'; readonly code: 'timeout' | 'memory-limit'; readonly details: ProblemDetails }
  /** The machine let the document do too little by its deadline: alone it may do better. */
  | { readonly kind: 'starved'; readonly details: ProblemDetails }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'aborted' }

export const crashed = (reason: string): Outcome => ({ kind: 'crashed', reason })

export const memoryExceeded = (memoryMb: number): Outcome => ({
  kind: 'exceeded',
  code: 'memory-limit',
  details: { megabytes: memoryMb },
})

const seconds = (ms: number): ProblemDetails => ({ seconds: Math.round(ms / 100) / 10 })

/**
 * One document in one child: the first of several endings counts, and lets go of the timers, watches and listeners of
 * all the others. Nothing of it outlives it: a child and a signal see thousands of attempts.
 */
export class Attempt {
  readonly outcome: Promise<Outcome>
  /** The file's identity, which the child sends before it reads the file. */
  identity: Identity | null = null
  #settle: (outcome: Outcome) => void = () => undefined
  #cleanups: (() => void)[] = []
  #ended = false

  constructor() {
    this.outcome = new Promise((resolve) => {
      this.#settle = resolve
    })
  }

  end(outcome: Outcome): void {
    if (this.#ended) return
    this.#ended = true
    for (const cleanup of this.#cleanups) cleanup()
    this.#cleanups = []
    this.#settle(outcome)
  }

  endOnAbort(signal: AbortSignal | null): void {
    if (!signal) return
    const abort = (): void => {
      this.end({ kind: 'aborted' })
    }
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort)
    this.#finally(() => {
      signal.removeEventListener('abort', abort)
    })
  }

  endAtDeadline(pid: number, deadlineMs: number): void {
    this.#finally(
      watchDeadline(pid, deadlineMs, (how) => {
        if (how === 'processor') this.end({ kind: 'exceeded', code: 'timeout', details: seconds(deadlineMs) })
        else this.end({ kind: 'starved', details: seconds(deadlineMs * WALL_FACTOR) })
      }),
    )
  }

  endAboveMemory(pid: number, memoryMb: number): void {
    this.#finally(
      watchMemory(pid, memoryMb, () => {
        this.end(memoryExceeded(memoryMb))
      }),
    )
  }

  /** Gives a function that calls the ending off. */
  endAfter(ms: number, outcome: Outcome): () => void {
    const timer = setTimeout(() => {
      this.end(outcome)
    }, ms)
    const cancel = (): void => {
      clearTimeout(timer)
    }
    this.#finally(cancel)
    return cancel
  }

  #finally(cleanup: () => void): void {
    if (this.#ended) cleanup()
    else this.#cleanups.push(cleanup)
  }
}
