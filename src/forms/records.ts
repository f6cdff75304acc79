import type { Cell } from '../model/block.js'
import type { FormYear, ValueFlag, ValueRecord } from '../model/record.js'
import { FORMS, type FormValue } from '../vocabulary/forms.js'
import type { Placement } from './placement.js'
import { readText } from './values.js'

/** The measure that has a sign: 本年增/减. */
const SIGNED = 'change'

/** The lowest probability among a recognised cell's characters; null for born-digital cells. */
function confidenceOf(cell: Cell): number | null {
  const characters = cell.recognition?.characters ?? []
  return characters.length === 0 ? null : Math.min(...characters.map(({ confidence }) => confidence))
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
export function readValue(form: FormValue, placement: Placement | undefined): ValueRecord {
  if (!placement || placement.doubt === 'not-found') return notFound(form)
  const { cell, doubt, headingUnit, tableId } = placement
  if (!cell) return { ...notFound(form), state: 'uncertain', flags: [doubt ?? 'not-found'] }
  const read = readText(cell.text, form.measure === SIGNED)
  const unit = read.unit ?? headingUnit ?? form.unit
  const flags: ValueFlag[] = doubt ? [doubt] : []
  if (!doubt && (read.state === 'text' || read.state === 'uncertain')) flags.push('unparsed')
  if (read.state === 'number' && form.unit !== null && unit !== form.unit) flags.push('unit-differs')
  return {
    code: form.code,
    table: form.table,
    item: form.item,
    measure: form.measure,
    state: doubt ? 'uncertain' : read.state,
    value: doubt ? null : read.value,
    raw: cell.text,
    unit,
    confidence: confidenceOf(cell),
    cell: tableId === null ? null : { table: tableId, row: cell.row, column: cell.column },
    flags,
  }
}

/** One record for each value of one table of a form, in the form's order. */
export function recordsOf(year: FormYear, table: FormValue['table'], placements: readonly Placement[]): ValueRecord[] {
  const placed = new Map(placements.map((placement) => [`${placement.item}/${placement.measure}`, placement]))
  return FORMS[year].values
    .filter((value) => value.table === table)
    .map((value) => readValue(value, placed.get(`${value.item}/${value.measure}`)))
}
