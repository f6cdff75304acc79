import type { CellDoubt } from '../../model/block.js'
import { placeOf } from '../../model/address.js'
import { DocumentError } from '../../model/problem.js'
import type { Palette } from './colours.js'
import { damaged, type Workbook } from './package.js'
import { serialOf, shownNumber, shownString, type ShownText } from './shown.js'
import { shownRich, TextCollector, unescaped, type RichText } from './strings.js'
import { isOn, PLAIN_STYLE, type CellStyle } from './styles.js'
import type { XmlStart } from './xml.js'

/** A cell that shows something, or should. Rows and columns are those of the sheet, from 0. */
export interface SheetCell {
  readonly row: number
  readonly column: number
  readonly text: string
  readonly doubt?: CellDoubt
  readonly centred: boolean
}

/** Inclusive on both sides, from 0. */
export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A sheet as its file writes it. Lengths are in points, widths of columns in characters. */
export interface Worksheet {
  readonly cells: readonly SheetCell[]
  readonly merges: readonly Range[]
  readonly columns: readonly ColumnLook[]
  /** By row, where it differs from others; 0 where it is hidden. */
  readonly heights: ReadonlyMap<number, number>
  /** The height of all other rows. */
  readonly height: number
  /** The width of all other columns. */
  readonly width: number
  /** Formulas without a result, or with one that Excel works out anew on opening. */
  readonly unsaved: readonly SheetCell[]
  /** How many formulas take their numbers from other files. */
  readonly linked: number
}

interface ColumnLook {
  readonly from: number
  readonly to: number
  /** 0 where it is hidden. */
  readonly width: number
}

/** Data of the workbook that its sheets share. */
export interface SheetContext {
  readonly strings: readonly RichText[]
  readonly styles: readonly CellStyle[]
  readonly palette: Palette
  /** Are days counted from 1904? */
  readonly from1904: boolean
  /** Are formulas worked out anew when the file is opened, whatever results it keeps? */
  readonly recalculates: boolean
  /** How much all sheets together may still hold. */
  readonly budget: { cells: number; characters: number }
}

/** The limits of Excel itself. */
const MAX_ROWS = 1_048_576
const MAX_COLUMNS = 16_384
const MAX_MERGES = 100_000

/** The width of columns for which the file gives none: eight digits and the space around them. */
const DEFAULT_WIDTH = 9.140625
const DEFAULT_HEIGHT_POINTS = 15

export const MAX_CELLS = 200_000
export const MAX_CHARACTERS = 2_000_000

/** A formula takes its number from another file: [1]Sheet1!A1 */
const ELSEWHERE = /\[\d+\]/u

/** The range that an address such as A1:C3 names; null for what is none. */
function rangeOf(reference: string): Range | null {
  const [first = '', last = first] = reference.split(':')
  const [from, to] = [placeOf(first), placeOf(last)]
  if (!from || !to || to.row >= MAX_ROWS || to.column >= MAX_COLUMNS) return null
  return { top: from.row, left: from.column, bottom: to.row, right: to.column }
}

/**
 * Reads one sheet, cell by cell.
 * @throws DocumentError damaged-file, unpacks-too-large, sheet-too-large, text-too-long
 */
export async function readWorksheet(workbook: Workbook, part: string, context: SheetContext): Promise<Worksheet> {
  const collector = new SheetCollector(context)
  await workbook.walk(part, collector)
  return collector.end()
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: CellStyle
  formula: string | null
  value: string | null
  rich: TextCollector | null
}

class SheetCollector {
  readonly #cells: SheetCell[] = []
  readonly #unsaved: SheetCell[] = []
  readonly #merges: Range[] = []
  readonly #columns: ColumnLook[] = []
  readonly #heights = new Map<number, number>()
  #height = DEFAULT_HEIGHT_POINTS
  #width = DEFAULT_WIDTH
  #showsZeros = true
  #linked = 0
  #row = -1
  #column = -1
  #cell: OpenCell | null = null
  #inside: 'f' | 'v' | null = null

  constructor(private readonly context: SheetContext) {}

