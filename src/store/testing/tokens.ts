import { expect, test } from '@jest/globals'
import type { NewToken } from '../store.js'
import type { StoreOfTest } from './describe-store.js'
import { fingerprint } from './samples.js'

const token = (name: string, more: Partial<NewToken> = {}): NewToken => ({
  ...{ name, digest: fingerprint(`token of ${name}`), scopes: ['read'], expiresAt: null },
  ...more,
})

/** Who may use the HTTP API. */
export function tokensOf(store: StoreOfTest): void {
  test('a new store has no tokens', async () => {
    expect(await store().tokens()).toEqual([])
  })

  test('tokens are kept with name, digest, scopes and end, and come by name', async () => {
    const writer = token('collector', { scopes: ['read', 'write'], expiresAt: '2027-01-02T03:04:05.000Z' })
    expect(await store().addToken(token('甲县'))).toBe(true)
    expect(await store().addToken(writer)).toBe(true)
    const found = await store().tokens()
    expect(found).toMatchObject([writer, token('甲县')])
    expect(found[0]?.createdAt).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  test('a name is given once: the second token of it is refused and the first one stays', async () => {
    await store().addToken(token('collector'))
    expect(await store().addToken(token('collector', { digest: fingerprint('another'), scopes: ['write'] }))).toBe(
      false,
    )
    expect(await store().tokens()).toMatchObject([token('collector')])
  })

  test('a revoked token is gone, and its name is free again', async () => {
    await store().addToken(token('collector'))
    await store().addToken(token('reader'))
    expect(await store().revokeToken('collector')).toBe(true)
    expect(await store().revokeToken('collector')).toBe(false)
    expect((await store().tokens()).map(({ name }) => name)).toEqual(['reader'])
    expect(await store().addToken(token('collector', { digest: fingerprint('another') }))).toBe(true)
  })
}
