import { rm } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { z } from 'zod'
import type { FleetWorkspace } from '../../fleet/open.js'
import type { Lane } from '../../fleet/worker/worker.js'
import { QUEUE_KINDS, type QueueKind } from '../../queue/bullmq/names.js'
import { isSystemError, makeOwnFolder } from '../../system.js'
import { VERSION } from '../../version.js'
import { command, given, option, positive, whole, wrong, type Kit } from '../command.js'
import { EXIT, onInterrupt } from '../exit.js'
import { extractionOf, PROCESS_OPTIONS, SOFFICE_OPTION } from '../extraction-flags.js'
import { explained, FLEET_FLAGS } from '../place.js'
import { same, text } from '../say.js'

/** Time (seconds) for the documents in work when a worker is to end: most reports and scans end within it. */
const DRAIN_SECONDS = 60

/** The jobs of a lost worker are locked for this time, and half of it, at most. */
const LOCK_SECONDS = 60

const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

const MAX_PORT = 65_535

function queuesOf(written: string): readonly QueueKind[] {
  const named = written.split(',').map((name) => name.trim())
  const isKnown = named.every((name) => QUEUE_KINDS.some((kind) => kind === name))
  if (!isKnown) return wrong(TEXTS.notQueues, { queues: QUEUE_KINDS.join(',') })
  return QUEUE_KINDS.filter((kind) => named.includes(kind))
}

function addressOf(written: string): { readonly host: string; readonly port: number } {
  const [, host = '', digits = ''] = /^(?:\[?([^\]]*)\]?:)?(\d{1,5})$/u.exec(written) ?? []
  const port = digits === '' ? Infinity : Number(digits)
  if (port > MAX_PORT) return wrong(TEXTS.notAddress)
  return { host: host === '' ? '127.0.0.1' : host, port }
}

function secondsOf(written: string): number {
  const seconds = Number(written)
  return written.trim() !== '' && seconds >= 0 && Number.isFinite(seconds) ? seconds : wrong(TEXTS.notSeconds)
}

const OPTIONS = {
  queues: option(z.array(z.enum(QUEUE_KINDS)).default([...QUEUE_KINDS]), {
    flags: '--queues <LIST>',
    text: {
      en: 'whose jobs to take: bulk, scans (default: bulk,scans)',
      zh: '领取哪些队列的任务：bulk、scans（默认 bulk,scans）',
    },
    parse: queuesOf,
  }),
  concurrency: whole('--concurrency <N>', {
    en: 'born-digital documents read at the same time (default: one for each core)',
    zh: '同时读取的电子文档数（默认每个处理器核心一份）',
  }),
  scanConcurrency: whole('--scan-concurrency <N>', {
    en: 'scans read at the same time (default: one for every two cores)',
    zh: '同时读取的扫描件数（默认每两个核心一份）',
  }),
  memoryMb: PROCESS_OPTIONS.memoryMb,
  scanMemoryMb: positive('--scan-memory-mb <MB>', {
    en: 'memory limit of a process that reads a scan, in MB (default: as --memory-mb)',
    zh: '读取扫描件的进程的内存上限，MB（默认与 --memory-mb 相同）',
  }),
  timeout: PROCESS_OPTIONS.timeout,
  ...SOFFICE_OPTION,
  drainSeconds: option(z.number().default(DRAIN_SECONDS), {
    flags: '--drain-seconds <S>',
    text: {
      en: 'when told to end (SIGTERM, SIGINT): seconds for the documents in work; what takes longer goes back undone (default: {value})',
      zh: '收到结束信号（SIGTERM、SIGINT）后，留给处理中文档的秒数；超时者原样退回队列（默认 {value}）',
    },
    details: { value: DRAIN_SECONDS },
    parse: secondsOf,
  }),
  lockSeconds: positive(
    '--lock-seconds <S>',
    {
      en: 'seconds after which the documents of a lost worker are free again; renewed for as long as it lives (default: {value})',
      zh: '工作进程失联多少秒后，其文档可由他人领取；存活期间自动续期（默认 {value}）',
    },
    { value: LOCK_SECONDS },
  ),
  health: option(z.object({ host: z.string(), port: z.number() }).optional(), {
    flags: '--health <HOST:PORT>',
    text: {
      en: 'serve /healthz, /readyz and /metrics there; a port alone means 127.0.0.1 (default: not at all)',
      zh: '在此地址提供 /healthz、/readyz 和 /metrics；只写端口则为 127.0.0.1（默认不提供）',
    },
    parse: addressOf,
  }),
  temp: given('--temp <DIR>', {
    en: 'folder for what is being read (default: that of the system)',
    zh: '存放正在读取的文件的文件夹（默认为系统临时文件夹）',
  }),
  logLevel: option(z.enum(LOG_LEVELS).default('info'), {
    flags: '--log-level <LEVEL>',
    text: {
      en: 'how much is logged, as JSON on standard output: debug, info, warn, error, silent (default: info)',
      zh: '日志级别（以 JSON 写到标准输出）：debug、info、warn、error、silent（默认 info）',
    },
    choices: LOG_LEVELS,
  }),
  ...FLEET_FLAGS,
} as const
type Options = z.infer<z.ZodObject<typeof OPTIONS>>

