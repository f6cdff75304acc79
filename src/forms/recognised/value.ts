import { IN_DOUBT, type Cell, type CellRecognition } from '../../model/block.js'
import { featuresOf, type Features } from './calibration.js'
import { readingsOf } from './readings.js'
import { readText, type ReadText } from '../../vocabulary/values.js'
import type { ValueKind } from '../../vocabulary/forms.js'

/** One value that a recognised cell can be read as. */
export interface ValueReading extends ReadText {
  /** Its likeliest text, in half width. */
  readonly text: string
  /** Its probability among all well-formed readings of the cell, and those that the recogniser does not list, 0..1. */
  readonly share: number
}

/** A recognised cell read against the alphabet of values. */
interface RecognisedValue {
  /** Well-formed readings, likeliest first, one for each value; never none. */
  readonly readings: readonly [ValueReading, ...ValueReading[]]
  /** The features of the first of them. */
  readonly features: Features
}

/**
 * A recogniser that gives all well-formed readings together less than this reads something else: words, not a value. Of a
 * number with many digits less is asked, so that one whose line is in doubt keeps its value.
 */
const MIN_SUPPORT = 1e-3
const MIN_OF_EACH = IN_DOUBT / 3
/** Other readings with a smaller share are not worth a thought. */
const MIN_SHARE = 1e-4

/**
 * Digits that make no number (05, 12,34) are seldom printed, but a sign that one was misread or lost: they rival with this
 * weight.
 */
const MALFORMED = 0.1

/** Ink for which the recogniser lists no character is seldom part of a value: it lists digits that come near. */
const UNLISTED = 0.1

/** Another text that may be meant, and how likely it was printed if this one was read, against the text itself. */
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

/** Reports that print less than no documents are this rare, against dirt that looks like a sign. */
const SIGNED = 0.02
/** Reports that print half a document are this rare, against misread points. */
const BROKEN = 0.001
/** A recognised cell rarely holds nothing: only ink is recognised. */
const NOTHING = 0.5

/** Signs in all their shapes. */
const PRINTED_SIGN = /^[-+＋‐‑‒–—―−－﹣─]/u

/** The probability (0..1) that some character of a cell is none that the recogniser lists. */
function unlistedIn({ characters }: CellRecognition): number {
  const listed = characters.map(({ confidence, alternatives }) =>
    alternatives.reduce((sum, alternative) => sum + alternative.confidence, confidence),
  )
  return 1 - listed.reduce((product, mass) => product * Math.min(1, mass), 1)
}

/** A value with the likeliest of the texts that mean it. */
interface Weighed {
  readonly read: ReadText
  readonly text: string
  readonly least: number
  readonly mapped: number
  readonly likeliest: number
  /** The probability of all texts that mean it, together. */
  readonly mass: number
}

/** Tells whether a text is one that a value cell can hold: a number, a dash, or nothing at all. */
const isWellFormed = ({ state }: ReadText): boolean => state === 'number' || state === 'dash' || state === 'blank'

/**
 * Reads a recognised cell from its characters' alternatives against the alphabet of values: the likeliest well-formed
 * value, its probability against the other well-formed ones, and those. Null where nothing well-formed is likely.
 */
export function readRecognised(
  cell: Pick<Cell, 'text'> & { readonly recognition: CellRecognition },
  kind: ValueKind,
): RecognisedValue | null {
  const values = new Map<string, Weighed>()
  let malformed = 0
  for (const { text, weight, changed, reading } of readingsOf(cell.text, cell.recognition).flatMap((each) =>
    variantsOf(each.text, kind).map((variant) => ({ ...variant, reading: each })),
  )) {
    const read = readText(text, kind === 'change')
    if (!isWellFormed(read)) {
      if (changed === 0 && read.state === 'uncertain') malformed += reading.mass
      continue
    }
    const mass = reading.mass * weight * plausibility(text, kind)
    const key = `${read.state} ${String(read.value)} ${read.unit ?? ''}`
    const known = values.get(key)
    const likeliest =
      known && known.likeliest >= mass
        ? known
        : { read, text, least: reading.least, mapped: reading.mapped + changed, likeliest: mass }
    values.set(key, { ...likeliest, mass: (known?.mass ?? 0) + mass })
  }
  const [best, ...others] = [...values.values()].sort((a, b) => b.mass - a.mass)
  const support = [...values.values()].reduce((sum, { mass }) => sum + mass, 0)
  if (!best || support < Math.min(MIN_SUPPORT, MIN_OF_EACH ** cell.recognition.characters.length)) return null
  const all = support + MALFORMED * malformed + UNLISTED * unlistedIn(cell.recognition)
  const toReading = ({ read, text, mass }: Weighed): ValueReading => ({ ...read, text, share: mass / all })
  const { least, mapped, text } = best
  return {
    readings: [toReading(best), ...others.map(toReading).filter(({ share }) => share >= MIN_SHARE)],
    features: featuresOf(best.mass / all, least, Math.min(1, support), mapped, text.length),
  }
}

/**
 * A text of the alphabet may stand for itself, for itself without the dirt around it, and with its points and commas
 * taken for each other. Points and commas are confused even where the recogniser has no doubt.
 */
function variantsOf(text: string, kind: ValueKind): Variant[] {
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

/** Tells whether a printed number can be of a kind: a count is a whole number without a sign, and an amount has no sign. */
export function fits(text: string, value: number, kind: ValueKind): boolean {
  if (kind === 'change') return Number.isInteger(value)
  return !PRINTED_SIGN.test(text.trim()) && (kind === 'amount' || !text.normalize('NFKC').includes('.'))
}

/** How likely a text is as a value of a kind, against its most usual form, 0..1. */
function plausibility(text: string, kind: ValueKind): number {
  if (text === '') return NOTHING
  let share = 1
  if (kind !== 'amount' && text.includes('.')) share *= BROKEN
  if (kind !== 'change' && /^[-+] ?\d/u.test(text)) share *= SIGNED
  return share
}
