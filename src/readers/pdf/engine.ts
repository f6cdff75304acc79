import type { Box } from '../../model/geometry.js'
import type { PageMark, PageRotation } from '../../model/page.js'

/** Which way the top of a character points on the page, in degrees clockwise from the top of the page. */
export type Heading = PageRotation

/**
 * One character as an engine finds it, in points, origin top left of the page as its /Rotate shows it.
 * Invisible ones are given too: whether a page is a scan with a hidden text layer is decided by the reader.
 */
export interface PaintedGlyph {
  /** Its meaning by its font; more than one character for a ligature. */
  readonly text: string
  /** Its em box: advance width times font size; the same for all engines, since fonts lie about their heights. */
  readonly box: Box
  /** Font size in points, as printed. */
  readonly size: number
  readonly heading: Heading
  /** True where its line runs aslant, neither level nor upright, as watermarks do. */
  readonly slanted?: boolean
  /** False where nothing is painted: render mode 3, fully transparent, outside the clip. */
  readonly visible: boolean
  /** True where it would be seen but for the clip. */
  readonly clipped?: boolean
  /** As it looks on white paper where it is transparent. */
  readonly colour: Colour
  /** False where the font does not say which character it is, so that `text` is a guess. */
  readonly mapped: boolean
  /** Names the font, so that doubts about one glyph can be held against the others of its font. */
  readonly font: string
  /** Tells fonts of one name apart, within a page. */
  readonly face?: number
  /** True where its font does not stand in the file, so that programs lend it one, or leave it out. */
  readonly lent?: boolean
  /** True where its look may be another than its font's: mirrored, blended with its ground, behind a mask. */
  readonly unsure?: boolean
  /** Place in the order of painting; whatever comes later covers what came before. */
  readonly order: number
}

/** Red, green and blue in 0..255; null for a pattern, which is no single colour. */
export type Colour = readonly [red: number, green: number, blue: number] | null

/** A polyline in points; curves are kept as their chords and marked. */
export interface Subpath {
  /** x0, y0, x1, y1, … */
  readonly points: readonly number[]
  readonly closed: boolean
  readonly curved: boolean
}

/** A painted path: stroked, filled, or both. Paths that only clip are not painted. */
export interface PaintedPath {
  readonly subpaths: readonly Subpath[]
  /** Null where it is not stroked. */
  readonly stroke: { readonly width: number; readonly colour: Colour; readonly opacity: number } | null
  /** Null where it is not filled. */
  readonly fill: { readonly colour: Colour; readonly opacity: number } | null
  /** The part that is seen. */
  readonly clip: Box
  readonly order: number
}

export interface PaintedPicture {
  readonly box: Box
  /** False for stencils, pictures with a mask and blended ones: what lies under them is seen through them. */
  readonly opaque: boolean
  readonly order: number
}

/** A page in grey, as viewers show it. */
export interface PageInk {
  /** Pixels. */
  readonly width: number
  readonly height: number
  /** One byte a pixel, row by row; 0 is black. */
  readonly grey: Uint8Array
  /** The part of the page that is drawn, in points; the rest is white, whatever stands there. */
  readonly area: Box
  /** The same without what is coloured, where a seal may stand on the page. */
  readonly uncoloured?: Uint8Array
  /** Numerals that their font draws as something else than it says. */
  readonly misdrawn: ReadonlySet<PaintedGlyph>
}

/** All that is painted on a page, in points, as its /Rotate shows it. */
export interface PaintedPage {
  readonly width: number
  readonly height: number
  /** The page's own /Rotate. */
  readonly rotation: PageRotation
  readonly glyphs: readonly PaintedGlyph[]
  readonly paths: readonly PaintedPath[]
  readonly pictures: readonly PaintedPicture[]
  /** Other marks on the page for which the engine has no characters. */
  readonly marks?: readonly PageMark[]
  /** Where it was asked for and the engine draws pages, too. */
  readonly ink?: PageInk
  /** Why some of the page could not be decoded; null where all was. */
  readonly damage: string | null
  /** Name of the engine that decoded it. */
  readonly engine: EngineName
}

/** Libraries that decode PDF. */
export type EngineName = 'pdfium' | 'pdfjs'

/** An open PDF file. */
export interface PdfFile {
  /** As the file claims; never to be trusted before the pages have been seen. */
  readonly pageCount: number
  /**
   * Paints page `number` (1-based). Throws MissingPage where there is no such page, Error where it cannot be decoded.
   * @param wantsInk whether a page is to be drawn as well, by an engine that can
   */
  page(number: number, wantsInk?: (painted: PaintedPage) => boolean): Promise<PaintedPage>
  /**
   * The page as another engine decodes it, asked for where the text of the first makes no sense; null where there is none,
   * or where it cannot.
   */
  again(number: number, wantsInk?: (painted: PaintedPage) => boolean): Promise<PaintedPage | null>
  close(): Promise<void>
}

/** A library that decodes PDF: the one place where it is known. */
export interface PdfEngine {
  /**
   * Throws DocumentError `encrypted`, `damaged-file` or `memory-limit`. The signal stops whatever is under way: what
   * was waited for fails with an Error. Throws Untold where another engine must read the file, unless there is none left
   * (`last`): then each page says what is not told of it.
   */
  open(bytes: Uint8Array, signal: AbortSignal | null, last?: boolean): Promise<PdfFile>
}

/** The engine knows something of the file or page that decides what is seen, and does not tell it: another must read it. */
export class Untold extends Error {
  constructor(what: string) {
    super(`the engine does not tell ${what}`)
    this.name = 'Untold'
  }
}

/** The file claims a page that is not there. */
export class MissingPage extends Error {
  constructor(number: number, options?: ErrorOptions) {
    super(`page ${number} does not exist`, options)
    this.name = 'MissingPage'
  }
}
