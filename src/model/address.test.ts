import { expect, test } from '@jest/globals'
import { addressAround, columnName, inSheet, placeOf } from './address.js'

test('columns have letters, and addresses places', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
  expect(['A1', '$C$7', 'xfd1048576', 'A0', 'R1C1', '7'].map(placeOf)).toEqual([
    { row: 0, column: 0 },
    { row: 6, column: 2 },
    { row: 1_048_575, column: 16_383 },
    null,
    null,
    null,
  ])
})

test('a sheet’s name is quoted where a spreadsheet would', () => {
  expect(['Sheet1', '公开表', '2024 年', "甲's", 'A1', '1月'].map((name) => inSheet(name, 'C7'))).toEqual([
    'Sheet1!C7',
    '公开表!C7',
    "'2024 年'!C7",
    "'甲''s'!C7",
    "'A1'!C7",
    "'1月'!C7",
  ])
})

test('cells together have the address of the rectangle around them', () => {
  expect(addressAround([{ address: '表!B3' }, { address: '表!A4:A5' }, {}])).toBe('表!A3:B5')
  expect(addressAround([{ address: '表!B3' }])).toBe('表!B3')
  expect(addressAround([{}])).toBeNull()
})
