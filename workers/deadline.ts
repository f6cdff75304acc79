import { familyOf, listProcesses, processorMs } from './process-table.js'

/** A document that gets so little processor time waits as many times its deadline at most. */
export const WALL_FACTOR = 5
/** Milliseconds from one look at the processor time to the next, at least. */
const LOOK_EVERY_MS = 100

/** How a document overran its deadline: it used that much processor time, or the machine did not let it. */
export type Overrun = 'processor' | 'wall'

/**
 * Calls `overrun` once if a process and all that it started have used their time: as much processor time as the deadline
 * says, and as much time by the clock. Several threads use the one faster than the other; a busy machine leaves a process
 * little of it. Where the system does not tell processor time, the clock alone decides.
 * Returns the function that ends the watch.
 */
export function watchDeadline(pid: number, deadlineMs: number, overrun: (how: Overrun) => void): () => void {
  const began = performance.now()
  const before = processorMs(pid)
  let ended = false
  let timer = setTimeout(look, deadlineMs)

  function look(): void {
    void usedMs().then((used) => {
      if (ended) return
      const left = used === null ? 0 : deadlineMs - used
      const isLast = performance.now() - began >= deadlineMs * WALL_FACTOR
      if (left > 0 && !isLast) timer = setTimeout(look, Math.max(LOOK_EVERY_MS, left))
      else overrun(left > 0 ? 'wall' : 'processor')
    })
  }

  async function usedMs(): Promise<number | null> {
    const [start, family] = [await before, familyOf(pid, await listProcesses())]
    const times = await Promise.all(family.map((member) => processorMs(member)))
    if (start === null || times[0] === null) return null
    return times.reduce<number>((sum, time) => sum + (time ?? 0), -start)
  }

  return () => {
    ended = true
    clearTimeout(timer)
  }
}
