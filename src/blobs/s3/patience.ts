import type { S3ClientConfig } from '@aws-sdk/client-s3'

type Strategy = Exclude<S3ClientConfig['retryStrategy'], undefined>

/** Waits (milliseconds) before a request is made again: twice as long each time, half of it by chance. */
const FIRST_MS = 300
const LONGEST_MS = 10_000

const waitMs = (retry: number): number => Math.min(FIRST_MS * 2 ** retry, LONGEST_MS) * (0.5 + Math.random() / 2)

interface Token {
  readonly getRetryCount: () => number
  readonly getRetryDelay: () => number
}
const token = (count: number, delay: number): Token => ({ getRetryCount: () => count, getRetryDelay: () => delay })

/**
 * Makes each request so often as it takes a server to be restarted. The SDK's own strategies have all requests of a client share
 * one budget of retries, which a few at a time use up within a second of a server that is away.
 */
export const patient = (attempts: number): Strategy => ({
  acquireInitialRetryToken: () => Promise.resolve(token(0, 0)),
  refreshRetryTokenForRetry: async (last, { errorType }) => {
    const count = last.getRetryCount() + 1
    if (errorType === 'CLIENT_ERROR' || count >= attempts) throw new Error('not again')
    return Promise.resolve(token(count, waitMs(count - 1)))
  },
  recordSuccess: () => undefined,
})
