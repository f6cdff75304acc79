import type { Table } from '../../model/block.js'
import { readCell } from './cell.js'
import { gridFromRows, type MarkupCell } from './grid.js'
import { childrenNamed, rowGroups } from './shape.js'
import type { MarkupElement } from './tree.js'

/** Text of a cell that only keeps a place free, as a row that starts some columns in needs it. A private character. */
export const HOLE = '\ue4c6'

const CAPTION = new Set(['caption'])

/** The grid of a data table, and the tables nested in its cells in reading order. */
export function readTable(table: MarkupElement): { readonly grid: Table; readonly nested: readonly MarkupElement[] } {
  const nested: MarkupElement[] = []
  const groups = rowGroups(table).map((rows) =>
    rows.map((cells) =>
      cells.map((cell): MarkupCell => {
        const content = readCell(cell)
        nested.push(...content.nested)
        return {
          rowSpan: cell.attributes.get('rowspan') ?? null,
          columnSpan: cell.attributes.get('colspan') ?? null,
          text: content.text,
          hole: content.text === HOLE,
          ...(content.doubt === undefined ? {} : { doubt: content.doubt }),
        }
      }),
    ),
  )
  const caption = childrenNamed(table, CAPTION)
    .map((element) => readCell(element).text)
    .join('')
  return { grid: gridFromRows(groups, caption === '' ? null : caption), nested }
}
