import type { CellDoubt } from './catalogue/cells.js'
import type { Box } from './geometry.js'

/** Another reading of a recognised character or cell, with its probability in 0..1. */
export interface Alternative {
  readonly text: string
  readonly confidence: number
}

/**
 * One printed character (or a ligature) with its box in points, upright page.
 * Born-digital glyphs carry no confidence; recognised ones do.
 */
export interface Glyph {
  readonly text: string
  readonly box: Box
  /** Font size in points, as printed. */
  readonly size: number
  /** Degrees clockwise from the top of the page to which its top points; left out for characters that stand upright. */
  readonly turned?: 90 | 270
  /** Names the text object that it was written with; left out where there are none. */
  readonly run?: number
  readonly confidence?: number
  readonly alternatives?: readonly Alternative[]
}

/**
 * A painted straight line along an axis, in points: a stroke, an edge of a stroked rectangle, or a thin filled rectangle.
 * Horizontal: `position` is y, `start`..`end` are x. Vertical: `position` is x, `start`..`end` are y.
 */
export interface Ruling {
  readonly orientation: 'horizontal' | 'vertical'
  readonly position: number
  readonly start: number
  readonly end: number
  /** Painted width in points. */
  readonly thickness: number
}

/** Something that a page shows and its characters do not account for, and the doubt that it casts on its cell. */
export interface PageMark {
  readonly box: Box
  readonly reason: CellDoubt
}

/** A painted area that is not a ruling (cell shading), or a picture. */
export interface PaintedArea {
  readonly box: Box
}

export type PageRotation = 0 | 90 | 180 | 270

/** How the page's text came to be known; `unreadable` pages have glyphs that must not be trusted, or none. */
export type PageReading = 'text-layer' | 'recognised' | 'blank' | 'unreadable'

/** Whether the values of a page were held against its ink; what its text alone says is not proved. */
export const PAGE_PROOFS = ['ink', 'render', 'none'] as const
type PageProof = (typeof PAGE_PROOFS)[number]

/**
 * One page as a reader sees it: turned upright, origin top left, all lengths in points.
 * A scan becomes the same record as a text layer, so that there is one grid algorithm.
 */
export interface Page {
  /** 1-based. */
  readonly number: number
  readonly width: number
  readonly height: number
  /** By how many degrees clockwise the stored page was turned to be read (its /Rotate included). */
  readonly rotation: PageRotation
  /** Dots per inch of a picture of a page; null for born-digital pages. */
  readonly dpi: number | null
  readonly read: PageReading
  readonly glyphs: readonly Glyph[]
  readonly rulings: readonly Ruling[]
  readonly shadings: readonly PaintedArea[]
  readonly pictures: readonly PaintedArea[]
  readonly marks?: readonly PageMark[]
  /** Left out where the question does not arise: pictures of pages, whose characters are proved one by one. */
  readonly proof?: PageProof
  /** The name of the sheet of a spreadsheet that the page stands for. */
  readonly sheet?: string
}

/** The facts about a page that a record keeps. */
export type PageInfo = Pick<Page, 'number' | 'width' | 'height' | 'rotation' | 'dpi' | 'read' | 'proof' | 'sheet'>

/** The facts about a page that a record keeps. */
export const pageInfo = ({ number, width, height, rotation, dpi, read }: Page): PageInfo => ({
  number,
  width,
  height,
  rotation,
  dpi,
  read,
})
