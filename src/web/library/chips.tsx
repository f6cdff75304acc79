import { useState } from 'preact/hooks'
import type { Tally } from '../api/client.js'
import { useWords } from '../words/language.js'
import type { TextKey } from '../words/texts.js'
import { FurtherChips } from './further.js'
import type { FurtherName } from './further-filters.js'
import type { FilterName, useFilter } from './filters.js'
import { SearchField } from './search-field.js'
import { STATUS_WORDS } from './status.js'

const STATUSES = ['flagged', 'failed', 'ok', 'pending'] as const
/** Choices of a list: those with the most documents, where there are more. */
const MAX_CHOICES = 300

type ListName = Exclude<FilterName, FurtherName | 'status' | 'search' | 'organ'>
type Counts = Readonly<Record<string, number>>

interface Choices {
  readonly name: ListName
  readonly all: TextKey
  readonly counts: Counts
}

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
  const lists: readonly Choices[] = [
    { name: 'year', all: 'allYears', counts: tally?.year ?? {} },
    { name: 'form', all: 'allForms', counts: tally?.form ?? {} },
    { name: 'content', all: 'allContents', counts: tally?.content ?? {} },
    { name: 'code', all: 'allProblems', counts: tally?.code ?? {} },
    { name: 'folder', all: 'allFolders', counts: tally?.folder ?? {} },
    { name: 'author', all: 'allAuthors', counts: tally?.author ?? {} },
  ]
  const shown = (name: ListName | 'organ', value: string): string => {
    if (name === 'code') return tally?.titles[value] ?? value
    if (name === 'content') return say(value === 'tables' ? 'content-tables' : 'annual-report')
    if (name === 'folder') return value === '' ? say('noFolder') : `${value}/`
    return value
  }
  const chipped = (name: ListName | 'organ', value: string): string => {
    if (name === 'author') return say('byAuthor', { name: value })
    return name === 'organ' ? say('organIs', { name: value }) : shown(name, value)
  }
  const names = ['organ', ...lists.map(({ name }) => name)] as const
  return (
    <div class="chips" role="group" aria-label={say('filters')}>
      <SearchField text={filter.search?.[0] ?? ''} search={(text) => set('search', text === '' ? [] : [text])} />
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
      {lists
        .filter(({ name, counts }) => (name !== 'author' && name !== 'content') || Object.keys(counts).length > 0)
        .map(({ name, all, counts }) => (
          <select
            key={name}
            aria-label={say(all)}
            value=""
            onChange={(event) => {
              const { value } = event.currentTarget
              // An empty folder is one, too: values of this list carry a mark ahead.
              if (value !== '') set(name, [...new Set([...(filter[name] ?? []), value.slice(1)])])
              event.currentTarget.value = ''
            }}
          >
            <option value="">{say(all)}</option>
            {choicesOf(name, counts).map(([value, count]) => (
              <option key={value} value={`=${value}`}>
                {shown(name, value)} ({count})
              </option>
            ))}
          </select>
        ))}
      <OrganField add={(organ) => set('organ', [...new Set([...(filter.organ ?? []), organ])])} />
      {names.flatMap((name) =>
        (filter[name] ?? []).map((value) => (
          <button
            key={`${name} ${value}`}
            type="button"
            class="chip"
            aria-pressed
            title={say('takeAway', { name: chipped(name, value) })}
            onClick={() => toggle(name, value)}
          >
            {chipped(name, value)} ×
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

/** The choices of a list: the latest year first, names in their order, problems by how many documents have them. */
function choicesOf(name: ListName, counts: Counts): readonly (readonly [value: string, count: number])[] {
  const byCount = Object.entries(counts)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, MAX_CHOICES)
  if (name === 'code' || name === 'author') return byCount
  return byCount.toSorted(([a], [b]) => (name === 'year' || name === 'form' ? b.localeCompare(a) : a.localeCompare(b)))
}

/** There are too many organs for a list: a part of the name is typed. */
function OrganField({ add }: { readonly add: (organ: string) => void }) {
  const { say } = useWords()
  const [text, write] = useState('')
  return (
    <form
      class="organ"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') add(text.trim())
        write('')
      }}
    >
      <input
        type="text"
        aria-label={say('organFilter')}
        placeholder={say('organFilter')}
        value={text}
        maxLength={100}
        onInput={(event) => write(event.currentTarget.value)}
      />
    </form>
  )
}
