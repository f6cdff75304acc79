import { BlobError, describeBlobError } from '../blobs/errors.js'
import type { Language } from '../model/problem.js'
import { describeQueueError, QueueError } from '../queue/errors.js'
import { describeStoreError, StoreError } from '../store/errors.js'
import { ConfigError, describeConfigError } from './config-errors.js'

/** What happened and what to do, of whatever keeps a fleet or a data folder from working; null of any other error. */
export function describeFault(
  error: unknown,
  language: Language,
): { readonly message: string; readonly remedy: string } | null {
  if (error instanceof ConfigError) return describeConfigError(error, language)
  if (error instanceof StoreError) return describeStoreError(error, language)
  if (error instanceof QueueError) return describeQueueError(error, language)
  if (error instanceof BlobError) return describeBlobError(error, language)
  return null
}
