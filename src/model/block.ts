import type { CellDoubt } from './catalogue/cells.js'
import type { PageBox } from './geometry.js'
import type { Alternative } from './page.js'

export type { CellDoubt }

/** How a table's grid was recovered. */
export type TableMethod = 'ruled' | 'unruled' | 'markup' | 'text'

/**
 * The highest confidence that the characters of a line in doubt may have: ink may have been lost or added there, so that
 * what is read is not sure, however sure the recogniser is.
 */
export const IN_DOUBT = 0.3

/**
 * A recogniser's reading of one cell: its characters in order, each with its probability and its other readings.
 * Born-digital cells have none.
 */
export interface CellRecognition {
  readonly characters: readonly {
    readonly text: string
    readonly confidence: number
    readonly alternatives: readonly Alternative[]
  }[]
}

/** One cell of a table's grid. Rows and columns are 0-based; spans are at least 1. */
export interface Cell {
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
  /** As printed: lines of one cell joined (without a space between CJK characters), never repaired. */
  readonly text: string
  /** Where it stands; two boxes where a page break cuts it; empty in formats without pages. */
  readonly boxes: readonly PageBox[]
  readonly recognition?: CellRecognition
  /**
   * Set where the place of the cell in the grid is a guess: the text had fewer or more cells than the row has columns
   * (`column`), or the row could not be told (`row`). Forms never trusts such a cell silently.
   */
  readonly uncertain?: 'row' | 'column'
  /** Set where the text may not be what a reader of the page sees. Such a value is never taken silently, nor is a blank. */
  readonly doubt?: CellDoubt
  /** The file's own text, where `text` was read from the page's picture instead. */
  readonly written?: string
  /** The text on the rendered page, where it differs (`render-differs`). */
  readonly rendered?: string
  /** The place in a spreadsheet, as its program calls it: Sheet1!C7. */
  readonly address?: string
}

/** A table anywhere in the document; one that a page break cut is one table. */
export interface Table {
  readonly kind: 'table'
  readonly method: TableMethod
  readonly rows: number
  readonly columns: number
  /** Sorted by row, then column; they never overlap. A slot that no cell covers is a hole of the grid, not a blank. */
  readonly cells: readonly Cell[]
  readonly pages: readonly number[]
  /** Text of a <caption> or a line that belongs to the table alone, where the format tells. */
  readonly caption: string | null
  /** How many rows its layout knows for headings, where text alone makes the table; undefined where it does not know. */
  readonly headRows?: number
  /** Where text alone makes the table: independent proofs agree on each of its rows, columns and headings. */
  readonly settled?: true
}

/** One paragraph (or line of text outside tables). */
export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
  /** Where it stands; empty in formats without pages. */
  readonly boxes: readonly PageBox[]
  /** 1..6 where the markup says it is a heading; null where it does not, or cannot. */
  readonly level: number | null
  /** Font size in points; null where unknown. */
  readonly size: number | null
  readonly align: 'left' | 'center' | 'right' | null
}

/** A picture in the flow of a document without pages of its own (Word, HTML). */
export interface Picture {
  readonly kind: 'picture'
  /** The encoded file (PNG, JPEG, …) where the document holds it; null where it only links to it. */
  readonly bytes: Uint8Array | null
  /** Pixels, where known. */
  readonly width: number | null
  readonly height: number | null
}

/** The waist of the house: whatever the format, all readers end in blocks, in reading order. */
export type Block = Paragraph | Table | Picture
