import { at } from '../model/at.js'
import type { Cell } from '../model/block.js'
import { GROUPS_FAMILIES, type Family } from '../vocabulary/families.js'
import type { GroupsTable } from '../vocabulary/forms.js'
import { align } from './align.js'
import { findColumns, type FoundColumns } from './columns.js'
import { cellsInRow, textsInColumn, type Grid } from './grid.js'
import type { HeadingArea, PrintedColumn } from './headings.js'
import { bestLikeness, formLabel, labelled, likenessTo, type FormLabel } from './likeness.js'
import { hasPrint } from './placement.js'
import { isBlankText, isLabelText, readText } from '../vocabulary/values.js'

const SURE = 0.6
const MARGIN = 0.08
/** A text is one of the table's headings from this likeness on. */
const FOUND = 0.7
/** The outcome (结果维持) tells a column more than the group it stands in: most groups have lost their spans somewhere. */
const OUTCOME_WEIGHT = 0.75
/** A group that the heading does not tell counts as half likely. */
const GROUP_UNKNOWN = 0.5

/** The lines of a table of groups, in the forms that print it alike. */
export interface GroupsWords {
  readonly family: Family<GroupsTable>
  readonly groups: GroupsTable['groups']
  readonly groupLabels: readonly FormLabel[]
  readonly groupWords: readonly FormLabel[]
  /** The label over several groups (行政诉讼); null for a group with nothing over it. */
  readonly outerLabels: readonly (FormLabel | null)[]
  readonly outcomes: GroupsTable['groups'][number]['columns']
  readonly outcomeLabels: readonly FormLabel[]
  readonly columns: readonly GroupColumn[]
  /** The outcomes under each of the groups, and without a group. */
  readonly groupedLabels: readonly FormLabel[]
  readonly bareLabels: readonly FormLabel[]
}

interface GroupColumn {
  readonly group: string
  readonly outcome: string
  readonly groupIndex: number
  readonly outcomeIndex: number
}

function wordsOf(family: Family<GroupsTable>): GroupsWords {
  const { groups } = family.table
  const outcomes = groups[0]?.columns ?? []
  const outcomeLabels = outcomes.map(({ key, label }) => formLabel(key, [label]))
  return {
    ...{ family, groups, outcomes, outcomeLabels },
    groupedLabels: groups.flatMap((group) =>
      outcomeLabels.map(({ key, variants }) => labelled(`${group.key}/${key}`, variants)),
    ),
    bareLabels: outcomeLabels.map(({ key, variants }) => labelled(`/${key}`, variants)),
    groupLabels: groups.map(({ key, path }) => formLabel(key, path)),
    groupWords: [...new Set(groups.flatMap(({ path }) => path))].map((word) => formLabel(word, [word])),
    outerLabels: groups.map(({ path }) => (path.length > 1 ? formLabel('', path.slice(0, 1)) : null)),
    columns: groups.flatMap((group, groupIndex) =>
      outcomes.map((outcome, outcomeIndex) => ({ group: group.key, outcome: outcome.key, groupIndex, outcomeIndex })),
    ),
  }
}

const WORDS: readonly GroupsWords[] = GROUPS_FAMILIES.map(wordsOf)

/** The words of each family of forms that has the table. */
export const groupsWords = (id: string): readonly GroupsWords[] => WORDS.filter(({ family }) => family.id === id)

export const isOneOf = (text: string, labels: readonly FormLabel[]): boolean =>
  isLabelText(text) && labels.some((label) => likenessTo(text, label) >= FOUND)

/** Heading rows and the value rows under them. */
export interface Segment {
  readonly headFrom: number
  readonly headTo: number
  readonly to: number
}

/** The table's headings with the rows under each. */
export function segmentsOf({ outcomeLabels, groupWords }: GroupsWords, grid: Grid): Segment[] {
  const isHeading = (row: number): boolean => {
    const cells = cellsInRow(grid, row)
    const starts = cells.filter((cell) => cell.row === row)
    return (
      starts.some(({ text }) => isOneOf(text, outcomeLabels)) ||
      (starts.some(({ text }) => isOneOf(text, groupWords)) &&
        !cells.some(({ text }) => readText(text).state === 'number'))
    )
  }
  /** An empty row inside a heading belongs to it. */
  const goesOn = (row: number): boolean => {
    let next = row
    while (next < grid.rows && !hasPrint(grid, next, 0)) next += 1
    return next < grid.rows && isHeading(next)
  }
  const segments: Segment[] = []
  let row = 0
  while (row < grid.rows) {
    const headFrom = row
    while (row < grid.rows && goesOn(row)) row += 1
    const headTo = row
    while (row < grid.rows && !isHeading(row)) row += 1
    if (headTo > headFrom) segments.push({ headFrom, headTo, to: row })
  }
  return segments
}

