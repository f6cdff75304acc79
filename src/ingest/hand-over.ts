import { basename } from 'node:path'
import type { NewName, Store } from '../store/store.js'
import type { Change } from '../timing.js'
import type { Counts, Unreadable } from './counts.js'
import { leave, type Keep, type Kept } from './keep.js'
import { assertFolder } from './originals.js'
import { documentsOf, type FindingOptions, type Root } from './roots.js'
import { inParallel, lookAt, type Sight } from './sight.js'
import { takeIn, type Arrival, type TakingIn } from './take-in.js'
import type { FoundDocument } from './groups.js'

/** With more born-digital documents waiting, no more are looked for: all workers are busy with what is urgent. */
const MAX_WAITING = 50_000
const LOOK_AGAIN_MS = 1_000

export interface HandingOver extends FindingOptions, TakingIn {
  /** A document with more bytes is counted as unreadable, and not read. */
  readonly maxBytes: number
  /** Looks after the original of each document, before its name is noted. */
  readonly keep: Keep
  readonly counts: Counts
  readonly onUnreadable: (what: Unreadable) => void
  readonly onLeftOut: (extension: string) => void
  /** Announced when jobs were added, and when one is done. */
  readonly change: Change
}

/**
 * Finds documents, notes their names and enqueues what was never extracted, some at a time: what is held does not grow with
 * the number of files. Names that a folder has no more are marked, where all of it could be looked into.
 * @throws the signal's reason; what the store does; StoreError where originals cannot be kept, or a folder vanished.
 */
export async function handOver(options: HandingOver): Promise<void> {
  const { store, batch, counts } = options
  for (const [place, root] of options.roots.entries()) {
    let complete = root.whole
    const found = documentsOf(options, place, {
      onLink: () => {
        counts.links += 1
      },
      onLeftOut: (_file, extension) => {
        options.onLeftOut(extension)
      },
      onUnreadable: (folder, path, { code, message }) => {
        complete = false
        counts.unreadable += 1
        options.onUnreadable({ path: path || folder, reason: code ?? message })
      },
    })
    for await (const some of found) await handOverSome(options, root, some)
    await assertFolder(root.folder)
    if (complete) counts.vanished += await store.markVanished(batch, root.folder)
  }
  counts.walked = true
}

async function handOverSome(options: HandingOver, root: Root, found: readonly FoundDocument[]): Promise<void> {
  const { store, batch, counts, signal } = options
  await roomInQueue(options)
  const sights = await lookAt(found, store, signal, options.maxBytes)
  const removed = await removedOf(store, sights)
  const kept = await inParallel(sights, async (sight) =>
    removed.has(digestOf(sight)) ? leave(sight) : options.keep(sight),
  )
  counts.found += found.length
  if (kept.some(({ sight }) => sight.kind === 'unreadable')) await assertFolder(root.folder)
  const arrivals: Arrival[] = []
  const touched: string[] = []
  for (const each of kept) {
    const { sight } = each
    if (sight.kind === 'unreadable') {
      counts.unreadable += 1
      options.onUnreadable({ path: sight.found.path, reason: sight.reason })
    }
    if (sight.kind === 'unchanged') counts.unchanged += 1
    const name = await nameOf(options, root, sight)
    if (!name && (sight.kind !== 'unreadable' || sight.reason !== 'ENOENT')) touched.push(sight.found.file)
    const arrival = arrivalOf(each, name)
    if (arrival) arrivals.push(arrival)
  }
  if (touched.length > 0) await store.touchNames(batch, touched)
  const { outcomes, added, older } = await takeIn(options, arrivals)
  for (const outcome of outcomes) {
    if (outcome === 'new') counts.fresh += 1
    if (outcome === 'duplicate') counts.duplicates += 1
    if (outcome === 'changed') counts.changed += 1
  }
  counts.total += added
  counts.older += older
  if (added > 0) options.change.announce()
}

/** Empty of what could not be read. */
const digestOf = (sight: Sight): string =>
  sight.kind === 'read' ? sight.print.sha256 : sight.kind === 'unchanged' ? sight.seen.sha256 : ''

/** Fingerprints of what people removed: it stays so, and no original of it is kept again. */
async function removedOf(store: Store, sights: readonly Sight[]): Promise<ReadonlySet<string>> {
  const sha256 = [...new Set(sights.map(digestOf))].filter((digest) => digest !== '')
  const removed = new Set<string>()
  if (sha256.length > 0) for await (const row of store.documents({ sha256, removed: true })) removed.add(row.sha256)
  return removed
}

function arrivalOf({ sight, parts }: Kept, name: NewName | null): Arrival | null {
  if (sight.kind === 'unreadable') return null
  const { found } = sight
  // A job that is still there keeps its priority where the file is not read again.
  const isScan = sight.kind === 'read' ? sight.print.scan : found.parts !== undefined
  return {
    sha256: sight.kind === 'read' ? sight.print.sha256 : sight.seen.sha256,
    source: { name: basename(found.path), path: found.path, parts },
    priority: isScan ? 'scan' : 'digital',
    name,
  }
}

/** The note for the store about a file; null where it knows the file already, or nothing can be known. */
async function nameOf({ manifest, store }: HandingOver, root: Root, sight: Sight): Promise<NewName | null> {
  const { found } = sight
  const { file, path, parts = [] } = found
  const given = manifest?.givenFor(found) ?? null
  if (sight.kind === 'unreadable') return null
  if (sight.kind === 'read') {
    const { sha256, bytes, mtimeMs, format } = sight.print
    return { sha256, bytes, mtimeMs, format, file, path, root: root.folder, parts, given }
  }
  if (!given) return null
  const name = (await store.names(sight.seen.sha256)).find((each) => each.file === file)
  const isKnown = JSON.stringify(name?.given) === JSON.stringify(given)
  return name && !isKnown ? { ...name, ...sight.seen, path, root: root.folder, given } : null
}

/** Waits while there is more to do than matters now. The queue is only asked where that may be. */
async function roomInQueue({ queue, change, counts, signal }: HandingOver): Promise<void> {
  while (counts.total - counts.done >= MAX_WAITING) {
    const { waiting, waitingScans } = await queue.counts()
    if (waiting - waitingScans < MAX_WAITING) return
    await change.next(LOOK_AGAIN_MS)
    signal.throwIfAborted()
  }
}
