import type { ValueKind } from '../../vocabulary/forms.js'

/** What may be meant by a text, and how likely it was printed so if this text was read, against the text itself. */
interface Variant {
  readonly text: string
  readonly weight: number
  /** Characters that are dirt, or another character than was read. */
  readonly changed: number
}

/** A mark before or behind a number that belongs to no number is dirt: it costs this much. */
const DIRT = 0.3
/** A point inside a count is more likely a comma, then dirt, or part of a broken digit: what stands there is in doubt. */
const DIRT_WITHIN = 0.005
/** At low resolutions a comma loses its tail and becomes a point; the reverse is rare. */
const COMMA_AS_POINT = 0.3
const POINT_AS_COMMA = 0.05

/** White between digits is that of wide ones (full width), or between two numbers: the number is offered, and in doubt. */
const SPACED = 0.005
const SPACED_DIGITS = /^\d+(?: \d+)+$/u

/** A sign before what cannot be negative is dirt far more often than not. */
const SIGN_AS_DIRT = 0.3
const SIGN = /^[-+] ?(?=\d)/u

const EDGES = /^[., ]+|[., ]+$/gu

/**
 * What a text of the alphabet may stand for: itself, itself without the dirt around it, and with its points and commas
 * taken for each other. Points and commas are confused even where the recogniser has no doubt.
 */
export function variantsOf(text: string, kind: ValueKind): Variant[] {
  const bare = text.replace(EDGES, '')
  const dirt = text.length - bare.length
  const marks = bare.replace(/[^.,]/gu, '').length
  const own: Variant[] = [{ text: bare, weight: DIRT ** dirt, changed: dirt }]
  if (marks > 0) {
    const swap = (from: string, to: string, weight: number): Variant | null =>
      bare.includes(from) ? { text: bare.replaceAll(from, to), weight: DIRT ** dirt * weight, changed: dirt + 1 } : null
    const others = [
      swap('.', ',', COMMA_AS_POINT),
      swap(',', '.', POINT_AS_COMMA),
      kind === 'amount' ? null : swap('.', '', DIRT_WITHIN ** marks),
    ]
    own.push(...others.filter((variant) => variant !== null))
  }
  if (kind !== 'change' && SIGN.test(bare))
    own.push({ text: bare.replace(SIGN, ''), weight: DIRT ** dirt * SIGN_AS_DIRT, changed: dirt + 1 })
  if (SPACED_DIGITS.test(bare))
    own.push({ text: bare.replaceAll(' ', ''), weight: DIRT ** dirt * SPACED, changed: dirt + 1 })
  return own
}
