import type { Cell } from '../../model/block.js'
import type { ValueFlag } from '../../model/record.js'
import { remember } from '../../vocabulary/remember.js'
import { CALIBRATION, probabilityOf } from './calibration.js'
import { fits, readRecognised, type ValueReading } from './value.js'
import { readText, withoutNotes, type ReadText } from '../../vocabulary/values.js'
import type { ValueKind } from '../../vocabulary/forms.js'

/** Words read this surely, character by character, are words; else nobody knows what stands there. */
const SURE_WORDS = 0.9
/** Alternatives named in the record have this share of the probability at least, and are this many at most. */
const NAMED_SHARE = 1e-3
const MAX_NAMED = 5

/** The reading of a value cell, born-digital or recognised. */
export interface CellReading extends ReadText {
  /** Probability that the reading is right; null for born-digital cells, and blanks: there is nothing to misread. */
  readonly confidence: number | null
  /** Other readings of a recognised cell, likeliest first. */
  readonly alternatives: readonly string[]
  readonly flags: readonly ValueFlag[]
  readonly recognised: { readonly readings: readonly ValueReading[]; readonly probability: number } | null
}

const DECIMALS = 1e6
export const roundProbability = (probability: number): number => Math.round(probability * DECIMALS) / DECIMALS

/** Reads a born-digital cell. The same few texts fill most cells, so readings are remembered. */
const printed = (kind: ValueKind): ((text: string) => CellReading) =>
  remember((text) => {
    const read = readText(text, kind === 'change')
    const noted = read.state === 'text' ? readText(withoutNotes(text), kind === 'change') : null
    if (noted?.state === 'number')
      return {
        ...noted,
        state: 'uncertain',
        confidence: null,
        alternatives: [],
        flags: ['low-confidence'],
        recognised: null,
      }
    const unparsed = read.state === 'text' || read.state === 'uncertain'
    // A number that its kind cannot have stays as printed: whether the report or its text is wrong nobody knows.
    const odd = read.value !== null && !fits(text, read.value, kind)
    const flags: readonly ValueFlag[] = unparsed ? ['unparsed'] : odd ? ['low-confidence'] : []
    const state = odd ? 'uncertain' : read.state
    return { ...read, state, confidence: null, alternatives: [], flags, recognised: null }
  })
const READERS = { count: printed('count'), change: printed('change'), amount: printed('amount') }

/** A recognised cell in which no value can be read: words, or what nobody can read. */
function readUnreadable({ text, recognition }: Cell, kind: ValueKind): CellReading {
  const least = Math.min(1, ...(recognition?.characters ?? []).map(({ confidence }) => confidence))
  const words = least >= SURE_WORDS && readText(text, kind === 'change').state === 'text'
  return {
    state: words ? 'text' : 'uncertain',
    value: null,
    unit: null,
    confidence: roundProbability(least),
    alternatives: [],
    flags: [words ? 'unparsed' : 'low-confidence'],
    recognised: null,
  }
}

/**
 * Reads a value cell: a born-digital one as printed; a recognised one from its characters' alternatives, and below the
 * calibrated threshold as `uncertain` with its likeliest number. Ink that reads as nothing is not blank, but in doubt.
 */
export function readCell(cell: Cell, kind: ValueKind): CellReading {
  const { recognition, text } = cell
  if (!recognition) return READERS[kind](text)
  const read = readRecognised({ text, recognition }, kind)
  if (!read) return readUnreadable(cell, kind)
  const [best, ...others] = read.readings
  const probability = probabilityOf(read.features)
  const sure = probability >= CALIBRATION.threshold && best.state !== 'blank'
  return {
    state: sure ? best.state : 'uncertain',
    value: best.value,
    unit: best.unit,
    confidence: roundProbability(best.state === 'blank' ? 0 : probability),
    alternatives: others
      .filter((other) => other.share >= NAMED_SHARE && other.text !== '')
      .slice(0, MAX_NAMED)
      .map((other) => other.text),
    flags: sure ? [] : ['low-confidence'],
    recognised: { readings: read.readings, probability },
  }
}
