import type { Details, Language } from '../model/problem.js'

interface Sentence {
  readonly message: string
  readonly remedy: string
}

const entry = (en: readonly [string, string], zh: readonly [string, string]): Readonly<Record<Language, Sentence>> => ({
  en: { message: en[0], remedy: en[1] },
  zh: { message: zh[0], remedy: zh[1] },
})

/** Everything that can keep a queue on a server from working: what happened and what to do. */
const SENTENCES = {
  'queue-unreachable': entry(
    [
      'The queue, Redis at {place}, cannot be reached ({reason}).',
      'Check that it runs and that the network leads there (NIANBAO_REDIS_URL), then run the same command again: it goes on where it was.',
    ],
    [
      '无法连接队列所在的 Redis {place}（{reason}）。',
      '请确认其正在运行且网络可达（NIANBAO_REDIS_URL），然后再次运行同一命令：将从中断处继续。',
    ],
  ),
  'queue-refused': entry(
    [
      'The queue, Redis at {place}, refuses this ({reason}).',
      'Check user, password and database number in NIANBAO_REDIS_URL, and what that user may do.',
    ],
    ['队列所在的 Redis {place} 拒绝了该操作（{reason}）。', '请检查 NIANBAO_REDIS_URL 中的用户、密码、库号和权限。'],
  ),
  'queue-full': entry(
    [
      'The queue, Redis at {place}, takes nothing more in ({reason}).',
      'Give it more memory or disk, or let the workers empty the queue; then run the same command again: it goes on where it was.',
    ],
    [
      '队列所在的 Redis {place} 已无法写入（{reason}）。',
      '请为其增加内存或磁盘空间，或等工作进程消化队列；然后再次运行同一命令：将从中断处继续。',
    ],
  ),
  'queue-failed': entry(
    [
      'The queue, Redis at {place}, could not do this ({reason}).',
      'Check that it is a Redis of version 6.2 or later; if it stays so, report this.',
    ],
    ['队列所在的 Redis {place} 未能完成操作（{reason}）。', '请确认其为 6.2 或更高版本的 Redis；若仍如此，请反馈。'],
  ),
} as const satisfies Record<string, Readonly<Record<Language, Sentence>>>

export type QueueErrorCode = keyof typeof SENTENCES

export const QUEUE_ERROR_CODES: readonly QueueErrorCode[] = Object.keys(SENTENCES).filter(
  (code): code is QueueErrorCode => code in SENTENCES,
)

/** Thrown by a queue whose server keeps it from working; what was done before stays done. */
export class QueueError extends Error {
  readonly code: QueueErrorCode
  readonly details: Details

  /** `details` hold no secrets: they are shown to people. */
  constructor(code: QueueErrorCode, details: Details = {}, options: { cause?: unknown } = {}) {
    const { message, remedy } = sentences(code, details, 'en')
    super(`${message} ${remedy}`, options)
    this.name = 'QueueError'
    this.code = code
    this.details = details
  }
}

function sentences(code: QueueErrorCode, details: Details, language: Language): Sentence {
  const { message, remedy } = SENTENCES[code][language]
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/g, (placeholder, name: string) => String(details[name] ?? placeholder))
  return { message: fill(message), remedy: fill(remedy) }
}

/** What happened and what to do, in one language. */
export const describeQueueError = ({ code, details }: QueueError, language: Language): Sentence =>
  sentences(code, details, language)
