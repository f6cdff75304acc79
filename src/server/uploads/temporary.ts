import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive } from '../../processes.js'

const PREFIX = 'nianbao-serve-'

/** Files of this process that are being worked on: all of them go with it, or with the next one after a kill. */
export class Temporary {
  private constructor(readonly folder: string) {}

  /** Makes a folder of its own, and takes away those of processes that are gone. */
  static async open(parent: string): Promise<Temporary> {
    await mkdir(parent, { recursive: true })
    for (const name of await readdir(parent)) {
      const owner = new RegExp(`^${PREFIX}(\\d+)-(\\w+)-`).exec(name)
      if (owner?.[1] && owner[2] && (await birthOf(Number(owner[1]))) !== owner[2])
        await rm(join(parent, name), { recursive: true, force: true })
    }
    const folder = join(parent, `${PREFIX}${process.pid}-${(await birthOf(process.pid)) ?? 'x'}-${randomUUID()}`)
    await mkdir(folder, { mode: 0o700 })
    return new Temporary(folder)
  }

  /** A folder in it, for one request. */
  async within(): Promise<Temporary> {
    const folder = this.place()
    await mkdir(folder, { mode: 0o700 })
    return new Temporary(folder)
  }

  /** A path that nothing stands at. */
  place(): string {
    return join(this.folder, randomUUID())
  }

  async close(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}

/**
 * When a process began, to tell it from a later one with its number (in a container all have the number 1); `x` where the
 * system does not say; null where there is no such process.
 */
async function birthOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // proc(5): the name, in parentheses, may hold anything; behind it the start time is the twentieth.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? 'x'
}
