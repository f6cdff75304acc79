import { at } from '../model/at.js'
/** Which form entry each printed entry is; and by how much that reading beats the next one. */
interface Alignment {
  /** For each printed entry the index of the form's entry, or null. */
  readonly match: readonly (number | null)[]
  /** For each printed entry how much the whole alignment loses if it were another form entry; 0 where unmatched. */
  readonly margin: readonly number[]
  readonly total: number
}

/** Printed entries less alike than this are no match at all. */
const GATE = 0.4

/** Out of order is believed only if it explains this much more than the form's own order. */
const DISORDER_GAIN = 0.5

const entryOf = (table: readonly (readonly number[])[], row: number, column: number): number =>
  at(at(table, row, 'row'), column, 'column')

/**
 * Aligns printed entries with a form's entries, both in order, entries of either side left out freely
 * (Needleman–Wunsch with gain `score − GATE` and no gap cost). Margins come from the forward and backward tables:
 * the best alignment with entry i elsewhere.
 * @param scores one row for each printed entry, one likeness in 0..1 for each entry of the form
 */
function alignInOrder(scores: readonly (readonly number[])[], width: number): Alignment {
  const height = scores.length
  const gain = (row: number, column: number): number => entryOf(scores, row, column) - GATE
  const blank = (): number[][] => Array.from({ length: height + 1 }, () => new Array<number>(width + 1).fill(0))
  const forward = blank()
  const backward = blank()
  const set = (table: number[][], row: number, column: number, value: number): void => {
    at(table, row, 'row')[column] = value
  }
  for (let row = 1; row <= height; row += 1)
    for (let column = 1; column <= width; column += 1)
      set(
        forward,
        row,
        column,
        Math.max(
          entryOf(forward, row - 1, column),
          entryOf(forward, row, column - 1),
          entryOf(forward, row - 1, column - 1) + gain(row - 1, column - 1),
        ),
      )
  for (let row = height - 1; row >= 0; row -= 1)
    for (let column = width - 1; column >= 0; column -= 1)
      set(
        backward,
        row,
        column,
        Math.max(
          entryOf(backward, row + 1, column),
          entryOf(backward, row, column + 1),
          entryOf(backward, row + 1, column + 1) + gain(row, column),
        ),
      )
  const match: (number | null)[] = new Array<number | null>(height).fill(null)
  let row = height
  let column = width
  while (row > 0 && column > 0) {
    const here = entryOf(forward, row, column)
    if (here === entryOf(forward, row - 1, column)) row -= 1
    else if (here === entryOf(forward, row, column - 1)) column -= 1
    else {
      row -= 1
      column -= 1
      match[row] = column
    }
  }
  const total = entryOf(forward, height, width)
  const margin = match.map((chosen, entry) => {
    if (chosen === null) return 0
    let second = 0
    for (let other = 0; other < width; other += 1)
      if (other !== chosen)
        second = Math.max(
          second,
          entryOf(forward, entry, other) + gain(entry, other) + entryOf(backward, entry + 1, other + 1),
        )
    return total - second
  })
  return { match, margin, total }
}

/** The best pairs first, whatever the order; margins against the next best of the same row or column. */
function alignFreely(scores: readonly (readonly number[])[], width: number): Alignment {
  const pairs = scores
    .flatMap((row, entry) => row.map((score, column) => ({ entry, column, score })))
    .filter(({ score }) => score >= GATE)
    .sort((a, b) => b.score - a.score)
  const match: (number | null)[] = new Array<number | null>(scores.length).fill(null)
  const taken = new Array<boolean>(width).fill(false)
  let total = 0
  for (const { entry, column, score } of pairs) {
    if (match[entry] !== null || taken[column]) continue
    match[entry] = column
    taken[column] = true
    total += score - GATE
  }
  const margin = match.map((chosen, entry) => {
    if (chosen === null) return 0
    const own = entryOf(scores, entry, chosen)
    const inRow = at(scores, entry, 'row').filter((_, column) => column !== chosen)
    const inColumn = scores.filter((_, other) => other !== entry).map((row) => at(row, chosen, 'column'))
    return own - Math.max(0, ...inRow, ...inColumn)
  })
  return { match, margin, total }
}

/** In the form's order, unless the printed labels say clearly that the report has another one. */
export function align(scores: readonly (readonly number[])[], width: number): Alignment {
  const ordered = alignInOrder(scores, width)
  const free = alignFreely(scores, width)
  return free.total > ordered.total + DISORDER_GAIN ? free : ordered
}

/** An entry that no form entry was found for rivals another from a likeness this near on. */
const RIVAL = 0.1

/**
 * Tells whether another printed entry, itself unmatched, could as well be what this one is taken for: the same label twice.
 * @param counts which entries can be rivals at all
 */
export function hasRival(
  scores: readonly (readonly number[])[],
  match: readonly (number | null)[],
  index: number,
  counts: (index: number) => boolean,
): boolean {
  const key = match[index]
  if (key === null || key === undefined) return false
  const own = entryOf(scores, index, key)
  return scores.some((row, other) => match[other] === null && at(row, key, 'column') >= own - RIVAL && counts(other))
}
