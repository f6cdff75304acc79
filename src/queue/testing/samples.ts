import { createHash } from 'node:crypto'
import type { ExtractionKey, Failure } from '../../model/extraction.js'
import type { Lease, NewJob } from '../queue.js'
import type { QueueUnderTest } from './describeQueue.js'

/** Jobs to fill a queue with in tests. */

export const keyOf = (content: string, version = '1.2.0'): ExtractionKey => ({
  sha256: createHash('sha256').update(content).digest('hex'),
  ...{ version, options: '0123456789abcdef' },
})

export const job = (content: string, more: Partial<NewJob> = {}): NewJob => ({
  ...{ key: keyOf(content), priority: 'digital', batch: 1 },
  source: { name: `${content}.pdf`, path: `in/${content}.pdf`, files: [`/data/in/${content}.pdf`] },
  ...more,
})

export const PERMANENT: Failure = { code: 'encrypted', class: 'permanent', message: 'It has a password.' }
export const TRANSIENT: Failure = { code: 'unreadable-input', class: 'transient', message: 'The disk is busy.' }
export const ENVIRONMENT: Failure = { code: 'office-missing', class: 'environment', message: 'Install LibreOffice.' }

export const LEASE_MS = 1_000

/** The next job. */
export async function claimOne(
  { queue }: Pick<QueueUnderTest, 'queue'>,
  worker = 'worker',
  leaseMs = LEASE_MS,
): Promise<Lease> {
  const [lease] = await queue.claim(worker, 1, leaseMs)
  if (!lease) throw new Error('a job was expected to wait')
  return lease
}

/** Lets time pass until the next retry may be claimed. */
export async function passToRetry({ queue, pass }: QueueUnderTest): Promise<void> {
  const ms = await queue.nextRetryMs()
  if (ms === null) throw new Error('a retry was expected to wait')
  await pass(ms + 1)
}

/** The contents' keys in the order in which they are claimed. */
export const contents = (leases: readonly Lease[]): readonly string[] => leases.map(({ source }) => source.name)
