import { useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { api, given, type Comparison } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { useWords } from '../words/language.js'
import type { Known } from './tabs.js'

const KINDS = { confirm: 'confirmKind', correct: 'correctKind', withdraw: 'withdrawKind' } as const
const FACTS: ReadonlyMap<string, 'organ' | 'year' | 'title'> = new Map([
  ['report.organ', 'organ'],
  ['report.year', 'year'],
  ['report.title', 'title'],
])

/** How the document came to be what it is: answers, attempts and their differences, names. */
export function HistoryTab({ document: { document, names, attempts, corrections }, sheets }: Known) {
  const { say, language } = useWords()
  const [compared, compare] = useState<number | null>(null)
  const when = (at: string): string =>
    new Date(at).toLocaleString(language === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium', timeStyle: 'short' })
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
            {when(attempt.finishedAt)} · nianbao {attempt.version}
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
            {compared === attempt.id && <Difference id={document.id} attempt={attempt.id} />}
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

type Reading = Comparison['values'][number]['before']

/** How one attempt differs from the one that counts. */
function Difference({ id, attempt }: { readonly id: string; readonly attempt: number }) {
  const { say, language } = useWords()
  const query = useQuery({
    queryKey: ['document', id, language, 'comparison', attempt],
    queryFn: async () =>
      given(
        api.GET('/v1/documents/{id}/attempts/{attempt}/comparison', {
          params: { path: { id, attempt: String(attempt) } },
        }),
      ),
  })
  if (query.error) return <Failure error={query.error} again={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const { facts, values, checks, problems } = query.data
  const shown = (reading: Reading): string =>
    reading === null
      ? '–'
      : (reading.value ?? (reading.state === 'blank' ? say('blank') : reading.raw) ?? '–').toString()
  const rows = [
    ...facts.map(({ fact, before, after }) => ({ label: fact, before: before ?? '–', after: after ?? '–' })),
    ...values.map(({ label, before, after }) => ({
      label: label.join(' › '),
      before: `${shown(before)} ${before?.flags.join(' ') ?? ''}`,
      after: `${shown(after)} ${after?.flags.join(' ') ?? ''}`,
    })),
    ...checks.map(({ name, before, after }) => ({
      label: name,
      before: before ? `${before.left ?? '–'} / ${before.right ?? '–'}` : '–',
      after: after ? `${after.left ?? '–'} / ${after.right ?? '–'}` : '–',
    })),
  ]
  if (rows.length === 0 && problems.gone.length + problems.come.length === 0)
    return <p class="hint">{say('sameReading')}</p>
  return (
    <div class="scroll difference" tabIndex={0} role="group" aria-label={say('compare')}>
      <table class="grid">
        <thead>
          <tr>
            <th scope="col" />
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, before, after }, place) => (
            <tr key={place}>
              <th scope="row">{label}</th>
              <td>
                <del>{before}</del>
              </td>
              <td>
                <ins>{after}</ins>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul>
        {problems.gone.map(({ title }, place) => (
          <li key={place}>{say('gone', { name: title })}</li>
        ))}
        {problems.come.map(({ title }, place) => (
          <li key={place}>{say('come', { name: title })}</li>
        ))}
      </ul>
    </div>
  )
}
