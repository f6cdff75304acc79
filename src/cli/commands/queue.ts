import type { FleetFlags } from '../../fleet/config.js'
import type { BullFailedJob } from '../../queue/bullmq/failed.js'
import type { BullQueue } from '../../queue/bullmq/queue.js'
import { titleOf } from '../../model/catalogue/titles.js'
import { failureIn } from '../../report/problems.js'
import { VERSION } from '../../version.js'
import { command, commandGroup, flag, given, type Kit } from '../command.js'
import { EXIT } from '../exit.js'
import { explained, FLEET_FLAGS } from '../place.js'
import { stdout } from '../render/output.js'
import { tableOf, type Column } from '../render/table.js'
import { formatDuration, formatTime, lookOf } from '../render/text.js'
import { same, text } from '../say.js'
import { SENTENCES, STATUS_WORDS, WORDS } from '../words.js'

type Speaker = Pick<Kit, 'say' | 'language'>

/** Opens the queue and runs an action on it; gives the exit status. It needs Redis alone. */
const onQueue = (kit: Kit, flags: FleetFlags, action: (queue: BullQueue) => Promise<string | null>): Promise<number> =>
  explained(kit, async () => {
    const { fleetSettings } = await import('../../fleet/config.js')
    const { ConfigError } = await import('../../fleet/config-errors.js')
    const { BullQueue } = await import('../../queue/bullmq/queue.js')
    const { redisUrl } = await fleetSettings(flags)
    if (redisUrl === undefined) throw new ConfigError('config-needed')
    const queue = new BullQueue({ url: redisUrl, version: VERSION })
    try {
      const shown = await action(queue)
      if (shown !== null) await stdout().write(`${shown}\n`)
      return EXIT.fine
    } finally {
      await queue.close()
    }
  })

const status = command({
  options: { ...FLEET_FLAGS, json: flag('--json', SENTENCES.json) },
  run: (kit, { json, ...flags }) =>
    onQueue(kit, flags, async (queue) => {
      const queues = await queue.gauges()
      if (json) return JSON.stringify({ version: VERSION, place: queue.place, queues }, null, 2)
      const { say } = kit
      const numbers = [TEXTS.waiting, TEXTS.delayed, TEXTS.active, TEXTS.done, STATUS_WORDS.failed, TEXTS.oldest]
      const columns: readonly Column[] = [
        { title: say(TEXTS.kind) },
        ...numbers.map((title) => ({ title: say(title), align: 'right' as const })),
        { title: '' },
      ]
      const rows = queues.map(({ kind, waiting, delayed, active, done, failed, oldestMs, paused }) => [
        kind,
        ...[waiting, delayed, active, done, failed].map(String),
        waiting > 0 ? formatDuration(oldestMs, kit.language) : '',
        paused ? say(TEXTS.isPaused) : '',
      ])
      return tableOf(columns, rows, lookOf(process.stdout))
    }),
})

const pause = command({
  options: FLEET_FLAGS,
  run: (kit, flags) =>
    onQueue(kit, flags, async (queue) => {
      await queue.pause()
      return kit.say(TEXTS.paused)
    }),
})

const resume = command({
  options: FLEET_FLAGS,
  run: (kit, flags) =>
    onQueue(kit, flags, async (queue) => {
      await queue.resume()
      return kit.say(TEXTS.resumed)
    }),
})

const drain = command({
  options: { ...FLEET_FLAGS, yes: flag('--yes', text('really', '确认执行')) },
  run: (kit, { yes, ...flags }) => {
    if (yes) return onQueue(kit, flags, async (queue) => kit.say(TEXTS.drained, { count: await queue.drain() }))
    return kit.fail(TEXTS.drainSure)
  },
})

const failed = command({
  options: {
    ...FLEET_FLAGS,
    code: given('--code <CODE>', {
      en: 'only what failed with this problem (nianbao problems lists them)',
      zh: '仅限此问题代码（nianbao problems 可列出）',
    }),
    retry: flag('--retry', text('try them once more', '重试这些任务')),
    json: flag('--json', text('print one failed job a line as JSON', '每行输出一个失败任务（JSON）')),
  },
  run: ({ say, language, ...kit }, { code, retry, json, ...flags }) =>
    onQueue({ say, language, ...kit }, flags, async (queue) => {
      const chosen = ({ failure }: BullFailedJob): boolean => code === undefined || failure.code === code
      if (retry) return say(TEXTS.retried, { count: await queue.retryFailed(chosen) })
      if (json) {
        const output = stdout()
        for await (const job of queue.failed())
          if (chosen(job) && !(await output.write(`${JSON.stringify(job)}\n`))) return null
        return null
      }
      return code === undefined ? byReason(queue, { say, language }) : listed(queue, chosen, { say, language })
    }),
})

