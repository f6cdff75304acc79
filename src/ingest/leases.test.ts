import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Lease, Queue } from '../queue/queue.js'
import { LEASE_MS, Leases } from './leases.js'

const lease = (id: string): Lease => ({
  ...{ id, token: id, batch: null, attempt: 1, generation: 1 },
  key: { sha256: '0'.repeat(64), version: '1.0.0', options: 'x' },
  source: { name: 'a', path: 'a', files: ['/a'] },
})

describe('leases', () => {
  beforeEach(() => {
    jest.useFakeTimers()
  })
  afterEach(() => {
    jest.useRealTimers()
  })

  function held(renew: () => Promise<boolean>): {
    leases: Leases
    renewed: string[]
    released: string[]
    failed: unknown[]
  } {
    const [renewed, released, failed]: [string[], string[], unknown[]] = [[], [], []]
    const queue: Pick<Queue, 'renew' | 'release'> = {
      renew: async ({ id }) => {
        renewed.push(id)
        return renew()
      },
      release: async ({ id }) => {
        released.push(id)
        return Promise.resolve()
      },
    }
    return { leases: new Leases(queue, (error) => failed.push(error)), renewed, released, failed }
  }

  test('are renewed while they are held, and no longer', async () => {
    const { leases, renewed } = held(async () => Promise.resolve(true))
    leases.hold(lease('1'))
    leases.hold(lease('2'))
    leases.letGo(lease('2'))
    await jest.advanceTimersByTimeAsync(LEASE_MS)
    expect(new Set(renewed)).toEqual(new Set(['1']))
    expect(renewed.length).toBeGreaterThan(1)
    await leases.close()
    const before = renewed.length
    await jest.advanceTimersByTimeAsync(LEASE_MS)
    expect(renewed).toHaveLength(before)
  })

  test('are given back at the end', async () => {
    const { leases, released } = held(async () => Promise.resolve(true))
    leases.hold(lease('1'))
    await leases.close()
    expect(released).toEqual(['1'])
  })

  test('tell what goes wrong with the queue', async () => {
    const { leases, failed } = held(async () => Promise.reject(new Error('full')))
    leases.hold(lease('1'))
    await jest.advanceTimersByTimeAsync(LEASE_MS / 2)
    expect(failed).toEqual([new Error('full')])
    await leases.close()
  })
})
