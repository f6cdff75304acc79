import { plain, type Line } from './lines.js'
import { isValueText } from '../../vocabulary/values.js'

/** A row of the tables ends in so many values or blanks with commas between … */
const MIN_VALUES = 3
/** … and so many rows do where commas part cells. */
const MIN_ROWS = 5

/** Longer texts without a comma between them are prose. */
const MAX_FIELD = 80

/**
 * Where commas part the cells of a text (CSV), tabs in their place. Commas inside quotes or brackets part nothing, and a line
 * of prose keeps its commas.
 */
export function withTabs(lines: readonly Line[]): readonly Line[] {
  if (lines.filter(({ raw }) => isRow(raw)).length < MIN_ROWS) return lines
  return lines.map((line) => {
    const cells = /[,"]/u.test(line.raw) && !line.raw.includes('\t') ? toCells(line.raw) : []
    if (cells.length < 2 || cells.some((cell) => cell.length > MAX_FIELD || /[。；]/u.test(cell))) return line
    const raw = cells.join('\t')
    return { ...line, raw, text: plain(raw) }
  })
}

/** Does a line end in values with commas between, with a label ahead of them? */
function isRow(raw: string): boolean {
  if (!raw.includes(',') || /[\t|｜│]/u.test(raw)) return false
  const cells = toCells(raw)
  const label = cells[0] ?? ''
  const tail = cells.slice(-MIN_VALUES)
  return cells.length > MIN_VALUES && !isValueText(label) && tail.every((cell) => cell === '' || isValueText(cell))
}

/** The cells of a line of CSV, without their quotes. */
function toCells(raw: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  let depth = 0
  for (const char of raw.trim()) {
    if (char === '"') quoted = !quoted
    else if (char === ',' && !quoted && depth === 0) {
      cells.push(cell.trim())
      cell = ''
    } else {
      if (/[（(]/u.test(char)) depth += 1
      if (/[）)]/u.test(char)) depth = Math.max(0, depth - 1)
      cell += char
    }
  }
  return [...cells, cell.trim()]
}
