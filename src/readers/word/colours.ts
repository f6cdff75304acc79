import { attribute } from './xml.js'
import { childOf, valueOf, type XmlElement } from './tree.js'

/** A colour as red, green and blue; null where it cannot be told. */
export type Colour = readonly [number, number, number] | null

export const WHITE: Colour = [255, 255, 255]
export const BLACK: Colour = [0, 0, 0]

/** How well text is seen on what lies behind it. */
export type Sight = 'seen' | 'doubtful' | 'unseen'

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

/** Colours of a theme that are the same in nearly every one; a tint or shade is stated beside. */
const THEME: Readonly<Record<string, string>> = {
  background1: 'FFFFFF',
  light1: 'FFFFFF',
  text1: '000000',
  dark1: '000000',
}

export function colourOf(hex: string | null): Colour {
  const digits = /^#?([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(hex ?? '')
  if (!digits) return null
  const [, red = '', green = '', blue = ''] = digits
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)]
}

/** A colour stated by a theme where that is one that does not vary, else as the file states it for older readers. */
function stated(tag: string, hex: string, theme: string): Colour {
  const base = THEME[attribute(tag, `w:${theme}`) ?? '']
  const changed = attribute(tag, `w:${theme}Tint`) ?? attribute(tag, `w:${theme}Shade`)
  if (base !== undefined && changed === null) return colourOf(base)
  return colourOf(attribute(tag, hex))
}

/** The colour of text; null where it is left to the program, which then takes one that is seen. */
export function textColour(element: XmlElement | undefined): Colour {
  return element ? stated(element.tag, 'w:val', 'themeColor') : null
}

/** What properties put behind their text: undefined where nothing, null where it cannot be told. */
export function backgroundOf(properties: XmlElement | undefined): Colour | undefined {
  const highlight = valueOf(childOf(properties, 'w:highlight'))
  if (highlight !== null && highlight !== 'none') return colourOf(HIGHLIGHTS[highlight] ?? null)
  const shade = childOf(properties, 'w:shd')
  const pattern = valueOf(shade) ?? 'clear'
  if (!shade || pattern === 'nil') return undefined
  const fill = stated(shade.tag, 'w:fill', 'themeFill')
  if (pattern === 'clear') return fill ?? undefined
  const ink = stated(shade.tag, 'w:color', 'themeColor') ?? BLACK
  if (pattern === 'solid') return ink
  const share = /^pct(\d+)$/.exec(pattern)?.[1]
  return share === undefined ? null : mixed(ink, fill ?? WHITE, Number(share) / 100)
}

function mixed(over: Colour, under: Colour, share: number): Colour {
  if (!over || !under) return null
  const each = (at: 0 | 1 | 2): number => over[at] * share + under[at] * (1 - share)
  return [each(0), each(1), each(2)]
}

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
