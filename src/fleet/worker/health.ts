import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Blobs } from '../../blobs/blobs.js'
import type { Store } from '../../store/store.js'
import { inTime } from '../../timing.js'

/** The services that a worker depends on. */
export type Dependency = 'queue' | 'store' | 'blobs' | 'folder'

export interface Dependencies {
  readonly queue: { readonly check: () => Promise<void> }
  readonly store: Pick<Store, 'batches'>
  readonly blobs: Pick<Blobs, 'check'>
  /** For temporary files. */
  readonly folder: string
}

/** Milliseconds without an answer after which a part counts as broken. */
const ANSWER_MS = 10_000
/** A small report, which a disk with room takes in. */
const PROBE_BYTES = 1_048_576

/** Checks the health of all dependencies: which are broken, and why. The reasons hold no secrets. */
export async function brokenOf({
  queue,
  store,
  blobs,
  folder,
}: Dependencies): Promise<ReadonlyMap<Dependency, string>> {
  const checks: readonly (readonly [Dependency, () => Promise<unknown>])[] = [
    ['queue', async () => queue.check()],
    ['store', async () => store.batches(1)],
    ['blobs', async () => blobs.check()],
    ['folder', async () => writeAndRemove(folder)],
  ]
  const found = await Promise.all(
    checks.map(async ([name, check]) =>
      inTime(check(), ANSWER_MS).then(
        () => [],
        (error: unknown) => [[name, error instanceof Error ? error.message : String(error)] as const],
      ),
    ),
  )
  return new Map(found.flat())
}

async function writeAndRemove(folder: string): Promise<void> {
  const file = join(folder, `probe-${randomUUID()}`)
  try {
    await writeFile(file, Buffer.alloc(PROBE_BYTES))
  } finally {
    await rm(file, { force: true })
  }
}
