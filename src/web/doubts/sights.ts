import type { Table } from '../api/client.js'
import type { Item } from './queue.js'

/** A person looks at these before confirming doubts together: the picture of one doubt, or a row with all doubts of a document. */
export interface Sight {
  readonly key: string
  readonly kind: 'picture' | 'row'
  readonly items: readonly Item[]
}

const isPictured = ({ group, doubt: { places } }: Item): boolean =>
  group.pages.some(({ number }) => number === places[0]?.page)

/** Pictures one by one; what has none, by the rows of its tables in their order. */
export function sightsOf(items: readonly Item[]): readonly Sight[] {
  const rows = new Map<string, Item[]>()
  const pictures: Sight[] = []
  for (const item of items) {
    if (isPictured(item)) {
      pictures.push({ key: item.key, kind: 'picture', items: [item] })
      continue
    }
    const { cell } = item.doubt
    const key = cell === null ? item.key : `${cell.table}/${cell.row}`
    const own = rows.get(key) ?? []
    own.push(item)
    rows.set(key, own)
  }
  return [...pictures, ...[...rows].map(([key, own]): Sight => ({ key, kind: 'row', items: own }))]
}

/** A cell of a row, and whether somebody is asked about it. */
export interface RowCell {
  readonly column: number
  readonly text: string
  readonly isAsked: boolean
}

/** The cells of the row that a sight is of, those that reach into it from above too; empty where its table is not there. */
export function rowOf({ items }: Sight, tables: readonly Table[]): readonly RowCell[] {
  const cell = items[0]?.doubt.cell
  const table = tables.find(({ id }) => id === cell?.table)
  if (!cell || !table) return []
  const asked = new Set(items.map(({ doubt }) => doubt.cell?.column))
  return table.cells
    .filter(({ row, rowSpan }) => row <= cell.row && cell.row < row + rowSpan)
    .toSorted((a, b) => a.column - b.column)
    .map(({ row, column, text }) => ({ column, text, isAsked: row === cell.row && asked.has(column) }))
}

/** Whether all of it was on the screen: a row, and each of its readings. */
export const isLookedAt = ({ key, items }: Sight, seen: ReadonlySet<string>): boolean =>
  seen.has(key) && items.every((item) => seen.has(item.key))

/** How many steps of their labels all have in common, so that they are said once; the last step is always each one's own. */
export function sharedSteps(items: readonly Item[]): number {
  const labels = items.map(({ doubt }) => doubt.label)
  const [first = []] = labels
  const most = Math.min(...labels.map((label) => label.length - 1))
  const differs = first.findIndex((step, place) => labels.some((label) => label[place] !== step))
  return Math.max(0, differs < 0 ? most : Math.min(most, differs))
}
