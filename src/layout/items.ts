import type { Box } from '../model/geometry.js'
import type { LaidTable } from './laid.js'
import type { Line } from './lines.js'

/** A line of text outside of tables. */
export interface LineItem {
  readonly kind: 'line'
  readonly page: number
  readonly box: Box
  readonly line: Line
}

/** A table, or the part of one that stands on one page. */
export interface TableItem {
  readonly kind: 'table'
  readonly page: number
  readonly box: Box
  readonly table: LaidTable
}

/** A line or table of a page; they stand one beneath the other. */
export type Item = LineItem | TableItem

export const byTop = (a: Item, b: Item): number => a.box[1] - b.box[1] || a.box[0] - b.box[0]

export const lineItem = (line: Line, page: number): LineItem => ({ kind: 'line', page, box: line.box, line })

export const tableItem = (table: LaidTable, page: number): TableItem => ({
  kind: 'table',
  page,
  box: table.parts.at(-1)?.box ?? [0, 0, 0, 0],
  table,
})
