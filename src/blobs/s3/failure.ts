import { S3ServiceException } from '@aws-sdk/client-s3'
import { BlobError } from '../errors.js'
import { isFileError } from '../stream.js'

/** Wrong region, key, secret or name of the bucket; too large, no room. */
const REFUSALS = new Set([301, 400, 401, 403, 404, 405, 411, 413, 507])
/** Codes with which servers say that they have no room; their statuses differ. */
const FULL = new Set(['XMinioStorageFull', 'QuotaExceeded'])

/** Whether S3 says that a key is not there; a bucket that is not there is something else. */
export const isAbsent = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  (error.name === 'NoSuchKey' || error.name === 'NotFound' || statusOf(error) === 404) &&
  error.name !== 'NoSuchBucket'

/** Turns the cause of a failed request into a BlobError; a BlobError stays as it is. */
export const failureOf = (cause: unknown, place: string): BlobError =>
  cause instanceof BlobError
    ? cause
    : new BlobError(
        isRefusal(cause) ? 'blobs-refused' : 'blobs-unreachable',
        { place, reason: reasonOf(cause) },
        { cause },
      )

/** The server understood and declined, or there is no key to come in with: no waiting helps. */
function isRefusal(error: unknown): boolean {
  if (error instanceof Error && error.name === 'CredentialsProviderError') return true
  if (!(error instanceof S3ServiceException)) return false
  return REFUSALS.has(statusOf(error) ?? 0) || FULL.has(error.name)
}

const statusOf = (error: S3ServiceException): number | undefined => error.$metadata.httpStatusCode

/** Short, and without what a server or the system may repeat of the request. */
function reasonOf(error: unknown): string {
  if (error instanceof S3ServiceException) return `${error.name} ${statusOf(error) ?? ''}`.trim()
  if (isFileError(error)) return error.code
  return error instanceof Error ? error.name : 'unknown'
}
