import { stat } from 'node:fs/promises'
import { onDisk } from '../file-names.js'
import { StoreError } from '../store/errors.js'
import type { NewName } from '../store/store.js'
import type { Change } from './change.js'
import type { Counts, Unreadable } from './counts.js'
import { enqueueNeeded, type Enqueuing } from './enqueue.js'
import type { Manifest } from './manifest.js'
import type { Keep } from './originals.js'
import type { Root } from './roots.js'
import { inParallel, lookAt, type Sight } from './sight.js'
import type { Found } from './walk.js'

/** Documents taken in together: one transaction for their names, one for their jobs. */
const TOGETHER = 200

/** So many born-digital documents may wait. More need not be found yet: all workers are busy with what is urgent. */
const MOST_WAITING = 50_000
const LOOK_AGAIN_MS = 1_000

export interface IntakeOptions extends Enqueuing {
  readonly roots: readonly Root[]
  readonly group: boolean
  readonly followLinks: boolean
  /** What a document may have; a larger one is told of, and not read. */
  readonly mostBytes: number
  /** Our own data, which is no document. */
  readonly skip: ReadonlySet<string>
  readonly manifest: Manifest | null
  /** Looks after the original of each document, before its name is noted. */
  readonly keep: Keep
  readonly signal: AbortSignal
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
export async function takeIn(options: IntakeOptions): Promise<void> {
  const { roots, store, batch, counts, signal } = options
  for (const [place, root] of roots.entries()) {
    const earlier = roots.slice(0, place)
    let complete = root.whole
    let together: Found[] = []
    const found = root.documents({
      group: options.group,
      skip: options.skip,
      followLinks: options.followLinks,
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
    for await (const each of found) {
      signal.throwIfAborted()
      if (earlier.some((other) => other.has(each.file))) continue
      together.push(each)
      if (together.length < TOGETHER) continue
      await takeSome(options, root, together)
      together = []
    }
    await takeSome(options, root, together)
    await assertThere(root.folder)
    if (complete) counts.vanished += await store.markVanished(batch, root.folder)
  }
  counts.walked = true
}

/** @throws StoreError `folder-vanished`. */
export async function assertThere(folder: string): Promise<void> {
  const info = await stat(onDisk(folder)).catch(() => null)
  if (!info?.isDirectory()) throw new StoreError('folder-vanished', { folder })
}

async function takeSome(options: IntakeOptions, root: Root, found: readonly Found[]): Promise<void> {
  if (found.length === 0) return
  const { store, batch, counts, signal } = options
  await roomInQueue(options)
  const kept = await inParallel(await lookAt(found, store, signal, options.mostBytes), options.keep)
  const sights = kept.map(({ sight }) => sight)
  counts.found += found.length
  if (sights.some(({ kind }) => kind === 'unreadable')) await assertThere(root.folder)
  const names: { readonly sight: Sight; readonly name: NewName }[] = []
  const touched: string[] = []
  for (const sight of sights) {
    if (sight.kind === 'unreadable') {
      counts.unreadable += 1
      options.onUnreadable({ path: sight.found.path, reason: sight.reason })
    }
    if (sight.kind === 'unchanged') counts.unchanged += 1
    const name = await nameOf(options, root, sight)
    if (name) names.push({ sight, name })
    else if (sight.kind !== 'unreadable' || sight.reason !== 'ENOENT') touched.push(sight.found.file)
  }
  if (touched.length > 0) await store.touchNames(batch, touched)
  const outcomes = await store.putNames(
    batch,
    names.map(({ name }) => name),
  )
  const fresh = new Set<string>()
  for (const [place, { sight, name }] of names.entries()) {
    const outcome = outcomes[place]
    if (outcome === 'new') fresh.add(name.sha256)
    if (sight.kind !== 'read') continue
    if (outcome === 'new') counts.fresh += 1
    if (outcome === 'duplicate') counts.duplicates += 1
    if (outcome === 'changed') counts.changed += 1
  }
  const { added, older } = await enqueueNeeded(options, kept, fresh)
  counts.total += added
  counts.older += older
  if (added > 0) options.change.announce()
}

/** What the store is to note of a file; null where it knows all of it, or nothing can be known. */
async function nameOf({ manifest, store }: IntakeOptions, root: Root, sight: Sight): Promise<NewName | null> {
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
async function roomInQueue({ queue, change, counts, signal }: IntakeOptions): Promise<void> {
  while (counts.total - counts.done >= MOST_WAITING) {
    const { waiting, waitingScans } = await queue.counts()
    if (waiting - waitingScans < MOST_WAITING) return
    await change.next(LOOK_AGAIN_MS)
    signal.throwIfAborted()
  }
}
