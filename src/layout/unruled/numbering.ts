import { COLUMN_NUMBERS } from '../../vocabulary/captions.js'
import { columnAt, centre, linesOfPlaced, middle, textsOf, type BlockCell, type Placed } from './placed.js'

const SAME_LINE = 0.5
/** Fewer numbers are none of columns. */
const FEWEST = 2
const NUMBER = /^[(（]?(\d{1,2})[)）]?$/u

/** The line that numbers columns (栏次 1 2 3): its label and its numbers. */
export interface Numbering {
  readonly label: Placed
  readonly numbers: readonly Placed[]
}

/** The line that numbers the columns, where it stands above all values; null for none. */
export function numberingOf(runs: readonly Placed[]): Numbering | null {
  const label = runs.find((run) => COLUMN_NUMBERS.test(textsOf([run])))
  const line = label && linesOfPlaced(runs, SAME_LINE).find((each) => each.includes(label))
  if (!label || !line) return null
  const numbers = line.filter((run) => run !== label).sort((a, b) => a.left - b.left)
  const counted = numbers.map((run) => Number(NUMBER.exec(textsOf([run]))?.[1]))
  const rising = counted.every((each, index) => each === (counted[0] ?? 0) + index)
  const first = runs.every((run) => !run.run.isValue || numbers.includes(run) || middle(run) > middle(label))
  return numbers.length >= FEWEST && rising && first ? { label, numbers } : null
}

/** The line as a row of headings, its label over all columns of labels. */
export function numberingCells(
  { label, numbers }: Numbering,
  row: number,
  columns: number,
  edges: readonly number[],
): readonly BlockCell[] {
  const first = Math.max(1, columns)
  const own = Array.from({ length: edges.length - 1 - first }, (_, place): BlockCell => {
    const column = first + place
    const runs = numbers.filter((run) => columnAt(edges, centre(run)) === column)
    return { row, rowSpan: 1, column, columnSpan: 1, runs }
  })
  return [{ row, rowSpan: 1, column: 0, columnSpan: first, runs: [label] }, ...own]
}
