import { expect, test } from '@jest/globals'
import { versionRank } from './order.js'

test('ranks sort as semantic versions do', () => {
  const versions = [
    ...['0.0.9', '0.9.0', '0.10.0', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2'],
    ...['1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0', '10.0.0'],
  ]
  const ranks = versions.map(versionRank)
  expect(ranks.toSorted()).toEqual(ranks)
  expect(new Set(ranks).size).toBe(versions.length)
})

test('build metadata and a leading v say nothing of the order', () => {
  expect(versionRank('v1.2.3+build.7')).toBe(versionRank('1.2.3'))
  expect(versionRank('1.2')).toBe(versionRank('1.2.0'))
})
