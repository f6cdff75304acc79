import type { Equation, Term } from '../api/client.js'
import { balanceOf, type Side, type Typed } from '../doubts/equations.js'
import { useWords } from '../words/language.js'

interface Shown {
  readonly equations: readonly Equation[]
  readonly values: Readonly<Record<string, Term>>
  readonly typed: Typed
  /** Code of the value that is looked at. */
  readonly about: string | null
}

/** More summands than this are shown without those that are 0. */
const MAX_TERMS = 8

/** Equations with the numbers on both sides, as they stand while a number is typed. */
export function Balances({ equations, values, typed, about }: Shown) {
  const { say } = useWords()
  if (equations.length === 0) return null
  return (
    <section class="balances">
      <h3>{say('equations')}</h3>
      {equations.map((equation) => {
        const { left, right, state, difference } = balanceOf(equation, values, typed)
        const sign = difference > 0 ? `+${difference}` : String(difference).replace('-', '−')
        return (
          <div key={`${equation.id} ${equation.at}`} class={`balance ${state}`}>
            <p class="name">
              <span>{equation.name}</span>
              <strong>{state === 'fails' ? say('fails', { difference: sign }) : say(state)}</strong>
            </p>
            <p class="sides">
              <Terms side={left} about={about} /> <span class="sign">{state === 'fails' ? '≠' : '='}</span>{' '}
              <Terms side={right} about={about} />
            </p>
          </div>
        )
      })}
    </section>
  )
}

function Terms({ side: { terms, sum }, about }: { readonly side: Side; readonly about: string | null }) {
  const shown = terms.length > MAX_TERMS ? terms.filter(({ value, code }) => value !== 0 || code === about) : terms
  return (
    <span>
      {shown.map(({ code, label, value }, place) => (
        <span key={code}>
          {place > 0 && ' + '}
          <span class={code === about ? 'term about' : 'term'} title={label}>
            {value ?? '–'}
          </span>
        </span>
      ))}
      {terms.length > 1 && <span class="sum"> = {sum}</span>}
    </span>
  )
}
