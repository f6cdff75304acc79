import { describe, expect, it } from '@jest/globals'
import { matchForms } from '../index.js'
import { numbers, report, scan, type Readings } from '../testing/scanned.js'
import { confirmed } from './index.js'
import { solve, type Constraint, type Option, type System } from './system.js'

const [, section3, section4] = matchForms(report).tables

const want = (key: string): number => numbers.get(key) ?? NaN
/** Another number with as many digits. */
const wrongOf = (key: string): string => String(want(key)).replace(/.$/u, (digit) => String((Number(digit) + 3) % 10))
const WRONG_FIRST = (key: string): Readings => [
  [wrongOf(key), 0.6],
  [String(want(key)), 0.35],
]
const RIGHT_FIRST = (key: string): Readings => [
  [String(want(key)), 0.6],
  [wrongOf(key), 0.35],
]

it('the report has its tables', () => {
  expect([section3?.kind, section4?.kind]).toEqual(['applications', 'review'])
})

describe('a doubtful value of section 3', () => {
  const key = 'granted/company'

  it('misread is repaired by its row and its column, and says what was read first', () => {
    expect(scan({ [key]: WRONG_FIRST(key) }).get(key)).toMatchObject({
      state: 'number',
      value: want(key),
      raw: wrongOf(key),
      repairedFrom: wrongOf(key),
      flags: ['repaired'],
    })
  })

  it('rightly read is in doubt no longer', () => {
    const value = scan({ [key]: RIGHT_FIRST(key) }).get(key)
    expect(value).toMatchObject({ state: 'number', value: want(key), flags: [] })
    expect(value?.confidence).toBeGreaterThan(0.999)
  })

  it('stays in doubt if none of its alternatives fits, and the sure ones beside it stay as they are', () => {
    const values = scan({
      [key]: [
        ['1', 0.6],
        ['7', 0.35],
      ],
    })
    expect(values.get(key)?.flags).toEqual(['low-confidence'])
    expect([...values.values()].filter(({ flags }) => flags.length > 0)).toHaveLength(1)
  })

  it('is repaired together with others of its row and column, if one assignment alone fits', () => {
    const keys = ['granted/company', 'granted/total', 'refused_by_law/company']
    const values = scan(Object.fromEntries(keys.map((each) => [each, WRONG_FIRST(each)])))
    expect(keys.map((each) => values.get(each)?.value)).toEqual(keys.map(want))
  })

  it('is not repaired where two assignments fit', () => {
    // The corners of a rectangle: all four wrong by as much fits as well as all four right.
    const up = (each: string): Readings => [
      [String(want(each)), 0.5],
      [String(want(each) + 1), 0.45],
    ]
    const down = (each: string): Readings => [
      [String(want(each)), 0.5],
      [String(want(each) - 1), 0.45],
    ]
    const doubts = {
      'granted/company': up('granted/company'),
      'granted/research_institute': down('granted/research_institute'),
      'refused_by_law/company': down('refused_by_law/company'),
      'refused_by_law/research_institute': up('refused_by_law/research_institute'),
    }
    const values = scan(doubts)
    expect(Object.keys(doubts).flatMap((each) => values.get(each)?.flags ?? [])).not.toContain('repaired')
  })
})

describe('a value of section 4', () => {
  const key = 'reconsideration/corrected'

  it('in doubt is flagged only: one equation proves nothing', () => {
    expect(scan({ [key]: WRONG_FIRST(key) }).get(key)?.flags).toEqual(['low-confidence'])
    expect(scan({ [key]: RIGHT_FIRST(key) }).get(key)?.flags).toEqual(['low-confidence'])
  })
})

describe('a value read surely', () => {
  it('is never changed, also if its equations fail: all their values say so', () => {
    const key = 'granted/company'
    const values = scan({ [key]: [[wrongOf(key), 0.9999]] })
    expect(values.get(key)).toMatchObject({ value: Number(wrongOf(key)), flags: ['unbalanced'] })
    expect(values.get('granted/total')?.flags).toEqual(['unbalanced'])
  })
})

describe('the search', () => {
  const option = (value: number): Option => ({ value, text: String(value), probability: 0.5 })
  const unknowns = (options: Readonly<Record<string, readonly number[]>>): System['unknowns'] =>
    new Map(
      Object.entries(options).map(([code, values]) => [
        code,
        { code, own: option(values[0] ?? 0), options: values.map(option) },
      ]),
    )
  const sum = (constant: number, ...codes: readonly string[]): Constraint => ({
    terms: codes.map((code) => ({ code, sign: 1 as const })),
    constant,
  })

  it('tells one assignment from none and from several', () => {
    const system = unknowns({ a: [1, 2], b: [3, 4] })
    expect(solve({ unknowns: system, constraints: [sum(-6, 'a', 'b')] }).kind).toBe('one')
    expect(solve({ unknowns: system, constraints: [sum(-5, 'a', 'b')] }).kind).toBe('several')
    expect(solve({ unknowns: system, constraints: [sum(-9, 'a', 'b')] }).kind).toBe('none')
  })

  it('gives up rather than take for ever', () => {
    const codes = Array.from({ length: 40 }, (_, index) => `x${index}`)
    const system = unknowns(Object.fromEntries(codes.map((code) => [code, [0, 2]])))
    expect(solve({ unknowns: system, constraints: [sum(-1, ...codes)] }).kind).toBe('too-many')
  })
})

describe('the probability of a reading that its equations confirm', () => {
  it('grows with each equation, and cannot outweigh a reading that was hardly one', () => {
    expect(confirmed(0.5, [0.01])).toBeCloseTo(0.99, 3)
    expect(confirmed(0.5, [0.01, 0.01])).toBeCloseTo(0.9999, 5)
    expect(confirmed(0.01, [0.01, 0.01])).toBeLessThan(0.9995)
  })
})
