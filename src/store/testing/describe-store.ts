import { afterEach, beforeEach, describe } from '@jest/globals'
import type { Store } from '../store.js'
import { attemptsOf } from './attempts.js'
import { correctionsOf } from './corrections.js'
import { findingsOfStore } from './findings.js'
import { keptBackOf } from './kept-back.js'
import { namesOf } from './names.js'
import { overviewsOf } from './overviews.js'
import { pagesOf } from './pages.js'
import { readingOf } from './reading.js'
import { removalOf } from './removal.js'
import { tokensOf } from './tokens.js'
import { webhooksOf } from './webhooks.js'
import { withdrawalsOf } from './withdrawals.js'

/** Gives a part of the suite the store of the running test. */
export type StoreOfTest = () => Store

/**
 * States the guarantees of every store: SQLite and PostgreSQL both run this suite.
 * @param make gives a new, empty store; the suite closes it
 */
export function describeStore(name: string, make: () => Promise<Store>): void {
  describe(`${name} is a store`, () => {
    let store: Store | null = null
    beforeEach(async () => {
      store = await make()
    })
    afterEach(async () => {
      await store?.close()
    })
    const current: StoreOfTest = () => {
      if (!store) throw new Error('the store is there in tests only')
      return store
    }
    describe('batches and names', () => {
      namesOf(current)
    })
    describe('attempts', () => {
      attemptsOf(current)
    })
    describe('attempts that are worse', () => {
      keptBackOf(current)
    })
    describe('corrections', () => {
      correctionsOf(current)
    })
    describe('what is taken back', () => {
      withdrawalsOf(current)
    })
    describe('what is removed', () => {
      removalOf(current)
    })
    describe('reading', () => {
      readingOf(current)
    })
    describe('findings', () => {
      findingsOfStore(current)
    })
    describe('overviews', () => {
      overviewsOf(current)
    })
    describe('pages of documents', () => {
      pagesOf(current)
    })
    describe('tokens', () => {
      tokensOf(current)
    })
    describe('webhooks', () => {
      webhooksOf(current)
    })
  })
}
