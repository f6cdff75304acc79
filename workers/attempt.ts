import type { Details, ProblemCode } from '../src/model/problem.js'
import type { DocumentRecord } from '../src/model/record.js'
import { watchMemory } from './memory-watch.js'

/** What became of one document in one child. */
export type Outcome =
  | { readonly kind: 'record'; readonly record: DocumentRecord }
  /** The child itself refused the document; it is fit for another one. */
  | { readonly kind: 'refused'; readonly code: ProblemCode; readonly details: Details }
  /** The child was ended because the document took too much of something. */
  | { readonly kind: 'exceeded'; readonly code: 'timeout' | 'memory-limit'; readonly details: Details }
  | { readonly kind: 'crashed'; readonly reason: string }
  | { readonly kind: 'aborted' }

/** The endings that a document may come to, each a promise that is let go when `over` fires. */

export async function afterMs<T>(ms: number, outcome: T, over: AbortSignal): Promise<T> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms, outcome)
    over.addEventListener('abort', () => {
      clearTimeout(timer)
    })
  })
}

export async function onAbort(signal: AbortSignal | null, over: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const abort = (): void => {
      resolve({ kind: 'aborted' })
    }
    if (signal?.aborted) abort()
    signal?.addEventListener('abort', abort, { once: true, signal: over })
  })
}

export async function onDeadline(deadlineMs: number, over: AbortSignal): Promise<Outcome> {
  const seconds = Math.round(deadlineMs / 100) / 10
  return afterMs<Outcome>(deadlineMs, { kind: 'exceeded', code: 'timeout', details: { seconds } }, over)
}

export async function onMemory(pid: number, memoryMb: number, over: AbortSignal): Promise<Outcome> {
  return new Promise((resolve) => {
    const end = watchMemory(pid, memoryMb, () => {
      resolve(memoryExceeded(memoryMb))
    })
    over.addEventListener('abort', end)
  })
}

export const memoryExceeded = (memoryMb: number): Outcome => ({
  kind: 'exceeded',
  code: 'memory-limit',
  details: { megabytes: memoryMb },
})
