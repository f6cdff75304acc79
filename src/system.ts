import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The operating system: its errors, its processes, and temporary folders that bear the number of the process that made them. */

/** An error of the system, which has a code such as ENOENT. */
export const isSystemError = (error: unknown): error is NodeJS.ErrnoException & { code: string } =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'

/** Whether a process is there, also one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is another user's.
    return isSystemError(error) && error.code === 'EPERM'
  }
}

/** The number of the process that a name bears, after this prefix and before a hyphen; null where it bears none. */
export function ownerOf(name: string, prefix: string): number | null {
  const digits = name.startsWith(prefix) ? /^(\d+)-/u.exec(name.slice(prefix.length))?.[1] : undefined
  return digits === undefined ? null : Number(digits)
}

/** Makes a folder for this process alone, and clears away those of processes that are gone. */
export async function makeOwnFolder(parent: string, prefix: string): Promise<string> {
  await mkdir(parent, { recursive: true })
  for (const name of await readdir(parent))
    if (await isLeftBehind(name, prefix)) await rm(join(parent, name), { recursive: true, force: true })
  const folder = join(parent, `${prefix}${process.pid}-${(await birthOf(process.pid)) ?? UNKNOWN}-${randomUUID()}`)
  await mkdir(folder, { mode: 0o700 })
  return folder
}

async function isLeftBehind(name: string, prefix: string): Promise<boolean> {
  const pid = ownerOf(name, prefix)
  if (pid === null) return false
  const birth = await birthOf(pid)
  const named = /^\d+-(\w+)-/u.exec(name.slice(prefix.length))?.[1]
  return birth === null || (named !== undefined && birth !== UNKNOWN && named !== birth)
}

/** Where the system does not say when a process began. */
const UNKNOWN = 'x'

/**
 * When a process began, to tell it from a later one with its number (in a container all have the number 1); null where there
 * is no such process.
 */
async function birthOf(pid: number): Promise<string | null> {
  if (!isAlive(pid)) return null
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  // proc(5): the name, in parentheses, may hold anything; behind it the start time is the twentieth.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? UNKNOWN
}
