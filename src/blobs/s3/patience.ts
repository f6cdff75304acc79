import type { S3ClientConfig } from '@aws-sdk/client-s3'
import { backoffMs, type Backoff } from '../../timing.js'

type Strategy = Exclude<S3ClientConfig['retryStrategy'], undefined>

const BACKOFF: Backoff = { firstMs: 300, maxMs: 10_000 }

interface Token {
  readonly getRetryCount: () => number
  readonly getRetryDelay: () => number
}
const token = (count: number, delay: number): Token => ({ getRetryCount: () => count, getRetryDelay: () => delay })

/**
 * Repeats each request for as long as a restart of the server takes. The SDK's own strategies have all requests of a client share
 * one budget of retries, which a few at a time use up within a second of a server that is away.
 */
export const patient = (attempts: number): Strategy => ({
  acquireInitialRetryToken: () => Promise.resolve(token(0, 0)),
  refreshRetryTokenForRetry: async (last, { errorType }) => {
    const count = last.getRetryCount() + 1
    if (errorType === 'CLIENT_ERROR' || count >= attempts) throw new Error('not again')
    return Promise.resolve(token(count, backoffMs(count, BACKOFF)))
  },
  recordSuccess: () => undefined,
})
