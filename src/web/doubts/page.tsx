import { useEffect, useRef, useState } from 'preact/hooks'
import { Link, useSearchParams } from 'wouter-preact'
import { ApiError } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { useMayWrite } from '../frame/session.js'
import { loadAhead } from '../parts/crop.js'
import { useWords } from '../words/language.js'
import type { AnswerHandle } from './answer.js'
import { DoubtCard } from './card.js'
import { KeysHelp } from './help.js'
import { readingOf } from './equations.js'
import { useKeys } from './keys.js'
import { DoubtFilters } from './filters.js'
import { alike, send, sendTogether, takeBack, useQueue, type Answer, type Filters, type Item } from './queue.js'
import { goOn, Together } from './together.js'

/** Pictures that are loaded before their doubts are reached. */
const AHEAD = 3

function filtersIn(params: URLSearchParams): Filters {
  const filters: Record<string, string[]> = {}
  for (const [name, value] of params) (filters[name] ??= []).push(value)
  return filters
}

/** One doubt after the other, over all documents or those of a filter. */
export function DoubtsPage() {
  const { say } = useWords()
  const mayWrite = useMayWrite()
  const [params] = useSearchParams()
  const filters = filtersIn(params)
  const queue = useQueue(filters)
  const { items, settled, settle } = queue
  const [at, setAt] = useState(0)
  const [history, setHistory] = useState<readonly (readonly Item[])[]>([])
  const [errors, setErrors] = useState<ReadonlyMap<string, ApiError>>(new Map())
  const [isHelp, setHelp] = useState(false)
  const [isTogether, setTogether] = useState(false)
  const [told, tell] = useState('')
  const card = useRef<AnswerHandle>(null)
  const item = items[at]
  const same = item ? alike(items, settled, item) : []

  useEffect(() => {
    queue.lookAhead(at)
    for (const { group, doubt } of items.slice(at + 1, at + 1 + AHEAD))
      loadAhead({ id: group.document.id, pages: group.pages, places: doubt.places })
  }, [at, items.length])

  const fail = (key: string, error: unknown): void => {
    const refusal = error instanceof ApiError ? error : new ApiError(0, 'unreachable', say('unreachable'), '')
    setErrors((before) => new Map(before).set(key, refusal))
  }
  const forget = (key: string): void => setErrors((before) => new Map([...before].filter(([each]) => each !== key)))
  const goTo = (place: number): void => {
    setTogether(false)
    setAt(Math.max(0, Math.min(place, items.length)))
  }
  const onwards = (answered: readonly Item[]): void => {
    const next = items.findIndex((each, place) => place > at && !settled.has(each.key) && !answered.includes(each))
    goTo(next < 0 ? items.length : next)
  }

  const answer = async (asked: Item, said: Answer): Promise<void> => {
    const value = said.kind === 'confirm' ? readingOf(asked.doubt) : typeof said.value === 'number' ? said.value : null
    const shown = said.kind === 'confirm' ? say('confirmed') : say('corrected', { value: said.value ?? say('blank') })
    forget(asked.key)
    settle(asked.key, { kind: said.kind, value, text: shown, etag: null })
    setHistory((before) => [...before, [asked]])
    tell(shown)
    onwards([asked])
    try {
      const etag = await send(asked, said, queue.etagOf(asked))
      settle(asked.key, { kind: said.kind, value, text: shown, etag })
    } catch (error) {
      // Nothing was taken in: the doubt is shown again, with what the server says.
      settle(asked.key, null)
      setHistory((before) => before.filter(([first]) => first?.key !== asked.key))
      fail(asked.key, error)
      setAt(items.indexOf(asked))
    }
  }
  const confirmTogether = async (all: readonly Item[]): Promise<void> => {
    const [first] = all
    if (!first) return
    const shown = say('togetherDone', { count: all.length })
    try {
      const etag = await sendTogether(all, queue.etagOf(first))
      for (const { key, doubt } of all) settle(key, { kind: 'confirm', value: readingOf(doubt), text: shown, etag })
      setHistory((before) => [...before, all])
      tell(shown)
      onwards(all)
    } catch (error) {
      setTogether(false)
      fail(first.key, error)
      setAt(items.indexOf(first))
    }
  }
  const reload = async (asked: Item): Promise<void> => {
    try {
      const isOpen = await queue.renew(asked)
      forget(asked.key)
      if (!isOpen) settle(asked.key, { kind: 'elsewhere', value: null, text: say('settledElsewhere'), etag: null })
    } catch (error) {
      fail(asked.key, error)
    }
  }
  const undo = async (): Promise<void> => {
    const last = history.at(-1) ?? []
    const [first] = last
    const etag = first && settled.get(first.key)?.etag
    if (!first || !etag) return
    try {
      const after = await takeBack(last, etag)
      for (const { key } of last) {
        queue.setEtag(key, after)
        settle(key, null)
      }
      tell(say('taken'))
    } catch (error) {
      fail(first.key, error)
    }
    setHistory((before) => before.slice(0, -1))
    goTo(items.findIndex(({ key }) => key === first.key))
  }

  useKeys({
    // Many are confirmed by a button alone, which waits until all were seen.
    enter: () => (isTogether ? undefined : card.current?.enter()),
    blank: () => card.current?.blank(),
    other: (place) => card.current?.other(place),
    undo: () => void undo(),
    skip: () => goTo(at + 1),
    next: () => (isTogether ? goOn() : goTo(at + 1)),
    previous: () => goTo(at - 1),
    help: () => setHelp((shown) => !shown),
    together: () => setTogether(mayWrite && same.length > 1),
    escape: () => {
      setHelp(false)
      setTogether(false)
    },
  })

  if (queue.query.error) return <Failure error={queue.query.error} again={() => void queue.query.refetch()} />
  if (queue.query.isPending) return <Loading />
  return (
    <div class="doubts">
      <div class="heading">
        <h1>{say('doubts')}</h1>
        <p>
          {say('left', { count: queue.left })} · {say('settledCount', { count: settled.size })}
        </p>
        <span class="grow" />
        {mayWrite && same.length > 1 && (
          <button type="button" aria-expanded={isTogether} onClick={() => setTogether(!isTogether)}>
            {say('together', { count: same.length })} <kbd aria-hidden="true">A</kbd>
          </button>
        )}
        {mayWrite && history.length > 0 && (
          <button type="button" onClick={() => void undo()}>
            {say('undo')} <kbd aria-hidden="true">Z</kbd>
          </button>
        )}
        <button type="button" onClick={() => goTo(at - 1)} disabled={at === 0}>
          {say('previous')} <kbd aria-hidden="true">P</kbd>
        </button>
        <button type="button" onClick={() => goTo(at + 1)} disabled={at >= items.length}>
          {say('next')} <kbd aria-hidden="true">N</kbd>
        </button>
        <button type="button" aria-expanded={isHelp} onClick={() => setHelp((shown) => !shown)}>
          {say('keys')} <kbd aria-hidden="true">?</kbd>
        </button>
      </div>
      <DoubtFilters filters={filters} />
      <p class="aloud" aria-live="polite">
        {told}
      </p>
      {isHelp && <KeysHelp close={() => setHelp(false)} />}
      {item && isTogether && same.length > 1 ? (
        <Together
          items={same}
          confirm={() => void confirmTogether(same)}
          single={(one) => goTo(items.indexOf(one))}
          close={() => setTogether(false)}
        />
      ) : item ? (
        <DoubtCard
          key={`${item.key} ${settled.has(item.key)}`}
          handle={card}
          {...{ item, mayWrite, settled: settled.get(item.key) ?? null, error: errors.get(item.key) ?? null }}
          typed={queue.typedIn(item.group.document.id)}
          answer={(said) => void answer(item, said)}
          reload={() => {
            void reload(item)
          }}
        />
      ) : queue.query.isFetching ? (
        <Loading />
      ) : (
        <div class="empty">
          <p>
            <strong>{say('noDoubts')}</strong>
          </p>
          <p>{say('noDoubtsLead')}</p>
          <p>
            <Link href="/datasets" class="button main">
              {say('toDatasets')}
            </Link>{' '}
            <Link href="/" class="button">
              {say('toLibrary')}
            </Link>
          </p>
        </div>
      )}
    </div>
  )
}
