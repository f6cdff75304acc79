import type { Doubt } from '../api/client.js'
import { readingOf } from './equations.js'
import { useWords } from '../words/language.js'

/** The reading itself, with everything that casts doubt on it. */
export function Reading({ doubt }: { readonly doubt: Doubt }) {
  const { say } = useWords()
  const { kind, raw, value, state, unit, confidence, flags, conflict, repairedFrom, alternatives } = doubt
  const shown =
    kind === 'fact' ? raw : (readingOf(doubt) ?? (state === 'blank' || state === 'dash' ? say('blank') : null))
  const [suspect] = alternatives
  return (
    <div class="reading">
      <p class="read">
        <span>{say('readAs')}</span>{' '}
        <strong class={shown === null ? 'none' : undefined}>{shown ?? say('nothing')}</strong>{' '}
        {unit && value !== null && <small>{unit}</small>}
        {confidence !== null && <Sureness confidence={confidence} />}
      </p>
      {raw !== null && raw !== String(readingOf(doubt)) && kind !== 'fact' && raw !== '' && (
        <p class="hint">
          {say('printed')}: “{raw}”
        </p>
      )}
      <ul class="reasons">
        {flags.map(({ code, title }) => (
          <li key={code} class={code === 'unbalanced' ? 'fault' : 'doubt'}>
            {title}
          </li>
        ))}
        {conflict && <li class="fault">{say('conflict')}</li>}
      </ul>
      {repairedFrom !== null && <p class="hint">{say('repaired', { first: repairedFrom })}</p>}
      {kind === 'suspect' && suspect !== undefined && <p class="hint">{say('suspect', { value: suspect })}</p>}
    </div>
  )
}

function Sureness({ confidence }: { readonly confidence: number }) {
  const { say } = useWords()
  const percent = Math.floor(1_000 * confidence) / 10
  return (
    <span class="sure">
      <meter min={0} max={1} low={0.9} high={0.98} optimum={1} value={confidence} aria-hidden="true" />{' '}
      {say('confidence', { percent })}
    </span>
  )
}
