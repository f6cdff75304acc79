import { expect, test } from '@jest/globals'
import { judged, sumOf } from './tally.js'

const at = { table: 'review', item: 'reconsideration', measure: 'upheld' }
const printed = (value: number | null) => ({ ...at, value, raw: String(value ?? '') })
const read = (value: number | null, ...flags: string[]) => ({ ...at, value, flags })

test('a value is right, flagged or silent', () => {
  expect(judged([printed(7)], [read(7)])).toMatchObject({ perfect: 1, right: 1, flagged: 0, silent: 0, alarms: 0 })
  expect(judged([printed(7)], [read(1, 'low-confidence')])).toMatchObject({ perfect: 0, right: 0, flagged: 1 })
  expect(judged([printed(7)], [read(null, 'not-found')])).toMatchObject({ right: 0, flagged: 1, silent: 0 })
  expect(judged([printed(7)], [read(1)])).toMatchObject({ right: 0, flagged: 0, silent: 1 })
  expect(judged([printed(7)], [])).toMatchObject({ right: 0, flagged: 0, silent: 1 })
  expect(judged([printed(null)], [read(0)])).toMatchObject({ right: 0, silent: 1 })
})

test('a right value with a flag is an alarm, but not for what equations say', () => {
  expect(judged([printed(7)], [read(7, 'low-confidence')])).toMatchObject({ right: 1, alarms: 1 })
  expect(judged([printed(7)], [read(7, 'unbalanced')])).toMatchObject({ right: 1, alarms: 0 })
  expect(judged([printed(7)], [read(7, 'repaired')])).toMatchObject({ right: 1, alarms: 0 })
})

test('reports add up', () => {
  const [good, bad] = [judged([printed(7)], [read(7)]), judged([printed(7)], [read(1)])]
  expect(sumOf([good, bad])).toEqual({ reports: 2, perfect: 1, values: 2, right: 1, flagged: 0, silent: 1, alarms: 0 })
})
