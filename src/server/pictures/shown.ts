import type { PageInfo } from '../../model/page.js'
import { hasShownPages } from '../../pictures/page.js'
import type { DocumentRow, Store } from '../../store/store.js'
import { rowOf } from '../documents.js'
import { Refusal } from '../errors/refusal.js'

/** Documents whose pages are kept in mind: some hundred bytes a page. */
const KEPT = 200

/** A document with the pages that there are pictures of. */
export interface ShownDocument {
  readonly row: DocumentRow
  readonly pages: readonly Pick<PageInfo, 'number' | 'width' | 'height' | 'rotation'>[]
}

/**
 * Pages of documents by the attempt that counts, which never changes: a picture that is asked for again costs no look into the
 * record.
 */
export class ShownDocuments {
  readonly #pages = new Map<number, ShownDocument['pages']>()

  /** @throws Refusal `document-unknown`, `not-extracted` */
  async of(store: Pick<Store, 'documents' | 'attempts' | 'attemptRecord'>, id: string): Promise<ShownDocument> {
    const row = await rowOf(store, id)
    const attempt = (await store.attempts(id)).find(({ current }) => current)
    if (!attempt) throw new Refusal('not-extracted')
    const known = this.#pages.get(attempt.id)
    if (known) return { row, pages: known }
    const source = (await store.attemptRecord(attempt.id))?.source
    const pages = source && hasShownPages(source.format) ? (source.pages ?? []) : []
    if (this.#pages.size >= KEPT) this.#pages.clear()
    this.#pages.set(attempt.id, pages)
    return { row, pages }
  }
}
