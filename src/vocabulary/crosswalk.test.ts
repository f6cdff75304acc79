import { describe, expect, test } from '@jest/globals'
import { CROSSWALK, DERIVABLE } from './crosswalk.js'
import { FORMS } from './forms.js'

describe('the crosswalk', () => {
  test('tells of every value of both forms once', () => {
    const told = CROSSWALK.map(({ form, code }) => `${form} ${code}`)
    const all = FORMS.filter(({ year }) => year === '2019' || year === '2021').flatMap(({ year, values }) =>
      values.map(({ code }) => `${year} ${code}`),
    )
    expect(told).toEqual(all)
  })

  test('names only values of the other form', () => {
    for (const { otherForm, otherCodes } of CROSSWALK) {
      const values = FORMS.find(({ year }) => year === otherForm)?.values.map(({ code }) => code)
      expect(values).toEqual(expect.arrayContaining([...otherCodes]))
    }
  })

  test('has 172 values that are the same, and one that is by another name', () => {
    const same = CROSSWALK.filter(({ form, relation }) => form === '2019' && relation === 'same')
    expect(same).toHaveLength(173)
    expect(same.filter(({ code, otherCodes }) => otherCodes[0] !== code).map(({ code }) => code)).toEqual([
      'p_rules_created',
    ])
  })

  test('derives only sums and what is the same', () => {
    expect(DERIVABLE.get('a_other_all')).toEqual([
      'a_other_uncorrected_all',
      'a_other_fee_unpaid_all',
      'a_other_other_all',
    ])
    expect(DERIVABLE.get('p_rules_issued')).toEqual(['p_rules_created'])
    expect(DERIVABLE.has('p_normative_docs_issued')).toBe(false)
    expect(DERIVABLE.has('a_other_other_all')).toBe(false)
  })
})
