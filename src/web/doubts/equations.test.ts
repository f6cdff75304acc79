import { expect, test } from '@jest/globals'
import type { Term } from '../api/client.js'
import { balanceOf, numberIn, readingOf } from './equations.js'

const term = (value: number | null, state: Term['state'] = 'number'): Term => ({ label: '', value, state })
const equation = { left: ['a', 'b'], right: ['c'] }

test('an equation holds, fails by a difference, or is open', () => {
  const values = { a: term(1), b: term(2), c: term(3) }
  expect(balanceOf(equation, values, new Map())).toMatchObject({ state: 'holds', difference: 0 })
  expect(balanceOf(equation, values, new Map([['c', 5]]))).toMatchObject({ state: 'fails', difference: -2 })
  expect(balanceOf(equation, { ...values, b: term(null, 'not-found') }, new Map())).toMatchObject({ state: 'open' })
  expect(balanceOf(equation, { a: term(3), c: term(3) }, new Map())).toMatchObject({ state: 'open' })
})

test('a blank cell counts as 0, also one that somebody says is blank', () => {
  const values = { a: term(3), b: term(null, 'blank'), c: term(3) }
  expect(balanceOf(equation, values, new Map()).state).toBe('holds')
  const unread = { ...values, b: term(null, 'uncertain') }
  expect(balanceOf(equation, unread, new Map([['b', null]])).state).toBe('holds')
})

test('decimals add up as people add them', () => {
  expect(balanceOf(equation, { a: term(0.1), b: term(0.2), c: term(0.3) }, new Map()).state).toBe('holds')
})

test('numbers are read as people type them', () => {
  const typed = ['12', '１２', '1,234', '−3', '0.5', '', '1.', 'x', '1,2']
  expect(typed.map(numberIn)).toEqual([12, 12, 1_234, -3, 0.5, null, null, null, null])
})

test('a reading whose place was not sure is what stands in the text', () => {
  expect(readingOf({ value: null, state: 'uncertain', raw: '7' })).toBe(7)
  expect(readingOf({ value: null, state: 'text', raw: '7' })).toBeNull()
  expect(readingOf({ value: 4, state: 'number', raw: '7' })).toBe(4)
})
