import type { Tally } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import { FurtherChips } from './further.js'
import type { FilterName, useFilter } from './filters.js'
import { STATUS_WORDS } from './status.js'

const STATUSES = ['flagged', 'failed', 'ok', 'pending'] as const

/** The filters: the status as chips, the rest as lists, what is chosen as chips that can be taken away. */
export function Chips({
  tally,
  state,
}: {
  readonly tally: Tally | undefined
  readonly state: ReturnType<typeof useFilter>
}) {
  const { say } = useWords()
  const { filter, set, toggle, clear, isEmpty } = state
  const lists: readonly (readonly ['year' | 'form' | 'code', TextKey, Readonly<Record<string, number>>])[] = [
    ['year', 'allYears', tally?.year ?? {}],
    ['form', 'allForms', tally?.form ?? {}],
    ['code', 'allProblems', tally?.code ?? {}],
  ]
  const shown = (name: FilterName, value: string): string => (name === 'code' ? (tally?.titles[value] ?? value) : value)
  return (
    <div class="chips" role="group" aria-label={say('filters')}>
      <input
        type="search"
        aria-label={say('search')}
        placeholder={say('search')}
        value={filter.search?.[0] ?? ''}
        onInput={(event) => {
          const text = event.currentTarget.value
          set('search', text === '' ? [] : [text])
        }}
      />
      {STATUSES.map((status) => (
        <button
          key={status}
          type="button"
          class={`chip ${status}`}
          aria-pressed={filter.status?.includes(status) ?? false}
          onClick={() => toggle('status', status)}
        >
          {say(STATUS_WORDS[status])} <span>{tally?.status[status] ?? 0}</span>
        </button>
      ))}
      {lists.map(([name, all, counts]) => (
        <select
          key={name}
          aria-label={say(all)}
          value=""
          onChange={(event) => {
            const { value } = event.currentTarget
            if (value !== '') set(name, [...new Set([...(filter[name] ?? []), value])])
            event.currentTarget.value = ''
          }}
        >
          <option value="">{say(all)}</option>
          {Object.entries(counts)
            .toSorted(([a], [b]) => (name === 'code' ? 0 : b.localeCompare(a)))
            .map(([value, count]) => (
              <option key={value} value={value}>
                {shown(name, value)} ({count})
              </option>
            ))}
        </select>
      ))}
      {lists.flatMap(([name]) =>
        (filter[name] ?? []).map((value) => (
          <button key={`${name} ${value}`} type="button" class="chip" aria-pressed onClick={() => toggle(name, value)}>
            {shown(name, value)} ×
          </button>
        )),
      )}
      <FurtherChips state={state} />
      {!isEmpty && (
        <button type="button" class="quiet" onClick={clear}>
          {say('clear')}
        </button>
      )}
    </div>
  )
}
