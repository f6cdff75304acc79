import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { isSystemError } from '../src/system.js'

/** Looking at other processes from outside: a process in an endless loop cannot answer for itself. */

export interface ProcessEntry {
  readonly pid: number
  readonly parent: number
  /** Process group. */
  readonly group: number
}

/** Where Linux tells of its processes; a container or a sandbox may be without it. */
const PROC = '/proc'
const KB_PER_MB = 1024
const run = promisify(execFile)

async function readProc(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'latin1')
  } catch {
    return null // It ended meanwhile.
  }
}

/** "pid (name) state parent group …"; the name may hold blanks and parentheses. */
function parseStat(stat: string): ProcessEntry | null {
  const fields = /^(\d+) \(.*\) \S (\d+) (\d+) /s.exec(stat)
  return fields && { pid: Number(fields[1]), parent: Number(fields[2]), group: Number(fields[3]) }
}

/** Every process that this user may see; empty where the system tells nothing (Windows, Linux without /proc). */
export async function listProcesses(proc = PROC): Promise<readonly ProcessEntry[]> {
  if (process.platform === 'linux') {
    const names = await readdir(proc).catch(() => [])
    const pids = names.filter((name) => /^\d+$/.test(name))
    const stats = await Promise.all(pids.map((pid) => readProc(`${proc}/${pid}/stat`)))
    return stats.flatMap((stat) => (stat === null ? [] : (parseStat(stat) ?? [])))
  }
  if (process.platform === 'win32') return []
  try {
    const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,pgid='])
    return stdout.split('\n').flatMap((line) => {
      const [pid, parent, group] = line.trim().split(/\s+/).map(Number)
      return pid && parent !== undefined && group !== undefined ? [{ pid, parent, group }] : []
    })
  } catch {
    return []
  }
}

/** The process itself, its group, and all that descend from any of them, whatever group they are in. */
export function familyOf(pid: number, table: readonly ProcessEntry[]): readonly number[] {
  const family = new Set([pid, ...table.filter(({ group }) => group === pid).map((entry) => entry.pid)])
  for (let before = 0; before < family.size;) {
    before = family.size
    for (const entry of table) if (family.has(entry.parent)) family.add(entry.pid)
  }
  return [...family]
}

/** Resident memory of one process in megabytes; null if it is gone or the system does not tell. */
export async function residentMb(pid: number, proc = PROC): Promise<number | null> {
  if (process.platform === 'linux') {
    const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec((await readProc(`${proc}/${pid}/status`)) ?? '')?.[1]
    return kilobytes === undefined ? null : Number(kilobytes) / KB_PER_MB
  }
  if (process.platform === 'win32') return null
  try {
    const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)])
    return Number(stdout.trim()) / KB_PER_MB
  } catch {
    return null
  }
}

/** Milliseconds in one of Linux's clock ticks: USER_HZ is 100 on all that Node runs on. */
const TICK_MS = 10
/** Places in proc(5)'s stat, counted behind the name: own time as user and in the kernel, and that of children that ended. */
const TIMES_AT = 11
const TIMES = 4

/** Milliseconds of processor time that a process and its children that ended have used; null where nobody tells. */
export async function processorMs(pid: number, proc = PROC): Promise<number | null> {
  if (process.platform !== 'linux') return null
  const stat = await readProc(`${proc}/${pid}/stat`)
  if (stat === null) return null
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const ticks = fields.slice(TIMES_AT, TIMES_AT + TIMES).reduce((sum, field) => sum + Number(field), 0)
  return Number.isFinite(ticks) ? ticks * TICK_MS : null
}

/** Sends SIGKILL; a process or group that is gone already is no error. A negative id means the group. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if (!isSystemError(error) || (error.code !== 'ESRCH' && error.code !== 'EPERM' && error.code !== 'EINVAL'))
      throw error
  }
}

/**
 * Ends a process that leads its own group, the whole group, and what it started outside of it (a converter may open a
 * group of its own). The group goes first and at once; the stragglers are looked up before, while they still have parents.
 */
export async function endFamily(pid: number): Promise<void> {
  const family = familyOf(pid, await listProcesses())
  if (process.platform !== 'win32') kill(-pid)
  for (const member of family) kill(member)
}
