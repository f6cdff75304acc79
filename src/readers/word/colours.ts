import { attribute } from './xml.js'
import { childOf, everyElement, valueOf, type XmlElement } from './tree.js'

/** A colour as red, green and blue; null where it cannot be told. */
export type Colour = readonly [number, number, number] | null

export const WHITE: Colour = [255, 255, 255]
const BLACK: Colour = [0, 0, 0]

/** How well text is seen on what lies behind it. */
type Sight = 'seen' | 'doubtful' | 'unseen'

/** Differences of brightness (0 to 255) up to which nobody sees text, and up to which it is easily overlooked. */
const UNSEEN_DIFFERENCE = 8
const FAINT_DIFFERENCE = 34

const HIGHLIGHTS: Readonly<Record<string, string>> = {
  black: '000000',
  blue: '0000FF',
  cyan: '00FFFF',
  darkBlue: '00008B',
  darkCyan: '008B8B',
  darkGray: 'A9A9A9',
  darkGreen: '006400',
  darkMagenta: '8B008B',
  darkRed: '8B0000',
  darkYellow: '808000',
  green: '00FF00',
  lightGray: 'D3D3D3',
  magenta: 'FF00FF',
  red: 'FF0000',
  white: 'FFFFFF',
  yellow: 'FFFF00',
}

/** The colours of a package's theme, under the names by which properties ask for them. */
export type Theme = ReadonlyMap<string, Colour>

/** The names of a theme's colours in properties, and in the theme itself. */
const THEME_NAMES: readonly (readonly [string, string])[] = [
  ['dark1', 'dk1'],
  ['text1', 'dk1'],
  ['light1', 'lt1'],
  ['background1', 'lt1'],
  ['dark2', 'dk2'],
  ['text2', 'dk2'],
  ['light2', 'lt2'],
  ['background2', 'lt2'],
  ['hyperlink', 'hlink'],
  ['followedHyperlink', 'folHlink'],
  ...[1, 2, 3, 4, 5, 6].map((number) => [`accent${number}`, `accent${number}`] as const),
]

/** The names of colours that settings may give another meaning, with the names by which settings call them. */
const MAPPED: Readonly<Record<string, string>> = { text1: 't1', background1: 'bg1', text2: 't2', background2: 'bg2' }

const MAPPED_TO: Readonly<Record<string, string>> = {
  dark1: 'dk1',
  light1: 'lt1',
  dark2: 'dk2',
  light2: 'lt2',
  hyperlink: 'hlink',
  followedHyperlink: 'folHlink',
}

/**
 * The theme that a part holds; without one only its black and white are known.
 * @param settings XML of the document's settings, which may say what it takes for text and background
 */
export function themeOf(xml: string, settings = ''): Theme {
  const mapping = /<w:clrSchemeMapping\b[^>]*>/.exec(settings)?.[0] ?? ''
  const nameIn = (name: string, own: string): string => {
    const mapped = MAPPED[name] === undefined ? null : attribute(mapping, `w:${MAPPED[name]}`)
    const asked = mapped ?? (name === own || name.endsWith('yperlink') ? attribute(mapping, `w:${name}`) : null)
    return asked === null ? own : (MAPPED_TO[asked] ?? asked)
  }
  const colourIn = (name: string): Colour => {
    const found = new RegExp(`<a:${name}>\\s*<a:s(?:rgbClr|ysClr)\\b([^>]*)`).exec(xml)?.[1] ?? ''
    return colourOf(attribute(found, 'lastClr') ?? attribute(found, 'val'))
  }
  const usual: Readonly<Record<string, Colour>> = { lt1: WHITE, dk1: BLACK }
  return new Map(
    THEME_NAMES.map(([name, usualName]) => {
      const own = nameIn(name, usualName)
      return [name, colourIn(own) ?? usual[own] ?? null]
    }),
  )
}

/** The fonts for Latin text and digits that a theme gives to headings (`major`) and other text (`minor`). */
export function themeFonts(xml: string): Readonly<Record<'major' | 'minor', string>> {
  const fontIn = (name: string): string =>
    new RegExp(`<a:${name}Font>\\s*<a:latin\\b[^>]*\\btypeface="([^"]*)"`).exec(xml)?.[1] ?? ''
  return { major: fontIn('major'), minor: fontIn('minor') }
}

