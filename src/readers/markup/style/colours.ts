import { split } from './split.js'
import { pixelsOf } from './lengths.js'

/** Colours of CSS, as far as they tell whether text can be seen on its background. */

export interface Colour {
  /** 0..255 */
  readonly red: number
  readonly green: number
  readonly blue: number
  /** 0..1 */
  readonly alpha: number
}

export const BLACK: Colour = { red: 0, green: 0, blue: 0, alpha: 1 }
export const WHITE: Colour = { red: 255, green: 255, blue: 255, alpha: 1 }
const TRANSPARENT: Colour = { red: 0, green: 0, blue: 0, alpha: 0 }

/** Below this ratio of luminances nobody makes out digits; #eee on white has 1.16. */
const MIN_CONTRAST = 1.25

/** Below this one nothing is seen at all. */
const MIN_FAINT_CONTRAST = 1.1

type Channels = readonly number[]

/** The named colours of CSS, and those of the system. */
const COLOUR_NAMES: ReadonlyMap<string, string> = new Map(
  (
    'aliceblue f0f8ff antiquewhite faebd7 aqua 0ff aquamarine 7fffd4 azure f0ffff beige f5f5dc bisque ffe4c4 ' +
    'black 000 blanchedalmond ffebcd blue 00f blueviolet 8a2be2 brown a52a2a burlywood deb887 cadetblue 5f9ea0 ' +
    'chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed cornsilk fff8dc crimson dc143c cyan 0ff ' +
    'darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 ' +
    'darkkhaki bdb76b darkmagenta 8b008b darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 ' +
    'darksalmon e9967a darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f ' +
    'darkturquoise 00ced1 darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 ' +
    'dodgerblue 1e90ff firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia f0f gainsboro dcdcdc ' +
    'ghostwhite f8f8ff gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 ' +
    'honeydew f0fff0 hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa ' +
    'lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080 lightcyan e0ffff ' +
    'lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3 lightpink ffb6c1 ' +
    'lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899 lightslategrey 778899 ' +
    'lightsteelblue b0c4de lightyellow ffffe0 lime 0f0 limegreen 32cd32 linen faf0e6 magenta f0f maroon 800000 ' +
    'mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3 mediumpurple 9370db mediumseagreen 3cb371 ' +
    'mediumslateblue 7b68ee mediumspringgreen 00fa9a mediumturquoise 48d1cc mediumvioletred c71585 ' +
    'midnightblue 191970 mintcream f5fffa mistyrose ffe4e1 moccasin ffe4b5 navajowhite ffdead navy 000080 ' +
    'oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500 orangered ff4500 orchid da70d6 palegoldenrod eee8aa ' +
    'palegreen 98fb98 paleturquoise afeeee palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f ' +
    'pink ffc0cb plum dda0dd powderblue b0e0e6 purple 800080 rebeccapurple 639 red f00 rosybrown bc8f8f ' +
    'royalblue 4169e1 saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee ' +
    'sienna a0522d silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa ' +
    'springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0 ' +
    'violet ee82ee wheat f5deb3 white fff whitesmoke f5f5f5 yellow ff0 yellowgreen 9acd32 window fff canvas fff ' +
    'field fff windowtext 000 canvastext 000 fieldtext 000 buttonface efefef buttontext 000 graytext 808080 ' +
    'linktext 00e'
  )
    .match(/\w+ \w+/gu)
    ?.map((pair): [string, string] => [pair.split(' ')[0] ?? '', pair.split(' ')[1] ?? '']),
)

/** The colour that a value names; null where it names none that is known. */
export function colourOf(text: string): Colour | null {
  const value = text.trim().toLowerCase()
  if (value === 'transparent') return TRANSPARENT
  const hex = value.startsWith('#') ? value.slice(1) : COLOUR_NAMES.get(value)
  if (hex !== undefined) return hexColour(hex)
  return functionColour(value)
}

/** The colour of a legacy attribute: whatever stands there is read as one (HTML, “rules for parsing a legacy colour”). */
export function attributeColour(text: string): Colour | null {
  const value = text.trim().toLowerCase()
  if (value === '' || value === 'transparent') return null
  const known = colourOf(value)
  if (known !== null && !value.includes('(')) return known
  const digits = value
    .replace(/^#/u, '')
    .slice(0, 128)
    .replace(/[^\da-f]/gu, '0')
  const third = Math.ceil(digits.length / 3)
  const padded = digits.padEnd(third * 3, '0')
  const parts = [0, 1, 2].map((at) => padded.slice(at * third, (at + 1) * third).slice(-8))
  // Noughts that all three begin with are cut off before the two digits that count.
  let from = 0
  while ((parts[0] ?? '').length - from > 2 && parts.every((part) => part[from] === '0')) from += 1
  return hexColour(parts.map((part) => part.slice(from, from + 2).padStart(2, '0')).join(''))
}

function hexColour(hex: string): Colour | null {
  if (!/^(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})$/iu.test(hex)) return null
  const digits = hex.length < 6 ? hex.replace(/./gu, '$&$&') : hex
  const [red, green, blue, alpha = 255] = (digits.match(/../gu) ?? []).map((pair) => Number.parseInt(pair, 16))
  return colourFrom([red ?? 0, green ?? 0, blue ?? 0], alpha / 255)
}

