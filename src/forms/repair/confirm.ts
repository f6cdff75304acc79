import { isZero, settle, touching, type Constraint, type Option, type System } from './system.js'

/**
 * How likely a wrong reading satisfies an equation whose other members are all sure: one of them is misread, too, and by
 * as much (a worn 1 may be read as 7 in a part and in the total), or the report itself is wrong by as much.
 */
const COINCIDENCE = 0.01
/** How likely two wrong readings in one equation are wrong by the same amount. */
const CANCEL = 0.1
/** Equations that must agree with a doubtful reading. */
const WITNESSES = 2
/** A doubt is dropped if the reading is right with this probability at least. */
const BEYOND_DOUBT = 0.9995

/** The probability of a reading that all its equations agree with (Bayes): each lets a wrong one pass so likely. */
export function confirmed(probability: number, passes: readonly number[]): number {
  const wrong = passes.reduce((product, pass) => product * Math.min(1, pass), 1 - probability)
  return probability / (probability + wrong)
}

/** How likely an equation holds although one of its members is wrong: another one has to be wrong by as much. */
function passOf({ unknowns }: System, { terms }: Constraint, code: string): number {
  const doubt = (other: string): number => 1 - (unknowns.get(other)?.own?.probability ?? 0)
  const others = terms.filter((term) => term.code !== code)
  return others.reduce((sum, term) => sum + CANCEL * doubt(term.code), COINCIDENCE)
}

/** Whether an equation holds with all readings as they are; null where some reading is no number. */
function holds({ unknowns }: System, { terms, constant }: Constraint): boolean | null {
  let sum = constant
  for (const { code, sign } of terms) {
    const own = unknowns.get(code)?.own
    if (!own) return null
    sum += sign * own.value
  }
  return isZero(sum)
}

/** What the equations say of an unknown's own reading: its probability if at least two hold and none fails; else null. */
function judged(system: System, code: string): number | null {
  const own = system.unknowns.get(code)?.own
  if (!own) return null
  const tried = touching(system, code).map((constraint) => ({ constraint, held: holds(system, constraint) }))
  const held = tried.filter((each) => each.held === true)
  if (held.length < WITNESSES || tried.some((each) => each.held === false)) return null
  const passes = held.map(({ constraint }) => passOf(system, constraint, code))
  return confirmed(own.probability, passes)
}

/**
 * The doubtful readings that their equations confirm beyond doubt, with the probability they have then. What is confirmed
 * so makes the equations of others surer. No two equations of a form share more than one value, so that the errors
 * which would let them pass are independent.
 */
export function confirmedIn(system: System): { readonly left: System; readonly verdicts: ReadonlyMap<string, Option> } {
  const verdicts = new Map<string, Option>()
  let left = system
  for (;;) {
    const round = new Map<string, Option>()
    for (const { code, own } of left.unknowns.values()) {
      const probability = judged(left, code)
      if (own && probability !== null && probability >= BEYOND_DOUBT) round.set(code, { ...own, probability })
    }
    if (round.size === 0) return { left, verdicts }
    for (const [code, option] of round) verdicts.set(code, option)
    left = settle(left, round)
  }
}

/** The probability of an alternative that all equations around a changed cell agree on. */
export function repairedProbability(part: System, code: string, probability: number): number {
  return confirmed(
    probability,
    touching(part, code).map(() => COINCIDENCE),
  )
}
