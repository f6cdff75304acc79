import { familyOf, listProcesses, residentMb } from './process-table.js'

/**
 * How often a working child is looked at. A process fills at most a few hundred megabytes in this time, so the limit is
 * overshot by no more than that.
 */
const LOOK_EVERY_MS = 100

/**
 * A process that a child starts (a converter) counts too, but finding it means reading the whole table of processes: only
 * documents that take longer than this are looked at so, and rarely.
 */
const FAMILY_EVERY_MS = 1_000

/**
 * Calls `exceeded` once if the process and all it started hold more than `limitMb` of resident memory together.
 * Returns the function that ends the watch. Where the system tells nothing (Windows), only V8's own heap limit bounds.
 */
export function watchMemory(pid: number, limitMb: number, exceeded: () => void): () => void {
  let family: readonly number[] = [pid]
  let familyAt = performance.now()
  let looking = false
  let ended = false

  const look = async (): Promise<void> => {
    if (performance.now() - familyAt > FAMILY_EVERY_MS) {
      family = familyOf(pid, await listProcesses())
      familyAt = performance.now()
    }
    const sizes = await Promise.all(family.map(residentMb))
    const total = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0)
    if (total <= limitMb || ended) return
    end()
    exceeded()
  }

  const timer = setInterval(() => {
    if (looking) return
    looking = true
    void look().finally(() => {
      looking = false
    })
  }, LOOK_EVERY_MS)

  const end = (): void => {
    ended = true
    clearInterval(timer)
  }
  return end
}
