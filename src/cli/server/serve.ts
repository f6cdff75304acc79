import { tmpdir } from 'node:os'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import { Registry } from 'prom-client'
import { z } from 'zod'
import { DocumentMetrics, processMetrics, queueMetrics } from '../../fleet/metrics/index.js'
import { openFleet, openFolder, type FleetWorkspace } from '../../fleet/open.js'
import type { ExtractionOptions } from '../../ingest/extraction.js'
import type { Language } from '../../model/problem.js'
import type { DocumentRecord } from '../../model/record.js'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { QueueError } from '../../queue/errors.js'
import { backendOf, type Backend } from '../../server/backend.js'
import type { App } from '../../server/context.js'
import { createLogger } from '../../server/log.js'
import { countJobs } from '../../server/metrics.js'
import { DEFAULTS, type ServerOptions } from '../../server/options.js'
import { readQueue } from '../../server/reading.js'
import { createServer } from '../../server/server.js'
import { recover } from '../../server/uploads/recover.js'
import { EXIT } from '../exit.js'
import { extractionOf, extractionOptions } from '../extraction-options.js'
import { fleetFlags } from '../fleet-flags.js'
import { onInterrupt } from '../interrupt.js'
import { dataFolder } from '../kit.js'
import type { Say } from '../messages.js'
import { fleetMeant } from '../place.js'
import { explained } from '../store/session.js'
import { HOST, LOG_LEVELS, PORT } from './defaults.js'

const commandOptions = extractionOptions.extend(fleetFlags.shape).extend({
  data: z.string().optional(),
  host: z.string().default(HOST),
  port: z.number().default(PORT),
  maxWaiting: z.number().default(DEFAULTS.waiting),
  maxUploads: z.number().default(DEFAULTS.uploads),
  temp: z.string().optional(),
  metricsOpen: z.boolean().default(false),
  logLevel: z.enum(LOG_LEVELS).default('info'),
})
type Options = z.infer<typeof commandOptions>

const MEGABYTE = 1024 * 1024
/** Whoever asks over HTTP is told soon, in milliseconds, that the database is away, and may ask again. */
const PATIENCE_MS = 5_000
/** Requests that are under way when the server is told to end have so long, in milliseconds. */
const END_MS = 25_000

/** What the server works on, and what has to run beside it. */
interface Footing {
  readonly backend: Backend
  readonly registry: Registry
  readonly temporary: string
  readonly work: ((signal: AbortSignal) => Promise<void>) | null
  readonly close: () => Promise<void>
}

/** `nianbao serve`: until a signal ends it. Gives the exit status. */
export async function serveCommand(given: unknown, say: Say, language: Language): Promise<number> {
  const options = commandOptions.parse(given)
  return explained(say, language, async () => {
    const extraction = extractionOf(options, language)
    const footing = await footingOf(options, extraction, language)
    const interrupt = onInterrupt()
    const logger = createLogger(options.logLevel)
    try {
      const app = await createServer(footing.backend, serverOptions(options, footing, language), {
        logger,
        registry: footing.registry,
      })
      const recovered = await recover(footing.backend)
      if (recovered > 0) logger.info({ documents: recovered }, 'uploads that were cut short are enqueued')
      const status = await listen(app, options, say)
      if (status !== EXIT.fine) return status
      if ((await footing.backend.store.tokens()).length === 0) process.stderr.write(`${say('serveNoTokens')}\n`)
      await serving(app, footing, logger, interrupt.signal)
      return EXIT.fine
    } finally {
      interrupt.release()
      await footing.close()
    }
  })
}

async function footingOf(options: Options, extraction: ExtractionOptions, language: Language): Promise<Footing> {
  const { data, jobs, temp } = options
  const config = await fleetMeant(options, data)
  const registry = new Registry()
  processMetrics(registry)
  if (config) {
    const fleet = await openFleet(config, { language, patienceMs: PATIENCE_MS })
    await assertKeeps(fleet)
    queueMetrics(registry, fleet.queue)
    const backend = { ...backendOf(fleet, extraction), boards: fleet.queue.parts }
    return { backend, registry, temporary: resolve(temp ?? tmpdir()), work: null, close: fleet.close }
  }
  const folder = dataFolder(data)
  const opened = await openFolder(folder, { language })
  try {
    opened.own.lockForIngest()
  } catch (error) {
    await opened.close()
    throw error
  }
  const documents = new DocumentMetrics(registry)
  const reading = {
    extraction,
    ...(jobs !== undefined && { jobs }),
    onRecord: (record: DocumentRecord) => {
      documents.document(record)
    },
  }
  countJobs(opened.queue, registry)
  return {
    ...{ backend: backendOf(opened, extraction), registry, close: opened.close },
    temporary: resolve(temp ?? join(folder, 'uploads')),
    work: async (signal) => readQueue(opened, reading, signal),
  }
}

/** A Redis that is away may come back; one that drops jobs is none to serve with. */
async function assertKeeps({ queue, close }: FleetWorkspace): Promise<void> {
  try {
    await queue.assertKeeps()
  } catch (error) {
    if (!(error instanceof QueueError) || error.code !== 'queue-evicts') return
    await close()
    throw error
  }
}

const serverOptions = (options: Options, { temporary }: Footing, language: Language): ServerOptions => {
  const fileBytes = (options.maxFileMb ?? DEFAULT_LIMITS.fileMb) * MEGABYTE
  return {
    ...{ language, temporary, fileBytes },
    files: DEFAULTS.files,
    requestBytes: Math.max(DEFAULTS.requestBytes, 2 * fileBytes),
    uploads: options.maxUploads,
    waiting: options.maxWaiting,
    exports: DEFAULTS.exports,
    pace: DEFAULTS.pace,
    headersMs: DEFAULTS.headersMs,
    lingerMs: DEFAULTS.lingerMs,
    openMetrics: options.metricsOpen,
  }
}

const LOOPBACK = /^(?:127\.|::1$|localhost$)/

async function listen(app: App, { host, port }: Options, say: Say): Promise<number> {
  try {
    await app.listen({ host, port })
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    process.stderr.write(`${say('error')} ${say('serveCannotListen', { host, port, reason })}\n`)
    await app.close()
    return EXIT.usage
  }
  const address = app.server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  const shown = isIP(host) === 6 ? `[${host}]` : host
  process.stderr.write(`${say('serveListening', { url: `http://${shown}:${bound}` })}\n`)
  if (!LOOPBACK.test(host)) process.stderr.write(`${say('serveOpenHost', { host })}\n`)
  return EXIT.fine
}

/** Until the signal fires, or the work ends by an error. */
async function serving(app: App, { work }: Footing, logger: Logger, interrupted: AbortSignal): Promise<void> {
  const stop = new AbortController()
  const signal = AbortSignal.any([interrupted, stop.signal])
  const ended = new Promise<void>((resolve) => {
    if (signal.aborted) resolve()
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
  const failures: unknown[] = []
  const working = work?.(signal).catch((error: unknown) => {
    logger.fatal({ err: error }, 'the work on documents ended')
    failures.push(error)
    stop.abort()
  })
  await ended
  logger.info('ending')
  const late = setTimeout(() => {
    app.server.closeAllConnections()
  }, END_MS)
  await app.close()
  clearTimeout(late)
  await working
  if (failures.length > 0) throw failures[0]
}
