import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Language } from '../model/problem.js'
import type { DocumentFilter, Store } from '../store/store.js'
import type { Divisions } from '../panel/index.js'
import { gather } from './gather.js'
import { overviewPage } from './page.js'

export interface OverviewOptions {
  /** The file to make; an earlier one is replaced. */
  readonly out: string
  readonly filter?: DocumentFilter
  readonly language: Language
  /** The registry by which organs are told apart; without it the page has no matrix of organs. */
  readonly divisions?: Divisions
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number) => void
}

/**
 * Writes a page that shows what a store holds: coverage, outcomes, main values, what sticks out. Gives how many documents
 * it is of. The file is there whole or as it was before.
 * @throws the signal's reason once it is aborted; what the file system does.
 */
export async function makeOverview(
  store: Pick<Store, 'documents' | 'effective'>,
  { out, filter = {}, language, ...options }: OverviewOptions,
): Promise<number> {
  const gathered = await gather(store, filter, options)
  const unfinished = `${out}.${randomUUID()}.unfinished`
  try {
    await writeFile(unfinished, overviewPage(gathered, language, dirname(resolve(out))))
    await rename(unfinished, out)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  return gathered.documents
}
