import { fold } from '../../vocabulary/labels.js'
import { levelOf, type Entry } from './entries.js'
import { GridBuilder } from './grid.js'

/** The heading rows of section 3 as a tree: what is printed over the label columns and over the value columns. */
export interface Heading {
  readonly corner: Entry | null
  /** 申请人情况 */
  readonly top: Entry | null
  /** 自然人, 法人或其他组织 with those under it, 总计, in printed order. */
  readonly groups: readonly { readonly label: Entry; readonly leaves: readonly Entry[] }[]
  /** Texts that are no heading of the form: which column they head is not known. */
  readonly strange: readonly Entry[]
}

/**
 * The tree of the printed headings: read row by row, the second row (自然人, 法人或其他组织, 总计) gives the order, and those of
 * the third stand under 法人或其他组织.
 */
export function toHeading(header: readonly Entry[]): Heading {
  const role = (entry: Entry): string | null => entry.match?.term.role ?? null
  const seen = new Set<string>()
  const headings = header.filter((entry) => {
    // 3.其他 and the heading 其他 differ by the number only; before the rows it is the heading.
    const known =
      role(entry) === 'heading' || (role(entry) === 'row' && /^(?:其他|总计|合计)$/u.test(fold(entry.label)))
    const again = seen.has(fold(entry.label))
    if (known) seen.add(fold(entry.label))
    return known && !again
  })
  const isTotal = (entry: Entry): boolean => /^(?:总计|合计|总数)$/u.test(fold(entry.label))
  const leafLevel = (entry: Entry): number => (isTotal(entry) ? 2 : role(entry) === 'row' ? 3 : levelOf(entry))
  const leaves = headings.filter((entry) => leafLevel(entry) === 3)
  const groups = headings
    .filter((entry) => leafLevel(entry) === 2)
    .map((label) => ({ label, leaves: fold(label.label).includes('法人') ? leaves : [] }))
  return {
    corner: header.find((entry) => role(entry) === 'corner') ?? null,
    top: headings.find((entry) => leafLevel(entry) === 1) ?? null,
    groups,
    strange: header.filter((entry) => entry.label !== '' && entry.match === null),
  }
}

/** How many value columns the headings name. */
export function columnsOf(heading: Heading): number {
  return heading.groups.reduce((sum, { leaves }) => sum + Math.max(1, leaves.length), 0)
}

/** Adds the heading rows, as many as there are levels printed. */
export function addHeading(grid: GridBuilder, heading: Heading, labelColumns: number): void {
  const columns = columnsOf(heading)
  const topRows = heading.top ? 1 : 0
  const deep = heading.groups.some(({ leaves }) => leaves.length > 0)
  const rows = topRows + (heading.groups.length > 0 ? (deep ? 2 : 1) : 0)
  if (rows === 0 && !heading.corner) return
  const first = grid.row
  if (heading.corner) grid.add(heading.corner.label, first, 0, { rows: Math.max(1, rows), columns: labelColumns })
  if (heading.top) grid.add(heading.top.label, first, labelColumns, { columns: Math.max(1, columns) })
  let column = labelColumns
  for (const { label, leaves } of heading.groups) {
    if (leaves.length === 0) grid.add(label.label, first + topRows, column, { rows: deep ? 2 : 1 })
    else grid.add(label.label, first + topRows, column, { columns: leaves.length })
    leaves.forEach((leaf, index) => {
      grid.add(leaf.label, first + topRows + 1, column + index)
    })
    column += Math.max(1, leaves.length)
  }
  grid.addRows(Math.max(1, rows))
}
