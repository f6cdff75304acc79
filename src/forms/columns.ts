import type { Cell } from '../model/block.js'
import { align } from './align.js'
import { cellsInRow, isBlankText, textsInColumn, type Grid } from './grid.js'
import { alike, bestLikeness, labelOf, likenessTo, type FormLabel } from './likeness.js'
import type { Zone } from './placement.js'
import { headingUnit, withoutUnit } from './values.js'

/** A heading is sure from this likeness on, if no other reading comes near. */
const SURE = 0.6
/** How much the best reading must gain over the second best. */
const MARGIN = 0.1
/** A heading as damaged as this still speaks for the one column that is left between its neighbours. */
const DAMAGED = 0.25
/** From this likeness on a heading cell is one that stands over several columns. */
const PARENT = 0.75
/** Two headings run together in one cell are told apart from this likeness on. */
const GLUED = 0.85

export interface HeadingArea {
  readonly grid: Grid
  /** Heading rows, `headTo` exclusive. */
  readonly headFrom: number
  readonly headTo: number
  /** First column behind the labels. */
  readonly from: number
  /** Rows whose values stand under these headings. */
  readonly valueRows: readonly number[]
}

export interface FoundColumns {
  readonly zones: readonly Zone[]
  /** Headings that the form does not know, of columns that have something printed in them or a heading of their own. */
  readonly unknown: readonly string[]
}

/** One printed column: the grid columns under one innermost heading. */
interface Entry {
  readonly from: number
  readonly to: number
  /** The readings of its heading, innermost cell first; none where it is blank. */
  readonly readings: readonly string[]
  /** All heading texts over it, for the unit. */
  readonly heading: string
}

const printedIn = (grid: Grid, row: number, from: number, to: number): boolean =>
  cellsInRow(grid, row, from, to).some(({ text }) => !isBlankText(text))

/** The heading cells of one column that are its own, not those over its neighbours too. */
function ownHeadings(cells: readonly Cell[], labels: readonly FormLabel[], parents: readonly FormLabel[]): Cell[] {
  return cells.filter(({ text }) => {
    const bare = withoutUnit(text)
    const asParent = Math.max(0, ...parents.map((parent) => likenessTo(bare, parent)))
    return asParent < PARENT || labels.some((label) => likenessTo(bare, label) > asParent)
  })
}

/** `自然人商业企业` over two columns: one reading for each, if the form has them side by side. */
function unglue(text: string, count: number, labels: readonly FormLabel[]): string[] | null {
  for (let first = 0; first + count <= labels.length; first += 1) {
    const parts = labels.slice(first, first + count).map(({ variants }) => variants[0]?.core ?? '')
    if (alike(labelOf(text), { ordinal: null, core: parts.join('') }) >= GLUED) return parts
  }
  return null
}

function entriesOf(area: HeadingArea, labels: readonly FormLabel[], parents: readonly FormLabel[]): Entry[] {
  const { grid, headFrom, headTo } = area
  const entries: Entry[] = []
  let last: Cell | undefined
  for (let column = area.from; column < grid.columns; column += 1) {
    const over = textsInColumn(grid, column, headFrom, headTo)
    const own = ownHeadings(over, labels, parents)
    const leaf = own[own.length - 1]
    const previous = entries[entries.length - 1]
    if (leaf && leaf === last && previous) {
      entries[entries.length - 1] = { ...previous, to: column + 1 }
      continue
    }
    last = leaf
    const texts = own.map(({ text }) => withoutUnit(text))
    const readings = texts.map((_, depth) => texts.slice(texts.length - 1 - depth).join(''))
    entries.push({ from: column, to: column + 1, readings, heading: over.map(({ text }) => text).join(' ') })
  }
  return entries.flatMap((entry) => {
    const parts = entry.to - entry.from > 1 ? unglue(entry.readings[0] ?? '', entry.to - entry.from, labels) : null
    if (!parts) return [entry]
    return parts.map((part, index) => ({
      ...entry,
      from: entry.from + index,
      to: entry.from + index + 1,
      readings: [part],
    }))
  })
}

type Side = 'left' | 'right'

/**
 * Which of its neighbours a column without a heading belongs to, where spans are lost or the layout found a line too many:
 * the one that never prints a value beside it in the same row. `both` if either may be, null if neither.
 */
