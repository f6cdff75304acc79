import { displayWidth, paint, type Colour, type Look } from '../table.js'
import { fill, wrap } from './wrap.js'

export interface GridCell {
  readonly text: string
  readonly colour?: Colour | null
  /** Columns that the text of a first cell stands in. */
  readonly indent?: number
}

/** A table with row labels in its first column and values, set right, in the others. */
export interface Grid {
  readonly head: readonly string[]
  readonly rows: readonly (readonly GridCell[])[]
}

const GAP = 2
/** Widths to which headings are broken, the widest that fits: whole, then ever fewer Chinese characters a line. */
const HEADING_WIDTHS = [Infinity, 16, 12, 8, 6, 4]
/** Labels are broken below this only where no width of the headings fits. */
const LABEL_WIDTH = 34
const LEAST_LABEL_WIDTH = 16

const widestOf = (lines: readonly string[]): number =>
  lines.reduce((most, line) => Math.max(most, displayWidth(line)), 0)

/** The lines of a grid in `width` columns of a terminal. */
export function drawGrid({ head, rows }: Grid, width: number, look: Look): readonly string[] {
  const labels = widestOf(rows.map(([first]) => ' '.repeat(first?.indent ?? 0) + (first?.text ?? '')))
  const columnWidths = (headingWidth: number): readonly number[] =>
    head
      .slice(1)
      .map((title, place) =>
        Math.max(widestOf(wrap(title, headingWidth)), widestOf(rows.map((row) => row[place + 1]?.text ?? ''))),
      )
  const taken = (widths: readonly number[]): number => widths.reduce((sum, each) => sum + GAP + each, 0)
  const wanted = Math.min(labels, LABEL_WIDTH)
  const fitting = HEADING_WIDTHS.map(columnWidths)
  const columns = fitting.find((widths) => wanted + taken(widths) <= width) ?? fitting.at(-1) ?? []
  const first = Math.max(LEAST_LABEL_WIDTH, Math.min(labels, width - taken(columns)))
  const titles = head.map((title, place) => wrap(title, place === 0 ? first : (columns[place - 1] ?? 1)))
  const tall = Math.max(...titles.map((lines) => lines.length))
  const lines: string[] = []
  for (let line = 0; line < tall; line += 1) {
    // Headings stand on the line above the values.
    const texts = titles.map((each) => each[line - (tall - each.length)] ?? '')
    const joined = texts.map((text, place) =>
      place === 0 ? fill(text, first) : fill(text, columns[place - 1] ?? 0, 'right'),
    )
    lines.push(paint(joined.join(' '.repeat(GAP)).trimEnd(), 'bold', look))
  }
  for (const row of rows) lines.push(...drawRow(row, first, columns, look))
  return lines
}

function drawRow(
  [label, ...cells]: readonly GridCell[],
  first: number,
  columns: readonly number[],
  look: Look,
): readonly string[] {
  const indent = ' '.repeat(label?.indent ?? 0)
  const labelLines = wrap(label?.text ?? '', Math.max(1, first - indent.length)).map((line) => indent + line)
  const values = cells.map(({ text, colour }, place) => {
    const filled = fill(text, columns[place] ?? 0, 'right')
    return colour ? paint(filled, colour, look) : filled
  })
  return labelLines.map((line, place) =>
    place === labelLines.length - 1 ? [fill(line, first), ...values].join(' '.repeat(GAP)).trimEnd() : line,
  )
}
