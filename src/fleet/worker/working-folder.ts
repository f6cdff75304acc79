import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, ownerOf } from '../../processes.js'

const PREFIX = 'nianbao-worker-'

/** Makes a worker's folder, and clears away those of workers of this machine that were killed. */
export async function workingFolder(parent: string): Promise<string> {
  await mkdir(parent, { recursive: true })
  for (const name of await readdir(parent)) {
    const pid = ownerOf(name, PREFIX)
    if (pid !== null && !isAlive(pid)) await rm(join(parent, name), { recursive: true, force: true })
  }
  return mkdtemp(join(parent, `${PREFIX}${process.pid}-`))
}
