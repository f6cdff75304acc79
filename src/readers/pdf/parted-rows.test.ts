import { describe, expect, it } from '@jest/globals'
import type { Cell, Table } from '../../model/block.js'
import { withPartedRows } from './parted-rows.js'

function tableOf(rows: readonly (readonly string[])[], method: Table['method'] = 'unruled'): Table {
  const cells = rows.flatMap((texts, row) =>
    texts.map((text, column): Cell => ({ row, column, rowSpan: 1, columnSpan: 1, text, boxes: [] })),
  )
  return { kind: 'table', method, rows: rows.length, columns: rows[0]?.length ?? 0, cells, pages: [1], caption: null }
}

const doubted = (table: Table): readonly string[] =>
  withPartedRows(table)
    .cells.filter(({ uncertain }) => uncertain === 'row')
    .map(({ text }) => text)

describe('lines of a table without rules', () => {
  it('are doubted where one holds the numbers that the next one lacks', () => {
    const table = tableOf([
      ['新收', '12', '3', '5'],
      ['予以公开', '', '', '36'],
      ['', '106', '39', ''],
      ['其他', '1', '2', '3'],
    ])
    expect(doubted(table)).toEqual(['', '', '36', '106', '39', ''])
  })

  it.each([
    ['each has all numbers', [['甲', '1', '2', '3'], ['乙', '4', '5', '6']], 'unruled'],
    ['one has no number', [['甲', '1', '2', '3'], ['乙', '', '', '']], 'unruled'],
    ['both lack a number', [['甲', '1', '', ''], ['乙', '', '2', ''], ['丙', '1', '2', '3']], 'unruled'],
    ['there are but two columns', [['甲', '1', ''], ['乙', '', '2']], 'unruled'],
    ['rules part them', [['甲', '1', '', ''], ['乙', '', '2', '3']], 'ruled'],
  ] as const)('are rows where %s', (_, rows, method) => {
    expect(doubted(tableOf(rows, method))).toEqual([])
  })
}) // prettier-ignore
