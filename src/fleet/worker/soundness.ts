import { randomUUID } from 'node:crypto'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Blobs } from '../../blobs/blobs.js'
import type { Store } from '../../store/store.js'

/** What a worker stands on. */
export type Footing = 'queue' | 'store' | 'blobs' | 'folder'

export interface Grounds {
  readonly queue: { readonly check: () => Promise<void> }
  readonly store: Pick<Store, 'batches'>
  readonly blobs: Pick<Blobs, 'check'>
  /** For temporary files. */
  readonly folder: string
}

/** A part that does not answer for so long (milliseconds) counts as broken. */
const ANSWER_MS = 10_000
/** What a disk with room takes in: a small report. */
const PROBE_BYTES = 1_048_576

/** What is broken, and why; empty where all is well. Sentences hold no secrets. */
export async function broken(grounds: Grounds): Promise<ReadonlyMap<Footing, string>> {
  const checks: Readonly<Record<Footing, () => Promise<unknown>>> = {
    queue: async () => grounds.queue.check(),
    store: async () => grounds.store.batches(1),
    blobs: async () => grounds.blobs.check(),
    folder: async () => writeAndRemove(grounds.folder),
  }
  const found = new Map<Footing, string>()
  await Promise.all(
    (['queue', 'store', 'blobs', 'folder'] as const).map(async (footing) => {
      const reason = await reasonOf(checks[footing])
      if (reason !== null) found.set(footing, reason)
    }),
  )
  return found
}

async function reasonOf(check: () => Promise<unknown>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${ANSWER_MS / 1_000} s`))
    }, ANSWER_MS)
  })
  try {
    await Promise.race([check(), late])
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    clearTimeout(timer)
  }
}

async function writeAndRemove(folder: string): Promise<void> {
  const file = join(folder, `probe-${randomUUID()}`)
  try {
    await writeFile(file, Buffer.alloc(PROBE_BYTES))
  } finally {
    await rm(file, { force: true })
  }
}
