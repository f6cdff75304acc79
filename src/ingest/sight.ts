import type { SeenFile, Store } from '../store/store.js'
import { isSystemError } from '../system.js'
import { fingerprint, stampOf, type Fingerprint, type Stamp } from './fingerprint.js'
import type { FoundDocument } from './groups.js'

/** The result of looking at a found document. */
export type Sight =
  | { readonly kind: 'unchanged'; readonly found: FoundDocument; readonly seen: SeenFile }
  | { readonly kind: 'read'; readonly found: FoundDocument; readonly print: Fingerprint }
  | { readonly kind: 'unreadable'; readonly found: FoundDocument; readonly reason: string }

/** Files looked at at the same time: a disk works ahead, and the main thread is never held up for long. */
const AT_ONCE = 8

/** As systems name what is larger than allowed. */
export const TOO_LARGE = 'EFBIG'

export const filesOf = ({ file, parts = [file] }: FoundDocument): readonly string[] => parts

/**
 * Looks at documents in their order, and reads those alone that are new or changed since the store has seen them.
 * @param maxBytes of a document: a larger one would be refused, and is not read for that
 * @throws the signal's reason; what the store does.
 */
export async function lookAt(
  found: readonly FoundDocument[],
  store: Pick<Store, 'seen' | 'names'> | null,
  signal: AbortSignal,
  maxBytes = Infinity,
): Promise<readonly Sight[]> {
  const seen = (await store?.seen(found.map(({ file }) => file))) ?? new Map<string, SeenFile>()
  return inParallel(found, async (each): Promise<Sight> => {
    signal.throwIfAborted()
    try {
      const known = seen.get(each.file)
      const stamp = await stampOf(filesOf(each))
      if (known && store && isSame(known, stamp) && (await hasSameParts(each, known, store)))
        return { kind: 'unchanged', found: each, seen: known }
      if (stamp.bytes > maxBytes) return { kind: 'unreadable', found: each, reason: TOO_LARGE }
      return { kind: 'read', found: each, print: await fingerprint(filesOf(each), signal) }
    } catch (error) {
      if (signal.aborted || !isSystemError(error)) throw error
      return { kind: 'unreadable', found: each, reason: error.code }
    }
  })
}

const isSame = (seen: SeenFile, { bytes, mtimeMs }: Stamp): boolean => seen.bytes === bytes && seen.mtimeMs === mtimeMs

/** A group may be of other pictures of the same size in all; a file alone is never as long as a group that it leads. */
async function hasSameParts(
  { file, parts }: FoundDocument,
  { sha256 }: SeenFile,
  store: Pick<Store, 'names'>,
): Promise<boolean> {
  if (!parts) return true
  const name = (await store.names(sha256)).find((each) => each.file === file)
  return name?.parts.join('\n') === parts.join('\n')
}

/** Some at a time, results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], act: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = []
  for (let start = 0; start < items.length; start += AT_ONCE)
    results.push(...(await Promise.all(items.slice(start, start + AT_ONCE).map(act))))
  return results
}
