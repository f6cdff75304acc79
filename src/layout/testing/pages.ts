import type { Block, Paragraph, Table } from '../../model/block.js'
import type { Glyph, Page, Ruling } from '../../model/page.js'

/** Draws small pages for the tests of the layout: text on a 10-point grid, tables with the rulings that a test asks for. */

export const SIZE = 10

/** A line of text; every character is 10 points wide, as CJK ones are, digits 5. */
export function text(line: string, left: number, top: number, size = SIZE): Glyph[] {
  let x = left
  return Array.from(line).flatMap((char) => {
    const width = /[\d ,.-]/.test(char) ? size / 2 : size
    const box = [x, top, x + width, top + size] as const
    x += width
    return char === ' ' ? [] : [{ text: char, box, size }]
  })
}

const widthOf = (line: string, size = SIZE): number =>
  Array.from(line).reduce((sum, char) => sum + (/[\d ,.-]/.test(char) ? size / 2 : size), 0)

export const horizontal = (position: number, start: number, end: number, thickness = 0.75): Ruling => ({
  orientation: 'horizontal',
  position,
  start,
  end,
  thickness,
})

export const vertical = (position: number, start: number, end: number, thickness = 0.75): Ruling => ({
  orientation: 'vertical',
  position,
  start,
  end,
  thickness,
})

/** A cell of a drawn table: its lines, and how many columns and rows it takes. */
export interface DrawnCell {
  readonly lines: readonly string[]
  readonly across?: number
  readonly down?: number
}

export interface DrawnTable {
  readonly left: number
  readonly top: number
  readonly widths: readonly number[]
  readonly heights: readonly number[]
  /** Rows of cells; a string is a cell of one line, null a slot that a cell from above or the left covers. */
  readonly rows: readonly (readonly (string | DrawnCell | null)[])[]
  /** Which lines are drawn: all, none, or only what is named. */
  readonly rules?: 'all' | 'none' | 'horizontal' | 'outer'
  readonly align?: 'center' | 'left' | 'right'
}

const sums = (start: number, lengths: readonly number[]): number[] => {
  const edges = [start]
  for (const length of lengths) edges.push((edges.at(-1) ?? 0) + length)
  return edges
}

/** Glyphs and rulings of a table: first column to the left, others centred (or as `align` says), all in the middle. */
export function table(drawn: DrawnTable): Pick<Page, 'glyphs' | 'rulings'> {
  const x = sums(drawn.left, drawn.widths)
  const y = sums(drawn.top, drawn.heights)
  const glyphs: Glyph[] = []
  const rulings: Ruling[] = []
  drawn.rows.forEach((row, rowIndex) => {
    row.forEach((entry, column) => {
      if (entry === null) return
      const { lines, across = 1, down = 1 } = typeof entry === 'string' ? { lines: [entry] } : entry
      const [left = 0, right = 0] = [x[column], x[column + across]]
      const [top = 0, bottom = 0] = [y[rowIndex], y[rowIndex + down]]
      const leading = SIZE * 1.2
      const start = (top + bottom) / 2 - ((lines.length - 1) * leading + SIZE) / 2
      lines.forEach((line, index) => {
        const room = right - left - widthOf(line)
        const align = column === 0 ? 'left' : (drawn.align ?? 'center')
        const at = align === 'left' ? left + 3 : align === 'right' ? right - 3 - widthOf(line) : left + room / 2
        glyphs.push(...text(line, at, start + index * leading))
      })
      const rules = drawn.rules ?? 'all'
      if (rules === 'all') rulings.push(vertical(left, top, bottom), vertical(right, top, bottom))
      if (rules === 'all' || rules === 'horizontal')
        rulings.push(horizontal(top, left, right), horizontal(bottom, left, right))
    })
  })
  const [left = 0, right = 0, top = 0, bottom = 0] = [x[0], x.at(-1), y[0], y.at(-1)]
  if (drawn.rules === 'outer')
    rulings.push(
      ...[top, bottom].map((at) => horizontal(at, left, right)),
      ...[left, right].map((at) => vertical(at, top, bottom)),
    )
  return { glyphs, rulings }
}

export function page(number: number, ...parts: readonly Partial<Page>[]): Page {
  return {
    number,
    width: 600,
    height: 800,
    rotation: 0,
    dpi: null,
    read: 'text-layer',
    glyphs: parts.flatMap((part) => part.glyphs ?? []),
    rulings: parts.flatMap((part) => part.rulings ?? []),
    shadings: parts.flatMap((part) => part.shadings ?? []),
    pictures: [],
  }
}

export const tablesOf = (blocks: readonly Block[]): readonly Table[] => blocks.filter((block) => block.kind === 'table')
export const paragraphsOf = (blocks: readonly Block[]): readonly Paragraph[] =>
  blocks.filter((block) => block.kind === 'paragraph')

/** A table as rows of texts: `<` continues the cell to the left, `^` the one above, `#` is a hole. */
export function sketch(laid: Table | undefined): string[] {
  if (!laid) return []
  const slots = Array.from({ length: laid.rows }, () => new Array<string>(laid.columns).fill('#'))
  for (const { row, column, rowSpan, columnSpan, text: own } of laid.cells)
    for (let y = row; y < row + rowSpan; y++)
      for (let x = column; x < column + columnSpan; x++) {
        const slot = slots[y]
        if (slot) slot[x] = x > column ? '<' : y > row ? '^' : own
      }
  return slots.map((row) => row.join('|'))
}
