import type { Doubt, Equation, Term } from '../api/client.js'

/** Equations over the numbers as they stand while somebody types. */

/** Numbers by code that take the place of those that were read; null: a blank cell. */
export type Typed = ReadonlyMap<string, number | null>

export interface Side {
  readonly sum: number
  readonly terms: readonly {
    readonly code: string
    readonly label: string
    readonly value: number | null
    readonly isOpen: boolean
  }[]
}

export interface Balance {
  readonly left: Side
  readonly right: Side
  readonly difference: number
  /** `open`: a member is not known. */
  readonly state: 'holds' | 'fails' | 'open'
}

/** The number that counts where a reading is confirmed: one whose place was not sure stands in the text alone. */
export const readingOf = ({ value, state, raw }: Pick<Doubt, 'value' | 'state' | 'raw'>): number | null =>
  value ?? (state === 'uncertain' && raw !== null ? numberIn(raw) : null)

/** Decimals beyond this are noise of binary fractions. */
const DECIMALS = 6
const tidy = (value: number): number => Number(value.toFixed(DECIMALS))

const UNKNOWN = new Set<Term['state']>(['uncertain', 'text', 'not-found'])

/** Both sides of an equation; blanks count as 0, and what was never read leaves it open. */
export function balanceOf(
  { left, right }: Pick<Equation, 'left' | 'right'>,
  values: Readonly<Record<string, Term>>,
  typed: Typed,
): Balance {
  const side = (codes: readonly string[]): Side => {
    const terms = codes.map((code) => {
      const term = values[code]
      const value = typed.has(code) ? (typed.get(code) ?? null) : (term?.value ?? null)
      const isOpen = !typed.has(code) && value === null && (!term || UNKNOWN.has(term.state))
      return { code, label: term?.label ?? code, value, isOpen }
    })
    return { terms, sum: tidy(terms.reduce((sum, { value }) => sum + (value ?? 0), 0)) }
  }
  const [a, b] = [side(left), side(right)]
  const difference = tidy(a.sum - b.sum)
  const isOpen = [...a.terms, ...b.terms].some((term) => term.isOpen)
  return { left: a, right: b, difference, state: isOpen ? 'open' : difference === 0 ? 'holds' : 'fails' }
}

const NUMBER = /^-?\d{1,12}(?:\.\d{1,6})?$/
const GROUPED = /^-?\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?$/

/** The number that somebody typed, with digits of any width; null where it is none (yet). */
export function numberIn(written: string): number | null {
  const text = written
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .trim()
  return NUMBER.test(text) || GROUPED.test(text) ? Number(text.replaceAll(',', '')) : null
}
