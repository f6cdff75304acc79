import { colourOf, type Colour } from './colours.js'

/** Tells how filters and masks change whether text is seen. */

/** Paint with less of it left is not seen. */
const MIN_ALPHA = 0.05

const FUNCTIONS = /([a-z-]+)\(([^()]*(?:\([^()]*\)[^()]*)*)\)/giu

/** The filters that change a colour channel by channel, by the amount that they are given. */
const CHANNELS: Readonly<Record<string, (level: number, amount: number) => number>> = {
  invert: (level, amount) => level * (1 - amount) + (255 - level) * amount,
  brightness: (level, amount) => level * amount,
  contrast: (level, amount) => (level - 127.5) * amount + 127.5,
}

/** A colour as filters show it; null where they do more than change its channels. */
export function filteredColour(colour: Colour, filters: string): Colour | null {
  let shown = colour
  for (const [, name = '', inside = ''] of filters.matchAll(FUNCTIONS)) {
    const change = CHANNELS[name.toLowerCase()]
    // Opacity is worked out by itself, and what only greys a colour leaves it as light as it is.
    if (!change && /^(?:opacity|grayscale|saturate|sepia|hue-rotate)$/iu.test(name)) continue
    const amount = inside.trim() === '' ? 1 : Number.parseFloat(inside) / (inside.includes('%') ? 100 : 1)
    if (!change || !(amount >= 0)) return null
    const level = (channel: number): number => Math.max(0, Math.min(255, change(channel, amount)))
    shown = { ...shown, red: level(shown.red), green: level(shown.green), blue: level(shown.blue) }
  }
  return shown
}

/** Tells whether a mask is a gradient of colours that let nothing through. */
export function isMaskedOut(mask: string | undefined): boolean {
  if (mask === undefined || !/gradient\(/iu.test(mask) || /url\(/iu.test(mask)) return false
  const colours = coloursIn(mask)
  return colours.length > 0 && colours.every(({ alpha }) => alpha < MIN_ALPHA)
}

/** The colours that a gradient names. */
export const coloursIn = (image: string): readonly Colour[] =>
  (image.match(/#[\da-f]{3,8}\b|\b(?:rgb|hsl)a?\([^()]*\)|\b[a-z]{3,}\b/giu) ?? []).flatMap(
    (word) => colourOf(word) ?? [],
  )
