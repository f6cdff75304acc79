import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { extractSource } from '../src/extract.js'
import type { Source } from '../src/model/source.js'

/** Megabytes that this process holds at most, so far. */
export const peakMemoryMb = (): number => Math.round(process.resourceUsage().maxRSS / 1024)

export const load = (path: string): Source => ({
  name: basename(path),
  path,
  bytes: new Uint8Array(readFileSync(path)),
})

/** The middle of the numbers; of an even count the lower one of the two. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN
}

/** Milliseconds that `work` takes, and what it gives. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly result: T }> {
  const started = performance.now()
  const result = await work()
  return { ms: performance.now() - started, result }
}

const MICROSECONDS = 1000

/** Milliseconds of processor time, of all threads, that `work` takes. */
export async function worked(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / MICROSECONDS
}

export interface FormatFigures {
  readonly documents: number
  readonly pages: number
  readonly seconds: number
  readonly peakMb: number
}

/** All files once to warm up, then `rounds` times for the clock, one after the other in this process. */
export async function measureFormat(paths: readonly string[], rounds: number): Promise<FormatFigures> {
  const sources = paths.map(load)
  for (const source of sources) await extractSource(source)
  let pages = 0
  const { ms } = await timed(async () => {
    for (let round = 0; round < rounds; round += 1)
      for (const source of sources) pages += (await extractSource(source)).source.pages?.length ?? 0
  })
  return { documents: sources.length * rounds, pages, seconds: ms / 1000, peakMb: peakMemoryMb() }
}

export interface FlatFigures {
  readonly documents: number
  readonly seconds: number
  /** Resident megabytes after each hundred documents. */
  readonly residentMb: readonly number[]
  readonly peakMb: number
}

/** `count` documents in one process, the files over and over: does memory stay flat? */
export async function measureFlat(paths: readonly string[], count: number): Promise<FlatFigures> {
  const residentMb: number[] = []
  const { ms } = await timed(async () => {
    for (let done = 1; done <= count; done += 1) {
      const path = paths[done % paths.length]
      if (path !== undefined) await extractSource(load(path))
      if (done % 100 === 0) residentMb.push(Math.round(process.memoryUsage().rss / 2 ** 20))
    }
  })
  return { documents: count, seconds: ms / 1000, residentMb, peakMb: peakMemoryMb() }
}
