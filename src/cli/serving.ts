import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { ExtractionOptions } from '../ingest/extraction.js'
import { DEFAULT_LIMITS } from '../model/options.js'
import type { DocumentRecord } from '../model/record.js'
import type { Language } from '../model/sentences.js'
import type { Backend } from '../server/backend.js'
import type { App } from '../server/context.js'
import { DEFAULTS, type ServerOptions } from '../server/options.js'
import { examinerOf } from './examined.js'
import { dataFolder } from './place.js'

/** A server and the work beside it, until a signal ends both: for the commands that serve. */

/** The backend of a server, and the work beside it. */
export interface Base {
  readonly backend: Backend
  readonly registry: Registry
  readonly temporary: string
  readonly work: ((signal: AbortSignal) => Promise<void>) | null
  readonly examine: NonNullable<ServerOptions['examine']>
  readonly close: () => Promise<void>
}

export interface FolderOptions {
  readonly data?: string | undefined
  readonly jobs?: number | undefined
  readonly temp?: string | undefined
}

/** A data folder behind a server, whose documents this process extracts. @throws StoreError */
export async function folderBase(
  { data, jobs, temp }: FolderOptions,
  registry: Registry,
  extraction: ExtractionOptions,
  language: Language,
): Promise<Base> {
  // Loaded only here: help is quick.
  const { DocumentMetrics } = await import('../fleet/metrics/index.js')
  const { openFolder } = await import('../fleet/open.js')
  const { backendOf } = await import('../server/backend.js')
  const { countJobs } = await import('../server/metrics.js')
  const { readQueue } = await import('../server/reading.js')
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
    examine: examinerOf({ folder: resolve(folder) }),
    work: async (signal) => readQueue(opened, reading, signal),
  }
}

interface Bounds {
  readonly maxFileMb?: number | undefined
  readonly maxUploads?: number | undefined
  readonly maxWaiting?: number | undefined
  readonly metricsOpen?: boolean
  /** Addresses that may be told when a batch is done, and the secret that signs the calls. */
  readonly webhookAllow?: readonly string[]
  readonly secret?: string
  /** Only requests for this machine's own names are answered. */
  readonly loopbackOnly?: boolean
  readonly examine?: ServerOptions['examine']
}

const MEGABYTE = 1024 * 1024

/** The server's options with their defaults. */
export function serverOptions(options: Bounds, temporary: string, language: Language): ServerOptions {
  const fileBytes = (options.maxFileMb ?? DEFAULT_LIMITS.fileMb) * MEGABYTE
  const { files, requestBytes, uploads, waiting, exports, pace, headersMs, lingerMs, pictureBytes } = DEFAULTS
  return {
    ...{ language, temporary, fileBytes, files, exports, pace, headersMs, lingerMs },
    requestBytes: Math.max(requestBytes, 2 * fileBytes),
    uploads: options.maxUploads ?? uploads,
    waiting: options.maxWaiting ?? waiting,
    openMetrics: options.metricsOpen ?? false,
    webhooks: options.webhookAllow?.length ? { allowed: options.webhookAllow, secret: options.secret ?? '' } : null,
    pictures: { folder: join(temporary, 'pictures'), bytes: pictureBytes },
    loopbackOnly: options.loopbackOnly ?? false,
    examine: options.examine ?? null,
  }
}

/** The address that a server listens on. */
export function urlOf(app: App, host: string, port: number): string {
  const address = app.server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  return `http://${isIP(host) === 6 ? `[${host}]` : host}:${bound}`
}

/** Milliseconds that running requests have when the server must end. */
const END_MS = 25_000

/** Until the signal fires, or the work ends by an error. */
export async function serving(
  app: App,
  { work, backend }: Base,
  logger: Logger,
  interrupted: AbortSignal,
): Promise<void> {
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
  // On a fleet the workers do so.
  const { startPurging } = await import('../fleet/worker/purging.js')
  const purging = work ? startPurging({ store: backend.store, blobs: backend.blobs, log: logger }) : null
  await ended
  logger.info('ending')
  purging?.end()
  const late = setTimeout(() => {
    app.server.closeAllConnections()
  }, END_MS)
  await app.close()
  clearTimeout(late)
  await working
  await purging?.first
  if (failures.length > 0) throw failures[0]
}
