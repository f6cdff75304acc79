import { z } from 'zod'
import { fleetSettings } from '../../fleet/config.js'
import { ConfigError } from '../../fleet/config-errors.js'
import { toldOf } from '../../model/sentences.js'
import type { Language } from '../../model/problem.js'
import type { BullFailedJob } from '../../queue/bullmq/failed.js'
import type { QueueGauge } from '../../queue/bullmq/gauges.js'
import { BullQueue } from '../../queue/bullmq/queue.js'
import { VERSION } from '../../version.js'
import { EXIT } from '../exit.js'
import { fleetFlags } from '../fleet-flags.js'
import { formatDuration, formatTime } from '../format.js'
import type { Say } from '../messages.js'
import { complainer } from '../store/session.js'
import { tableOf } from '../table.js'
import { lookOf, Output } from '../terminal.js'

export type QueueAction = 'status' | 'pause' | 'resume' | 'drain' | 'failed'

const commandOptions = fleetFlags.extend({
  json: z.boolean().default(false),
  yes: z.boolean().default(false),
  code: z.string().optional(),
  retry: z.boolean().default(false),
})
type QueueCommandOptions = z.infer<typeof commandOptions>

interface Session {
  readonly queue: BullQueue
  readonly options: QueueCommandOptions
  readonly say: Say
  readonly output: Output
}

/** `nianbao queue …`: gives the exit status. It needs Redis alone. */
export async function queueCommand(action: QueueAction, given: unknown, say: Say, language: Language): Promise<number> {
  const complain = complainer(say)
  const options = commandOptions.parse(given)
  if (action === 'drain' && !options.yes) {
    complain(say('queueDrainSure'))
    return EXIT.usage
  }
  try {
    const { redisUrl } = await fleetSettings(options)
    if (redisUrl === undefined) throw new ConfigError('config-needed')
    const queue = new BullQueue({ url: redisUrl, version: VERSION })
    try {
      await ACTIONS[action]({ queue, options, say, output: new Output(process.stdout) })
      return EXIT.fine
    } finally {
      await queue.close()
    }
  } catch (error) {
    const fault = toldOf(error, language)
    if (!fault) throw error
    complain(`${fault.message} ${fault.remedy}`)
    return EXIT.usage
  }
}

const ACTIONS: Readonly<Record<QueueAction, (session: Session) => Promise<void>>> = {
  status,
  pause: async ({ queue, say, output }) => {
    await queue.pause()
    await output.write(`${say('queuePaused')}\n`)
  },
  resume: async ({ queue, say, output }) => {
    await queue.resume()
    await output.write(`${say('queueResumed')}\n`)
  },
  drain: async ({ queue, say, output }) => {
    await output.write(`${say('queueDrained', { count: await queue.drain() })}\n`)
  },
  failed,
}

async function status({ queue, options, say, output }: Session): Promise<void> {
  const gauges = await queue.gauges()
  if (options.json) {
    await output.write(`${JSON.stringify({ version: VERSION, place: queue.place, queues: gauges }, null, 2)}\n`)
    return
  }
  const right = { align: 'right' } as const
  const columns = [
    { title: say('queueKind') },
    { title: say('queueWaiting'), ...right },
    { title: say('queueDelayed'), ...right },
    { title: say('queueActive'), ...right },
    { title: say('queueDone'), ...right },
    { title: say('failed'), ...right },
    { title: say('queueOldest'), ...right },
    { title: '' },
  ]
  const rows = gauges.map((gauge: QueueGauge) => [
    gauge.kind,
    ...[gauge.waiting, gauge.delayed, gauge.active, gauge.done, gauge.failed].map(String),
    gauge.waiting > 0 ? formatDuration(gauge.oldestMs) : '',
    gauge.paused ? say('queueIsPaused') : '',
  ])
  await output.write(`${tableOf(columns, rows, lookOf(process.stdout))}\n`)
}

async function failed(session: Session): Promise<void> {
  const { queue, options, say, output } = session
  const chosen = ({ failure }: BullFailedJob): boolean => options.code === undefined || failure.code === options.code
  if (options.retry) {
    await output.write(`${say('queueRetried', { count: await queue.retryFailed(chosen) })}\n`)
    return
  }
  if (options.json) {
    for await (const job of queue.failed()) if (chosen(job) && !(await output.write(`${JSON.stringify(job)}\n`))) return
    return
  }
  if (options.code === undefined) await byReason(session)
  else await listed(session, chosen)
}

/** How many failed for what. */
async function byReason({ queue, say, output }: Session): Promise<void> {
  const reasons = new Map<string, { count: number; readonly first: BullFailedJob }>()
  for await (const job of queue.failed()) {
    const known = reasons.get(job.failure.code)
    if (known) known.count += 1
    else reasons.set(job.failure.code, { count: 1, first: job })
  }
  if (reasons.size === 0) {
    await output.write(`${say('queueNoneFailed')}\n`)
    return
  }
  const columns = [
    { title: say('code') },
    { title: say('queueClass') },
    { title: say('documents'), align: 'right' as const },
    { title: say('queueExample'), flexible: true },
  ]
  const rows = [...reasons.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ count, first }) => [first.failure.code, first.failure.class, String(count), first.source.path])
  await output.write(`${tableOf(columns, rows, lookOf(process.stdout))}\n`)
}

async function listed({ queue, say, output }: Session, chosen: (job: BullFailedJob) => boolean): Promise<void> {
  const rows: string[][] = []
  for await (const job of queue.failed()) {
    if (!chosen(job)) continue
    const { failedAt, key, source, failure } = job
    rows.push([failedAt === null ? '' : formatTime(failedAt), key.sha256.slice(0, 16), source.path, failure.message])
  }
  const columns = [
    { title: say('queueFailedAt') },
    { title: say('fingerprint') },
    { title: say('path'), flexible: true },
    { title: say('queueReason'), flexible: true },
  ]
  if (rows.length === 0) await output.write(`${say('queueNoneFailed')}\n`)
  else await output.write(`${tableOf(columns, rows, lookOf(process.stdout))}\n`)
}
