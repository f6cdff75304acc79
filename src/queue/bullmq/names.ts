import { createHash } from 'node:crypto'
import type { ExtractionKey } from '../../model/extraction.js'
import { PRIORITIES, type Priority } from '../queue.js'

/**
 * The names of the queue's keys in Redis. Each version of the extractor has two queues of its own, so that a worker of another
 * version never sees its jobs, and scans, which take minutes, never hold up born-digital files.
 */

export const QUEUE_KINDS = ['bulk', 'scans'] as const
export type QueueKind = (typeof QUEUE_KINDS)[number]

/** All keys begin so: other programs may use the same Redis. */
export const PREFIX = 'nianbao'

/** Hexadecimal digits of a job's id: 128 bits, so that no two of all documents ever share one. */
const ID_DIGITS = 32

/** BullMQ's names hold no colon. */
export const queueName = (kind: QueueKind, version: string): string => `${kind}-${version.replaceAll(':', '_')}`

/** The key of the set of all versions that ever had a job: it serves commands that look at the whole fleet. */
export const versionsKey = (prefix: string): string => `${prefix}:versions`

/** The same key gives the same id: that is what makes a job be there once. */
export const jobId = ({ sha256, version, options }: ExtractionKey): string =>
  createHash('sha256')
    .update(JSON.stringify([sha256, version, options]))
    .digest('hex')
    .slice(0, ID_DIGITS)

export const kindOfPriority = (priority: Priority): QueueKind => (priority === 'scan' ? 'scans' : 'bulk')

/** The most urgent first. */
export const PRIORITY_NAMES: readonly Priority[] = ['interactive', 'digital', 'scan']

/** BullMQ serves priority 0 from another list, before all others and slower to search: ours begin at 1. */
export const bullPriority = (priority: Priority): number => Math.max(1, PRIORITIES[priority])
