import { split } from './split.js'
import type { Colour } from './colours.js'
import { pixelsOf } from './lengths.js'

type Channels = readonly number[]

/** The colour that a function gives; those that only differ in hue from a grey of their lightness are that grey. */
export function functionColour(value: string, colourOf: (text: string) => Colour | null): Colour | null {
  const [, name = '', inside = ''] = /^([a-z-]+)\((.*)\)$/su.exec(value) ?? []
  if (name === 'light-dark') return colourOf(split(inside, ',')[0] ?? '')
  if (name === 'color-mix') return mixed(split(inside, ','), colourOf)
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
      return grey(part(0, 1) ** 3)
    case 'lab':
    case 'lch':
      return grey(((part(0, 100) + 16) / 116) ** 3)
    default:
      return null
  }
}

const colourFrom = ([red = 0, green = 0, blue = 0]: Channels, alpha: number): Colour => ({ red, green, blue, alpha })

/** The grey of a luminance. */
function grey(luminance: number): Channels {
  const share = luminance <= 0.0031308 ? luminance * 12.92 : 1.055 * luminance ** (1 / 2.4) - 0.055
  return Array<number>(3).fill(Math.max(0, Math.min(1, share)) * 255)
}

function mixed([, ...texts]: readonly string[], colourOf: (text: string) => Colour | null): Colour | null {
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
