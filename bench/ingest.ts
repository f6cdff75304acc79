import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { writeTextReports } from '../test/support/many-reports.js'

/**
 * npm run bench:ingest [-- --documents N]: small text reports by `extract --json` and by `ingest`, side by side on the same
 * files: the ratio of their times, the memory of the main process, and what a second run takes that finds nothing changed.
 */

const MAIN = fileURLToPath(new URL('../src/cli/main.js', import.meta.url))

/** How often the main process's memory is looked at; the system keeps its highest. */
const LOOK_EVERY_MS = 200

interface Timed {
  readonly seconds: number
  /** Processor time of all its processes, which other work on the machine does not change; null where the system hides it. */
  readonly cpuSeconds: number | null
  /** Megabytes that the main process held at most; 0 where the system does not tell. */
  readonly peakMb: number
  readonly out: string
}

/** Ticks of proc(5) are hundredths of a second on every Linux. */
const TICKS_PER_SECOND = 100

/** Seconds of processor time of all processes that this one has started and waited for, and theirs. */
async function cpuOfChildren(): Promise<number | null> {
  const stat = await readFile('/proc/self/stat', 'latin1').catch(() => null)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields ? (Number(fields[13]) + Number(fields[14])) / TICKS_PER_SECOND : null
}

/** Runs the command line; its standard output is read, and kept where it is short. */
async function timed(args: readonly string[], keep = false): Promise<Timed> {
  const started = performance.now()
  const cpuBefore = await cpuOfChildren()
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', (chunk: Buffer) => {
    if (keep) out += chunk.toString()
  })
  let peakMb = 0
  const timer = setInterval(() => {
    void readFile(`/proc/${child.pid ?? 0}/status`, 'latin1').then(
      (status) => {
        peakMb = Math.max(peakMb, Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) / 1024)
      },
      () => undefined,
    )
  }, LOOK_EVERY_MS)
  const status = await new Promise((resolve) => child.once('close', resolve))
  clearInterval(timer)
  if (status !== 0) throw new Error(`${args[0] ?? ''} ended with ${String(status)}`)
  const cpuAfter = await cpuOfChildren()
  return {
    seconds: (performance.now() - started) / 1_000,
    cpuSeconds: cpuBefore === null || cpuAfter === null ? null : cpuAfter - cpuBefore,
    peakMb: Math.round(peakMb),
    out,
  }
}

const { values } = parseArgs({ options: { documents: { type: 'string', default: '20000' } } })
const documents = Number(values.documents)
const folder = await mkdtemp(join(tmpdir(), 'nianbao-bench-'))
const load = (): string =>
  loadavg()
    .map((each) => each.toFixed(1))
    .join(' ')
const summary = z.object({ counts: z.object({ ok: z.number(), unchanged: z.number(), total: z.number() }) })
try {
  const reports = join(folder, 'reports')
  await writeTextReports(reports, documents)
  const pace = ({ seconds, cpuSeconds }: Timed): string =>
    `${seconds.toFixed(1)} s, ${(documents / seconds).toFixed(1)}/s, ${cpuSeconds?.toFixed(0) ?? '?'} s of processor time`
  console.log(`${documents} text reports; load ${load()}`)
  const extracted = await timed(['extract', reports, '--json'])
  console.log(`extract --json: ${pace(extracted)}; load ${load()}`)
  const ingest = ['ingest', reports, '--data', join(folder, 'data'), '--json']
  const ingested = await timed(ingest, true)
  const { ok } = summary.parse(JSON.parse(ingested.out)).counts
  console.log(`ingest: ${pace(ingested)}, main process at most ${ingested.peakMb} MB, ${ok} ok; load ${load()}`)
  const again = await timed(ingest, true)
  const { unchanged, total } = summary.parse(JSON.parse(again.out)).counts
  console.log(`second run: ${again.seconds.toFixed(1)} s, ${unchanged} unchanged, ${total} to extract; load ${load()}`)
  const { cpuSeconds: ours } = ingested
  const { cpuSeconds: theirs } = extracted
  console.log(
    `ingest / extract --json: ${(ingested.seconds / extracted.seconds).toFixed(2)} by the clock, ` +
      `${ours === null || theirs === null ? '?' : (ours / theirs).toFixed(2)} by processor time`,
  )
} finally {
  await rm(folder, { recursive: true, force: true })
}
