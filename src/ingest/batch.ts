import type { BatchEnd, NewBatch, Store } from '../store/store.js'

/** A run's batch: how it begins, and what is counted of it when it ends. */
export interface BatchRun {
  readonly store: Pick<Store, 'beginBatch' | 'endBatch'>
  readonly batch: NewBatch
  readonly signal: AbortSignal
  /** For the store's row of the run. */
  readonly counts: () => BatchEnd['counts']
}

/**
 * Does a run's work under a batch of its own, whose end is noted however the work ends. That the signal fired is an end, no
 * error.
 * @throws what beginning the batch does, and what the work does unless the signal fired
 */
export async function inBatch(
  { store, batch, signal, counts }: BatchRun,
  work: (id: number) => Promise<void>,
): Promise<void> {
  const id = await store.beginBatch(batch)
  let state: BatchEnd['state'] = 'stopped'
  try {
    await work(id)
    state = signal.aborted ? 'interrupted' : 'done'
  } catch (error) {
    if (!signal.aborted) throw error
    state = 'interrupted'
  } finally {
    // Where nothing can be written any more, the batch stays `running`, as that of a killed run.
    await store.endBatch(id, { state, counts: counts() }).catch(() => undefined)
  }
}
