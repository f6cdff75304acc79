import { fold } from '../../vocabulary/labels.js'
import type { Field } from './fields.js'
import { isValueText } from '../../vocabulary/values.js'

/** A merged cell repeats its text; two cells side by side with the same label do not occur in a form, but a slip may. */
const LEAST_REPEATS = 2

/** Shorter labels (其他) may stand twice. */
const LEAST_LENGTH = 3

/**
 * Some programs write a merged cell's text into every slot that it covers. Where labels show that, the repetitions become
 * the blank fields that other programs write there; a value is a repetition only under a heading that is one.
 */
export function withoutRepeats(fields: readonly Field[]): readonly Field[] {
  const rows = new Map<number | null, Field[]>()
  if (fields.some(({ row }) => row === null)) return fields
  for (const field of fields) {
    const row = rows.get(field.row)
    if (row) row.push(field)
    else rows.set(field.row, [field])
  }
  if (repeats([...rows.values()]) < LEAST_REPEATS) return fields
  const cleaned: Field[] = []
  let above: readonly Field[] = []
  let spanned = new Set<number>()
  for (const row of rows.values()) {
    const labels = row.map((field, index) => isLabel(field) && same(field, row[index - 1]))
    const headings = row.length > 1 && row.slice(1).every(isLabel)
    if (headings) spanned = new Set(row.flatMap((_, index) => (labels[index] === true ? [index] : [])))
    row.forEach((field, index) => {
      const acrossValue = !isLabel(field) && spanned.has(index) && same(field, row[index - 1])
      const down = isLabel(field) && same(field, above[index])
      cleaned.push(labels[index] === true || acrossValue || down ? { ...field, text: '' } : field)
    })
    above = row
  }
  return cleaned
}

const isLabel = (field: Field): boolean => field.text !== '' && !isValueText(field.text)

const same = (a: Field, b: Field | undefined): boolean =>
  b !== undefined && fold(a.text) === fold(b.text) && a.text !== ''

function repeats(rows: readonly (readonly Field[])[]): number {
  const repeated = (row: readonly Field[]): boolean =>
    row.some((field, index) => isLabel(field) && fold(field.text).length >= LEAST_LENGTH && same(field, row[index - 1]))
  return rows.filter(repeated).length
}
