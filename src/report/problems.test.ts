import { describe, expect, it } from '@jest/globals'
import { CATALOGUE } from '../model/catalogue.js'
import { FORMER_SENTENCES } from '../model/recover.js'
import { problem, PROBLEM_CODES, type ProblemCode } from '../model/problem.js'
import { PLACEHOLDER } from '../model/sentences.js'
import { failureIn, problemIn, problemRecord } from './problems.js'

/** A problem of each code with details that stand for any. */
function sample(code: ProblemCode) {
  const { message, remedy } = CATALOGUE[code].en
  const names = [...`${message}${remedy}`.matchAll(PLACEHOLDER)].map(([, name = '']) => name)
  return problem(code, Object.fromEntries(names.map((name) => [name, name === 'count' ? 3 : `<${name}>`])), { page: 2 })
}

describe('a problem in the language of who looks', () => {
  it.each(PROBLEM_CODES)('%s: is worded anew from its details, and from its sentence alone', (code) => {
    const [en, zh] = [problemRecord(sample(code), 'en'), problemRecord(sample(code), 'zh')]
    expect(problemIn(en, 'zh')).toEqual({ ...zh, ...(en.details && { details: en.details }) })
    const stored = { code: en.code, severity: en.severity, message: en.message, page: en.page, table: en.table }
    expect(problemIn(stored, 'zh').message).toBe(zh.message)
    expect(problemIn({ ...stored, message: zh.message }, 'en').message).toBe(en.message)
  })

  it('knows the sentences of former versions', () => {
    for (const [code, sentence] of Object.entries(FORMER_SENTENCES)) {
      const message = sentence.replaceAll('{count}', '3').replace(/\{(\w+)\}/gu, '<$1>')
      const stored = { code, message, severity: 'doubt' as const, page: null, table: null }
      expect(problemIn(stored, 'zh').message).toMatch(/\p{Script=Han}/u)
    }
    const message = '2 value(s) of table 三 have no cell in the report. Look whether the report prints them.'
    const stored = { code: 'value-not-found', message, severity: 'doubt' as const, page: null, table: 't2' }
    expect(problemIn(stored, 'zh').message).toBe(
      '第三部分有 2 个数值在报告中没有对应单元格。请查看报告是否印有这些数值。',
    )
  })

  it('keeps a sentence whose details are not known, and a code that this version does not know', () => {
    const strange = {
      code: 'value-not-found',
      message: 'Seven are lost.',
      severity: 'doubt' as const,
      page: null,
      table: null,
    }
    expect(problemIn(strange, 'zh')).toEqual(strange)
    expect(problemIn({ ...strange, code: 'of-a-later-version' }, 'zh').message).toBe('Seven are lost.')
    const failure = { code: 'timeout', class: 'permanent', message: 'timeout.' } as const
    expect(failureIn(failure, 'zh')).toEqual(failure)
    expect(failureIn({ ...failure, details: { seconds: 5 } }, 'zh').message).toContain('读取超过 5 秒')
  })

  it('has true plurals in English', () => {
    const told = (count: number): string =>
      problemRecord(problem('value-not-found', { section: '三', count }), 'en').message
    expect(told(1)).toContain('1 value of table 三 has no cell')
    expect(told(2)).toContain('2 values of table 三 have no cell')
  })
})
