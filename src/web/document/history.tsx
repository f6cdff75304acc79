import { useState } from 'preact/hooks'
import { timeIn, useWords } from '../words/language.js'
import { Difference, FACTS } from './difference.js'
import type { Known } from './tabs.js'

const KINDS = { confirm: 'confirmKind', correct: 'correctKind', withdraw: 'withdrawKind' } as const

/** How the document came to be what it is: answers, attempts and their differences, names. */
export function HistoryTab({ document: { document, names, attempts, corrections }, sheets }: Known) {
  const { say, language } = useWords()
  const [compared, compare] = useState<number | null>(null)
  const when = (at: string): string => timeIn(language, at)
  const labelOf = (code: string): string => {
    const fact = FACTS.get(code)
    return fact ? say(fact) : (sheets.labels[code]?.join(' › ') ?? code)
  }
  return (
    <div class="history">
      <h3>{say('statements')}</h3>
      {corrections.length === 0 && <p class="hint">{say('noStatements')}</p>}
      <ol>
        {corrections.toReversed().map((said) => (
          <li key={said.id}>
            <strong>{say(KINDS[said.kind])}</strong> {labelOf(said.code)}
            {said.kind === 'correct' && `: ${said.value === '' || said.value === null ? say('blank') : said.value}`}
            {said.together && <span class="tag">{say('togetherNote', { count: said.together })}</span>}
            <p class="hint">
              {said.author} · {when(said.at)} {said.note}
            </p>
          </li>
        ))}
      </ol>
      <h3>{say('attempts')}</h3>
      <ol>
        {attempts.toReversed().map((attempt) => (
          <li key={attempt.id}>
            {when(attempt.finishedAt)} · nianbao {attempt.version}{' '}
            {attempt.current && <span class="tag">{say('counts')}</span>}
            {attempt.keptBack && <span class="tag">{say('keptBack')}</span>}
            {attempt.failure && <p class="hint">{attempt.failure.message}</p>}
            {!attempt.current && (
              <p>
                <button
                  type="button"
                  class="quiet"
                  aria-expanded={compared === attempt.id}
                  onClick={() => compare(compared === attempt.id ? null : attempt.id)}
                >
                  {say('compare')}
                </button>
              </p>
            )}
            {compared === attempt.id && <Difference id={document.id} attempt={attempt.id} flags={sheets.flags} />}
          </li>
        ))}
      </ol>
      <h3>{say('names')}</h3>
      <ul>
        {names.map(({ path }) => (
          <li key={path}>{path}</li>
        ))}
      </ul>
    </div>
  )
}