/** Counts the failed jobs by reason. */
async function byReason(queue: BullQueue, { say, language }: Speaker): Promise<string> {
  const reasons = new Map<string, { count: number; readonly first: BullFailedJob }>()
  for await (const job of queue.failed()) {
    const known = reasons.get(job.failure.code)
    if (known) known.count += 1
    else reasons.set(job.failure.code, { count: 1, first: job })
  }
  if (reasons.size === 0) return say(TEXTS.noneFailed)
  const columns: readonly Column[] = [
    { title: say(WORDS.code) },
    { title: say(WORDS.problem) },
    { title: say(TEXTS.class) },
    { title: say(WORDS.documents), align: 'right' },
    { title: say(TEXTS.example), flexible: true },
  ]
  const rows = [...reasons.values()]
    .sort((a, b) => b.count - a.count)
    .map(({ count, first }) => [
      ...[first.failure.code, titleOf(first.failure.code, language), first.failure.class],
      ...[String(count), first.source.path],
    ])
  return tableOf(columns, rows, lookOf(process.stdout))
}

async function listed(
  queue: BullQueue,
  chosen: (job: BullFailedJob) => boolean,
  { say, language }: Speaker,
): Promise<string> {
  const rows: string[][] = []
  for await (const job of queue.failed()) {
    if (!chosen(job)) continue
    const { failedAt, key, source, failure } = job
    rows.push([
      failedAt === null ? '' : formatTime(failedAt),
      key.sha256.slice(0, 16),
      source.path,
      failureIn(failure, language).message,
    ])
  }
  if (rows.length === 0) return say(TEXTS.noneFailed)
  const columns: readonly Column[] = [
    { title: say(TEXTS.failedAt) },
    { title: say(WORDS.document) },
    { title: say(WORDS.path), flexible: true },
    { title: say(TEXTS.reason), flexible: true },
  ]
  return tableOf(columns, rows, lookOf(process.stdout))
}

const EXAMPLES = `nianbao queue status
nianbao queue failed
nianbao queue failed --code office-missing --retry
nianbao queue pause`

/** `nianbao queue status|pause|resume|drain|failed`: shows a fleet's queue, and controls it. */
export const queue = commandGroup(same(EXAMPLES), {
  status: {
    text: text('count the jobs that wait, run and failed', '显示等待、处理中和失败的任务数'),
    register: status,
  },
  pause: { text: text('hand out no more jobs, to any worker', '暂停派发任务'), register: pause },
  resume: { text: text('hand out jobs again', '恢复派发任务'), register: resume },
  drain: {
    text: {
      en: 'take back all jobs that wait; ingest their folders again to enqueue them anew',
      zh: '撤回所有等待中的任务；再次导入其文件夹可重新加入队列',
    },
    register: drain,
  },
  failed: {
    text: text('list what failed, by reason, and retry it', '按原因列出失败的任务，并可重试'),
    register: failed,
  },
})

const TEXTS = {
  drainSure: {
    en: 'this takes back all jobs that wait. If you are sure: nianbao queue drain --yes',
    zh: '此操作将撤回所有等待中的任务。若确认，请运行：nianbao queue drain --yes',
  },
  paused: {
    en: 'The queue is paused: what is in work is finished, nothing new is begun. nianbao queue resume goes on.',
    zh: '队列已暂停：处理中的任务会完成，不再开始新的任务。运行 nianbao queue resume 可继续。',
  },
  resumed: text('The queue hands out jobs again.', '队列已恢复派发任务。'),
  drained: text('Taken back: {count} {count:job|jobs}.', '已撤回 {count} 个任务。'),
  retried: text('They wait again: {count} {count:job|jobs}.', '已重新加入队列：{count} 个任务。'),
  noneFailed: text('None failed.', '没有失败的任务。'),
  kind: text('queue', '队列'),
  waiting: text('waiting', '等待'),
  delayed: text('to be tried again', '待重试'),
  active: text('in work', '处理中'),
  done: text('done of late', '近期完成'),
  oldest: text('oldest', '最久等待'),
  isPaused: text('paused', '已暂停'),
  class: text('class', '类别'),
  example: text('for example', '示例'),
  failedAt: text('when', '时间'),
  reason: text('why', '原因'),
} as const
