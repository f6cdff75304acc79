import { describe, expect, it } from '@jest/globals'
import type { ValueRecord } from '../../model/record.js'
import { matchForms } from '../index.js'
import { numbers, report, scan, type Readings } from '../testing/scanned.js'

const want = (key: string): number => numbers.get(key) ?? NaN
/** A number read wrongly, of which the recogniser is sure. */
const sure = (value: number): Readings => [[String(value), 0.9999]]
/** A total in doubt between two numbers, both wrong for what its parts are read as. */
const between = (value: number): Readings => [
  [String(value), 0.6],
  [String(value + 1), 0.39],
]
/** A number of which nothing is sure: ink was lost, and no other reading is listed. */
const lost = (value: number): Readings => [[String(value), 0.3]]

const doubtedIn = (values: ReadonlyMap<string, ValueRecord>): string[] =>
  [...values].filter(([, { flags }]) => flags.includes('low-confidence')).map(([key]) => key)

describe('doubt spreads through the equations', () => {
  const key = 'granted/company'
  const wrong = sure(want(key) + 50)

  it('to the sure reading that stands in two equations which nothing satisfies', () => {
    const totals = ['granted/total', 'results_total/company']
    const values = scan({ [key]: wrong, ...Object.fromEntries(totals.map((each) => [each, between(want(each))])) })
    expect(values.get(key)).toMatchObject({ state: 'uncertain', value: want(key) + 50, flags: ['low-confidence'] })
    expect(values.get(key)?.confidence).toBeLessThanOrEqual(0.5)
    expect(doubtedIn(values).sort()).toEqual([key, ...totals].sort())
  })

  it('to the one reading of an equation that no other equation bears out', () => {
    const values = scan({
      [key]: wrong,
      'granted/total': between(want('granted/total')),
      'refused_by_law/company': lost(want('refused_by_law/company')),
    })
    expect(doubtedIn(values)).toContain(key)
  })

  it('to the readings that what one equation makes of a lost number gives the lie to', () => {
    const totals = ['granted/total', 'results_total/company']
    const values = scan({ [key]: wrong, ...Object.fromEntries(totals.map((each) => [each, lost(want(each))])) })
    expect(doubtedIn(values).sort()).toEqual([key, ...totals].sort())
  })

  it('to no reading where a lost number may be what the equation asks for', () => {
    expect(doubtedIn(scan({ 'granted/total': lost(want('granted/total')) }))).toEqual([])
    const both = [key, 'results_total/company']
    expect(doubtedIn(scan(Object.fromEntries(both.map((each) => [each, lost(want(each) + 3)])))).sort()).toEqual(both)
  })

  it('to none of the readings that are right, wherever one reading is in doubt', () => {
    const keys = [...scan({}).keys()].filter((each) => Number.isFinite(want(each)) && !each.startsWith('regulations'))
    const inDoubt = keys.filter((each) => /^(granted|results_total|received_new)\//u.test(each))
    for (const each of inDoubt) {
      const others = doubtedIn(scan({ [each]: between(want(each)) })).filter((other) => other !== each)
      expect({ each, others }).toEqual({ each, others: [] })
    }
  })

  it('of section 4 to the part that can be read otherwise, so that it adds up', () => {
    const part = 'reconsideration/corrected'
    const total = 'reconsideration/total'
    const misread: Readings = [
      [String(want(part) + 5), 0.995],
      [String(want(part)), 0.004],
    ]
    expect(doubtedIn(scan({ [part]: misread, [total]: between(want(total)) })).sort()).toEqual([part, total].sort())
  })
})

describe('sure readings that do not add up', () => {
  it('are faults of the report, no doubts', () => {
    const values = scan({ 'granted/company': sure(want('granted/company') + 50) })
    expect(doubtedIn(values)).toEqual([])
    expect(values.get('granted/company')?.flags).toEqual(['unbalanced'])
  })
})

describe('blanks', () => {
  it('confirm, and refute only what no number in them can mend', () => {
    const total = 'granted/total'
    const part = 'granted/company'
    const enough = scan({ [part]: [['', 1]] })
    expect(enough.get(total)?.flags).toEqual([])
    const values = scan({ [part]: [['', 1]], [total]: sure(0) })
    // The total says already that its column does not add up.
    expect(values.get(total)?.flags).toEqual(['unbalanced'])
    expect(values.get('granted/natural_person')).toMatchObject({ state: 'uncertain', flags: ['low-confidence'] })
  })
})

it('born-digital values are never doubted', () => {
  const blocks = report.map((block) =>
    block.kind === 'table' ? { ...block, cells: block.cells.map((cell) => ({ ...cell, text: cell.text })) } : block,
  )
  expect(matchForms(blocks).values.filter(({ flags }) => flags.length > 0)).toEqual([])
})
