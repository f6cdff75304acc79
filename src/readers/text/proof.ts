import { addTo } from '../../model/groups.js'
import { MATRIX_FAMILIES } from '../../vocabulary/families.js'
import type { Entry } from './entries.js'
import { toHeading, type Heading } from './heading.js'
import type { Placed } from './placing.js'
import type { LabelledRow } from './rows.js'

/** Fewer rows prove nothing: any seven numbers may add up by chance. */
const MIN_ROWS = 10
/** At least this many of them must hold more than zeros and blanks. */
const MIN_FILLED = 2

/** Places of the form's rows by their labels. Several rows are called 其他, so that a label may have several places. */
const PLACES = new Map<string, number[]>()
const SECTION_3 = MATRIX_FAMILIES.find(({ id }) => id === 'applications')
SECTION_3?.rows.forEach(({ path }, place) => {
  addTo(PLACES, path.at(-1) ?? '', place)
})

/**
 * Tells whether the rows of section 3 prove by themselves which column is which, though the heading is broken: each has the
 * form's count of values, they stand in the form's order, and in each the total at the end is the sum of the others.
 */
export function isProvenByRows(rows: readonly LabelledRow[], placed: readonly Placed[]): boolean {
  if (rows.length < MIN_ROWS || placed.some(({ certain }) => !certain)) return false
  const sums = placed.map(({ texts }) => addsUp(texts))
  if (sums.includes(false) || sums.filter((sum) => sum === 'filled').length < MIN_FILLED) return false
  let before = -1
  for (const { leaf } of rows) {
    const places = PLACES.get(leaf.match?.term.label ?? '') ?? []
    const next = places.find((place) => place > before)
    if (next === undefined) return false
    before = next
  }
  return true
}

/** Is the last of these the sum of the others, blanks taken for zeros? `filled` where it is more than zero. */
function addsUp(texts: readonly string[]): 'filled' | 'zero' | false {
  const numbers = texts.map((text) => (text === '' ? 0 : Number(text.replaceAll(',', ''))))
  const total = numbers.at(-1) ?? 0
  const sum = numbers.slice(0, -1).reduce((all, number) => all + number, 0)
  if (numbers.some((number) => !Number.isInteger(number)) || sum !== total) return false
  return total > 0 ? 'filled' : 'zero'
}

/** The heading as the form has it. */
export function formHeading(): Heading {
  const entry = (label: string, level: number): Entry => {
    const match = { term: { role: 'heading' as const, label, level }, likeness: 1 }
    return { label, row: null, index: 0, match, groups: [] }
  }
  const labels = (SECTION_3?.table.columns ?? []).flatMap(({ path }) =>
    path.map((label, index) => entry(label, index + 1)),
  )
  return toHeading(labels)
}
