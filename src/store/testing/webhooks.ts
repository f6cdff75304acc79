import { expect, test } from '@jest/globals'
import type { StoreOfTest } from './describe-store.js'
import { sampleBatch } from './samples.js'

const FUTURE = '2999-01-01T00:00:00.000Z'
const URL = 'https://intra.example/hook'

/** Addresses that the HTTP API tells when a batch is done. */
export function webhooksOf(store: StoreOfTest): void {
  test('a batch has the webhook that it was given, and no other', async () => {
    const [told, silent] = [await store().beginBatch(sampleBatch), await store().beginBatch(sampleBatch)]
    await store().addWebhook(told, URL)
    expect(await store().webhook(told)).toMatchObject({
      batch: told,
      url: URL,
      state: 'waiting',
      tries: 0,
      reason: null,
    })
    expect(await store().webhook(silent)).toBeNull()
  })

  test('of several who ask at the same time one gets a webhook, and for as long as it said', async () => {
    const batch = await store().beginBatch(sampleBatch)
    await store().addWebhook(batch, URL)
    const claims = await Promise.all([1, 2, 3].map(() => store().claimWebhooks(10, FUTURE)))
    expect(claims.flat()).toMatchObject([{ batch, url: URL, nextAt: FUTURE }])
    expect(await store().claimWebhooks(10, FUTURE)).toEqual([])
  })

  test('what became of it is kept: one that waits comes again, one that is done does not', async () => {
    const batch = await store().beginBatch(sampleBatch)
    await store().addWebhook(batch, URL)
    const past = '2020-01-01T00:00:00.000Z'
    await store().settleWebhook(batch, { state: 'waiting', tries: 2, nextAt: past, reason: '503' })
    expect(await store().claimWebhooks(10, past)).toMatchObject([{ batch, tries: 2, reason: '503' }])
    await store().settleWebhook(batch, { state: 'delivered', tries: 2, nextAt: null, reason: null })
    expect(await store().claimWebhooks(10, FUTURE)).toEqual([])
    expect(await store().webhook(batch)).toMatchObject({ state: 'delivered', nextAt: null })
  })

  test('no more are given than were asked for', async () => {
    for (let index = 0; index < 3; index++) await store().addWebhook(await store().beginBatch(sampleBatch), URL)
    expect(await store().claimWebhooks(2, FUTURE)).toHaveLength(2)
    expect(await store().claimWebhooks(2, FUTURE)).toHaveLength(1)
  })
}
