import type { Table } from '../../model/block.js'
import { absorbTexts } from './rows.js'
import { fieldsOf, filled, valuesOf, type Entry } from './entries.js'
import { BLOCKS_FAMILIES } from '../../vocabulary/families.js'
import { fold } from '../../vocabulary/labels.js'
import { GridBuilder } from './grid.js'
import { learnRows, learnTotal, place, type BlankRule, type Placed } from './placing.js'
import type { Evidence, Sheet } from './sheet.js'
import { isValueText } from '../../vocabulary/values.js'

/** A block of section 2: 第二十条第（…）项, its heading row and its rows. */
interface Block {
  readonly band: Entry | null
  corner: Entry | null
  readonly headings: Entry[]
  readonly rows: Entry[]
}

/** The blocks as printed. A text that resembles no label is a heading before the block's rows, and a row after them. */
function toBlocks(entries: readonly Entry[]): { blocks: Block[]; strays: boolean } {
  const blocks: Block[] = []
  const open = (band: Entry | null): Block => {
    const block: Block = { band, corner: null, headings: [], rows: [] }
    blocks.push(block)
    return block
  }
  let strays = false
  entries.forEach((entry) => {
    const block = blocks.at(-1)
    const texts = valuesOf(entry)
    const hasValues = entry.match?.term.role === 'row' ? texts.length > 0 : texts.some(isValueText)
    const role = entry.match?.term.role ?? null
    if (entry.label === '') strays = strays || hasValues
    else if (role === 'band') open(entry)
    else if (role === 'corner') {
      const home = block?.corner === null && block.rows.length === 0 ? block : open(null)
      home.corner = entry
      // Headings that are like none of the form's stand behind the corner as values would.
      home.headings.push(...wordsBehind(entry))
    } else if (!block) open(null).rows.push(entry)
    else if (role === 'row' || block.rows.length > 0 || (role === null && hasValues)) block.rows.push(entry)
    else block.headings.push(entry, ...wordsBehind(entry))
    if ((role === 'band' || role === 'corner' || role === 'heading') && hasValues) strays = true
  })
  return { blocks, strays }
}

/** The texts behind a heading as headings of their own, where none of them is a value. */
function wordsBehind(entry: Entry): Entry[] {
  const texts = valuesOf(entry)
  if (texts.some(isValueText)) return []
  return texts.map((label) => ({ label, row: entry.row, index: entry.index, match: null, groups: [] }))
}

function mergeRepeated(blocks: readonly Block[]): Block[] {
  const merged: Block[] = []
  for (const block of blocks) {
    const last = merged.at(-1)
    const again = last && block.corner && !block.band && sameHeadings(last, block)
    if (again) last.rows.push(...block.rows)
    else merged.push(block)
  }
  return merged
}

const sameHeadings = (a: Block, b: Block): boolean =>
  a.headings.length === b.headings.length &&
  a.headings.every(({ label }, index) => fold(label) === fold(b.headings[index]?.label ?? ''))

/**
 * Tells whether the block prints just the headings of a block of a form, or no row has more values than there are headings.
 */
function headingsSure(block: Block): boolean {
  if (block.headings.length === 0) return false
  const labels = block.headings.map(({ match }) => match?.term.label ?? '').join('\n')
  const complete = BLOCKS_FAMILIES.some(({ table }) =>
    table.blocks.some(({ columns }) => columns.map(({ label }) => label).join('\n') === labels),
  )
  return complete || block.rows.every((row) => valuesOf(row).length <= block.headings.length)
}

const widthOf = (block: Block): number =>
  block.headings.length > 0 ? block.headings.length : Math.max(1, ...block.rows.map((row) => valuesOf(row).length))

function blankRule(sheet: Sheet, blocks: readonly Block[]): (block: Block, row: Entry) => BlankRule {
  const rows = blocks.flatMap((block) => block.rows.map((row) => ({ block, row })))
  if (sheet.rowsTold) {
    const rule = learnRows(
      rows.flatMap(({ block, row }) => row.groups.map((group) => ({ label: row, group, columns: widthOf(block) }))),
    )
    return () => rule
  }
  if (sheet.style === 'bars') {
    const total = learnTotal(rows.map(({ row }) => 1 + fieldsOf(row).length))
    const lastRow = rows.at(-1)?.row
    return (_, row) => (total === null ? { kind: 'none' } : { kind: 'padded', total, last: row === lastRow })
  }
  if (!sheet.blankLines) return () => ({ kind: 'none' })
  return (block, row) => ({
    kind: 'lines',
    bareRows: sheet.bareRows,
    covered: 0,
    last: !sheet.marked && block.rows.at(-1) === row,
  })
}

/**
 * Column spans of a block's cells behind the label, so that all blocks are as wide as the widest: the last one fills up.
 */
const spansOf = (columns: number, width: number): number[] =>
  Array.from({ length: columns }, (_, index) => (index === columns - 1 ? width - index : 1))

/** The table of section 2 as one grid: for each block a band, a heading row and its rows. */
export function proactiveTable(sheet: Sheet): Table | null {
  const { blocks: printed, strays } = toBlocks(sheet.entries)
  const blocks = mergeRepeated(printed).map((block) => ({ ...block, rows: absorbTexts(block.rows, widthOf(block)) }))
  if (!blocks.some(({ rows }) => rows.length > 0)) return null
  const rule = blankRule(sheet, blocks)
  const placed = new Map<Entry, Placed>()
  for (const block of blocks)
    for (const row of block.rows) {
      const cells = place(row.groups, widthOf(block), rule(block, row), [row], sheet.keepsBlanks)
      placed.set(row, { ...cells, certain: cells.certain && !strays && headingsSure(block) })
    }
  const width = Math.max(...blocks.map(widthOf))
  const grid = new GridBuilder()
  for (const block of blocks) {
    const spans = spansOf(widthOf(block), width)
    if (block.band) {
      grid.add(block.band.label, grid.row, 0, { columns: width + 1 })
      grid.addRows(1)
    }
    if (block.corner || block.headings.length > 0) {
      if (block.corner) grid.add(block.corner.label, grid.row, 0)
      block.headings.forEach(({ label }, index) => {
        grid.add(label, grid.row, index + 1, { columns: spans[index] ?? 1 })
      })
      grid.addRows(1)
    }
    for (const row of block.rows) {
      const cells = placed.get(row)
      grid.add(row.label, grid.row, 0)
      if (cells) grid.addValues(cells, grid.row, 1, spans)
      grid.addRows(1)
    }
  }
  return grid.build()
}

/** Weighs what section 2 tells about blank lines: it has no spans that would show as such, so it can only contradict. */
export function proactiveEvidence(sheet: Sheet): Evidence {
  const { blocks } = toBlocks(sheet.entries)
  let broken = 0
  let exact = 0
  for (const block of blocks)
    for (const row of block.rows) {
      const fields = fieldsOf(row)
      const beyond = fields.slice(widthOf(block))
      const last = block.rows.at(-1) === row
      if (fields.length === widthOf(block) || (last && fields.length > widthOf(block) && filled(beyond).length === 0))
        exact += 1
      else broken += 1
    }
  // A blank line between two headings is no cell.
  for (const block of blocks) broken += block.headings.slice(0, -1).filter(({ groups }) => groups.length > 0).length
  return { confirmed: 0, exact, broken }
}
