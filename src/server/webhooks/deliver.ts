import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyBaseLogger } from 'fastify'
import type { Store } from '../../store/store.js'
import { isSystemError } from '../../system.js'
import type { Webhook, WebhookOutcome } from '../../store/webhook.js'
import { signatureOf, type WebhookOptions } from './address.js'

/** From one look at what is due to the next, and at batches that are not done (milliseconds). */
const LOOK_EVERY_MS = 5_000
/** A claimed webhook belongs to one server for this time (milliseconds); then another server takes it over. */
const LEASE_MS = 60_000
/** Called together. */
const TOGETHER = 20
/** Milliseconds in which an answer must be there. */
const ANSWER_MS = 10_000
/** The wait after a call in vain: twice as long after each, from the first to the last. Ten of them take some four hours. */
const FIRST_RETRY_MS = 30_000
const LAST_RETRY_MS = 3_600_000
const MAX_TRIES = 10

const MS_PER_SECOND = 1_000

export interface DeliveryPlace {
  readonly store: Pick<Store, 'claimWebhooks' | 'settleWebhook' | 'tally'>
  readonly webhooks: WebhookOptions
  readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** Looks at what is due until it is ended; what the store does not let it do waits for the next look. */
export function startDelivering(place: DeliveryPlace, everyMs = LOOK_EVERY_MS): { readonly end: () => Promise<void> } {
  const stop = new AbortController()
  const { signal } = stop
  const watching = (async () => {
    while (!signal.aborted) {
      await deliverDue(place).catch((error: unknown) => {
        place.log.warn({ err: error }, 'webhooks')
      })
      await wait(everyMs, undefined, { signal }).catch(() => undefined)
    }
  })()
  return {
    end: async () => {
      stop.abort()
      await watching
    },
  }
}

/** Calls those whose batch is done, once. @throws StoreError */
export async function deliverDue(place: DeliveryPlace): Promise<void> {
  const { store, now = Date.now } = place
  const due = await store.claimWebhooks(TOGETHER, timeAt(now() + LEASE_MS))
  await Promise.all(
    due.map(async (webhook) => {
      await store.settleWebhook(webhook.batch, await looked(webhook, place))
    }),
  )
}

const timeAt = (ms: number): string => new Date(ms).toISOString()

async function looked(
  webhook: Webhook,
  { store, webhooks, log, now = Date.now }: DeliveryPlace,
): Promise<WebhookOutcome> {
  const { batch, url, tries } = webhook
  const { documents: total, status } = await store.tally({ batch })
  const count = (state: 'pending' | 'ok' | 'flagged' | 'failed'): number => status.get(state) ?? 0
  if (count('pending') > 0) return { ...webhook, nextAt: timeAt(now() + LOOK_EVERY_MS) }
  const documents = { total, ok: count('ok'), flagged: count('flagged'), failed: count('failed') }
  const body = JSON.stringify({ event: 'batch.done', batch, documents, links: { batch: `/v1/batches/${batch}` } })
  const reason = await refusedBy(url, body, signatureOf(body, webhooks.secret, Math.floor(now() / MS_PER_SECOND)))
  if (reason === null) {
    log.info({ batch, host: new URL(url).host }, 'webhook delivered')
    return { state: 'delivered', tries, nextAt: null, reason: null }
  }
  const isLast = tries + 1 >= MAX_TRIES
  log.warn({ batch, host: new URL(url).host, reason, tries: tries + 1, isLast }, 'webhook refused')
  const waitMs = Math.min(FIRST_RETRY_MS * 2 ** tries, LAST_RETRY_MS)
  return isLast
    ? { state: 'given-up', tries: tries + 1, nextAt: null, reason }
    : { state: 'waiting', tries: tries + 1, nextAt: timeAt(now() + waitMs), reason }
}

/** Why a call was in vain; null where it was answered with 2xx. It follows no redirection: that could lead anywhere. */
async function refusedBy(url: string, body: string, signature: string): Promise<string | null> {
  try {
    const headers = { 'content-type': 'application/json', 'x-nianbao-signature': signature }
    const signal = AbortSignal.timeout(ANSWER_MS)
    const answer = await fetch(url, { method: 'POST', redirect: 'manual', headers, body, signal })
    await answer.body?.cancel()
    return answer.ok ? null : `HTTP ${answer.status}`
  } catch (error) {
    const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : error
    return isSystemError(cause) ? cause.code : String(cause)
  }
}
