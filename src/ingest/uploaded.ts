import type { Store } from '../store/store.js'

/** How the store knows what came over HTTP: names that no file of any disk bears. */

/** The beginning of every upload's path: no absolute path begins so on any system. */
export const UPLOADS = 'upload:'

/** Its name in the store. The fingerprint is part of it, so that two reports of the same name do not replace one another. */
export const fileOfUpload = (sha256: string, name: string): string => `${UPLOADS}${sha256}/${name}`

/** Its name for people. */
export const pathOfUpload = (name: string): string => `${UPLOADS}/${name}`

/** The last part of a /-separated path. */
export const baseOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** A picture of a group that is one document. */
export interface Page {
  /** File name without folders. */
  readonly name: string
  readonly sha256: string
}

/**
 * The pictures of a document that is a group of them, in page order, as far as the store can tell: its record names them; of one
 * that was never read, the name that it was uploaded under. Empty of a single file, and of a folder's group that was never read.
 */
export async function pagesOf(
  store: Pick<Store, 'attempts' | 'attemptRecord' | 'names'>,
  sha256: string,
): Promise<readonly Page[]> {
  const attempt = (await store.attempts(sha256)).find(({ current }) => current)
  const record = attempt && (await store.attemptRecord(attempt.id))
  if (record?.source.parts) return record.source.parts.map((part) => ({ name: part.name, sha256: part.sha256 }))
  for (const { parts } of await store.names(sha256)) {
    const pages = parts.flatMap(pageOfUpload)
    if (pages.length > 0 && pages.length === parts.length) return pages
  }
  return []
}

function pageOfUpload(file: string): readonly Page[] {
  const sha256 = new RegExp(`^${UPLOADS}([0-9a-f]{64})/`).exec(file)?.[1]
  return sha256 === undefined ? [] : [{ sha256, name: baseOf(file) }]
}