const outcomesIn = ({ outcomeLabels }: GroupsWords, cells: readonly Cell[]): number =>
  cells.filter(({ text }) => isOneOf(text, outcomeLabels)).length

/** Tells whether the outcomes stand below each other rather than side by side. */
export function isTurned(words: GroupsWords, grid: Grid): boolean {
  const along = Math.max(0, ...Array.from({ length: grid.rows }, (_, row) => outcomesIn(words, cellsInRow(grid, row))))
  const down = Math.max(
    0,
    ...Array.from({ length: grid.columns }, (_, column) =>
      outcomesIn(words, textsInColumn(grid, column, 0, grid.rows)),
    ),
  )
  return down > along
}

/** The headings over a column, from the innermost outwards; where spans are lost, the heading to the left counts. */
function headingsOver(
  { groupWords }: GroupsWords,
  grid: Grid,
  { headFrom, headTo }: Segment,
  column: number,
): string[] {
  const over: string[] = []
  for (let row = headTo - 1; row >= headFrom; row -= 1) {
    let left = column
    while (left > 0 && isBlankText(grid.cellAt(row, left)?.text ?? '')) left -= 1
    const text = grid.cellAt(row, left)?.text ?? ''
    if (isOneOf(text, groupWords)) over.push(text)
  }
  return over
}

/** How well what stands over a column agrees with a group: the innermost heading counts, then 行政诉讼 over either half. */
function groupScore({ groupLabels, outerLabels }: GroupsWords, groups: readonly string[], index: number): number {
  const own = groupLabels[index]
  const inner = groups[0]
  if (!own || inner === undefined) return GROUP_UNKNOWN
  const score = likenessTo(inner, own)
  const outer = outerLabels[index]
  return outer && likenessTo(inner, outer) >= FOUND ? GROUP_UNKNOWN : score
}

/** Columns of a segment that has its groups over the outcomes, or (one row a group) none at all. */
export function findZones(words: GroupsWords, segment: Segment, area: HeadingArea, grouped: boolean): FoundColumns {
  const { groupWords } = words
  const columns = grouped ? words.columns : words.columns.slice(0, words.outcomes.length)
  const labels = grouped ? words.groupedLabels : words.bareLabels
  const scores = (column: PrintedColumn): number[] => {
    const outcomes = words.outcomeLabels.map((label) => bestLikeness(column.readings, label))
    const groups = grouped ? headingsOver(words, area.grid, segment, column.from) : []
    return columns.map(({ groupIndex, outcomeIndex }) => {
      const likeness = at(outcomes, outcomeIndex, 'outcome')
      return grouped
        ? OUTCOME_WEIGHT * likeness + (1 - OUTCOME_WEIGHT) * groupScore(words, groups, groupIndex)
        : likeness
    })
  }
  return findColumns(area, { labels, parents: groupWords, scores })
}

/** A row of values, and the group that its label names. */
export interface Row {
  readonly row: number
  readonly group: string | null
  readonly sure: boolean
}

/** Rows with a group's label at their left: one row a group. */
export function groupRows(
  { groups: all, groupLabels }: GroupsWords,
  grid: Grid,
  segment: Segment,
  labelEnd: number,
): Row[] {
  const rows = Array.from({ length: segment.to - segment.headTo }, (_, index) => segment.headTo + index)
  const texts = rows.map((row) =>
    cellsInRow(grid, row, 0, labelEnd)
      .map(({ text }) => text)
      .filter(isLabelText)
      .reverse(),
  )
  const scores = texts.map((groups) =>
    groupLabels.map((label) =>
      groups[0] === undefined ? 0 : bestLikeness([groups[0], [...groups].reverse().join('')], label),
    ),
  )
  const { match, margin } = align(scores, all.length)
  return rows.flatMap((row, index) => {
    const key = match[index] ?? null
    const group = key === null ? undefined : all[key]
    if (!group || key === null) return []
    return [
      {
        row,
        group: group.key,
        sure: at(at(scores, index, 'row'), key, 'column') >= SURE && at(margin, index, 'margin') >= MARGIN,
      },
    ]
  })
}
