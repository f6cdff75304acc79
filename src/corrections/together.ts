import type { Correction, NewCorrection } from '../effective/correction.js'
import { effectiveOf } from '../effective/effective-of.js'
import type { EffectiveDocument } from '../effective/effective.js'
import { codedEquations, doubtsOf, type Doubt } from './doubts.js'

/** Several doubts of one kind in one document, confirmed at once by somebody who has had all of them on the screen. */

/** Why a person is asked, in the order of what counts more. */
export const DOUBT_KINDS = ['fact', 'sum', 'changed', 'missing', 'place', 'unit', 'repaired', 'reading'] as const
export type DoubtKind = (typeof DOUBT_KINDS)[number]

const BY_FLAG: readonly (readonly [flag: Doubt['flags'][number], kind: DoubtKind])[] = [
  ['not-found', 'missing'],
  ['uncertain-column', 'place'],
  ['uncertain-row', 'place'],
  ['unit-differs', 'unit'],
  ['repaired', 'repaired'],
]

/** The kind of a doubt: what a person has to look at. */
export function kindOf({ kind, flags, conflict }: Pick<Doubt, 'kind' | 'flags' | 'conflict'>): DoubtKind {
  if (kind === 'fact') return 'fact'
  if (kind === 'suspect') return 'sum'
  if (conflict) return 'changed'
  return BY_FLAG.find(([flag]) => flags.includes(flag))?.[1] ?? 'reading'
}

/** Codes of the doubts that may be confirmed with others: a number was read that can be shown, and no equation of it fails. */
function confirmable(effective: EffectiveDocument): ReadonlyMap<string, DoubtKind> {
  const failing = failingCodes(effective)
  const hasPages = (effective.record.source.pages ?? []).length > 0
  return new Map(
    doubtsOf(effective).flatMap((doubt) => {
      const { code, raw, value, state, flags, places, cell } = doubt
      const kind = kindOf(doubt)
      const isSingle = kind === 'fact' || kind === 'sum' || kind === 'changed' || kind === 'missing'
      // A blank that is in doubt may be a number that strayed: somebody looks at its row.
      const isNumber = value !== null || (state === 'uncertain' && /\d/u.test(raw ?? ''))
      // On its page, or in its row as the document has it.
      const isShown = places.length > 0 || (cell !== null && !hasPages)
      const isAlone = isSingle || !isShown || !isNumber || flags.includes('unbalanced') || failing.has(code)
      return isAlone ? [] : [[code, kind] as const]
    }),
  )
}

/** The same without those whose equations would fail once all of their kind were confirmed: these are asked alone. */
export function confirmableTogether(effective: EffectiveDocument): ReadonlyMap<string, DoubtKind> {
  const known = confirmable(effective)
  const refused = [...new Set(known.values())].flatMap((kind) => {
    const own = [...known].filter((each) => each[1] === kind).map(([code]) => code)
    return [...failingWith(effective, new Set(own))]
  })
  return new Map([...known].filter(([code]) => !refused.includes(code)))
}

/** Codes of all values whose equations would fail once some readings were confirmed; an equation that stays open fails not. */
function failingWith(effective: EffectiveDocument, confirmed: ReadonlySet<string>): ReadonlySet<string> {
  const numbers = new Map(
    effective.values.map(({ read, value, state }) => {
      const isBlank = state === 'blank' || state === 'dash'
      const reading = value ?? (isBlank ? 0 : confirmed.has(read.code) ? numberOf(read.raw ?? '') : null)
      return [read.code, reading] as const
    }),
  )
  const sumOf = (codes: readonly string[]): number =>
    codes.reduce((sum, code) => sum + (numbers.get(code) ?? Number.NaN), 0)
  const failing = codedEquations(effective).filter(({ left, right }) => {
    const difference = sumOf(left) - sumOf(right)
    return Number.isFinite(difference) && Math.abs(difference) > TOLERANCE
  })
  return new Set(failing.flatMap(({ left, right }) => [...left, ...right]))
}

/** Beyond noise of binary fractions. */
const TOLERANCE = 1e-6

const numberOf = (raw: string): number | null => {
  const text = raw.normalize('NFKC').replaceAll(',', '').trim()
  return /^-?\d+(?:\.\d+)?$/u.test(text) ? Number(text) : null
}

/** Codes of all values that stand in an equation which does not hold. */
function failingCodes(effective: EffectiveDocument): ReadonlySet<string> {
  const failed = new Set(effective.checks.filter(({ pass }) => pass === false).map(({ id, at }) => `${id} ${at}`))
  const equations = codedEquations(effective).filter(({ id, at }) => failed.has(`${id} ${at}`))
  return new Set(equations.flatMap(({ left, right }) => [...left, ...right]))
}

/**
 * The first code that cannot be confirmed with the others, and why; null where all can.
 * `kind`: it is of another kind, or no doubt that can be shown; `equation`: with these confirmations an equation of it fails.
 */
export function refusedTogether(
  effective: EffectiveDocument,
  said: readonly Correction[],
  confirmations: readonly NewCorrection[],
): { readonly code: string; readonly reason: 'kind' | 'equation' } | null {
  const known = confirmable(effective)
  const wanted = known.get(confirmations[0]?.code ?? '')
  const other = confirmations.find(({ code }) => wanted === undefined || known.get(code) !== wanted)
  const failingNow = failingCodes(effective)
  if (other) return { code: other.code, reason: failingNow.has(other.code) ? 'equation' : 'kind' }
  const last = said.at(-1)?.id ?? 0
  const at = new Date(0).toISOString()
  const added = confirmations.map((each, place) => ({ ...each, id: last + 1 + place, at }))
  const failing = failingCodes(effectiveOf(effective.record, [...said, ...added]))
  const code = confirmations.find((each) => failing.has(each.code))?.code
  return code === undefined ? null : { code, reason: 'equation' }
}