export function colourOf(hex: string | null): Colour {
  const digits = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex ?? '')
  if (!digits) return null
  const [, red = '', green = '', blue = ''] = digits
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)]
}

/** A colour stated by a theme, tinted or shaded, where that is known; else as the file states it for older readers. */
function stated(tag: string, hex: string, name: string, theme: Theme): Colour {
  const base = theme.get(attribute(tag, `w:${name}`) ?? '') ?? null
  if (base === null) return colourOf(attribute(tag, hex))
  const kind = name === 'themeFill' ? name : 'theme'
  const share = (suffix: string): number => parseInt(attribute(tag, `w:${kind}${suffix}`) ?? 'FF', 16) / 255
  return mixed(mixed(base, BLACK, share('Shade')), WHITE, share('Tint'))
}

/** The colour of text; null where it is left to the program, which then takes one that is seen. */
export function textColour(element: XmlElement | undefined, theme: Theme): Colour {
  return element ? stated(element.tag, 'w:val', 'themeColor', theme) : null
}

/** How text is filled instead of by its colour: a colour, or in a way that may not be seen. */
export function fillOf(fill: XmlElement | undefined, theme: Theme): Colour | 'doubtful' | undefined {
  if (!fill) return undefined
  const solid = childOf(fill, 'w14:solidFill')
  const said = solid?.children.find((node) => typeof node !== 'string')
  if (typeof said !== 'object') return 'doubtful'
  if (everyElement(said.children, 'w14:alpha').length > 0) return 'doubtful'
  const value = attribute(said.tag, 'w14:val') ?? ''
  if (said.name === 'w14:srgbClr') return colourOf(value)
  const names: Readonly<Record<string, string>> = { bg1: 'background1', tx1: 'text1', bg2: 'background2', tx2: 'text2' }
  return said.children.length > 0 ? 'doubtful' : (theme.get(names[value] ?? value) ?? 'doubtful')
}

/** Gives the colour that properties put behind their text: undefined for none, null where it cannot be told. */
export function backgroundOf(properties: XmlElement | undefined, theme: Theme): Colour | undefined {
  const highlight = valueOf(childOf(properties, 'w:highlight'))
  if (highlight !== null && highlight !== 'none') return colourOf(HIGHLIGHTS[highlight] ?? null)
  const shade = childOf(properties, 'w:shd')
  const pattern = valueOf(shade) ?? 'clear'
  if (!shade || pattern === 'nil') return undefined
  const fill = stated(shade.tag, 'w:fill', 'themeFill', theme)
  if (pattern === 'clear') return fill ?? undefined
  const ink = stated(shade.tag, 'w:color', 'themeColor', theme) ?? BLACK
  if (pattern === 'solid') return ink
  const share = /^pct(\d+)$/.exec(pattern)?.[1]
  return share === undefined ? null : mixed(ink, fill ?? WHITE, Number(share) / 100)
}

function mixed(over: Colour, under: Colour, share: number): Colour {
  if (!over || !under) return null
  const each = (at: 0 | 1 | 2): number => over[at] * share + under[at] * (1 - share)
  return [each(0), each(1), each(2)]
}

/** Tells whether black text is hard to see on a colour. */
export const isDark = (colour: Colour): boolean => colour !== null && sightOf(BLACK, colour) !== 'seen'

/** How well text of a colour is seen on another one. */
export function sightOf(text: Colour, background: Colour): Sight {
  if (text === null) return 'seen'
  const behind = background ?? text
  // The eye tells brightness better than hue: red 30 %, green 59 %, blue 11 %.
  const difference = Math.sqrt(
    0.3 * (text[0] - behind[0]) ** 2 + 0.59 * (text[1] - behind[1]) ** 2 + 0.11 * (text[2] - behind[2]) ** 2,
  )
  if (background === null) return text.every((part) => part > 200) ? 'doubtful' : 'seen'
  if (difference <= UNSEEN_DIFFERENCE) return 'unseen'
  return difference <= FAINT_DIFFERENCE ? 'doubtful' : 'seen'
}
