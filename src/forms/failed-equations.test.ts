import { describe, expect, it } from '@jest/globals'
import { equationInWords, suspectInWords } from '../model/catalogue/details-in-words.js'
import type { ValueRecord } from '../model/record.js'
import { formOf } from '../vocabulary/forms.js'
import { tryChecks } from './checks.js'
import { failedEquations, suspectOf } from './failed-equations.js'

/** The second table of the form with the given numbers; every other value is 0. */
function valuesOf(numbers: Readonly<Record<string, number>>): ValueRecord[] {
  return formOf('2021')
    .values.filter(({ table }) => table === 'applications')
    .map(({ code, table, item, measure }) => ({
      ...{ code, table, item, measure, state: 'number' as const, value: numbers[code] ?? 0, raw: '' },
      ...{ unit: null, confidence: null, cell: null, flags: [] },
    }))
}

const tried = (numbers: Readonly<Record<string, number>>) => tryChecks('2021', 'applications', valuesOf(numbers))

/** Both columns balance: 803 + 13 came, 807 were handled, 9 go on. */
const SOUND = {
  ...{ a_received_new_nat: 803, a_received_carried_over_nat: 13, a_granted_nat: 807, a_results_total_nat: 807 },
  ...{ a_carried_forward_nat: 9, a_received_new_all: 803, a_received_carried_over_all: 13, a_granted_all: 807 },
  ...{ a_results_total_all: 807, a_carried_forward_all: 9 },
}

describe('equations that do not hold', () => {
  it('are told in words, with their numbers and the difference', () => {
    const { equations } = failedEquations(tried({ ...SOUND, a_results_total_all: 812 }))
    const balance = equations.find(({ id }) => id === 'applications.balance')
    if (!balance) throw new Error('the balance fails')
    expect(equationInWords(balance, 'zh')).toBe('办理平衡，总计列：新收 803 + 结转 13 ≠ 办理 812 + 结转下年 9，差 −5')
    expect(equationInWords(balance, 'en')).toMatch(
      /^Balance of applications, column “.+”: new 803 \+ carried over 13 ≠ handled 812 \+ carried forward 9, difference −5$/u,
    )
  })

  it('name the one number that would settle them all', () => {
    const { equations, suspect } = failedEquations(tried({ ...SOUND, a_results_total_all: 812 }))
    expect(equations.map(({ id }) => id)).toEqual([
      ...['applications.balance', 'applications.results_total', 'applications.applicant_total'],
    ])
    expect(suspect).toEqual({ code: 'a_results_total_all', value: 812, would: 807 })
    if (!suspect) throw new Error('one number is suspect')
    expect(suspectInWords(suspect, 3, 'zh')).toBe('若“（七）总计 › 总计”为 807 而非 812，这 3 个勾稽关系全部成立')
    expect(suspectInWords(suspect, 3, 'en')).toMatch(/^if .+ were 807 instead of 812, all 3 equations hold$/u)
  })

  it('name none where two numbers would do, or another equation would break', () => {
    // Two wrong numbers in columns of their own: no one number settles both.
    expect(suspectOf(tried({ ...SOUND, a_granted_nat: 800, a_received_new_all: 900 }))).toBeNull()
    expect(suspectOf(tried(SOUND))).toBeNull()
    // Both addends of the last column were left out of their rows' sums as well: each is one of several that would do.
    const rows = { ...SOUND, a_received_new_all: 804, a_received_new_com: 1, a_carried_forward_com: 1 }
    expect(suspectOf(tried({ ...rows, a_carried_forward_all: 9 }))?.code).not.toBe('a_results_total_all')
  })

  it('name no number below zero', () => {
    const numbers = { a_received_new_nat: 0, a_granted_nat: 2, a_results_total_nat: 2, a_granted_all: 2 }
    const found = suspectOf(tried({ ...numbers, a_results_total_all: 2, a_carried_forward_nat: 0 }))
    expect(found === null || found.would >= 0).toBe(true)
  })
})
