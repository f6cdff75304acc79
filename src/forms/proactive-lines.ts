import type { Cell } from '../model/block.js'
import type { FormYear } from '../model/record.js'
import { FORM_YEARS, FORMS, type ProactiveBlock } from '../vocabulary/forms.js'
import { parseOrdinal, squeeze } from '../vocabulary/labels.js'
import { align, hasRival } from './align.js'
import { cellsInRow, type Grid } from './grid.js'
import { bestLikeness, formLabel, likenessTo, type FormLabel } from './likeness.js'
import { hasPrint } from './placement.js'
import { isBlankText, isLabelText, withoutUnit } from '../vocabulary/values.js'

const SURE = 0.6
const MARGIN = 0.1
/** A heading cell or label counts as the form's from this likeness on. */
const FOUND = 0.7
/** What a row's label gains under its own block's band (第…项), and loses under another's. */
const BAND_BONUS = 0.1

export interface Item {
  readonly key: string
  readonly label: FormLabel
  readonly text: string
  readonly block: ProactiveBlock
  readonly ordinal: number | null
}

export interface BlockLabels {
  readonly items: readonly Item[]
  /** All column headings, to tell heading rows. */
  readonly headings: readonly FormLabel[]
}

/** 第二十条第（一）项 → 1; null for any other text. Numbers may have been misread, so the words suffice. */
function bandOrdinal(text: string): number | null | undefined {
  const match = /^第?二?十条第?[(（]?([一二三四五六七八九十\d]{1,2})?[^项]{0,2}项/u.exec(squeeze(text))
  if (!match) return undefined
  return match[1] === undefined ? null : parseOrdinal(match[1])
}

const columnLabels = (block: ProactiveBlock): FormLabel[] =>
  block.columns.map(({ key, label }) => formLabel(key, [withoutUnit(label)]))

function labelsOf(year: FormYear): BlockLabels {
  const { blocks } = FORMS[year].proactive
  const items = blocks.flatMap((block) =>
    block.rows.map(({ key, label }) => ({
      key,
      label: formLabel(key, [label]),
      text: label,
      block,
      ordinal: bandOrdinal(block.heading) ?? null,
    })),
  )
  return { items, headings: blocks.flatMap(columnLabels) }
}

export const LABELS: Readonly<Record<FormYear, BlockLabels>> = { '2019': labelsOf('2019'), '2021': labelsOf('2021') }
const CORNERS = [
  ...new Set(FORM_YEARS.flatMap((year) => FORMS[year].proactive.blocks.map(({ corner }) => corner))),
].map((corner) => formLabel(corner, [corner]))
export const COLUMN_LABELS = new Map(
  FORM_YEARS.flatMap((year) => FORMS[year].proactive.blocks).map((block) => [block, columnLabels(block)]),
)

const isOneOf = (text: string, labels: readonly FormLabel[]): boolean =>
  labels.some((label) => likenessTo(withoutUnit(text), label) >= FOUND)

type LineKind = 'band' | 'heading' | 'row' | 'empty'

/** One grid row of section 2's tables. */
export interface Line {
  readonly grid: Grid
  readonly row: number
  readonly kind: LineKind
  readonly label: Cell | null
  /** Of the band that it stands under: its number, and a count that parts one band from the next. */
  readonly ordinal: number | null
  readonly band: number
}

/** The rows of section 2's tables, each told by what stands in it. */
export function linesOf(grids: readonly Grid[], headings: readonly FormLabel[]): Line[] {
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
      else if (printed.some(({ text }) => isOneOf(text, CORNERS) || isOneOf(text, headings))) kind = 'heading'
      if (kind === 'band') {
        ordinal = number ?? null
        band += 1
      }
      lines.push({ grid, row, kind, label, ordinal, band })
    }
  return lines
}

/** How much of a form's section 2 the grids print, 0..2: its rows' labels and its column headings, each as a share. */
function strength(grids: readonly Grid[], { items, headings }: BlockLabels): number {
  const texts = [...new Set(grids.flatMap(({ table }) => table.cells.map(({ text }) => text)))].filter(isLabelText)
  const share = (labels: readonly FormLabel[]): number => {
    const found = labels.map((label) => bestLikeness(texts.map(withoutUnit), label))
    return found.reduce((sum, likeness) => sum + (likeness >= FOUND ? likeness ** 2 : 0), 0) / labels.length
  }
  return share(items.map(({ label }) => label)) + share(headings)
}

/** The form that section 2's tables follow; null on a tie. */
export function proactiveYear(grids: readonly Grid[]): FormYear | null {
  const [a, b] = FORM_YEARS.map((year) => ({ year, strength: strength(grids, LABELS[year]) }))
  if (!a || !b || a.strength === b.strength) return null
  return a.strength > b.strength ? a.year : b.year
}

export interface FoundItem {
  readonly item: Item
  readonly line: Line
  readonly sure: boolean
}

/** Which printed rows are which rows of the form, over the whole section. */
export function findItems(lines: readonly Line[], { items }: BlockLabels): { found: FoundItem[]; unknown: Line[] } {
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
export function proactiveItemsIn(grid: Grid): ReadonlySet<string> {
  const labels = LABELS[proactiveYear([grid]) ?? '2021']
  const { found } = findItems(linesOf([grid], labels.headings), labels)
  return new Set(found.filter(({ sure }) => sure).map(({ item }) => item.key))
}
