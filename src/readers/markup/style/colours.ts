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
export const TRANSPARENT: Colour = { red: 0, green: 0, blue: 0, alpha: 0 }

/** Below this ratio of luminances nobody makes out digits; #eee on white has 1.16. */
const MIN_CONTRAST = 1.25

/** Below this one nothing is seen at all. */
const MIN_FAINT_CONTRAST = 1.1

/** The names that pages use, and all of those that come near to white. */
const NAMES: Readonly<Record<string, string>> = {
  white: 'fff', snow: 'fffafa', ivory: 'fffff0', ghostwhite: 'f8f8ff', floralwhite: 'fffaf0', whitesmoke: 'f5f5f5',
  mintcream: 'f5fffa', azure: 'f0ffff', aliceblue: 'f0f8ff', seashell: 'fff5ee', honeydew: 'f0fff0', oldlace: 'fdf5e6',
  lavenderblush: 'fff0f5', linen: 'faf0e6', cornsilk: 'fff8dc', lightyellow: 'ffffe0', lightcyan: 'e0ffff',
  lemonchiffon: 'fffacd', beige: 'f5f5dc', lavender: 'e6e6fa', mistyrose: 'ffe4e1', papayawhip: 'ffefd5',
  gainsboro: 'dcdcdc', lightgray: 'd3d3d3', lightgrey: 'd3d3d3', silver: 'c0c0c0', darkgray: 'a9a9a9',
  darkgrey: 'a9a9a9', gray: '808080', grey: '808080', dimgray: '696969', dimgrey: '696969', black: '000',
  red: 'f00', green: '008000', blue: '00f', yellow: 'ff0', aqua: '0ff', cyan: '0ff', lime: '0f0', fuchsia: 'f0f',
  magenta: 'f0f', maroon: '800000', navy: '000080', olive: '808000', purple: '800080', teal: '008080', orange: 'ffa500',
  pink: 'ffc0cb', lightblue: 'add8e6', skyblue: '87ceeb', lightgreen: '90ee90', darkred: '8b0000', darkblue: '00008b',
  window: 'fff', canvas: 'fff', windowtext: '000', canvastext: '000', buttonface: 'efefef', buttontext: '000',
} // prettier-ignore

/** The colour that a value names; null where it names none that is known. */
export function colourOf(text: string): Colour | null {
  const value = text.trim().toLowerCase()
  if (value === 'transparent') return TRANSPARENT
  const hex = value.startsWith('#') ? value.slice(1) : NAMES[value]
  if (hex !== undefined) return hexColour(hex)
  const found = /^(rgba?|hsla?)\(([^()]*)\)$/u.exec(value)
  if (!found) return null
  const parts = (found[2] ?? '').split(/[\s,/]+/u).filter((part) => part !== '')
  const alpha = parts[3] === undefined ? 1 : portion(parts[3], 1)
  const colour = found[1]?.startsWith('rgb') === true ? rgb(parts) : hsl(parts)
  return colour.some(Number.isNaN) || Number.isNaN(alpha) ? null : colourFrom(colour, Math.max(0, Math.min(1, alpha)))
}

/** A legacy attribute's colour may lack the #. */
export const attributeColour = (text: string): Colour | null =>
  colourOf(text) ?? (/^\s*[\da-f]{6}\s*$/iu.test(text) ? hexColour(text.trim()) : null)

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

const portion = (text: string, whole: number): number =>
  text.endsWith('%') ? (Number(text.slice(0, -1)) / 100) * whole : Number(text)

const rgb = (parts: readonly string[]): readonly number[] =>
  [0, 1, 2].map((index) => portion(parts[index] ?? '', parts[index] === undefined ? NaN : 255))

function hsl(parts: readonly string[]): readonly number[] {
  const hue = Number.parseFloat(parts[0] ?? '')
  const saturation = Number.parseFloat(parts[1] ?? '') / 100
  const light = Number.parseFloat(parts[2] ?? '') / 100
  const reach = saturation * Math.min(light, 1 - light)
  return [0, 8, 4].map((start) => {
    const at = (((start + hue / 30) % 12) + 12) % 12
    return 255 * (light - reach * Math.max(-1, Math.min(at - 3, 9 - at, 1)))
  })
}

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

/** Whether text of a colour cannot be made out on its background: for sure (`lost`) or most likely (`faint`). */
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
