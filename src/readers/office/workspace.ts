import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive, ownerOf } from '../../processes.js'

const PREFIX = 'nianbao-office-'

/** A folder this old whose process is gone was left behind; a process of another container may only seem to be gone. */
const LEFT_BEHIND_MS = 3_600_000

let swept: Promise<void> | null = null

/** Runs `work` in a temporary folder of its own, which is gone afterwards. Folders left by killed processes go, too. */
export async function inWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
  await (swept ??= sweep(tmpdir()))
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`))
  try {
    return await work(folder)
  } finally {
    // What was killed a moment ago may still be writing.
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
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
