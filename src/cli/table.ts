import { styleText } from 'node:util'
import Table from 'cli-table3'

/** How results are shown: coloured and cut to the window's width on a terminal, whole and plain elsewhere. */
export interface Look {
  /** Columns of the terminal; null where there is none. */
  readonly width: number | null
  readonly colours: boolean
}

export type Colour = 'green' | 'yellow' | 'red' | 'bold'

export const paint = (text: string, colour: Colour, look: Look): string =>
  look.colours ? styleText(colour, text, { validateStream: false }) : text

/** What stands in files and their names on one line, and without the control characters that would drive the terminal. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ')

export interface Column {
  readonly title: string
  readonly align?: 'right'
  /** Gives way where the terminal is too narrow. */
  readonly flexible?: boolean
  /** Never wider than this, also where there is no terminal. */
  readonly atMost?: number
  readonly colour?: (text: string) => Colour | null
}

/** Between two columns. */
const GAP = '  '

/** No frame, so that a line can be copied and searched. */
const FRAMELESS = {
  ...{ top: '', 'top-mid': '', 'top-left': '', 'top-right': '' },
  ...{ bottom: '', 'bottom-mid': '', 'bottom-left': '', 'bottom-right': '' },
  ...{ left: '', 'left-mid': '', mid: '', 'mid-mid': '', right: '', 'right-mid': '', middle: GAP },
}

/** A column cut below this says nothing any more; the terminal wraps the line then. */
const NARROWEST = 12

/** East Asian wide and full-width characters take two columns of a terminal (Unicode Standard Annex 11, W and F). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1f9ff}\u{20000}-\u{3fffd}]/u

/** Columns of a terminal that a text takes. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += WIDE.test(character) ? 2 : 1
  return width
}

/** Rows in aligned columns under their titles; without a line break at the end. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[], look: Look): string {
  const table = new Table({
    head: columns.map(({ title }) => title),
    chars: FRAMELESS,
    style: { head: look.colours ? ['bold'] : [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    colAligns: columns.map(({ align }) => align ?? 'left'),
    colWidths: [...widths(columns, rows, look.width ?? Infinity)],
  })
  for (const row of rows)
    table.push(
      columns.map(({ colour }, place) => {
        const text = oneLine(row[place] ?? '')
        const painted = colour?.(text) ?? null
        return painted ? paint(text, painted, look) : text
      }),
    )
  return table.toString().replace(/[ \t]+$/gm, '')
}

/** The columns' widths, the widest flexible one cut until all fit or nothing can be cut any more. */
function widths(columns: readonly Column[], rows: readonly (readonly string[])[], width: number): readonly number[] {
  const wide = columns.map(({ title, atMost = Infinity }, place) =>
    rows.reduce((most, row) => Math.min(atMost, Math.max(most, displayWidth(row[place] ?? ''))), displayWidth(title)),
  )
  let excess = wide.reduce((sum, each) => sum + each, GAP.length * (wide.length - 1)) - width
  while (excess > 0) {
    const widest = columns.reduce(
      (best, { flexible }, place) => (flexible && (wide[place] ?? 0) > (wide[best] ?? 0) ? place : best),
      -1,
    )
    const old = wide[widest] ?? 0
    if (old <= NARROWEST) break
    wide[widest] = old - 1
    excess -= 1
  }
  return wide
}
