import type { Block, Cell, Paragraph, Table } from '../model/block.js'
import type { StatutoryTable } from '../model/record.js'
import { sectionHeading } from '../vocabulary/sections.js'
import { statutoryStart, hasBlocks } from '../vocabulary/families.js'

/** Tables as their authors laid them out, brought to one table for each statutory one. */
export const asStatutoryTables = (blocks: readonly Block[]): readonly Block[] => joinHeads(blocks.flatMap(split))

/** A heading of a section inside a table is surer than this. */
const MIN_HEADING = 0.85

const rowsOf = (table: Table): readonly (readonly Cell[])[] => {
  const rows = Array.from({ length: table.rows }, (): Cell[] => [])
  for (const cell of table.cells) rows[cell.row]?.push(cell)
  return rows
}

const beginsWith = (row: readonly Cell[]): StatutoryTable | null => statutoryStart(row.map(({ text }) => text))

/** Does a row hold the heading of a section and nothing else? */
function headingIn(row: readonly Cell[]): string | null {
  const [only, ...others] = row.filter(({ text }) => text.trim() !== '')
  if (!only || others.length > 0) return null
  return (sectionHeading(only.text)?.strength ?? 0) >= MIN_HEADING ? only.text : null
}

/** One <table> that holds several statutory tables becomes one table each, with the headings between them as paragraphs. */
function split(block: Block): readonly Block[] {
  if (block.kind !== 'table') return [block]
  const rows = rowsOf(block)
  const starts = rows.map(beginsWith)
  if (new Set(starts.filter((kind) => kind !== null)).size < 2) return [block]
  const parts: Block[] = []
  let from = 0
  let open: StatutoryTable | null = null
  const close = (to: number): void => {
    if (to > from && !isBlank(rows.slice(from, to))) parts.push(rowsBetween(block, from, to))
    from = to
  }
  rows.forEach((row, at) => {
    const heading = headingIn(row)
    const start = starts[at] ?? null
    if (heading !== null || (start !== null && start !== open && open !== null)) close(at)
    if (start !== null) open = start
    if (heading === null) return
    parts.push(paragraphOf(heading, row))
    from = at + 1
  })
  close(block.rows)
  // A cell that reaches over a border between two parts would be cut.
  const kept = parts.reduce((sum, part) => sum + (part.kind === 'table' ? part.cells.length : 1), 0)
  const printed = block.cells.filter(({ text }) => text.trim() !== '').length
  return kept >= printed ? parts : [block]
}

const isBlank = (rows: readonly (readonly Cell[])[]): boolean => rows.flat().every(({ text }) => text.trim() === '')

function rowsBetween(table: Table, from: number, to: number): Table {
  const cells = table.cells
    .filter(({ row, rowSpan }) => row >= from && row + rowSpan <= to)
    .map((cell) => ({ ...cell, row: cell.row - from }))
  const columns = cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0)
  const pages = table.pages.filter((page) => cells.some(({ boxes }) => boxes.some((box) => box.page === page)))
  return { ...table, rows: to - from, columns, cells, pages: pages.length > 0 ? pages : table.pages }
}

function paragraphOf(text: string, row: readonly Cell[]): Paragraph {
  return { kind: 'paragraph', text, boxes: row.flatMap(({ boxes }) => boxes), level: null, size: null, align: null }
}

/** Heading rows in a table of their own (as scripts make them stay in sight) are joined to the rows in the table behind. */
function joinHeads(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const before = joined.at(-1)
    if (block.kind === 'table' && before?.kind === 'table' && isHeadOf(before, block)) {
      joined[joined.length - 1] = append(before, block)
    } else joined.push(block)
  }
  return joined
}

/** Only heading rows here, as many columns there, and no heading of its own there. */
function isHeadOf(head: Table, body: Table): boolean {
  if (head.method !== 'markup' || body.method !== 'markup') return false
  const wider = body.columns - head.columns
  if (wider < 0 || wider > MAX_LABEL_COLUMNS - 1) return false
  const [first] = rowsOf(body)
  const begins = rowsOf(head)
    .map(beginsWith)
    .some((kind) => kind !== null && !hasBlocks(kind))
  const valued = head.cells.some(({ text }) => /^[\s\d.,，+-]*$/u.test(text) && text.trim() !== '')
  return begins && !valued && first !== undefined && beginsWith(first) === null
}

/** The corner over the label columns may be one cell in a table of its own: it is widened to as many as the rows have. */
function append(head: Table, body: Table): Table {
  const wider = body.columns - head.columns
  const widened = head.cells.map((cell) =>
    cell.column === 0 ? { ...cell, columnSpan: cell.columnSpan + wider } : { ...cell, column: cell.column + wider },
  )
  const below = body.cells.map((cell) => ({ ...cell, row: cell.row + head.rows }))
  return { ...head, rows: head.rows + body.rows, columns: body.columns, cells: [...widened, ...below] }
}

/** Section 3 has three label columns. */
const MAX_LABEL_COLUMNS = 3
