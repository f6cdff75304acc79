import Table from 'cli-table3'
import { displayWidth, oneLine, paint, type Colour, type Look } from './text.js'

export interface Column {
  readonly title: string
  readonly align?: 'right'
  /** Gives way where the terminal is too narrow. */
  readonly flexible?: boolean
  /** Columns of the terminal that it takes at most, also where there is no terminal. */
  readonly atMost?: number
  readonly colour?: (text: string) => Colour | null
}

/** A cell whose lines are broken already, with a colour of its own. */
export interface Cell {
  readonly text: string
  readonly colour: Colour | null
}

export type Row = readonly (string | Cell)[]

/** Between two columns. */
const GAP = '  '

/** No frame, so that a line can be copied and searched. */
const FRAMELESS = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => [side + part, '']),
  ),
)

/** A column cut below this says nothing any more; the terminal wraps the line then. */
const MIN_WIDTH = 12

/** Rows in aligned columns under their titles; without a line break at the end. */
export const tableOf = (columns: readonly Column[], rows: readonly Row[], look: Look): string =>
  draw(columns, rows, widthsOf(columns, rows, look.width), look, true)

/** Draws rows in columns of known widths; several lines of a cell stand on the lowest lines of their row. */
export function draw(
  columns: readonly Column[],
  rows: readonly Row[],
  widths: readonly number[],
  look: Look,
  titled: boolean,
): string {
  const table = new Table({
    head: titled ? columns.map(({ title }) => title) : [],
    chars: { ...FRAMELESS, middle: GAP },
    style: { head: look.colours ? ['bold'] : [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    rowAligns: [...Array(rows.length + 1).keys()].map(() => 'bottom'),
    colWidths: [...widths],
  })
  for (const row of rows)
    table.push(
      columns.map(({ colour }, place) => {
        const cell = row[place] ?? ''
        const text = textOf(cell)
        const painted = typeof cell === 'string' ? (colour?.(text) ?? null) : cell.colour
        return painted ? paint(text, painted, look) : text
      }),
    )
  return table.toString().replace(/[ \t]+$/gm, '')
}

const textOf = (cell: string | Cell | undefined): string => (typeof cell === 'object' ? cell.text : oneLine(cell ?? ''))

/** The columns' widths, the widest flexible one cut until all fit or nothing can be cut any more. */
export function widthsOf(
  columns: readonly Column[],
  rows: readonly Row[],
  width: number | null,
  least = MIN_WIDTH,
): readonly number[] {
  const wide = columns.map(({ title, atMost = Infinity }, place) =>
    rows.reduce((most, row) => Math.min(atMost, Math.max(most, linesWidth(textOf(row[place])))), linesWidth(title)),
  )
  let excess = wide.reduce((sum, each) => sum + each, GAP.length * (wide.length - 1)) - (width ?? Infinity)
  while (excess > 0) {
    const widest = columns.reduce(
      (best, { flexible }, place) => (flexible && (wide[place] ?? 0) > (wide[best] ?? 0) ? place : best),
      -1,
    )
    const old = wide[widest] ?? 0
    if (old <= least) break
    wide[widest] = old - 1
    excess -= 1
  }
  return wide
}

/** The width of the widest line. */
export const linesWidth = (text: string): number => Math.max(...text.split('\n').map((line) => displayWidth(line)))
