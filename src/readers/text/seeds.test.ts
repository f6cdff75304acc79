import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Block, Cell, Table } from '../../model/block.js'
import { DEFAULT_LIMITS } from '../../model/source.js'
import { MATRIX_FAMILIES } from '../../vocabulary/families.js'
import { matrixIn } from '../../vocabulary/testing/tables.js'
import { squeeze } from '../../vocabulary/labels.js'
import { readText } from './index.js'

const FOLDER = new URL('../../../test/golden/seeds/', import.meta.url)
const SEEDS = [
  '000_e79b679c0999bb84',
  '001_7635fab03e0d303d',
  '002_86e1ed2bd8e108a0',
  '003_3d1406a417b8df91',
  '004_e90d6e27d8eb5fff',
]

const truthFile = z.object({
  form: z.literal([2019, 2021]),
  records: z.array(
    z.object({
      table: z.enum(['proactive', 'applications', 'review']),
      item: z.string(),
      measure: z.string(),
      raw: z.string(),
      ambiguous: z.boolean().optional(),
      either: z.boolean().optional(),
    }),
  ),
})

/** The expected cell: its text, `?` where no column is sure, `*` where both are right. */
function expected(record: z.infer<typeof truthFile>['records'][number]): string {
  if (record.ambiguous === true) return '?'
  return record.either === true ? '*' : squeeze(record.raw)
}

const isTable = (block: Block): block is Table => block.kind === 'table'

function cellsFrom(table: Table | undefined, row: number, column: number): Cell[] {
  return (table?.cells ?? []).filter((cell) => cell.row >= row && cell.column >= column)
}

describe.each(SEEDS)('seed %s', (name) => {
  const truth = truthFile.parse(JSON.parse(readFileSync(new URL(`${name}.truth.json`, FOLDER), 'utf8')))
  const tables = async (): Promise<Table[]> => {
    const bytes = readFileSync(new URL(`${name}.txt`, FOLDER))
    const { blocks } = await readText({ name, path: name, bytes }, { limits: DEFAULT_LIMITS, signal: null })
    return blocks.filter(isTable)
  }
  const check = (cells: readonly Cell[], kind: 'proactive' | 'applications' | 'review'): void => {
    const rows = MATRIX_FAMILIES.flatMap((family) => family.rows).map(({ key }) => key)
    const columns = matrixIn('2019').columns.map(({ key }) => key)
    const records = truth.records.filter(({ table }) => table === kind)
    if (kind === 'applications')
      records.sort(
        (a, b) =>
          rows.indexOf(a.item) - rows.indexOf(b.item) || columns.indexOf(a.measure) - columns.indexOf(b.measure),
      )
    expect(cells.length).toBe(records.length)
    const wanted = records.map(expected)
    const found = cells.map((cell, index) => {
      if (wanted[index] === '*') return '*'
      return cell.uncertain ? '?' : squeeze(cell.text)
    })
    expect(found).toEqual(wanted)
  }

  it('has the three statutory tables and no others', async () => {
    const found = await tables()
    expect(found.map(({ rows, columns }) => [rows, columns])).toEqual(
      truth.form === 2019
        ? [
            [18, 4],
            [26, 10],
            [4, 15],
          ]
        : [
            [14, 4],
            [28, 10],
            [4, 15],
          ],
    )
  })

  it('has the values of section 2 in their cells', async () => {
    const [table] = await tables()
    const corners = new Set(table?.cells.filter(({ text }) => text === '信息内容').map(({ row }) => row))
    check(
      cellsFrom(table, 0, 1).filter(({ row }) => !corners.has(row)),
      'proactive',
    )
  })

  it('has the values of section 3 in their cells, or says that it is not sure', async () => {
    const [, table] = await tables()
    check(cellsFrom(table, 3, 3), 'applications')
  })

  it('spans the labels of section 3 over their rows', async () => {
    const [, table] = await tables()
    const span = (label: RegExp): [number, number] | undefined => {
      const cell = table?.cells.find(({ text }) => label.test(text))
      return cell && [cell.rowSpan, cell.columnSpan]
    }
    expect(span(/^[（(]本列数据/)).toEqual([3, 3])
    expect(span(/^申请人情况/)).toEqual([1, 7])
    expect(span(/^三、/)).toEqual([truth.form === 2019 ? 20 : 22, 1])
    expect(span(/^[（(]三/)).toEqual([8, 1])
    expect(span(/^四、/)).toEqual([1, 3])
  })

  it('has the fifteen values of section 4', async () => {
    const [, , table] = await tables()
    check(cellsFrom(table, 3, 0), 'review')
  })
})
