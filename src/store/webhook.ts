/** Addresses that the HTTP API tells when a batch is done. */

export const WEBHOOK_STATES = ['waiting', 'delivered', 'given-up'] as const

/** waiting: for the batch, or for the next try. */
type WebhookState = (typeof WEBHOOK_STATES)[number]

export interface Webhook {
  readonly batch: number
  readonly url: string
  readonly state: WebhookState
  /** Times that it was called in vain. */
  readonly tries: number
  /** When it is looked at next; null where nothing is left to do. */
  readonly nextAt: string | null
  /** Why the last call was in vain. */
  readonly reason: string | null
}

/** The outcome of calling a webhook. */
export type WebhookOutcome = Pick<Webhook, 'state' | 'tries' | 'nextAt' | 'reason'>
