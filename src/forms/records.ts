import type { Cell } from '../model/block.js'
import type { FormYear, ValueFlag, ValueRecord } from '../model/record.js'
import { formOf, type FormValue } from '../vocabulary/forms.js'
import type { Placement } from './placement.js'
import { readCell, type CellReading } from './recognised/cell.js'
import type { ValueReading } from './recognised/value.js'

/** A value's record, and what else its cell may say. */
export interface ReadValue {
  readonly record: ValueRecord
  /** All well-formed readings of a recognised cell, likeliest first, and how surely the first is right; else null. */
  readonly recognised: { readonly readings: readonly ValueReading[]; readonly probability: number } | null
}

const notFound = ({ code, table, item, measure, unit }: FormValue): ValueRecord => ({
  code,
  table,
  item,
  measure,
  state: 'not-found',
  value: null,
  raw: null,
  unit,
  confidence: null,
  cell: null,
  flags: ['not-found'],
})

/** The record of a value whose cell (or lack of one) is known: reads the cell, and flags what is in doubt. */
function readValue(form: FormValue, placement: Placement | undefined): ReadValue {
  if (!placement || placement.doubt === 'not-found') return { record: notFound(form), recognised: null }
  const { cell, doubt } = placement
  if (!cell) {
    const record: ValueRecord = { ...notFound(form), state: 'uncertain', flags: [doubt ?? 'not-found'] }
    return { record, recognised: null }
  }
  const reading = readCell(cell, form.kind)
  const record = recordOf(form, { ...placement, cell }, reading)
  // Marks beside the text of one cell do not tell how well the others are read.
  return { record, recognised: doubt || cell.doubt ? null : reading.recognised }
}

/** 万 is short for 万元 where the form counts in it: of money nothing else is counted so. */
const means = (unit: string | null, formUnit: string): boolean =>
  unit === formUnit || (unit === '万' && formUnit === '万元')

function recordOf(form: FormValue, placement: Placement & { readonly cell: Cell }, read: CellReading): ValueRecord {
  const { cell, doubt, headingUnit, tableId } = placement
  const unit = read.unit ?? headingUnit ?? form.unit
  const flags: ValueFlag[] = doubt ? [doubt] : [...read.flags]
  const misshown = !doubt && cell.doubt !== undefined
  if (misshown && !flags.includes('low-confidence')) flags.push('low-confidence')
  if (read.value !== null && form.unit !== null && !means(unit, form.unit)) flags.push('unit-differs')
  const alternatives = doubt
    ? []
    : [...read.alternatives, ...[cell.written, cell.rendered].flatMap((text) => text ?? [])]
  return {
    code: form.code,
    table: form.table,
    item: form.item,
    measure: form.measure,
    state: doubt || misshown ? 'uncertain' : read.state,
    value: doubt || cell.doubt === 'cell-covered' ? null : read.value,
    raw: cell.text,
    unit,
    confidence: read.confidence,
    ...(alternatives.length > 0 ? { alternatives: [...alternatives] } : {}),
    cell: tableId === null ? null : { table: tableId, row: cell.row, column: cell.column },
    flags,
  }
}

/** The readings of the values of one table of a form, or of some of its values, in the form's order. */
export function recordsOf(
  year: FormYear,
  table: FormValue['table'],
  placements: readonly Placement[],
  isWanted: (value: FormValue) => boolean = () => true,
): ReadValue[] {
  const placed = new Map(placements.map((placement) => [`${placement.item}/${placement.measure}`, placement]))
  return formOf(year)
    .values.filter((value) => value.table === table && isWanted(value))
    .map((value) => readValue(value, placed.get(`${value.item}/${value.measure}`)))
}
