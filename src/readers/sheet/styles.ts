import { BUILT_IN_FORMATS } from './built-in-formats.js'
import { BLACK, isFaint, WHITE, type ColourName, type Palette, type Rgb } from './colours.js'
import type { Workbook } from './package.js'

/** How the cells of one style are shown, as far as it changes what a reader takes from them. */
export interface CellStyle {
  /** The number format, as Excel writes it. */
  readonly format: string
  readonly struck: boolean
  /** Is the text painted nearly in the colour of its ground? */
  readonly hidden: boolean
  readonly ground: Rgb
  readonly centred: boolean
}

/** Part of a style that a font says. */
export interface FontLook {
  readonly struck: boolean
  readonly raised: boolean
  readonly lowered: boolean
  /** Null for the automatic one. */
  readonly colour: ColourName | null
}

export const PLAIN_FONT: FontLook = { struck: false, raised: false, lowered: false, colour: null }

export const PLAIN_STYLE: CellStyle = {
  ...{ format: 'General', struck: false, hidden: false, ground: WHITE, centred: false },
}

type Attributes = Readonly<Record<string, string | undefined>>

export const isOn = (value: string | undefined): boolean => value !== undefined && value !== '0' && value !== 'false'

/** A font's look with what one of its properties says. */
export function withProperty(font: FontLook, name: string, attributes: Attributes): FontLook {
  const { val } = attributes
  if (name === 'strike') return { ...font, struck: val === undefined || isOn(val) }
  if (name === 'vertAlign') return { ...font, raised: val === 'superscript', lowered: val === 'subscript' }
  return name === 'color' ? { ...font, colour: attributes } : font
}

interface CellFormat {
  readonly format: number
  readonly font: number
  readonly fill: number
  centred: boolean
}

/**
 * The styles that cells name by their index.
 * @throws DocumentError what walking through the part throws
 */
export async function stylesOf(workbook: Workbook, part: string, palette: Palette): Promise<readonly CellStyle[]> {
  const formats = new Map<number, string>(BUILT_IN_FORMATS)
  const fonts: FontLook[] = []
  const fills: (ColourName | null)[] = []
  const cells: CellFormat[] = []
  const within: string[] = []
  await workbook.walk(part, {
    open: ({ name, attributes }) => {
      const [outer = '', inner = ''] = [within.at(-1), within.at(-2)]
      within.push(name)
      if (name === 'numFmt' && outer === 'numFmts')
        formats.set(Number(attributes.numFmtId), attributes.formatCode ?? 'General')
      else if (outer === 'fonts') fonts.push(PLAIN_FONT)
      else if (outer === 'font' && inner === 'fonts')
        fonts.push(withProperty(fonts.pop() ?? PLAIN_FONT, name, attributes))
      else if (outer === 'fills') fills.push(null)
      else if (name === 'fgColor' && outer === 'patternFill') fills.push((fills.pop(), attributes))
      else if (name === 'patternFill' && attributes.patternType === 'none') fills.push((fills.pop(), null))
      else if (name === 'xf' && outer === 'cellXfs')
        cells.push({
          ...{ format: Number(attributes.numFmtId ?? 0), font: Number(attributes.fontId ?? 0) },
          ...{ fill: Number(attributes.fillId ?? 0), centred: false },
        })
      else if (name === 'alignment' && outer === 'xf' && inner === 'cellXfs') {
        const last = cells.at(-1)
        if (last) last.centred = (attributes.horizontal ?? '').startsWith('center')
      }
    },
    close: () => {
      within.pop()
    },
  })
  return cells.map(({ format, font, fill, centred }): CellStyle => {
    const { colour, struck } = fonts[font] ?? PLAIN_FONT
    const ground = palette(fills[fill] ?? null) ?? WHITE
    const hidden = isFaint(palette(colour) ?? BLACK, ground)
    return { format: formats.get(format) ?? 'General', struck, hidden, ground, centred }
  })
}
