import type { CellRecognition } from '../../model/block.js'
import { inAlphabet, type AlphabetReading } from './alphabet.js'

/** Readings of a cell that are followed at once; the best ones of a value never need as many. */
const BEAM = 64
/** A cell with more characters than this is no value. */
const LONGEST = 24
/** Readings with less than this share of the best one's probability say nothing. */
const NEGLIGIBLE = 1e-7

type Character = CellRecognition['characters'][number]

/** One way to read a recognised cell in the alphabet of values. */
interface Reading {
  readonly text: string
  /** Its probability by the recogniser: the product over its characters, summed over all ways that lead to this text. */
  readonly mass: number
  /** The probability of the least sure character of its likeliest way. */
  readonly least: number
  /** Tells how many characters of its likeliest way are taken for look-alikes. */
  readonly mapped: number
}

interface Option extends AlphabetReading {
  readonly mass: number
}

/** Readings of one character in the alphabet, equal ones added up. Their masses add up to 1 at most. */
function optionsOf({ text, confidence, alternatives }: Character): Option[] {
  const all = [{ text, confidence }, ...alternatives]
  const total = Math.max(
    1,
    all.reduce((sum, each) => sum + each.confidence, 0),
  )
  const options = new Map<string, Option>()
  for (const each of all) {
    const read = inAlphabet(each.text)
    if (!read) continue
    const mass = (Math.max(0, each.confidence) / total) * read.weight
    const known = options.get(read.text)
    const likelier = !known || mass > known.mass ? read : known
    options.set(read.text, { ...likelier, mass: (known?.mass ?? 0) + mass })
  }
  return [...options.values()].filter(({ mass }) => mass > 0)
}

/** Spaces as the cell's text has them between its characters: white that the page prints, which parts numbers. */
function spacesBefore(text: string, characters: readonly Character[]): boolean[] | null {
  const spaces: boolean[] = []
  let rest = text
  for (const character of characters) {
    const own = character.text.trim()
    const space = /^\s+/u.exec(rest)?.[0] ?? ''
    if (!rest.startsWith(own, space.length)) return null
    spaces.push(space !== '' && spaces.length > 0)
    rest = rest.slice(space.length + own.length)
  }
  return rest.trim() === '' ? spaces : null
}

/**
 * The readings of a recognised cell in the alphabet of values, likeliest first: a beam search over its characters'
 * alternatives. Well-formed or not is for others to judge. None where some character has no reading in the alphabet, or
 * characters and text disagree.
 */
export function readingsOf(text: string, { characters }: CellRecognition): readonly Reading[] {
  if (characters.length === 0 || characters.length > LONGEST) return []
  const spaces = spacesBefore(text, characters)
  if (!spaces) return []
  let beam = new Map<string, Reading>([['', { text: '', mass: 1, least: 1, mapped: 0 }]])
  characters.forEach((character, index) => {
    const next = new Map<string, Reading>()
    const options = optionsOf(character)
    for (const before of beam.values())
      for (const option of options) {
        const own = before.text + (spaces[index] && before.text !== '' ? ' ' : '') + option.text
        const mass = before.mass * option.mass
        const known = next.get(own)
        const path =
          known && known.mass >= mass
            ? known
            : { least: Math.min(before.least, option.mass), mapped: before.mapped + option.mapped }
        next.set(own, { text: own, mass: (known?.mass ?? 0) + mass, least: path.least, mapped: path.mapped })
      }
    beam = new Map(
      [...next]
        .sort(([, a], [, b]) => b.mass - a.mass)
        .filter(([, { mass }], _, [first]) => mass >= NEGLIGIBLE * (first?.[1].mass ?? 0))
        .slice(0, BEAM),
    )
  })
  return [...beam.values()]
}
