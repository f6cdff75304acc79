import { describe, expect, it } from '@jest/globals'
import { rowsIn, rowsWholeIn, type Truth } from './rows.js'

const value = (table: string, item: string, measure: string, raw: string): Truth['records'][number] => ({
  table,
  item,
  measure,
  raw,
  value: Number(raw),
})
const truth: Truth = {
  file: 'x.pdf',
  kind: 'scan',
  form: 2021,
  records: [
    value('proactive', 'normative_docs', 'issued', '3'),
    value('proactive', 'normative_docs', 'repealed', '0'),
    value('proactive', 'normative_docs', 'in_force', '12'),
    value('review', 'reconsideration', 'upheld', '1'),
    value('review', 'litigation_direct', 'upheld', '2'),
  ],
}
const whole = (...lines: readonly string[]): number => rowsWholeIn(rowsIn(truth), lines)

describe('a row of the form', () => {
  it('is whole where its label is recognisable and its values stand in order on one line', () => {
    expect(whole('| 行政规范性文件 | 3 | 0 | 12 |')).toBe(1)
    expect(whole('行改规范性文件 3 0 12')).toBe(1)
    expect(whole('行政规范性', '文件 3 0 12')).toBe(1)
  })

  it('is not where a value is lost, glued, out of order or on another line, or the label is beyond recognition', () => {
    expect(whole('行政规范性文件 3 12')).toBe(0)
    expect(whole('行政规范性文件 30 12')).toBe(0)
    expect(whole('行政规范性文件 12 0 3')).toBe(0)
    expect(whole('行政规范性文件 3 0', '12')).toBe(0)
    expect(whole('人 3 0 12')).toBe(0)
  })

  it('has no label in section 4, which is one row', () => {
    expect(rowsIn(truth)).toHaveLength(2)
    expect(whole('1 | 2')).toBe(1)
  })
})