  readonly open = (start: XmlStart): void => {
    const { name, attributes } = start
    if (this.#cell) this.#openWithin(this.#cell, start)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'row') this.#openRow(attributes)
    else if (name === 'col') this.#addColumns(attributes)
    else if (name === 'mergeCell') this.#merge(attributes.ref ?? '')
    else if (name === 'sheetFormatPr') this.#setDefaults(attributes)
    else if (name === 'sheetView') this.#showsZeros = attributes.showZeros === undefined || isOn(attributes.showZeros)
  }

  readonly text = (text: string): void => {
    const cell = this.#cell
    if (!cell) return
    if (this.#inside === 'f') cell.formula = (cell.formula ?? '') + text
    else if (this.#inside === 'v') cell.value = (cell.value ?? '') + text
    else cell.rich?.text(text)
  }

  readonly close = (name: string): void => {
    const cell = this.#cell
    if (!cell) return
    if (name === this.#inside) this.#inside = null
    else if (name === 'c') {
      this.#addCell(cell)
      this.#cell = null
    } else cell.rich?.close(name)
  }

  end(): Worksheet {
    return {
      ...{ cells: this.#cells, merges: this.#merges, columns: this.#columns, heights: this.#heights },
      ...{ height: this.#height, width: this.#width, unsaved: this.#unsaved, linked: this.#linked },
    }
  }

  #openWithin(cell: OpenCell, start: XmlStart): void {
    if (start.name === 'f' || start.name === 'v') {
      this.#inside = start.name
      if (start.name === 'f') cell.formula ??= ''
    } else if (start.name === 'is') cell.rich = new TextCollector()
    else cell.rich?.open(start)
  }

  #openRow({ r, ht, hidden }: XmlStart['attributes']): void {
    this.#row = r === undefined ? this.#row + 1 : Number(r) - 1
    this.#column = -1
    if (!Number.isInteger(this.#row) || this.#row < 0 || this.#row >= MAX_ROWS) throw damaged(`a row ${r ?? ''}`)
    // A row that the file names is shown, even where all others are not.
    const usual = this.#height === 0 ? DEFAULT_HEIGHT_POINTS : this.#height
    const height = isOn(hidden) ? 0 : ht === undefined ? usual : Number(ht) || 0
    if (height !== this.#height) this.#heights.set(this.#row, height)
  }

  #openCell({ r, s, t }: XmlStart['attributes']): void {
    const place = r === undefined ? { row: Math.max(0, this.#row), column: this.#column + 1 } : placeOf(r)
    if (!place || place.row >= MAX_ROWS || place.column >= MAX_COLUMNS) throw damaged(`a cell ${r ?? ''}`)
    this.#row = place.row
    this.#column = place.column
    const style = this.context.styles[Number(s ?? 0)] ?? PLAIN_STYLE
    this.#cell = { column: place.column, type: t ?? 'n', style, formula: null, value: null, rich: null }
  }

  #addCell({ column, type, style, formula, value, rich }: OpenCell): void {
    if (formula === null && value === null && rich === null) return
    if (formula !== null && ELSEWHERE.test(formula)) this.#linked += 1
    const kept = rich !== null || (value !== null && value !== '') || (type === 'str' && value !== null)
    const shown: ShownText & { readonly doubt?: CellDoubt } = this.#shown(type, style, value, rich)
    const unsaved = formula !== null && (!kept || this.context.recalculates)
    if (shown.text.trim() === '' && shown.doubt === undefined && !unsaved) return
    const { budget } = this.context
    budget.cells -= 1
    budget.characters -= shown.text.length
    if (budget.cells < 0) throw new DocumentError('sheet-too-large', { limit: MAX_CELLS })
    if (budget.characters < 0) throw new DocumentError('text-too-long', { limit: MAX_CHARACTERS })
    const own = style.struck ? 'cell-struck-out' : style.hidden && shown.text !== '' ? 'cell-hidden' : shown.doubt
    const doubt = unsaved ? 'cell-unsaved' : own
    const cell = { row: this.#row, column, text: shown.text, centred: style.centred, ...(doubt && { doubt }) }
    this.#cells.push(cell)
    if (unsaved) this.#unsaved.push(cell)
  }

  #shown(type: string, style: CellStyle, value: string | null, rich: TextCollector | null): ShownText {
    const { strings, from1904, palette } = this.context
    if (rich) return shownRich(rich.end(), style, palette)
    if (value === null || value === '') return { text: '' }
    switch (type) {
      case 's': {
        const found = strings[Number(value)]
        if (!found) throw damaged(`there is no text ${value}`)
        return shownRich(found, style, palette)
      }
      case 'str':
        return shownString(unescaped(value), style.format)
      case 'b':
        return { text: isOn(value) ? 'TRUE' : 'FALSE' }
      case 'e':
        return { text: value }
      default: {
        const number = type === 'd' ? serialOf(value) : Number(value)
        if (number === null || !Number.isFinite(number)) return { text: value, doubt: 'cell-format' }
        if (number === 0 && !this.#showsZeros) return { text: '' }
        // A day that the file writes as one is counted from 1900.
        return shownNumber(number, style.format, from1904 && type !== 'd')
      }
    }
  }

  #addColumns({ min, max, width, hidden }: XmlStart['attributes']): void {
    const [from, to] = [Number(min) - 1, Number(max ?? min) - 1]
    if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || this.#columns.length > MAX_COLUMNS) return
    this.#columns.push({ from, to, width: isOn(hidden) ? 0 : width === undefined ? this.#width : Number(width) || 0 })
  }

  #merge(reference: string): void {
    const range = rangeOf(reference)
    if (!range || this.#merges.length >= MAX_MERGES) throw damaged(`merged cells ${reference.slice(0, 20)}`)
    this.#merges.push(range)
  }

  #setDefaults({ defaultRowHeight, defaultColWidth, zeroHeight }: XmlStart['attributes']): void {
    this.#height = isOn(zeroHeight) ? 0 : Number(defaultRowHeight ?? DEFAULT_HEIGHT_POINTS) || DEFAULT_HEIGHT_POINTS
    this.#width = Number(defaultColWidth ?? DEFAULT_WIDTH) || DEFAULT_WIDTH
  }
}
