import { COLOUR_NAMES } from './colour-names.js'
import { functionColour } from './colour-functions.js'

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

/** The colour that a value names; null where it names none that is known. */
export function colourOf(text: string): Colour | null {
  const value = text.trim().toLowerCase()
  if (value === 'transparent') return TRANSPARENT
  const hex = value.startsWith('#') ? value.slice(1) : COLOUR_NAMES.get(value)
  if (hex !== undefined) return hexColour(hex)
  return functionColour(value, colourOf)
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
  // What all three begin with a nought for is cut off ahead of the two digits that count.
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