const colourFrom = ([red = 0, green = 0, blue = 0]: readonly number[], alpha: number): Colour => ({
  red,
  green,
  blue,
  alpha,
})

/** One colour painted over another that covers everything. */
export function over(top: Colour, below: Colour): Colour {
  const mix = (a: number, b: number): number => a * top.alpha + b * (1 - top.alpha)
  return {
    red: mix(top.red, below.red),
    green: mix(top.green, below.green),
    blue: mix(top.blue, below.blue),
    alpha: 1,
  }
}

/** Tells whether text of a colour cannot be made out on its background: for sure (`lost`) or most likely (`faint`). */
export function contrastOf(text: Colour, background: Colour): 'seen' | 'faint' | 'lost' {
  const painted = over(text, background)
  const [bright, behind] = [luminance(painted), luminance(background)]
  const contrast = (Math.max(bright, behind) + 0.05) / (Math.min(bright, behind) + 0.05)
  if (contrast >= MIN_CONTRAST || !alike(painted, background)) return 'seen'
  return contrast < MIN_FAINT_CONTRAST ? 'lost' : 'faint'
}

/** Red and green of one luminance are told apart by their hue. */
const alike = (a: Colour, b: Colour): boolean =>
  Math.max(Math.abs(a.red - b.red), Math.abs(a.green - b.green), Math.abs(a.blue - b.blue)) < 48

function luminance({ red, green, blue }: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((level) => {
    const share = level / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** The colour that a function gives; those that only differ in hue from a grey of their lightness are that grey. */
function functionColour(value: string): Colour | null {
  const [, name = '', inside = ''] = /^([a-z-]+)\((.*)\)$/su.exec(value) ?? []
  if (name === 'light-dark') return colourOf(split(inside, ',')[0] ?? '')
  if (name === 'color-mix') return mixed(split(inside, ','))
  const parts = split(
    inside.replace(/[,/]/gu, (mark) => (mark === '/' ? ' / ' : ' ')),
    ' ',
  ).filter((part) => part !== '/')
  if (parts[0] === 'from') return null
  const numbered = name === 'color' ? parts.slice(1) : parts
  const channels = channelsOf(name, numbered, parts[0] ?? '')
  const alpha = numbered[3] === undefined ? 1 : portion(numbered[3], 1)
  if (channels === null || [...channels, alpha].some(Number.isNaN)) return null
  return colourFrom(channels, Math.max(0, Math.min(1, alpha)))
}

function channelsOf(name: string, parts: readonly string[], space: string): Channels | null {
  const part = (at: number, whole: number): number => portion(parts[at] ?? 'missing', whole)
  switch (name) {
    case 'rgb':
    case 'rgba':
      return [0, 1, 2].map((at) => part(at, 255))
    case 'hsl':
    case 'hsla':
      return hsl(parts)
    case 'hwb': {
      const white = part(1, 100)
      const black = part(2, 100)
      const grey = white + black >= 100 ? (white / (white + black)) * 100 : (white + 100 - black) / 2
      return Array<number>(3).fill(grey * 2.55)
    }
    case 'color':
      return /^(?:srgb|display-p3)$/u.test(space) ? [0, 1, 2].map((at) => part(at, 1) * 255) : null
    case 'oklab':
    case 'oklch':
      return greyOf(part(0, 1) ** 3)
    case 'lab':
    case 'lch':
      return greyOf(((part(0, 100) + 16) / 116) ** 3)
    default:
      return null
  }
}

/** The grey of a luminance. */
function greyOf(light: number): Channels {
  const share = light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055
  return Array<number>(3).fill(Math.max(0, Math.min(1, share)) * 255)
}

function mixed([, ...texts]: readonly string[]): Colour | null {
  const shares = texts.map((text) => /(?:^|\s)([\d.]+)%(?:\s|$)/u.exec(text)?.[1])
  const [one, other] = texts.map((text) => colourOf(text.replace(/(?:^|\s)[\d.]+%(?=\s|$)/u, ' ')))
  if (!one || !other) return null
  const [first, second] = shares
  const share = first === undefined ? (second === undefined ? 0.5 : 1 - Number(second) / 100) : Number(first) / 100
  const mix = (a: number, b: number): number => a * share + b * (1 - share)
  return colourFrom(
    [mix(one.red, other.red), mix(one.green, other.green), mix(one.blue, other.blue)],
    mix(one.alpha, other.alpha),
  )
}

/** A number, or a share of a whole. */
function portion(text: string, whole: number): number {
  if (text === 'none') return 0
  return pixelsOf(text, { fontSize: 16, whole }) ?? NaN
}

function hsl(parts: readonly string[]): Channels {
  const hue = Number.parseFloat(parts[0] ?? '')
  const saturation = Number.parseFloat(parts[1] ?? '') / 100
  const light = Number.parseFloat(parts[2] ?? '') / 100
  const reach = saturation * Math.min(light, 1 - light)
  return [0, 8, 4].map((start) => {
    const at = (((start + hue / 30) % 12) + 12) % 12
    return 255 * (light - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)))
  })
}
