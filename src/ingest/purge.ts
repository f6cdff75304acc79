import type { Blobs } from '../blobs/blobs.js'
import type { Store } from '../store/store.js'
import { storedParts } from './originals.js'
import { pagesOf } from './uploaded.js'

const DAY_MS = 24 * 60 * 60 * 1_000

/** Milliseconds during which a removed document can be restored with its history. */
export const KEPT_MS = 30 * DAY_MS

/** On record as who purged what was removed long ago. */
const AUTHOR = 'nianbao'

/** Documents looked for at once. */
const TOGETHER = 100

interface Place {
  readonly store: Store
  readonly blobs: Blobs
}

interface Purged {
  readonly sha256: string
  readonly path: string
  readonly format: string
}

/**
 * Forgets a document that was removed: its originals go first, so that one which was left undone is purged again. What another
 * document needs stays. False where it is not removed, or was purged before.
 * @param pages fingerprints of all pictures that are pages of other documents; asked for where that matters
 * @throws what store and storage do
 */
export async function purge(
  { store, blobs }: Place,
  { sha256, path, format }: Purged,
  { author, note }: { readonly author: string; readonly note: string | null },
  pages: () => Promise<ReadonlySet<string>>,
): Promise<boolean> {
  for (const part of await storedParts(store, { sha256, path })) {
    const isNeeded =
      (part.sha256 !== sha256 && (await isKnown(store, part.sha256))) ||
      (format === 'image' && (await pages()).has(part.sha256))
    if (!isNeeded) await blobs.delete(part.sha256)
  }
  return store.purgeDocument({ sha256, author, note })
}

/** Forgets all that were removed more than thirty days ago; gives how many. */
export async function purgeRemoved(place: Place, now = Date.now()): Promise<number> {
  const before = new Date(now - KEPT_MS).toISOString()
  let count = 0
  for (;;) {
    const found = await place.store.purgeable(before, TOGETHER)
    for (const document of found) {
      const others = oncePagesOf(place.store, document.sha256)
      if (await purge(place, document, { author: AUTHOR, note: null }, others)) count += 1
    }
    if (found.length < TOGETHER) return count
  }
}

async function isKnown(store: Store, sha256: string): Promise<boolean> {
  for await (const { purgedAt } of store.documents({ sha256: [sha256], removed: 'any' })) return purgedAt === null
  return false
}

/** Fingerprints of the pictures that documents other than one are made of, gathered when first asked for. */
export function oncePagesOf(store: Store, sha256: string): () => Promise<ReadonlySet<string>> {
  let found: Promise<ReadonlySet<string>> | null = null
  return () => (found ??= pagesOfOthers(store, sha256))
}

async function pagesOfOthers(store: Store, sha256: string): Promise<ReadonlySet<string>> {
  const pages = new Set<string>()
  for await (const row of store.documents({ removed: 'any' }))
    if (row.format === 'image' && row.sha256 !== sha256 && row.purgedAt === null)
      for (const page of await pagesOf(store, row.sha256)) pages.add(page.sha256)
  return pages
}
