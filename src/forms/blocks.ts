import type { Problem } from '../model/problem.js'
import { problem } from '../model/problem.js'
import type { FormYear } from '../model/record.js'
import { type Grid } from './grid.js'
import { hasPrint, pick, type MatchedTable, type Placement } from './placement.js'
import { columnsOver } from './blocks-columns.js'
import { findItems, followedWords, linesOf, type Line } from './blocks-lines.js'
import { isBlankText } from '../vocabulary/values.js'

/**
 * Whether a row with values that is none of the form's stands next to this one: what this one leaves blank may stand there,
 * if that one has no label, or this one has no value at all.
 */
function nextToStray(line: Line, unknown: readonly Line[]): boolean {
  const valuesFrom = ({ label }: Line): number => (label === null ? 0 : label.column + label.columnSpan)
  const empty = !hasPrint(line.grid, line.row, valuesFrom(line))
  return unknown.some(
    (other) =>
      other.grid === line.grid &&
      Math.abs(other.row - line.row) === 1 &&
      (other.label === null || (empty && hasPrint(other.grid, other.row, valuesFrom(other)))),
  )
}

/** Matches a table of blocks, which may stand in one grid or in one for each block, in reading order. */
export function matchBlocks(id: string, grids: readonly Grid[], fallback: FormYear): MatchedTable {
  const words = followedWords(id, grids, fallback)
  const lines = linesOf(grids, words)
  const { found, unknown } = findItems(lines, words)
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
    const { zones: placed, unknown: headings, consistent } = columnsOver(words, entry, lines, found)
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
        table: id,
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
        say('row-unknown', line.label?.text ?? `#${String(line.row + 1)}`, line.grid.id, `${line.grid.id} ${line.row}`)
  for (const { key, text } of words.items)
    if (!found.some(({ item }) => item.key === key))
      problems.push(problem('row-missing', { label: text }, { table: grids[0]?.id ?? '' }))
  return { table: id, years: words.family.years, placements, problems }
}
