import type { StatutoryTable } from '../../model/record.js'
import { toEntries, type Entry } from './entries.js'
import { styleOf, toFields, type Style } from './fields.js'
import type { Line } from './lines.js'
import { withoutRepeats } from './repeats.js'

/** A stretch of text taken apart: its labels with what stands behind each. */
export interface Sheet {
  readonly table: StatutoryTable
  readonly style: Style
  /** Whether the style marks rows, so that a blank field has its place in one. */
  readonly rowsTold: boolean
  /** Whether a blank line is a blank cell (one cell a line). */
  readonly blankLines: boolean
  readonly entries: readonly Entry[]
}

/** What the blank lines of a text with one cell a line are: cells, spacing behind each cell with cells beyond, or nothing. */
export type BlankLines = 'cells' | 'spacing' | 'nothing'

/** What a table tells of the blank lines: rows that fit, of these with blank lines where spans want them; rows that do not fit. */
export interface Evidence {
  readonly confirmed: number
  readonly exact: number
  readonly broken: number
}

export function toSheet(lines: readonly Line[], table: StatutoryTable, blankLines: BlankLines): Sheet {
  const style = styleOf(lines)
  const fields = toFields(lines, style, table, blankLines)
  const rowsTold = fields.length > 0 && fields.every(({ row }) => row !== null)
  return {
    table,
    style,
    rowsTold,
    blankLines: style === 'lines' && blankLines !== 'nothing',
    entries: toEntries(withoutRepeats(fields), table),
  }
}
