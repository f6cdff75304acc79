import { readdir, readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { DocumentRecord } from '../../src/model/record.js'
import { openStore } from '../../src/store/open.js'
import type { QueueCounts } from '../../src/queue/queue.js'
import type { Name } from '../../src/store/store.js'
import { startCommand, type Ended, type Running } from './command.js'

/** The command as users run it, from the build in dist/, and what it leaves in the data folder. */

export type { Ended, Running } from './command.js'

export const start = (...args: readonly string[]): Running => startCommand(args)

export const nianbao = async (...args: readonly string[]): Promise<Ended> => start(...args).ended

/** Gives the output of a command. @throws Error where it ended with another status than this */
export function ok({ status, out, err }: Ended, expected = 0): string {
  if (status !== expected) throw new Error(`ended with ${String(status)}: ${out}${err}`)
  return out
}

/** Longest wait for anything (milliseconds): a machine may be busy with other suites. */
const PATIENCE_MS = 180_000

/** Waits until something holds; that it cannot be found out counts as no. */
export async function until(condition: () => Promise<boolean>): Promise<void> {
  const began = performance.now()
  while (!(await condition().catch(() => false))) {
    if (performance.now() - began > PATIENCE_MS) throw new Error(`Waited in vain: ${condition.toString()}`)
    await wait(200)
  }
}

/** The processes that a process has started, and theirs. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const entries = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const parents = new Map<number, number>()
  for (const entry of entries) {
    const stat = await readFile(`/proc/${entry}/stat`, 'latin1').catch(() => '')
    const [state, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    if (state !== undefined && state !== 'Z') parents.set(Number(entry), Number(parent))
  }
  const family = new Set([pid])
  for (let before = 0; before < family.size;) {
    before = family.size
    for (const [child, parent] of parents) if (family.has(parent)) family.add(child)
  }
  family.delete(pid)
  return [...family]
}

/** Processes of a killed run that are still there: they know their parent from their arguments. */
export async function orphansOf(pid: number): Promise<readonly string[]> {
  const entries = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const commands = await Promise.all(entries.map(async (id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return commands.filter((command) => command.includes(`child.js\0${pid}\0`))
}

/** Sends SIGKILL; what is gone already is gone. */
export function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It ended by itself.
  }
}

export interface Stored {
  readonly path: string
  readonly status: string
  readonly code: string | null
  readonly current: boolean
  readonly names: readonly Pick<Name, 'path' | 'state' | 'given'>[]
  readonly attempts: number
  /** Without the time that it took. */
  readonly record: DocumentRecord | null
}

/** All that a data folder holds, by fingerprint. */
export async function storedIn(data: string): Promise<ReadonlyMap<string, Stored>> {
  const opened = await openStore(data, { create: false })
  const { store } = opened
  const found = new Map<string, Stored>()
  try {
    for await (const { sha256, path, status, failure, current } of store.documents()) {
      const attempts = await store.attempts(sha256)
      const latest = attempts.find((attempt) => attempt.current)
      const record = latest ? await store.attemptRecord(latest.id) : null
      const names = (await store.names(sha256)).map((name) => ({
        path: name.path,
        state: name.state,
        given: name.given,
      }))
      found.set(sha256, {
        ...{ path, status, current, names, code: failure?.code ?? null, attempts: attempts.length },
        record: record && { ...record, extractor: { ...record.extractor, elapsedMs: 0 } },
      })
    }
  } finally {
    await opened.close()
  }
  return found
}

/** How the queue stands; null where there is none yet. */
export async function queueIn(data: string): Promise<QueueCounts | null> {
  try {
    const opened = await openStore(data, { create: false })
    try {
      return await opened.queue.counts()
    } finally {
      await opened.close()
    }
  } catch {
    return null
  }
}

/** The paths of all documents in the order in which they were extracted. */
export async function extractionOrder(data: string): Promise<readonly string[]> {
  const opened = await openStore(data, { create: false })
  const { store } = opened
  try {
    const found: { readonly path: string; readonly id: number }[] = []
    for await (const { sha256, path } of store.documents())
      for (const { id } of await store.attempts(sha256)) found.push({ path, id })
    return found.sort((a, b) => a.id - b.id).map(({ path }) => path)
  } finally {
    await opened.close()
  }
}
