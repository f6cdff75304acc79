import { CATALOGUE } from '../model/catalogue.js'
import { PROBLEM_CODES, type Severity } from '../model/problem.js'
import { isRetried } from '../queue/queue.js'
import type { Attempt, Store } from '../store/store.js'

/** A document of a batch came to a result, or will be tried again. */
export interface Result {
  readonly attempt: Attempt
  /** It failed for a reason that passes, and there are tries left. */
  readonly retrying: boolean
  /** The problems of what was read, or the one that it failed for; one of each code. */
  readonly problems: readonly { readonly code: string; readonly severity: Severity }[]
}

/** Attempts asked for at once. */
const TOGETHER = 500

/**
 * The last numbers before the newest attempt are looked at again: of several workers that save at the same time, one may be done
 * before another that came by its number earlier.
 */
const OVERLAP = 1_000

/** Follows what the workers make of a batch, by the attempts that appear in the store. */
export class Following {
  readonly #store: Pick<Store, 'attemptsOfBatch' | 'documents'>
  readonly #batch: number
  #last = 0
  /** Attempts told of, as far as they may be met again. */
  readonly #told = new Set<number>()
  /** Tries of documents that failed for a reason that passes. */
  readonly #tries = new Map<string, number>()

  constructor(store: Pick<Store, 'attemptsOfBatch' | 'documents'>, batch: number) {
    this.#store = store
    this.#batch = batch
  }

  /** Yields each result that came since the last look, once. @throws whatever the store throws */
  async *look(): AsyncGenerator<Result, void, undefined> {
    for (let after = Math.max(0, this.#last - OVERLAP); ;) {
      const page = await this.#store.attemptsOfBatch(this.#batch, after, TOGETHER)
      const fresh = page.filter(({ id }) => !this.#told.has(id))
      yield* await this.#resultsOf(fresh)
      after = page.at(-1)?.id ?? after
      this.#last = Math.max(this.#last, after)
      if (page.length < TOGETHER) break
    }
    for (const id of this.#told) if (id < this.#last - OVERLAP) this.#told.delete(id)
  }

  async #resultsOf(attempts: readonly Attempt[]): Promise<readonly Result[]> {
    const codes = new Map<string, readonly string[]>()
    const read = attempts.filter(({ status }) => status !== 'failed').map(({ key }) => key.sha256)
    if (read.length > 0)
      for await (const row of this.#store.documents({ sha256: read })) codes.set(row.sha256, row.codes)
    return attempts.map((attempt): Result => {
      this.#told.add(attempt.id)
      const { failure, key } = attempt
      // A kept-back attempt is none of the document's.
      const known = attempt.keptBack ? [] : failure ? [failure.code] : (codes.get(key.sha256) ?? [])
      return { attempt, retrying: this.#isRetried(attempt), problems: known.map(problemOf) }
    })
  }

  #isRetried({ failure, key: { sha256 } }: Attempt): boolean {
    if (failure?.class !== 'transient') return false
    const tries = (this.#tries.get(sha256) ?? 0) + 1
    this.#tries.set(sha256, tries)
    return isRetried(failure, tries)
  }
}

function problemOf(code: string): Result['problems'][number] {
  const known = PROBLEM_CODES.find((each) => each === code)
  return { code, severity: known ? CATALOGUE[known].severity : 'error' }
}