const EXAMPLES = `nianbao worker
nianbao worker --concurrency 4 --scan-concurrency 1 --health 0.0.0.0:9464
nianbao worker --queues scans --scan-memory-mb 3000`

/** `nianbao worker`: reads the documents of a fleet, until a signal ends it. */
export const worker = command({
  options: OPTIONS,
  notes: {
    en: 'Start as many as you like, on as many machines. A worker takes the jobs of its own version of nianbao alone, each with the options that it was enqueued with.',
    zh: '可在任意多台机器上启动任意多个。工作进程只领取与自身版本相同的任务，并按任务自带的选项读取。',
  },
  examples: same(EXAMPLES),
  run: async (kit, options) => {
    const interrupt = onInterrupt()
    try {
      return await explained(kit, () => run(kit, options, interrupt.signal))
    } catch (error) {
      if (!isSystemError(error)) throw error
      return kit.fail(TEXTS.cannotStart, { reason: error.message })
    } finally {
      interrupt.release()
    }
  },
})

/** Connections to the database besides one for each document in work: for health and checks. */
const MORE_CONNECTIONS = 3

async function run({ language }: Kit, options: Options, signal: AbortSignal): Promise<number> {
  // Loaded only here: help is quick.
  const { neededFleet, openFleet } = await import('../../fleet/open.js')
  const config = await neededFleet(options)
  const lanes = lanesOf(options)
  const connections = lanes.reduce((total, { concurrency }) => total + concurrency, MORE_CONNECTIONS)
  const fleet = await openFleet(config, { language, connections })
  try {
    return await work(fleet, {
      lanes,
      options,
      signal,
      extraction: extractionOf(options, language),
    })
  } finally {
    await fleet.close()
  }
}

function lanesOf({ queues, concurrency, scanConcurrency, scanMemoryMb }: Options): readonly Lane[] {
  const cores = availableParallelism()
  return queues.map((kind) =>
    kind === 'bulk'
      ? { kind, concurrency: concurrency ?? cores }
      : {
          kind,
          // Recognition uses two cores for a page.
          concurrency: scanConcurrency ?? Math.max(1, Math.floor(cores / 2)),
          ...(scanMemoryMb !== undefined && { memoryMb: scanMemoryMb }),
        },
  )
}

interface Running {
  readonly lanes: readonly Lane[]
  readonly options: Options
  readonly extraction: ReturnType<typeof extractionOf>
  readonly signal: AbortSignal
}

async function work({ queue, store, blobs }: FleetWorkspace, running: Running): Promise<number> {
  const { pino } = await import('pino')
  const { Registry } = await import('prom-client')
  const { DocumentMetrics, processMetrics, queueMetrics } = await import('../../fleet/metrics/index.js')
  const { serveHealth } = await import('../../fleet/worker/health-server.js')
  const { startPurging } = await import('../../fleet/worker/purging.js')
  const { FleetWorker } = await import('../../fleet/worker/worker.js')
  const { lanes, options, extraction, signal } = running
  const { logLevel, temp = tmpdir(), lockSeconds = LOCK_SECONDS, drainSeconds } = options
  // Services that cannot be reached are reported before any work begins.
  await queue.assertKeeps()
  await blobs.check()
  const log = pino({ level: logLevel, base: { pid: process.pid, version: VERSION } })
  const registry = new Registry()
  processMetrics(registry)
  queueMetrics(registry, queue)
  const folder = await makeOwnFolder(temp, 'nianbao-worker-')
  const lockMs = lockSeconds * 1_000
  const worker = new FleetWorker({
    ...{ lanes, folder, log, metrics: new DocumentMetrics(registry) },
    ...{ queue, store, blobs, extraction, lockMs, stalledCheckMs: lockMs / 2 },
  })
  const health = options.health ? await serveHealth({ ...options.health, worker, registry }) : null
  let purging: ReturnType<typeof startPurging> | null = null
  try {
    worker.start()
    purging = startPurging({ store, blobs, log })
    log.info({ lanes, health: health?.port ?? null }, 'started')
    await aborted(signal)
    log.info({ active: worker.active, seconds: drainSeconds }, 'draining')
    const fine = await worker.drain(drainSeconds * 1_000)
    log.info({ fine }, 'ended')
    return EXIT.fine
  } finally {
    purging?.end()
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

const TEXTS = {
  cannotStart: text('the worker cannot start: {reason}', '工作进程无法启动：{reason}'),
  notQueues: text('give a list of these: {queues}', '请给出下列名称的列表：{queues}'),
  notAddress: text('give HOST:PORT, or a port alone', '请给出 主机:端口，或仅端口'),
  notSeconds: text('give a number of seconds, 0 or more', '请给出不小于 0 的秒数'),
} as const
