import { isZero, type Constraint, type Option, type System } from './system.js'

/** The one assignment that satisfies all equations; that there is none, or more than one; or that the search gave up. */
type Solution =
  | { readonly kind: 'one'; readonly chosen: ReadonlyMap<string, Option> }
  | { readonly kind: 'none' | 'several' | 'too-many' }

/** Assignments that are tried before the search gives up. */
const MOST_STEPS = 100_000

interface Open {
  sum: number
  left: number
}

/**
 * Finds whether exactly one choice of options satisfies all equations: depth first, the unknown next that some equation
 * knows most about, choices that leave an equation unsatisfied cut off.
 * @param mostSteps bound of the search
 */
export function solve({ unknowns, constraints }: System, mostSteps = MOST_STEPS): Solution {
  const order = orderOf({ unknowns, constraints })
  const open = new Map<Constraint, Open>(
    constraints.map((constraint) => [constraint, { sum: constraint.constant, left: constraint.terms.length }]),
  )
  const touching = new Map(
    order.map((code) => [
      code,
      constraints.flatMap((constraint) =>
        constraint.terms.filter((term) => term.code === code).map(({ sign }) => ({ constraint, sign })),
      ),
    ]),
  )
  const chosen = new Map<string, Option>()
  const found: ReadonlyMap<string, Option>[] = []
  let steps = 0
  const visit = (depth: number): void => {
    const code = order[depth]
    if (code === undefined) {
      found.push(new Map(chosen))
      return
    }
    const own = touching.get(code) ?? []
    for (const option of unknowns.get(code)?.options ?? []) {
      if (found.length > 1 || (steps += 1) > mostSteps) return
      let holds = true
      for (const { constraint, sign } of own) {
        const state = open.get(constraint)
        if (!state) continue
        state.sum += sign * option.value
        state.left -= 1
        holds &&= state.left > 0 || isZero(state.sum)
      }
      chosen.set(code, option)
      if (holds) visit(depth + 1)
      for (const { constraint, sign } of own) {
        const state = open.get(constraint)
        if (!state) continue
        state.sum -= sign * option.value
        state.left += 1
      }
    }
  }
  visit(0)
  const [first, second] = found
  if (second) return { kind: 'several' }
  if (steps > mostSteps) return { kind: 'too-many' }
  return first ? { kind: 'one', chosen: first } : { kind: 'none' }
}

/** Unknowns in the order in which equations are soonest complete. */
function orderOf({ unknowns, constraints }: System): string[] {
  const order: string[] = []
  const left = new Set(unknowns.keys())
  while (left.size > 0) {
    const openTerms = ({ terms }: Constraint): number => terms.filter(({ code }) => left.has(code)).length
    const nearest = constraints.filter((each) => openTerms(each) > 0).sort((a, b) => openTerms(a) - openTerms(b))[0]
    const next = nearest ? nearest.terms.map(({ code }) => code).filter((code) => left.has(code)) : [...left]
    for (const code of next) {
      order.push(code)
      left.delete(code)
    }
  }
  return order
}
