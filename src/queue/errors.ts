import { CodedError, codesOf, type Details, sentences, type Sentences } from '../model/sentences.js'

/** Everything that can keep a queue on a server from working: what happened and what to do. */
const SENTENCES = {
  'queue-unreachable': sentences(
    [
      'The queue, Redis at {place}, cannot be reached ({reason}).',
      'Check that it runs and that the network leads there (NIANBAO_REDIS_URL), then run the same command again: it goes on where it was.',
    ],
    [
      '无法连接队列所在的 Redis {place}（{reason}）。',
      '请确认其正在运行且网络可达（NIANBAO_REDIS_URL），然后再次运行同一命令：将从中断处继续。',
    ],
  ),
  'queue-refused': sentences(
    [
      'The queue, Redis at {place}, refuses this ({reason}).',
      'Check user, password and database number in NIANBAO_REDIS_URL, and what that user may do.',
    ],
    ['队列所在的 Redis {place} 拒绝了该操作（{reason}）。', '请检查 NIANBAO_REDIS_URL 中的用户、密码、库号和权限。'],
  ),
  'queue-foreign': sentences(
    [
      'What answers at {place} is no Redis ({reason}).',
      'Another service has this port: check host and port in NIANBAO_REDIS_URL, and where Redis really listens.',
    ],
    [
      '{place} 上应答的不是 Redis（{reason}）。',
      '该端口被其他服务占用：请检查 NIANBAO_REDIS_URL 中的主机和端口，以及 Redis 实际监听的位置。',
    ],
  ),
  'queue-full': sentences(
    [
      'The queue, Redis at {place}, takes nothing more in ({reason}).',
      'Give it more memory or disk, or let the workers empty the queue; then run the same command again: it goes on where it was.',
    ],
    [
      '队列所在的 Redis {place} 已无法写入（{reason}）。',
      '请为其增加内存或磁盘空间，或等工作进程消化队列；然后再次运行同一命令：将从中断处继续。',
    ],
  ),
  'queue-evicts': sentences(
    [
      'The queue, Redis at {place}, may drop jobs when its memory is full: its maxmemory-policy is {reason}.',
      'Set maxmemory-policy noeviction (redis-cli CONFIG SET maxmemory-policy noeviction, and in redis.conf), then start again; “nianbao ingest” enqueues again what was dropped.',
    ],
    [
      '队列所在的 Redis {place} 在内存占满时可能丢弃任务：其 maxmemory-policy 为 {reason}。',
      '请设置 maxmemory-policy noeviction（redis-cli CONFIG SET maxmemory-policy noeviction，并写入 redis.conf），然后重新启动；已丢弃的任务会由 nianbao ingest 重新入队。',
    ],
  ),
  'queue-read-only': sentences(
    [
      'The queue, Redis at {place}, only reads: it is a replica, as after a failover ({reason}).',
      'Let NIANBAO_REDIS_URL name the primary, or an address that follows it, then run the same command again: it goes on where it was.',
    ],
    [
      '队列所在的 Redis {place} 为只读：它现在是从节点，可能刚发生过主从切换（{reason}）。',
      '请将 NIANBAO_REDIS_URL 指向主节点或随主节点切换的地址，然后再次运行同一命令：将从中断处继续。',
    ],
  ),
  'queue-failed': sentences(
    [
      'The queue, Redis at {place}, could not do this ({reason}).',
      'Check that it is a Redis of version 6.2 or later; if it stays so, report this.',
    ],
    ['队列所在的 Redis {place} 未能完成操作（{reason}）。', '请确认其为 6.2 或更高版本的 Redis；若仍如此，请反馈。'],
  ),
} as const satisfies Record<string, Sentences>

export type QueueErrorCode = keyof typeof SENTENCES

export const QUEUE_ERROR_CODES: readonly QueueErrorCode[] = codesOf(SENTENCES)

/** Thrown by a queue whose server keeps it from working; what was done before stays done. */
export class QueueError extends CodedError<QueueErrorCode> {
  override readonly name = 'QueueError'

  constructor(code: QueueErrorCode, details: Details = {}, options: { readonly cause?: unknown } = {}) {
    super(SENTENCES, code, details, options)
  }
}
