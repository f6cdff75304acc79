import type { Cell } from '../model/block.js'
import { cellsInRow, type Grid } from '../forms/grid.js'
import { COLUMN_NUMBERS, PART_LABEL, SUM_LABEL } from '../vocabulary/captions.js'
import { squeeze } from '../vocabulary/labels.js'
import { NUMBERINGS } from '../vocabulary/patterns.js'
import { isBlankText } from '../vocabulary/values.js'
import type { Headings } from './headings.js'

/** The labels of a body cell, from the outermost to its own. */
export interface CellPaths {
  readonly rowPath: readonly string[]
  readonly columnPath: readonly string[]
}

/** A label as it stands in a path: white space is one space, none between two Chinese characters (合 计). */
const pathLabel = (text: string): string =>
  text
    .trim()
    .replace(/\s+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')

/** The path of each column: the different headings over it, from the top. */
export function columnPaths(grid: Grid, from: number, { headRows, labels }: Headings): readonly (readonly string[])[] {
  const numbering = new Set<number>()
  for (let row = from; row < headRows; row += 1)
    if (cellsInRow(grid, row).some(({ text }) => COLUMN_NUMBERS.test(squeeze(text)))) numbering.add(row)
  return Array.from({ length: grid.columns }, (_, column) => {
    const path: string[] = []
    let last: Cell | null = null
    for (let row = from; row < headRows; row += 1) {
      const cell = grid.cellAt(row, column)
      if (!cell || cell === last || numbering.has(row) || isBlankText(cell.text)) continue
      last = cell
      // A heading over all columns, labels too, tells none from another.
      if (cell.columnSpan === grid.columns && grid.columns > 1 && labels.size > 0) continue
      path.push(pathLabel(cell.text))
    }
    return path
  })
}

interface Open {
  /** How deep it stands: the fewer, the further out. */
  readonly depth: number
  readonly label: string
  /** Its code, as far as it has one. */
  readonly code: string
}

/** Depths of labels: of group headings, of numberings (一、 （一） 1.), of what has none. */
const GROUP = 0
const UNNUMBERED = NUMBERINGS.length + 1
const PART = UNNUMBERED + 1

const depthOf = (label: string): number => {
  const text = squeeze(label)
  if (PART_LABEL.test(text)) return PART
  const numbered = NUMBERINGS.findIndex((numbering) => numbering.test(text))
  return numbered < 0 ? UNNUMBERED : numbered + 1
}

/** The path of each body row, for the label columns left of a body column. */
export class RowPaths {
  readonly #paths = new Map<string, readonly string[]>()
  readonly #blocks: readonly (readonly number[])[]

  constructor(
    readonly grid: Grid,
    readonly headings: Headings,
    readonly to: number,
  ) {
    this.#blocks = blocksOf(headings)
    this.#blocks.forEach((block, index) => {
      this.#walk(block, index)
    })
  }

  /** The labels of a row as they hold for a column: those of the nearest label columns to its left. */
  at(row: number, column: number): readonly string[] {
    const block = this.#blocks.findLastIndex(([first = 0]) => first <= column)
    return this.#paths.get(`${Math.max(0, block)}/${row}`) ?? []
  }

  #walk(block: readonly number[], index: number): void {
    const { grid, headings } = this
    const end = this.#blocks[index + 1]?.[0] ?? grid.columns
    const groups = groupRows(grid, block, end, headings.headRows, this.to)
    let open: readonly Open[] = []
    for (let row = headings.headRows; row < this.to; row += 1) {
      const own = labelsIn(grid, row, block, headings)
      const names = own.filter(({ code }) => !code).map(({ text }) => text)
      const code = own
        .filter((each) => each.code)
        .map(({ text }) => text)
        .join('')
      const label = names.at(-1) ?? ''
      const ancestors =
        code !== '' && /^\d+$/u.test(code) ? open.filter((each) => isAbove(each.code, code)) : outerOf(open, label)
      this.#paths.set(`${index}/${row}`, [
        ...ancestors.map((each) => each.label),
        ...(code === '' || label === '' ? (code === '' ? [] : [code]) : [code]),
        ...names,
      ])
      if (label === '') continue
      if (code !== '' && /^\d+$/u.test(code)) open = [...ancestors, { depth: UNNUMBERED, label, code }]
      else if (groups.has(row))
        open = [...open.filter(({ depth }) => depth < groupDepth(label)), { depth: groupDepth(label), label, code: '' }]
      else if (!PART_LABEL.test(squeeze(label)) && depthOf(label) < UNNUMBERED)
        open = [...ancestors, { depth: depthOf(label), label, code: '' }]
      else if (!PART_LABEL.test(squeeze(label))) open = [...ancestors, { depth: UNNUMBERED, label, code: '' }]
    }
  }
}