function belongsTo(area: HeadingArea, entry: Entry, left?: Entry, right?: Entry): Side | 'both' | null {
  const rows = area.valueRows.filter((row) => printedIn(area.grid, row, entry.from, entry.to))
  const free = (other?: Entry): boolean =>
    other !== undefined && rows.every((row) => !printedIn(area.grid, row, other.from, other.to))
  if (free(left)) return free(right) ? 'both' : 'left'
  return free(right) ? 'right' : null
}

/** Headless columns go to the neighbour that they belong to; those with nothing printed fall away. */
function absorb(area: HeadingArea, entries: readonly Entry[]): { entries: Entry[]; disputed: Map<Entry, number[]> } {
  const kept: Entry[] = []
  const disputed = new Map<Entry, number[]>()
  const headed = entries.filter(({ readings }) => readings.length > 0)
  const replaced = new Map<Entry, Entry>()
  const current = (entry: Entry): Entry => replaced.get(entry) ?? entry
  const dispute = (entry: Entry | undefined, column: number): void => {
    if (entry) disputed.set(entry, [...(disputed.get(entry) ?? []), column])
  }
  for (const entry of entries) {
    if (entry.readings.length > 0) continue
    const left = headed.filter(({ to }) => to <= entry.from).at(-1)
    const right = headed.find(({ from }) => from >= entry.to)
    if (!area.valueRows.some((row) => printedIn(area.grid, row, entry.from, entry.to))) {
      if (left && current(left).to === entry.from) replaced.set(left, { ...current(left), to: entry.to })
      continue
    }
    const side = belongsTo(area, entry, left, right)
    if (side === null) kept.push(entry)
    else {
      if (side !== 'right' && left) replaced.set(left, { ...current(left), to: Math.max(current(left).to, entry.to) })
      if (side !== 'left' && right)
        replaced.set(right, { ...current(right), from: Math.min(current(right).from, entry.from) })
      if (side === 'both') {
        dispute(left, entry.from)
        dispute(right, entry.from)
      }
    }
  }
  const result = [...headed.map(current), ...kept].sort((a, b) => a.from - b.from || a.to - b.to)
  return { entries: result, disputed: new Map([...disputed].map(([entry, columns]) => [current(entry), columns])) }
}

/**
 * Which grid columns are which columns of the form, by their heading paths.
 * @param labels the form's columns in order; @param parents headings that stand over several of them
 */
export function findColumns(
  area: HeadingArea,
  labels: readonly FormLabel[],
  parents: readonly FormLabel[],
): FoundColumns {
  const { entries, disputed } = absorb(area, entriesOf(area, labels, parents))
  const scores = entries.map(({ readings }) => labels.map((label) => bestLikeness(readings, label)))
  const { match, margin } = align(scores, labels.length)
  const keys = match.map((key, index) =>
    key !== null && (scores[index]?.[key] ?? 0) >= SURE && (margin[index] ?? 0) >= MARGIN ? key : null,
  )
  const zones: Zone[] = []
  const unknown: string[] = []
  entries.forEach((entry, index) => {
    const found = keys[index] ?? null
    const gap = found ?? onlyKeyBetween(keys, index, labels.length)
    const own = gap === null ? 0 : (scores[index]?.[gap] ?? 0)
    const believed = found !== null || entry.readings.length === 0 || own >= DAMAGED
    const key = found ?? (gap !== null && (believed || match[index] === gap) ? gap : (match[index] ?? null))
    const label = key === null ? undefined : labels[key]
    if (!label || zones.some((zone) => zone.key === label.key)) {
      if (entry.readings.length > 0 || area.valueRows.length > 0) unknown.push(entry.readings[0] ?? '')
      return
    }
    zones.push({
      key: label.key,
      from: entry.from,
      to: entry.to,
      sure: found !== null || (gap === key && believed),
      headingUnit: headingUnit(entry.heading),
      disputed: disputed.get(entry) ?? [],
    })
  })
  return { zones, unknown }
}

/**
 * The one column of the form that is missing between the neighbours of an unmatched entry, where exactly one entry stands
 * between them; null otherwise. At the edges there is no second neighbour, so nothing is concluded.
 */
function onlyKeyBetween(keys: readonly (number | null)[], index: number, width: number): number | null {
  const before = keys[index - 1]
  const after = keys[index + 1]
  if (before === null || before === undefined || after === null || after === undefined) return null
  return after - before === 2 && before + 1 < width ? before + 1 : null
}
