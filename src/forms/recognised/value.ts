import { IN_DOUBT, type Cell, type Recognition } from '../../model/block.js'
import { featuresOf, type Features } from './features.js'
import { plausibility } from './plausible.js'
import { readingsOf } from './readings.js'
import { variantsOf } from './variants.js'
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
  /** Of the first of them. */
  readonly features: Features
}

/**
 * A recogniser that gives all well-formed readings together less than this reads something else: words, not a value. Of a
 * number with many digits less is asked, so that one whose line is in doubt keeps its value.
 */
const LEAST_SUPPORT = 1e-3
const LEAST_OF_EACH = IN_DOUBT / 3
/** Other readings with a smaller share are not worth a thought. */
const LEAST_SHARE = 1e-4

/** Digits that make no number (05, 12,34) are seldom printed, but a sign that one was misread or lost: rivals for so much. */
const MALFORMED = 0.1

/** What the recogniser lists no character for is seldom a value's: digits that come near are listed. */
const UNLISTED = 0.1

/** The probability (0..1) that some character of a cell is none that the recogniser lists. */
function unlistedIn({ characters }: Recognition): number {
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
  /** Of all texts that mean it. */
  readonly mass: number
}

/** Whether a text is one that a value cell can hold: a number, a dash, or nothing at all. */
const isWellFormed = ({ state }: ReadText): boolean => state === 'number' || state === 'dash' || state === 'blank'

/**
 * Reads a recognised cell from its characters' alternatives against the alphabet of values: the likeliest well-formed
 * value, its probability against the other well-formed ones, and those. Null where nothing well-formed is likely.
 */
export function readRecognised(
  cell: Pick<Cell, 'text'> & { readonly recognition: Recognition },
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
  if (!best || support < Math.min(LEAST_SUPPORT, LEAST_OF_EACH ** cell.recognition.characters.length)) return null
  const all = support + MALFORMED * malformed + UNLISTED * unlistedIn(cell.recognition)
  const toReading = ({ read, text, mass }: Weighed): ValueReading => ({ ...read, text, share: mass / all })
  const { least, mapped, text } = best
  return {
    readings: [toReading(best), ...others.map(toReading).filter(({ share }) => share >= LEAST_SHARE)],
    features: featuresOf(best.mass / all, least, Math.min(1, support), mapped, text.length),
  }
}
