import { InvalidArgumentError, Option } from 'commander'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { QUEUE_KINDS, type QueueKind } from '../../queue/bullmq/names.js'
import { addFleetFlags } from '../fleet-flags.js'
import { DRAIN_SECONDS, LOCK_SECONDS, LOG_LEVELS } from '../fleet/defaults.js'
import { examples, positive, whole, type CommandKit } from '../kit.js'

const EXAMPLES = {
  en: `nianbao worker
nianbao worker --concurrency 4 --scan-concurrency 1 --health 0.0.0.0:9464
nianbao worker --queues scans --scan-memory-mb 3000`,
  zh: `nianbao worker
nianbao worker --concurrency 4 --scan-concurrency 1 --health 0.0.0.0:9464
nianbao worker --queues scans --scan-memory-mb 3000`,
}

const MOST_PORT = 65_535

/** `nianbao worker`: reads the documents of a fleet. */
export function registerWorker({ command, say, language, finish }: CommandKit): void {
  const kinds = (text: string): readonly QueueKind[] => {
    const named = text.split(',').map((name) => name.trim())
    const known = QUEUE_KINDS.filter((kind) => named.includes(kind))
    if (known.length === 0 || named.some((name) => !known.some((kind) => kind === name)))
      throw new InvalidArgumentError(say('notQueues', { queues: QUEUE_KINDS.join(',') }))
    return known
  }
  const address = (text: string): { readonly host: string; readonly port: number } => {
    const [, host = '', digits = ''] = /^(?:\[?([^\]]*)\]?:)?(\d{1,5})$/u.exec(text) ?? []
    const port = digits === '' ? Infinity : Number(digits)
    if (port > MOST_PORT) throw new InvalidArgumentError(say('notAddress'))
    return { host: host === '' ? '127.0.0.1' : host, port }
  }
  const seconds = (text: string): number => {
    const number = Number(text)
    if (text.trim() === '' || !(number >= 0 && Number.isFinite(number)))
      throw new InvalidArgumentError(say('notSeconds'))
    return number
  }
  const made = command('worker', say('workerCommand'))
    .addOption(new Option('--queues <LIST>', say('workerQueues')).argParser(kinds))
    .addOption(new Option('--concurrency <N>', say('workerConcurrency')).argParser(whole(say)))
    .addOption(new Option('--scan-concurrency <N>', say('workerScanConcurrency')).argParser(whole(say)))
    .addOption(
      new Option('--memory-mb <MB>', say('memory', { value: DEFAULT_LIMITS.memoryMb })).argParser(positive(say)),
    )
    .addOption(new Option('--scan-memory-mb <MB>', say('workerScanMemory')).argParser(positive(say)))
    .addOption(
      new Option('--timeout <S>', say('timeout', { value: DEFAULT_LIMITS.deadlineMs / 1_000 })).argParser(
        positive(say),
      ),
    )
    .option('--soffice <PATH>', say('soffice'))
    .addOption(new Option('--drain-seconds <S>', say('workerDrain', { value: DRAIN_SECONDS })).argParser(seconds))
    .addOption(new Option('--lock-seconds <S>', say('workerLock', { value: LOCK_SECONDS })).argParser(positive(say)))
    .addOption(new Option('--health <HOST:PORT>', say('workerHealth')).argParser(address))
    .option('--temp <DIR>', say('workerTemporary'))
    .addOption(new Option('--log-level <LEVEL>', say('workerLogLevel')).choices(LOG_LEVELS))
  addFleetFlags(made, say)
    .addHelpText('after', `\n${say('workerNotes')}`)
    .addHelpText('after', examples(say, EXAMPLES[language]))
    .action(async (options: unknown) => {
      const { workerCommand } = await import('../fleet/worker.js')
      finish(await workerCommand(options, say, language))
    })
}
