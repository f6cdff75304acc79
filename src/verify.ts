import { matchForms } from './forms/index.js'
import type { Block, Cell } from './model/block.js'
import { problem } from './model/problem.js'
import type { ValueRecord } from './model/record.js'
import type { Reading, ReadOptions, Source } from './model/source.js'
import { provedPages, readRendered } from './readers/office/rendered.js'
import { asStatutoryTables } from './readers/statutory-tables.js'

/** Where LibreOffice's pages lack more than this share of a document's values, they are laid out otherwise and prove nothing. */
const MAX_LACKING = 0.1

/** Where they give more than this share of the values that they have otherwise, these do not stand in their own columns. */
const MAX_DIFFERING = 0.25

/**
 * A reading of a document without pages held against its pages as LibreOffice prints them: a value that these show
 * otherwise, or not at all, is a doubt, with what they show beside it. Where most of the tables are not to be read from
 * them nothing is proved, which is said once. A document with pages of its own is left as it is.
 * @throws DocumentError office-missing and the like, where there is nothing to hold it against
 */
export async function verifyByRender(source: Source, reading: Reading, options: ReadOptions): Promise<Reading> {
  const rendered = await readRendered(source, options)
  return rendered ? heldAgainst(reading, rendered) : reading
}

/** The reading of a document held against that of its printed pages. */
export function heldAgainst(reading: Reading, rendered: Reading): Reading {
  const shown = new Map(matchForms(asStatutoryTables(rendered.blocks)).values.map((value) => [value.code, value]))
  const { values, tables } = matchForms(reading.blocks)
  const compared = values.flatMap((value) => {
    const other = shown.get(value.code)
    return value.cell ? [{ value, cell: value.cell, other, how: comparedWith(value, other) }] : []
  })
  const lacking = compared.filter(({ how }) => how === 'lacking').length
  const differing = compared.filter(({ how }) => how === 'differs').length
  const isLost = lacking > compared.length * MAX_LACKING || differing > (compared.length - lacking) * MAX_DIFFERING
  const blockOf = new Map(tables.map(({ id, block }) => [id, block]))
  const doubts = new Map<string, string>()
  for (const { cell, other, how } of compared) {
    const block = blockOf.get(cell.table)
    if (block === undefined || how === 'same' || (isLost && how === 'lacking')) continue
    if (isLost && differing > (compared.length - lacking) * MAX_DIFFERING) continue
    doubts.set(placeOf(block, cell), other?.raw ?? '')
  }
  const pages = provedPages(rendered)
  return {
    ...reading,
    pages: reading.pages ?? (isLost ? unproved(pages) : pages),
    problems: isLost
      ? [...reading.problems, problem('render-unproved', { count: lacking + differing, all: compared.length })]
      : reading.problems,
    blocks: reading.blocks.map((block, index) => withDoubts(block, index, doubts)),
  }
}

const unproved = (pages: Reading['pages']): Reading['pages'] =>
  pages?.map((page) => (page.proof === 'render' ? { ...page, proof: 'none' as const } : page)) ?? null

const placeOf = (block: number, { row, column }: Pick<Cell, 'row' | 'column'>): string => `${block}/${row}/${column}`

/** Doubts of a printed table's grid, not of what its cells show: it may have no rules where the document tells its cells. */
const OF_PLACE: ReadonlySet<ValueRecord['flags'][number]> = new Set(['uncertain-row', 'uncertain-column'] as const)

/** How a printed page gives a value: the same, otherwise, or not so that it can be told. */
function comparedWith(value: ValueRecord, other: ValueRecord | undefined): 'same' | 'differs' | 'lacking' {
  if (other?.cell == null) return 'lacking'
  const isUnplaced = other.flags.length > 0 && other.flags.every((flag) => OF_PLACE.has(flag))
  if (isUnplaced) return textOf(value) === textOf(other) ? 'same' : 'lacking'
  const isSame = value.value === other.value && (value.value !== null || textOf(value) === textOf(other))
  return isSame ? 'same' : 'differs'
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
