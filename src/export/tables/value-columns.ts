import { ALL_VALUES, chineseLabel, englishLabel } from '../../vocabulary/value-labels.js'
import type { CellValue, Column } from '../table.js'

/** A column for each value of the statutory forms, under its code. */
export const VALUE_COLUMNS: readonly Column[] = ALL_VALUES.map(({ code, unit, years }) => ({
  ...{ name: code, type: 'number', zh: chineseLabel(code), en: englishLabel(code) },
  ...{ unit, forms: years },
}))

/** The cells of these columns; null for a value that is not there. */
export function valueCells(
  values: Iterable<{ readonly code: string; readonly value: number | null }>,
): readonly CellValue[] {
  const byCode = new Map([...values].map(({ code, value }) => [code, value]))
  return ALL_VALUES.map(({ code }) => byCode.get(code) ?? null)
}
