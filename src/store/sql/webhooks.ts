import { z } from 'zod'
import { WEBHOOK_STATES, type Webhook, type WebhookOutcome } from '../webhook.js'
import type { Context } from './engine.js'

const webhookRow = z.object({
  batch_id: z.number(),
  url: z.string(),
  state: z.enum(WEBHOOK_STATES),
  tries: z.number(),
  next_at: z.string().nullable(),
  reason: z.string().nullable(),
})

function webhookOf(row: unknown): Webhook {
  const { batch_id, next_at, ...rest } = webhookRow.parse(row)
  return { ...rest, batch: batch_id, nextAt: next_at }
}

export async function addWebhook({ db, at }: Context, batch: number, url: string): Promise<void> {
  const fresh = { state: 'waiting', tries: 0, next_at: at(), reason: null }
  await db
    .insertInto('webhooks')
    .values({ batch_id: batch, url, ...fresh })
    .execute()
}

export async function webhook({ db }: Context, batch: number): Promise<Webhook | null> {
  const row = await db.selectFrom('webhooks').selectAll().where('batch_id', '=', batch).executeTakeFirst()
  return row ? webhookOf(row) : null
}

/** In one statement: of several servers that ask at the same time one gets each. */
export async function claimWebhooks({ db, at }: Context, limit: number, until: string): Promise<readonly Webhook[]> {
  const now = at()
  const due = db.selectFrom('webhooks').select('batch_id').where('next_at', '<=', now).orderBy('next_at').limit(limit)
  const rows = await db
    .updateTable('webhooks')
    .set({ next_at: until })
    .where('batch_id', 'in', due)
    .where('next_at', '<=', now)
    .returningAll()
    .execute()
  return rows.map(webhookOf)
}

export async function settleWebhook({ db }: Context, batch: number, outcome: WebhookOutcome): Promise<void> {
  const { state, tries, nextAt, reason } = outcome
  await db
    .updateTable('webhooks')
    .set({ state, tries, next_at: nextAt, reason })
    .where('batch_id', '=', batch)
    .execute()
}
