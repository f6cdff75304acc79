import { draw, linesWidth, type Cell } from './table.js'
import { displayWidth, wrap, type Look } from './text.js'

/** A table with row labels in its first column and values, set right, in the others. */
export interface Grid {
  readonly head: readonly string[]
  readonly rows: readonly { readonly label: string; readonly indent: number; readonly cells: readonly Cell[] }[]
}

/** Widths to which headings are broken, the widest that fits: whole, then ever fewer Chinese characters a line. */
const HEADING_WIDTHS = [Infinity, 16, 12, 8, 6, 4]
/** Labels are broken below this only where no width of the headings fits. */
const LABEL_WIDTH = 34
const MIN_LABEL_WIDTH = 16
const GAP = 2
/** Columns that a Chinese mark takes. */
const MARK_WIDTH = 2

/** The lines of a grid in `width` columns of a terminal. Headings are broken first, then labels. */
export function drawGrid({ head, rows }: Grid, width: number, look: Look): readonly string[] {
  const [corner = '', ...titles] = head
  const labels = Math.max(0, ...rows.map(({ label, indent }) => indent + displayWidth(label)))
  const values = titles.map((_, column) =>
    Math.max(0, ...rows.map(({ cells }) => displayWidth(cells[column]?.text ?? ''))),
  )
  const broken = (headingWidth: number) => titles.map((title) => wrap(title, headingWidth).join('\n'))
  const widths = (headings: readonly string[]) =>
    headings.map((heading, column) => Math.max(linesWidth(heading), values[column] ?? 0))
  const taken = (columns: readonly number[]): number => columns.reduce((sum, each) => sum + GAP + each, 0)
  const wanted = Math.min(labels, LABEL_WIDTH)
  const options = HEADING_WIDTHS.map(broken)
  const headings = options.find((each) => wanted + taken(widths(each)) <= width) ?? broken(HEADING_WIDTHS.at(-1) ?? 1)
  const first = Math.max(MIN_LABEL_WIDTH, Math.min(labels, width - taken(widths(headings))))
  const brokenTo = (room: number): readonly string[] =>
    rows.map(({ label, indent }) =>
      wrap(label, Math.max(1, room - indent))
        .map((line) => ' '.repeat(indent) + line)
        .join('\n'),
    )
  // A closing mark may stand beyond the width.
  const tight = brokenTo(first)
  const lines = tight.some((each) => linesWidth(each) > first) ? brokenTo(first - MARK_WIDTH) : tight
  return draw(
    [{ title: wrap(corner, first).join('\n') }, ...headings.map((title) => ({ title, align: 'right' as const }))],
    rows.map(({ cells }, place) => [{ text: lines[place] ?? '', colour: null }, ...cells]),
    [first, ...widths(headings)],
    look,
    true,
  ).split('\n')
}
