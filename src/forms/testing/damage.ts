import { withoutSpans, type Drawing } from './drawings.js'

export { randomNumbers } from '../../../test/support/random.js'

type Random = () => number
type Damaged = (string | null)[][]
/** Takes a drawing without spans, as a poor grid is; what it returns may have lost or gained rows and columns. */
type Damage = (drawing: Drawing, random: Random) => Damaged

const below = (limit: number, random: Random): number => Math.floor(random() * limit)
const copy = (drawing: Drawing): Damaged => drawing.map((row) => [...row])
const isNumber = (text: string | null | undefined): boolean => /^-?\d+$/.test(text ?? '')
const widthOf = (drawing: Drawing): number => drawing[0]?.length ?? 0

/** As a recogniser or a typist does: a character wrong, lost, or one too many. */
function garbled(text: string, errors: number, random: Random): string {
  const characters = Array.from(text)
  for (let error = 0; error < errors; error += 1) {
    const at = below(characters.length, random)
    const kind = below(3, random)
    characters.splice(at, kind === 2 ? 0 : 1, ...(kind === 1 ? [] : ['某']))
  }
  return characters.join('')
}

const garble =
  (errors: number): Damage =>
  (drawing, random) =>
    drawing.map((row) =>
      row.map((text) =>
        text !== null && text.length > errors + 1 && !isNumber(text) && random() < 0.5
          ? garbled(text, errors, random)
          : text,
      ),
    )

/** First row that has a number: headings stand above it. */
const firstValues = (drawing: Drawing): number =>
  Math.max(
    0,
    drawing.findIndex((row) => row.some(isNumber)),
  )

/** Ways in which grids are poor and reports odd. */
export const DAMAGES: Readonly<Record<string, Damage>> = {
  'a wrong character in half the labels': garble(1),
  'two wrong characters in half the labels': garble(2),
  'a column lost': (drawing, random) => {
    const at = below(widthOf(drawing), random)
    return drawing.map((row) => row.filter((_, column) => column !== at))
  },
  'a row lost': (drawing, random) => {
    const at = 1 + below(drawing.length - 1, random)
    return copy(drawing).filter((_, row) => row !== at)
  },
  'an empty column': (drawing, random) => {
    const at = below(widthOf(drawing) + 1, random)
    return drawing.map((row) => [...row.slice(0, at), '', ...row.slice(at)])
  },
  'an empty row': (drawing, random) => {
    const at = below(drawing.length + 1, random)
    return [...copy(drawing.slice(0, at)), new Array<string>(widthOf(drawing)).fill(''), ...copy(drawing.slice(at))]
  },
  'a heading or label blank': (drawing, random) => {
    const labels = drawing.flatMap((row, y) =>
      row.flatMap((text, x) => (text && !isNumber(text) ? [[y, x] as const] : [])),
    )
    const [blankRow, blankColumn] = labels[below(labels.length, random)] ?? [0, 0]
    return drawing.map((row, y) => row.map((text, x) => (y === blankRow && x === blankColumn ? '' : text)))
  },
  'a row that no form knows': (drawing, random) => {
    const at = firstValues(drawing) + 1 + below(drawing.length - firstValues(drawing), random)
    const like = drawing[Math.min(at, drawing.length) - 1] ?? []
    const row = like.map((text, column) => (isNumber(text) ? '777' : column === 0 ? '本机关另行规定的事项' : ''))
    return [...copy(drawing.slice(0, at)), row, ...copy(drawing.slice(at))]
  },
  'a column parted by a stray rule': (drawing, random) => {
    const at = widthOf(drawing) - 1 - below(Math.min(7, widthOf(drawing) - 1), random)
    return drawing.map((row) =>
      isNumber(row[at]) && random() < 0.5
        ? [...row.slice(0, at), '', ...row.slice(at)]
        : [...row.slice(0, at + 1), '', ...row.slice(at + 1)],
    )
  },
  'values a row below their label': (drawing, random) => {
    const rows = drawing.flatMap((row, y) =>
      row.some(isNumber) && row.some((text) => text && !isNumber(text)) ? [y] : [],
    )
    const at = rows[below(rows.length, random)]
    return drawing.flatMap((row, y) =>
      y === at
        ? [row.map((text) => (isNumber(text) ? '' : text)), row.map((text) => (isNumber(text) ? text : ''))]
        : [[...row]],
    )
  },
  'no heading': (drawing) => copy(drawing.slice(firstValues(drawing))),
  'headings a column to the left': (drawing) => {
    const values = firstValues(drawing)
    return drawing.map((row, y) => (y < values ? [...row.slice(1), ''] : [...row]))
  },
}

/** A drawing damaged once, without its spans. */
export function damage(drawing: Drawing, name: string, random: Random): Damaged {
  return DAMAGES[name]?.(withoutSpans(drawing), random) ?? copy(drawing)
}
