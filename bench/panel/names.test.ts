import { expect, test } from '@jest/globals'
import { packedDivisions, Resolver } from '../../src/panel/index.js'
import { readNames, scoreNames } from './names.js'

test('names that were written to break identities are right or open', async () => {
  const divisions = await packedDivisions()
  const cases = await readNames(new URL('names.txt', import.meta.url))
  const { names, wrong, hesitant, unknown } = scoreNames(cases, divisions, new Resolver(divisions))
  expect(names).toBeGreaterThan(200)
  expect({ wrong, hesitant, unknown }).toEqual({ wrong: [], hesitant: [], unknown: [] })
}, 120_000)
