import type { Cell } from '../model/block.js'
import { bandOrdinal } from '../vocabulary/bands.js'
import { BLOCKS_FAMILIES, type Family } from '../vocabulary/families.js'
import { CURRENT_FORM, type BlocksTable, type FormBlock, type FormYear } from '../vocabulary/forms.js'
import { align, hasRival } from './align.js'
import { cellsInRow, type Grid } from './grid.js'
import { bestLikeness, formLabel, likenessTo, type FormLabel } from './likeness.js'
import { hasPrint } from './placement.js'
import { isBlankText, isLabelText, withoutUnit } from '../vocabulary/values.js'

const SURE = 0.6
const MARGIN = 0.1
/** A heading cell or label counts as the form's from this likeness on. */
const FOUND = 0.7
/** A row's label gains this under its own block's band (第…项), and loses it under another's. */
const BAND_BONUS = 0.1

interface Item {
  readonly key: string
  readonly label: FormLabel
  readonly text: string
  readonly block: FormBlock
  readonly ordinal: number | null
}

/** The lines of a table of blocks, in the forms that print it alike. */
export interface BlocksWords {
  readonly family: Family<BlocksTable>
  readonly items: readonly Item[]
  /** All column headings, and what stands over the rows' labels: they tell heading rows. */
  readonly headings: readonly FormLabel[]
  readonly corners: readonly FormLabel[]
  readonly columns: ReadonlyMap<FormBlock, readonly FormLabel[]>
}

const columnLabels = (block: FormBlock): FormLabel[] =>
  block.columns.map(({ key, label }) => formLabel(key, [withoutUnit(label)]))

const CORNERS = [...new Set(BLOCKS_FAMILIES.flatMap(({ table }) => table.blocks.map(({ corner }) => corner)))].map(
  (corner) => formLabel(corner, [corner]),
)

function wordsOf(family: Family<BlocksTable>): BlocksWords {
  const { blocks } = family.table
  const items = blocks.flatMap((block) =>
    block.rows.map(({ key, label }) => ({
      key,
      label: formLabel(key, [label]),
      text: label,
      block,
      ordinal: bandOrdinal(block.heading) ?? null,
    })),
  )
  const columns = new Map(blocks.map((block) => [block, columnLabels(block)]))
  return { family, items, headings: [...columns.values()].flat(), corners: CORNERS, columns }
}

const WORDS: readonly BlocksWords[] = BLOCKS_FAMILIES.map(wordsOf)

/** The words of each family of forms that has the table. */
const blocksWords = (id: string): readonly BlocksWords[] => WORDS.filter(({ family }) => family.id === id)

/** Does a heading say one of these labels, with or without a unit? */
export const isOneOf = (text: string, labels: readonly FormLabel[]): boolean =>
  labels.some((label) => likenessTo(withoutUnit(text), label) >= FOUND)

type LineKind = 'band' | 'heading' | 'row' | 'empty'

/** One grid row of section 2's tables. */
export interface Line {
  readonly grid: Grid
  readonly row: number
  readonly kind: LineKind
  readonly label: Cell | null
  /** The number of the band that it stands under, and a running index of that band. */
  readonly ordinal: number | null
  readonly band: number
}

/** The rows of a table of blocks, each told by what stands in it. */
export function linesOf(grids: readonly Grid[], { headings, corners }: BlocksWords): Line[] {
  const lines: Line[] = []
  let ordinal: number | null = null
  let band = 0
  for (const grid of grids)
    for (let row = 0; row < grid.rows; row += 1) {
      const printed = cellsInRow(grid, row).filter(({ text }) => !isBlankText(text))
      const label = printed.find(({ text }) => isLabelText(text)) ?? null
      const number = label && bandOrdinal(label.text)
      let kind: LineKind = 'row'
      if (printed.length === 0) kind = 'empty'
      else if (number !== undefined && number !== null && label) kind = 'band'
      else if (label && bandOrdinal(label.text) === null) kind = 'band'
      else if (printed.some(({ text }) => isOneOf(text, corners) || isOneOf(text, headings))) kind = 'heading'
      if (kind === 'band') {
        ordinal = number ?? null
        band += 1
      }
      lines.push({ grid, row, kind, label, ordinal, band })
    }
  return lines
}

/** How much of a form's blocks the grids print, 0..2: its rows' labels and its column headings, each as a share. */
function strength(grids: readonly Grid[], { items, headings }: BlocksWords): number {
  const texts = [...new Set(grids.flatMap(({ table }) => table.cells.map(({ text }) => text)))].filter(isLabelText)
  const share = (labels: readonly FormLabel[]): number => {
    const found = labels.map((label) => bestLikeness(texts.map(withoutUnit), label))
    return found.reduce((sum, likeness) => sum + (likeness >= FOUND ? likeness ** 2 : 0), 0) / labels.length
  }
  return share(items.map(({ label }) => label)) + share(headings)
}

/**
 * The words of the forms that the grids follow; on a tie those of the form in force, if it is among them, else the newest.
 */
export function followedWords(id: string, grids: readonly Grid[], fallback: FormYear): BlocksWords {
  const rated = blocksWords(id).map((words) => ({ words, strength: strength(grids, words) }))
  const most = Math.max(...rated.map((each) => each.strength))
  const best = rated.filter((each) => each.strength === most).map(({ words }) => words)
  const followed = best.find(({ family }) => family.years.includes(fallback)) ?? best.at(-1)
  if (!followed) throw new Error(`no form has a table of blocks ${id}`)
  return followed
}

export interface FoundItem {
  readonly item: Item
  readonly line: Line
  readonly sure: boolean
}

/** Which printed rows are which rows of the form, over the whole section. */
export function findItems(lines: readonly Line[], { items }: BlocksWords): { found: FoundItem[]; unknown: Line[] } {
  const rows = lines.filter(({ kind }) => kind === 'row')
  const scores = rows.map(({ label, ordinal }) =>
    items.map((item) => {
      const likeness = label ? likenessTo(label.text, item.label) : 0
      if (likeness === 0 || ordinal === null || item.ordinal === null) return likeness
      return likeness + (ordinal === item.ordinal ? BAND_BONUS : -BAND_BONUS)
    }),
  )
  const { match, margin } = align(scores, items.length)
  const hasValues = (index: number): boolean => {
    const line = rows[index]
    return line?.label != null && hasPrint(line.grid, line.row, line.label.column + line.label.columnSpan)
  }
  const found: FoundItem[] = []
  const unknown: Line[] = []
  rows.forEach((line, index) => {
    const item = items[match[index] ?? -1]
    if (!item) unknown.push(line)
    else {
      const score = scores[index]?.[match[index] ?? -1] ?? 0
      const rivalled = hasRival(scores, match, index, hasValues)
      found.push({ item, line, sure: score >= SURE && (margin[index] ?? 0) >= MARGIN && !rivalled })
    }
  })
  return { found, unknown }
}

/** The items that a grid prints for sure: what tells a table cut in two from one that is repeated. */
export function blocksItemsIn(id: string, grid: Grid): ReadonlySet<string> {
  const words = followedWords(id, [grid], CURRENT_FORM.year)
  const { found } = findItems(linesOf([grid], words), words)
  return new Set(found.filter(({ sure }) => sure).map(({ item }) => item.key))
}
