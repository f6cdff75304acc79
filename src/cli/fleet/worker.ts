import { rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { z } from 'zod'
import { toldOf } from '../../model/sentences.js'
import { neededFleet, openFleet, type FleetWorkspace } from '../../fleet/open.js'
import { DocumentMetrics, processMetrics, queueMetrics } from '../../fleet/metrics/index.js'
import { serveHealth } from '../../fleet/worker/health-server.js'
import { FleetWorker, type Lane } from '../../fleet/worker/worker.js'
import type { Language } from '../../model/problem.js'
import { QUEUE_KINDS } from '../../queue/bullmq/names.js'
import { isSystemError, makeOwnFolder } from '../../system.js'
import { VERSION } from '../../version.js'
import { EXIT } from '../exit.js'
import { fleetFlags } from '../fleet-flags.js'
import { onInterrupt } from '../interrupt.js'
import type { Say } from '../messages.js'
import { complainer } from '../store/session.js'
import { DRAIN_SECONDS, LOCK_SECONDS, LOG_LEVELS } from './defaults.js'

const commandOptions = fleetFlags.extend({
  queues: z.array(z.enum(QUEUE_KINDS)).default([...QUEUE_KINDS]),
  concurrency: z.number().default(() => availableParallelism()),
  // Recognition uses two cores for a page.
  scanConcurrency: z.number().default(() => Math.max(1, Math.floor(availableParallelism() / 2))),
  memoryMb: z.number().optional(),
  scanMemoryMb: z.number().optional(),
  timeout: z.number().optional(),
  soffice: z.string().optional(),
  drainSeconds: z.number().default(DRAIN_SECONDS),
  lockSeconds: z.number().default(LOCK_SECONDS),
  health: z.object({ host: z.string(), port: z.number() }).optional(),
  temp: z.string().default(() => tmpdir()),
  logLevel: z.enum(LOG_LEVELS).default('info'),
})
type WorkerCommandOptions = z.infer<typeof commandOptions>

/** Connections to the database beyond one for each document in work: health, and who looks whether all is well. */
const MORE_CONNECTIONS = 3

const MS = 1_000

/** `nianbao worker`: gives the exit status, once it was told to end and has ended what it had. */
export async function workerCommand(given: unknown, say: Say, language: Language): Promise<number> {
  const complain = complainer(say)
  const options = commandOptions.parse(given)
  const interrupt = onInterrupt()
  try {
    const config = await neededFleet(options)
    const lanes = lanesOf(options)
    const connections = lanes.reduce((total, { concurrency }) => total + concurrency, MORE_CONNECTIONS)
    const fleet = await openFleet(config, { language, connections })
    try {
      return await run(fleet, { lanes, options, language, signal: interrupt.signal })
    } finally {
      await fleet.close()
    }
  } catch (error) {
    const fault = toldOf(error, language)
    if (fault) complain(`${fault.message} ${fault.remedy}`)
    else if (isSystemError(error)) complain(say('workerCannotStart', { reason: error.message }))
    else throw error
    return EXIT.usage
  } finally {
    interrupt.release()
  }
}

const lanesOf = ({ queues, concurrency, scanConcurrency, scanMemoryMb }: WorkerCommandOptions): readonly Lane[] =>
  queues.map((kind) =>
    kind === 'bulk'
      ? { kind, concurrency }
      : { kind, concurrency: scanConcurrency, ...(scanMemoryMb !== undefined && { memoryMb: scanMemoryMb }) },
  )

interface Running {
  readonly lanes: readonly Lane[]
  readonly options: WorkerCommandOptions
  readonly language: Language
  readonly signal: AbortSignal
}

async function run(fleet: FleetWorkspace, running: Running): Promise<number> {
  const { lanes, options, language, signal } = running
  // What cannot be reached at all is said before anything is begun.
  await fleet.queue.assertKeeps()
  await fleet.blobs.check()
  const log = pino({ level: options.logLevel, base: { pid: process.pid, version: VERSION } })
  const registry = new Registry()
  processMetrics(registry)
  queueMetrics(registry, fleet.queue)
  const folder = await makeOwnFolder(options.temp, 'nianbao-worker-')
  const { timeout, memoryMb, soffice } = options
  const worker = new FleetWorker({
    ...{ lanes, folder, log, metrics: new DocumentMetrics(registry) },
    ...{ queue: fleet.queue, store: fleet.store, blobs: fleet.blobs },
    extraction: {
      language,
      limits: {
        ...(timeout !== undefined && { deadlineMs: timeout * MS }),
        ...(memoryMb !== undefined && { memoryMb }),
      },
      ...(soffice !== undefined && { soffice }),
    },
    ...{ lockMs: options.lockSeconds * MS, stalledCheckMs: (options.lockSeconds * MS) / 2 },
  })
  const health = options.health ? await serveHealth({ ...options.health, worker, registry }) : null
  try {
    worker.start()
    log.info({ lanes, health: health?.port ?? null }, 'started')
    await aborted(signal)
    log.info({ active: worker.active, seconds: options.drainSeconds }, 'draining')
    const fine = await worker.drain(options.drainSeconds * MS)
    log.info({ fine }, 'ended')
    return EXIT.fine
  } finally {
    await health?.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return
  // Nothing else keeps the process alive while Redis is away.
  const alive = setInterval(() => undefined, 60_000)
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
  clearInterval(alive)
}
