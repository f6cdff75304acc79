import { matchForms } from './forms/index.js'
import type { Block, Cell } from './model/block.js'
import type { ValueRecord } from './model/record.js'
import type { Reading, ReadOptions, Source } from './model/source.js'
import { provedPages, readRendered } from './readers/office/rendered.js'
import { asStatutoryTables } from './readers/statutory-tables.js'

/**
 * A reading of a document without pages held against its pages as LibreOffice prints them: a value that these show
 * otherwise, or not at all, is a doubt, with what they show beside it. What has pages of its own is left as it is.
 * @throws DocumentError office-missing and the like, where there is nothing to hold it against
 */
export async function verifyByRender(source: Source, reading: Reading, options: ReadOptions): Promise<Reading> {
  const rendered = await readRendered(source, options)
  if (!rendered) return reading
  const shown = new Map(matchForms(asStatutoryTables(rendered.blocks)).values.map((value) => [value.code, value]))
  const { values, tables } = matchForms(reading.blocks)
  const blockOf = new Map(tables.map(({ id, block }) => [id, block]))
  const differing = new Map<string, string>()
  for (const value of values) {
    const other = shown.get(value.code)
    const block = value.cell ? blockOf.get(value.cell.table) : undefined
    if (value.cell && block !== undefined && !isSame(value, other))
      differing.set(placeOf(block, value.cell), other?.raw ?? '')
  }
  return {
    ...reading,
    pages: reading.pages ?? provedPages(rendered),
    blocks: reading.blocks.map((block, index) => withDoubts(block, index, differing)),
  }
}

const placeOf = (block: number, { row, column }: Pick<Cell, 'row' | 'column'>): string => `${block}/${row}/${column}`

/** Doubts of a printed table's grid, not of what its cells show: it may have no rules where the document tells its cells. */
const OF_PLACE: ReadonlySet<ValueRecord['flags'][number]> = new Set(['uncertain-row', 'uncertain-column'] as const)

/** Whether both readings give the same number, or neither gives one. */
function isSame(value: ValueRecord, other: ValueRecord | undefined): boolean {
  if (other?.cell == null) return false
  const isUnplaced = other.flags.length > 0 && other.flags.every((flag) => OF_PLACE.has(flag))
  if (isUnplaced) return textOf(value) === textOf(other)
  return value.value === other.value && (value.value !== null || textOf(value) === textOf(other))
}

const textOf = ({ raw }: ValueRecord): string => (raw ?? '').normalize('NFKC').replace(/\s/gu, '')

function withDoubts(block: Block, index: number, differing: ReadonlyMap<string, string>): Block {
  if (block.kind !== 'table') return block
  const cells = block.cells.map((cell): Cell => {
    const rendered = differing.get(placeOf(index, cell))
    return rendered === undefined ? cell : { ...cell, rendered, doubt: cell.doubt ?? 'render-differs' }
  })
  return { ...block, cells }
}