const groupDepth = (label: string): number => (depthOf(label) < UNNUMBERED ? depthOf(label) : GROUP)

/** 201 stands above 20101, which stands above 2010301. */
const isAbove = (outer: string, inner: string): boolean => outer !== '' && outer !== inner && inner.startsWith(outer)

/** Which of the open labels a row stands under: of those without a number only a part (其中：) stands under another. */
function outerOf(open: readonly Open[], label: string): readonly Open[] {
  if (SUM_LABEL.test(squeeze(label))) return open.filter(({ depth }) => depth === GROUP)
  const depth = depthOf(label)
  return open.filter((each) => each.code === '' && each.depth < depth)
}

/** Label columns that stand side by side; a table of two sides has two such blocks. */
function blocksOf({ labels, unitColumn }: Headings): readonly (readonly number[])[] {
  const blocks: number[][] = []
  for (const column of [...labels].sort((a, b) => a - b)) {
    const last = blocks.at(-1)
    if (last?.at(-1) === column - 1) last.push(column)
    else blocks.push([column])
  }
  return blocks.map((block) => block.filter((column) => column !== unitColumn || block.length === 1))
}

interface Label {
  readonly text: string
  readonly code: boolean
}

/** The labels of a row in some columns; merged ones once, those that cover the whole row too. */
function labelsIn(grid: Grid, row: number, block: readonly number[], { codes }: Headings): readonly Label[] {
  const labels: Label[] = []
  const seen = new Set<Cell>()
  for (const column of block) {
    const cell = grid.cellAt(row, column)
    if (!cell || seen.has(cell) || isBlankText(cell.text)) continue
    seen.add(cell)
    labels.push({ text: pathLabel(cell.text), code: codes.has(column) && cell.columnSpan === 1 })
  }
  return labels
}

/** Group headings are so few of the rows at most, where only their blanks tell them. */
const GROUP_SHARE = 0.34

/**
 * The rows whose label heads the rows below it: nothing but blanks stand beside it, and it is numbered on a higher level
 * than the next label or ends in a colon. Where neither tells, such rows are few and never follow each other.
 */
function groupRows(grid: Grid, block: readonly number[], end: number, from: number, to: number): ReadonlySet<number> {
  const last = block.at(-1) ?? 0
  const label = (row: number): string => pathLabel(grid.cellAt(row, last)?.text ?? '')
  const isEmpty = (row: number): boolean =>
    label(row) !== '' &&
    cellsInRow(grid, row, last + 1, end).every(
      (cell) => isBlankText(cell.text) || (cell.column <= last && cell.columnSpan > 1),
    )
  const empty = Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index).filter(isEmpty)
  const apart = empty.every((row) => !empty.includes(row + 1) && row + 1 < to)
  const few = end - last > 2 && apart && empty.length <= GROUP_SHARE * (to - from)
  return new Set(
    empty.filter((row) => {
      if (row + 1 >= to) return false
      const spans = (grid.cellAt(row, last)?.columnSpan ?? 1) > block.length
      const [own, next] = [depthOf(label(row)), depthOf(label(row + 1))]
      return spans || /[:：]$/u.test(label(row)) || (own < UNNUMBERED ? next > own : few)
    }),
  )
}
