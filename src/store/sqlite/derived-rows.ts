import type { EffectiveDocument } from '../../effective/effective.js'
import type { DocumentRecord, TableRecord, ValueRecord } from '../../model/record.js'
import type { Cell } from './insert.js'

/** Rows of the derived tables in the order of their columns in `insert.ts`. */

export function recordRows({ record, values }: EffectiveDocument, codes: ReadonlyMap<string, number>): Cell[][] {
  const place = placesIn(record.tables)
  return values.map(({ read, value, unit, state, flags, corrected, conflict }) => {
    const at = place(read.cell)
    return [
      ...[codes.get(read.code) ?? null, value, read.value, read.raw, unit, state, flags.join(','), read.confidence],
      ...[corrected === 'no' ? null : corrected, conflict ? 1 : 0],
      ...[read.cell?.table ?? null, read.cell?.row ?? null, read.cell?.column ?? null],
      ...[at?.page ?? null, at ? JSON.stringify(at.box) : null],
    ]
  })
}

type Box = NonNullable<TableRecord['cells'][number]['boxes']>[number]

/** Finds where a value's cell stands: the first of its boxes. */
function placesIn(tables: readonly TableRecord[]): (cell: ValueRecord['cell']) => Box | null {
  const boxes = new Map<string, Box>()
  for (const { id, cells } of tables)
    for (const { row, column, boxes: own } of cells) if (own?.[0]) boxes.set(`${id}/${row}/${column}`, own[0])
  return (cell) => (cell ? (boxes.get(`${cell.table}/${cell.row}/${cell.column}`) ?? null) : null)
}

export function tableRows({ tables }: DocumentRecord): Cell[][] {
  return tables.map(({ id, kind, number, caption, method, pages, rows, columns }) => [
    ...[id, kind, number, caption, method, JSON.stringify(pages), rows, columns],
  ])
}

const bit = (value: boolean | null): number | null => (value === null ? null : value ? 1 : 0)

export function checkRows(checks: EffectiveDocument['checks']): Cell[][] {
  return checks.map(({ id, at, left, right, pass, assumedZero }) => [
    ...[id, at, left, right, bit(pass), assumedZero ? JSON.stringify(assumedZero) : null],
  ])
}

export function problemRows(problems: EffectiveDocument['problems']): Cell[][] {
  return problems.map(({ code, severity, message, page, table }) => [code, severity, message, page, table])
}
