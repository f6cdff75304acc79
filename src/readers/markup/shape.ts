import { descendants, type MarkupElement, type TextLengths } from './element.js'
import { visibleLength } from './text.js'

/** Tells the kind of table that an element is, by its shape alone. */

/** Nested tables with more than this share of a table's text make it a frame around them. */
const NESTED_SHARE = 0.5

/**
 * A cell with this many paragraphs, this much text and this share of the table's text is a column of a page, not a cell.
 */
const PROSE_PARAGRAPHS = 4
const PROSE_CHARACTERS = 400
const PROSE_SHARE = 0.6

/** A table of one column whose cells hold more than a line or two each frames a text. */
const LINE_CHARACTERS = 120

const TABLE = new Set(['table'])
const ROWS = new Set(['tr'])
const CELLS = new Set(['td', 'th'])
const GROUPS = new Set(['thead', 'tbody', 'tfoot'])
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'])
const PARAGRAPHS = new Set(['p', 'div', 'li', 'br', ...HEADINGS])

/** The length of the text below an element. */
export function textLengths(element: MarkupElement): TextLengths {
  return (element.lengths ??= measured(element))
}

function measured({ name, attributes, children }: MarkupElement): TextLengths {
  let all = 0
  let linked = 0
  for (const child of children) {
    if (child.kind === 'text') {
      all += visibleLength(child.text)
      continue
    }
    const inner = textLengths(child)
    all += inner.all
    linked += inner.linked
  }
  return { all, linked: name === 'a' && attributes.has('href') ? all : linked }
}

export function childrenNamed(element: MarkupElement, names: ReadonlySet<string>): readonly MarkupElement[] {
  return element.children.filter((child): child is MarkupElement => child.kind === 'element' && names.has(child.name))
}

/** Rows that take no place on the page: Word ends its exported tables with one that only carries the columns' widths. */
function isGhost(row: MarkupElement): boolean {
  return row.attributes.get('height') === '0' && textLengths(row).all === 0
}

/** The cells of each row, in row groups in the order in which they are printed: heads first, feet last. */
export function rowGroups(table: MarkupElement): readonly (readonly (readonly MarkupElement[])[])[] {
  const groups = childrenNamed(table, GROUPS)
  const named = (name: string): readonly MarkupElement[] => groups.filter((group) => group.name === name)
  return [...named('thead'), table, ...named('tbody'), ...named('tfoot')]
    .map((group) =>
      childrenNamed(group, ROWS)
        .filter((row) => !isGhost(row))
        .map((row) => childrenNamed(row, CELLS)),
    )
    .filter((rows) => rows.length > 0)
}

/** At most one cell a row, and no further table inside that has more: a frame, or lines of a text. */
export function isOneColumn(table: MarkupElement): boolean {
  return (
    rowGroups(table).every((rows) => rows.every((cells) => cells.length <= 1)) &&
    descendants(table, TABLE, true).every(isOneColumn)
  )
}

/** Tells whether a table only arranges a page: what is in its cells is text and tables of the page, in order. */
export function isLayoutTable(table: MarkupElement): boolean {
  if (/^(?:presentation|none)$/i.test(table.attributes.get('role') ?? '')) return true
  const rows = rowGroups(table)
    .flat()
    .filter((cells) => cells.length > 0)
  const cells = rows.flat()
  if (cells.length <= 1) return true
  const total = textLengths(table).all
  const nested = descendants(table, TABLE, true).filter((inner) => !isOneColumn(inner))
  const nestedLength = nested.reduce((sum, inner) => sum + textLengths(inner).all, 0)
  if (nestedLength > total * NESTED_SHARE) return true
  const oneColumn = rows.every((row) => row.length === 1)
  if (oneColumn && cells.some((cell) => textLengths(cell).all > LINE_CHARACTERS)) return true
  return cells.some((cell) => isPageColumn(cell, total))
}

function isPageColumn(cell: MarkupElement, total: number): boolean {
  const length = textLengths(cell).all
  if (length < total * PROSE_SHARE || length < PROSE_CHARACTERS) return false
  return descendants(cell, HEADINGS).length >= 2 || descendants(cell, PARAGRAPHS).length >= PROSE_PARAGRAPHS
}
