import type { EffectiveDocument } from '../effective/effective.js'
import type { DocumentRow, StoredDocument, Store } from '../store/store.js'
import { Refusal } from './errors/refusal.js'

/** What routes look up. */

/** @throws Refusal `document-unknown` */
export async function rowOf(store: Pick<Store, 'documents'>, id: string): Promise<DocumentRow> {
  for await (const row of store.documents({ sha256: [id], removed: 'any' })) return row
  throw new Refusal('document-unknown', { id })
}

/** Null where it was never extracted. */
export async function storedOf(store: Pick<Store, 'effective'>, id: string): Promise<StoredDocument | null> {
  for await (const document of store.effective({ sha256: [id], removed: 'any' })) return document
  return null
}

/** @throws Refusal `document-unknown`, `not-extracted` */
export async function extractedOf(store: Pick<Store, 'documents' | 'effective'>, id: string): Promise<StoredDocument> {
  const document = await storedOf(store, id)
  if (document) return document
  await rowOf(store, id)
  throw new Refusal('not-extracted')
}

/** The row as the API gives it: its fingerprint is its id. The reply's schema leaves out what it does not name. */
export function publicRow({ sha256, ...row }: Omit<DocumentRow, 'file'>) {
  return { id: sha256, ...row }
}

export function publicEffective({ values, ...effective }: EffectiveDocument) {
  return {
    ...effective,
    values: values.map(({ read: { code }, value, unit, state, flags, corrected, conflict }) => ({
      ...{ code, value, unit, state, flags, corrected, conflict },
    })),
  }
}
