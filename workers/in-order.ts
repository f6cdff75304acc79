/** A result that waits, as a function that gives it back. */
export type Held<Result> = () => Promise<Result>

export interface OrderOptions<Item, Result> {
  readonly work: (item: Item) => Promise<Result>
  /** Inputs in work at the same time. */
  readonly atWork: number
  /** How many results may wait for an earlier one before no more work is begun. */
  readonly waiting: number
  /** Makes a result small that will wait long. */
  readonly pack: (result: Result) => Promise<Held<Result>>
  readonly signal: AbortSignal | null
}

/** A result this many places before its turn is worth packing: a nearer one is taken before it is packed. */
const WORTH_PACKING = 16

/**
 * Results in the order of their inputs, though the work ends in any order: an early result waits for those before
 * it. What waits is bounded in number and, all but the next few, packed: one input that takes minutes neither stalls
 * the others nor fills the memory. Inputs are taken no sooner than they are worked on.
 * Throws what `work` or the inputs throw, when its turn has come, and the signal's reason once it fires.
 */
export async function* inOrder<Item, Result>(
  items: Iterable<Item> | AsyncIterable<Item>,
  { work, atWork, waiting, pack, signal }: OrderOptions<Item, Result>,
): AsyncGenerator<Result, void, undefined> {
  const pending: Promise<Held<Result>>[] = []
  const change = new Change()
  const state = { running: 0, over: false, fed: false }

  const begin = (item: Item): void => {
    state.running += 1
    const held: Promise<Held<Result>> = work(item)
      .then(async (result) =>
        pending.indexOf(held) >= WORTH_PACKING ? pack(result) : async () => Promise.resolve(result),
      )
      .finally(() => {
        state.running -= 1
        change.announce()
      })
    void held.catch(() => undefined) // Thrown when its turn has come.
    pending.push(held)
    change.announce()
  }

  const mustWait = (): boolean => !state.over && (state.running >= atWork || pending.length >= waiting)

  const feed = async (): Promise<void> => {
    for await (const item of items) {
      if (state.over) return
      begin(item)
      while (mustWait()) await change.next()
    }
  }

  signal?.addEventListener('abort', change.announce)
  const feeding = feed().finally(() => {
    state.fed = true
    change.announce()
  })
  void feeding.catch(() => undefined) // Thrown at the end, in its turn.
  try {
    for (;;) {
      while (pending.length === 0 && !state.fed && !signal?.aborted) await change.next()
      signal?.throwIfAborted()
      const head = pending[0]
      if (!head) break
      const held = await head
      void pending.shift()
      change.announce()
      yield await held()
    }
    await feeding
  } finally {
    state.over = true
    change.announce()
    signal?.removeEventListener('abort', change.announce)
  }
}

/** Lets several wait until something has changed. */
class Change {
  #waiting: (() => void)[] = []

  readonly announce = (): void => {
    const waiting = this.#waiting
    this.#waiting = []
    for (const wake of waiting) wake()
  }

  async next(): Promise<void> {
    return new Promise((resolve) => {
      this.#waiting.push(resolve)
    })
  }
}
