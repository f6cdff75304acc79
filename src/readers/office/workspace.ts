import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DocumentError } from '../../model/problem.js'
import { isAlive, ownerOf } from '../../system.js'

const PREFIX = 'nianbao-office-'

/** A folder this old whose process is gone was left behind; a process of another container may only seem to be gone. */
const LEFT_BEHIND_MS = 3_600_000

let swept: Promise<void> | null = null

/** A program that had not so much room to write fails without saying so. */
const LEAST_ROOM_BYTES = 4 * 1024 * 1024

/**
 * Runs `work` in a temporary folder of its own, which is gone afterwards. Folders left by killed processes go, too.
 * @throws DocumentError temp-unusable, where the folder cannot be made or written to; what `work` does.
 */
export async function inWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await (swept ??= sweep(tmpdir()))
  const folder = await asTemporary(() => mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`)))
  try {
    return await work(folder)
  } finally {
    // What was killed a moment ago may still be writing. What cannot be taken away is swept later.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 }).catch(() => undefined)
  }
}

/** Writes as much into a workspace as any program needs. @throws DocumentError temp-unusable */
export async function assertRoom(folder: string): Promise<void> {
  await asTemporary(() => writeFile(join(folder, 'room'), Buffer.alloc(LEAST_ROOM_BYTES)))
}

/** The same, but what the file system refuses is the temporary folder's fault, not the document's. */
export async function asTemporary<T>(act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (cause) {
    if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') throw cause
    throw new DocumentError('temp-unusable', { folder: tmpdir(), reason: cause.code }, { cause })
  }
}

/** Takes away what processes left behind that were killed amid a conversion; never throws. */
export async function sweep(parent: string, now = Date.now()): Promise<void> {
  const names = await readdir(parent).catch(() => [])
  for (const name of names) {
    const pid = ownerOf(name, PREFIX)
    if (pid === null || isAlive(pid)) continue
    const folder = join(parent, name)
    const age = now - ((await stat(folder).catch(() => null))?.mtimeMs ?? now)
    if (age > LEFT_BEHIND_MS) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
}
