import type { CellDoubt } from '../../model/block.js'
import { BLACK, isFaint, type ColourName, type Palette } from './colours.js'
import { shownString, type ShownText } from './shown.js'
import { PLAIN_FONT, withProperty, type CellStyle, type FontLook } from './styles.js'
import type { Workbook } from './package.js'
import type { XmlStart } from './xml.js'

/** A text of a cell, with what its runs say of it. */
export interface RichText {
  readonly text: string
  readonly doubt?: CellDoubt
  /** Colours of its runs that have a font of their own. */
  readonly colours: readonly (ColourName | null)[]
}

/** Raised and lowered characters that have their own in Unicode, so that 24.91² keeps its note apart. */
const smallOf = (plain: string, small: string): ReadonlyMap<string, string> => {
  const characters = Array.from(small)
  return new Map(Array.from(plain).map((each, at) => [each, characters[at] ?? each]))
}
const RAISED = smallOf('0123456789+-−=()n', '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ')
const LOWERED = smallOf('0123456789+-−=()', '₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎')

/** _x000D_ stands for a character that XML cannot hold. */
const ESCAPED = /_x([0-9A-F]{4})_/giu
const DIGIT = /\d/u

/** Collects the text of one <si> or <is> from the elements within it. */
export class TextCollector {
  #text = ''
  #font: FontLook = PLAIN_FONT
  #run = ''
  #doubt: CellDoubt | undefined
  readonly #colours: (ColourName | null)[] = []
  #ownFont = false
  #inText = false
  #inProperties = false

  open({ name, attributes }: XmlStart): void {
    if (name === 't') this.#inText = true
    else if (name === 'r') [this.#font, this.#ownFont] = [PLAIN_FONT, false]
    else if (name === 'rPr') [this.#inProperties, this.#ownFont] = [true, true]
    else if (this.#inProperties) this.#font = withProperty(this.#font, name, attributes)
  }

  text(text: string): void {
    if (this.#inText) this.#run += text
  }

  close(name: string): void {
    if (name === 'rPr') this.#inProperties = false
    if (name !== 't') return
    this.#inText = false
    this.#add(unescaped(this.#run))
    this.#run = ''
  }

  end(): RichText {
    return { text: this.#text, colours: this.#colours, ...(this.#doubt && { doubt: this.#doubt }) }
  }

  #add(text: string): void {
    const { struck, raised, lowered, colour } = this.#font
    if (this.#ownFont && text.trim() !== '') this.#colours.push(colour)
    if (struck && text.trim() !== '') this.#doubt = 'cell-struck-out'
    const small = raised ? RAISED : lowered ? LOWERED : null
    const written = small === null ? text : inSmall(text, small)
    // A digit that is raised and has no sign of its own would join the number beside it.
    if (small !== null && written === null && DIGIT.test(text)) this.#doubt ??= 'cell-raised'
    this.#text += written ?? text
  }
}

/** A rich text in a cell: in doubt where one of its runs is nearly of the colour of the cell's ground. */
export function shownRich({ text, doubt, colours }: RichText, style: CellStyle, palette: Palette): ShownText {
  const faint = colours.some((colour) => isFaint(palette(colour) ?? BLACK, style.ground))
  const own = doubt ?? (faint ? ('cell-hidden' as const) : undefined)
  return own === undefined ? shownString(text, style.format) : { text, doubt: own }
}

/** The text in small characters; null where one of them has none. */
function inSmall(text: string, small: ReadonlyMap<string, string>): string | null {
  const found = Array.from(text).map((each) => (each.trim() === '' ? each : small.get(each)))
  return found.every((each) => each !== undefined) ? found.join('') : null
}

export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(parseInt(code, 16))) : text

/**
 * The texts that cells name by their index.
 * @throws DocumentError what walking through the part throws
 */
export async function sharedStrings(workbook: Workbook, part: string): Promise<readonly RichText[]> {
  const strings: RichText[] = []
  let item: TextCollector | null = null
  await workbook.walk(part, {
    open: (start) => {
      if (start.name === 'si') item = new TextCollector()
      else item?.open(start)
    },
    text: (text) => item?.text(text),
    close: (name) => {
      if (name === 'si' && item) {
        strings.push(item.end())
        item = null
      } else item?.close(name)
    },
  })
  return strings
}
