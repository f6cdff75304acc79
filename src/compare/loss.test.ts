import { expect, test } from '@jest/globals'
import { sampleRecord } from '../store/testing/samples.js'
import { lossOf } from './loss.js'

const BLANK = { value: null, state: 'blank', raw: '' } as const

test('what is the same, or better, is no loss', () => {
  const flagged = sampleRecord('x', { values: { a_granted_all: { flags: ['low-confidence'] }, a_granted_nat: BLANK } })
  expect(lossOf(sampleRecord('x'), sampleRecord('x'))).toBeNull()
  expect(lossOf(sampleRecord('x'), sampleRecord('x', { number: 8 }))).toBeNull()
  expect(lossOf(flagged, sampleRecord('x'))).toBeNull()
})

test('doubts and faults are counted by value, else by the document’s own problems', () => {
  const two = sampleRecord('x', {
    values: { a_granted_all: { flags: ['low-confidence'] }, a_granted_nat: { flags: ['unbalanced'] } },
  })
  expect(lossOf(sampleRecord('x'), two)).toEqual({ doubts: 1, faults: 1, lost: [] })
  const told = sampleRecord('x', {
    problems: [{ code: 'mixed-group', severity: 'doubt', message: '', page: null, table: null }],
  })
  expect(lossOf(sampleRecord('x'), told)).toEqual({ doubts: 1, faults: 0, lost: [] })
})

test('numbers and facts that are no more are named', () => {
  const record = sampleRecord('x', { values: { a_granted_nat: BLANK } })
  const { report } = record
  const poorer = { ...record, report: report && { ...report, organ: null }, records: record.records.slice(1) }
  expect(lossOf(sampleRecord('x'), poorer)?.lost).toEqual(['report.organ', record.records[0]?.code, 'a_granted_nat'])
})
