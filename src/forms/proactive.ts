import type { Cell } from '../model/block.js'
import type { Problem } from '../model/problem.js'
import { problem } from '../model/problem.js'
import type { FormYear } from '../model/record.js'
import { FORM_YEARS, FORMS, type ProactiveBlock } from '../vocabulary/forms.js'
import { parseOrdinal, squeeze } from '../vocabulary/labels.js'
import { align } from './align.js'
import { findColumns, type FoundColumns } from './columns.js'
import { cellsInRow, isBlankText, type Grid } from './grid.js'
import { bestLikeness, formLabel, likenessTo, type FormLabel } from './likeness.js'
import { hasPrint, pick, type MatchedTable, type Placement, type Zone } from './placement.js'
import { isLabelText } from './rows.js'
import { withoutUnit } from './values.js'

const SURE = 0.6
const MARGIN = 0.1
/** A heading cell or label counts as the form's from this likeness on. */
const FOUND = 0.7
/** What a row's label gains under its own block's band (第…项), and loses under another's. */
const BAND_BONUS = 0.1

interface Item {
  readonly key: string
  readonly label: FormLabel
  readonly text: string
  readonly block: ProactiveBlock
  readonly ordinal: number | null
}

interface BlockLabels {
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

const LABELS: Readonly<Record<FormYear, BlockLabels>> = { '2019': labelsOf('2019'), '2021': labelsOf('2021') }
const CORNERS = [
  ...new Set(FORM_YEARS.flatMap((year) => FORMS[year].proactive.blocks.map(({ corner }) => corner))),
].map((corner) => formLabel(corner, [corner]))
const COLUMN_LABELS = new Map(
  FORM_YEARS.flatMap((year) => FORMS[year].proactive.blocks).map((block) => [block, columnLabels(block)]),
)

const isOneOf = (text: string, labels: readonly FormLabel[]): boolean =>
  labels.some((label) => likenessTo(withoutUnit(text), label) >= FOUND)

type LineKind = 'band' | 'heading' | 'row' | 'empty'

/** One grid row of section 2's tables. */
interface Line {
  readonly grid: Grid
  readonly row: number
  readonly kind: LineKind
  readonly label: Cell | null
  /** Of the band that it stands under: its number, and a count that parts one band from the next. */
  readonly ordinal: number | null
  readonly band: number
}

function linesOf(grids: readonly Grid[], headings: readonly FormLabel[]): Line[] {
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

interface FoundItem {
  readonly item: Item
  readonly line: Line
  readonly sure: boolean
}

function findItems(lines: readonly Line[], { items }: BlockLabels): { found: FoundItem[]; unknown: Line[] } {
  const rows = lines.filter(({ kind }) => kind === 'row')
  const scores = rows.map(({ label, ordinal }) =>
    items.map((item) => {
      const likeness = label ? likenessTo(label.text, item.label) : 0
      if (likeness === 0 || ordinal === null || item.ordinal === null) return likeness
      return likeness + (ordinal === item.ordinal ? BAND_BONUS : -BAND_BONUS)
    }),
  )
  const { match, margin } = align(scores, items.length)
  const found: FoundItem[] = []
  const unknown: Line[] = []
  rows.forEach((line, index) => {
    const item = items[match[index] ?? -1]
    if (!item) unknown.push(line)
    else {
      const score = scores[index]?.[match[index] ?? -1] ?? 0
      found.push({ item, line, sure: score >= SURE && (margin[index] ?? 0) >= MARGIN })
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

/** The columns over a row: of the nearest heading above it under the same band. */
function columnsOver({ item, line }: FoundItem, lines: readonly Line[], found: readonly FoundItem[]): FoundColumns {
  const labels = COLUMN_LABELS.get(item.block) ?? []
  const index = lines.indexOf(line)
  const from = line.label ? line.label.column + line.label.columnSpan : 0
  let headTo = index
  while (headTo > 0 && lines[headTo - 1]?.kind !== 'heading' && lines[headTo - 1]?.band === line.band) headTo -= 1
  let headFrom = headTo
  while (headFrom > 0 && lines[headFrom - 1]?.kind === 'heading' && lines[headFrom - 1]?.band === line.band)
    headFrom -= 1
  const valueRows = found
    .filter(
      (other) => other.line.grid === line.grid && other.line.band === line.band && other.item.block === item.block,
    )
    .map((other) => other.line.row)
  const head = lines.slice(headFrom, headTo)
  const over = head[0]?.grid
  if (over && over !== line.grid) return columnsOfOtherPart(line, over, head, from, labels)
  const area = {
    grid: line.grid,
    headFrom: head[0]?.row ?? line.row,
    headTo: (head.at(-1)?.row ?? line.row - 1) + 1,
    from,
    valueRows,
  }
  const columns = findColumns(area, { labels, parents: [] })
  return onlyColumn(line, from, labels, columns) ?? columns
}

/** The heading stands in the part before a page break: its columns hold if both parts have as many. */
function columnsOfOtherPart(
  line: Line,
  grid: Grid,
  head: readonly Line[],
  from: number,
  labels: readonly FormLabel[],
): FoundColumns {
  const area = { grid, headFrom: head[0]?.row ?? 0, headTo: (head.at(-1)?.row ?? 0) + 1, from, valueRows: [] }
  const columns = findColumns(area, { labels, parents: [] })
  if (grid.columns === line.grid.columns) return columns
  return onlyColumn(line, from, labels, columns) ?? { ...columns, zones: [] }
}

/** A block with one column and one value in each row: nothing else can be meant, whatever its heading looks like. */
function onlyColumn(
  line: Line,
  from: number,
  labels: readonly FormLabel[],
  columns: FoundColumns,
): FoundColumns | null {
  const only = labels[0]
  if (
    labels.length !== 1 ||
    !only ||
    columns.zones.some(({ sure }) => sure) ||
    columns.unknown.some((label) => label !== '')
  )
    return null
  const printed = cellsInRow(line.grid, line.row, from).filter(({ text }) => !isBlankText(text))
  if (printed.length !== 1) return null
  const zone: Zone = {
    key: only.key,
    from,
    to: line.grid.columns,
    sure: true,
    byPlace: true,
    headingUnit: null,
    disputed: [],
  }
  return { zones: [zone], unknown: [], consistent: true }
}

/** Whether a row with values but no label stands next to this one: what it leaves blank may stand there. */
const nextToStray = (line: Line, unknown: readonly Line[]): boolean =>
  unknown.some(({ grid, row, label }) => grid === line.grid && label === null && Math.abs(row - line.row) === 1)

/** Matches section 2's tables: one, or one for each block, in reading order. */
export function matchProactive(grids: readonly Grid[], fallback: FormYear): MatchedTable {
  const year = proactiveYear(grids) ?? fallback
  const labels = LABELS[year]
  const lines = linesOf(grids, labels.headings)
  const { found, unknown } = findItems(lines, labels)
  const problems: Problem[] = []
  const placements: Placement[] = []
  const said = new Set<string>()
  const say = (
    code: 'row-unknown' | 'column-unknown' | 'column-missing',
    label: string,
    table: string,
    key: string,
  ): void => {
    if (said.has(`${code} ${key}`)) return
    said.add(`${code} ${key}`)
    problems.push(problem(code, { label }, { table }))
  }
  for (const entry of found) {
    const { item, line, sure } = entry
    const { zones: placed, unknown: headings, consistent } = columnsOver(entry, lines, found)
    const zones = consistent ? placed : placed.map((zone) => ({ ...zone, sure: false }))
    const strayed = nextToStray(line, unknown)
    for (const heading of headings) say('column-unknown', heading, line.grid.id, `${line.band} ${heading}`)
    if (!sure) problems.push(problem('row-uncertain', { label: line.label?.text ?? '' }, { table: line.grid.id }))
    for (const column of item.block.columns) {
      const zone = zones.find(({ key }) => key === column.key)
      const { cell, doubt } = zone
        ? pick(line.grid, line.row, zone, zones)
        : { cell: null, doubt: 'not-found' as const }
      const merged = cell !== null && cell.rowSpan > 1 && !isBlankText(cell.text)
      if (!zone) say('column-missing', column.label, line.grid.id, `${item.block.heading} ${column.key}`)
      placements.push({
        table: 'proactive',
        item: item.key,
        measure: column.key,
        tableId: cell ? line.grid.id : null,
        cell,
        doubt: cell && (!sure || merged || (strayed && isBlankText(cell.text))) ? 'uncertain-row' : doubt,
        headingUnit: zone?.headingUnit ?? null,
      })
    }
  }
  for (const line of unknown)
    if (line.label === null || line.label.column + line.label.columnSpan < line.grid.columns)
      if (line.label !== null || hasPrint(line.grid, line.row, 0))
        say('row-unknown', line.label?.text ?? '', line.grid.id, `${line.grid.id} ${line.row}`)
  for (const { key, text } of labels.items)
    if (!found.some(({ item }) => item.key === key))
      problems.push(problem('row-missing', { label: text }, { table: grids[0]?.id ?? '' }))
  return { table: 'proactive', year, placements, problems }
}
