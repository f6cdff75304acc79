import { keepPreviousData, useInfiniteQuery } from '@tanstack/preact-query'
import { Link, useSearchParams } from 'wouter-preact'
import { api, given } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import '../styles/findings.css'
import { useWords } from '../words/language.js'
import { FindingItem } from './item.js'
import { FindingLinks } from './links.js'

/** Findings of a request. */
const PAGE = 100
/** While documents wait to be checked the list is asked for so often, in milliseconds. */
const LIVE_MS = 3_000
const SEVERITIES = ['must', 'check', 'note'] as const

/** Findings of all reports, by filters that stand in the address. */
export function FindingsPage() {
  const { say, language } = useWords()
  const [params, setParams] = useSearchParams()
  const [severity, rule, year, organ] = ['severity', 'rule', 'year', 'organ'].map((name) => params.get(name) ?? '')
  const query = {
    ...{ severity: SEVERITIES.filter((each) => each === severity) },
    ...(rule && { rule: [rule] }),
    ...(year && /^\d{4}$/.test(year) && { year: [year] }),
    ...(organ && { organ: [organ] }),
  }
  const list = useInfiniteQuery({
    queryKey: ['findings', language, query],
    queryFn: async ({ pageParam }) =>
      given(
        api.GET('/v1/findings', {
          params: { query: { ...query, limit: PAGE, ...(pageParam !== '' && { cursor: pageParam }) } },
        }),
      ),
    initialPageParam: '',
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages[0]?.waiting ?? 0) > 0 ? LIVE_MS : false),
  })
  const change = (name: string, to: string): void =>
    setParams(
      (before) => {
        const after = new URLSearchParams(before)
        if (to === '') after.delete(name)
        else after.set(name, to)
        return after
      },
      { replace: true },
    )
  if (list.error) return <Failure error={list.error} again={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const [first] = list.data.pages
  const rules = first?.rules ?? []
  const count = rules.reduce((sum, { findings }) => sum + findings, 0)
  const found = list.data.pages.flatMap((page) => page.findings)
  return (
    <>
      <div class="heading">
        <h1>{say('findings')}</h1>
        <p role="status">{say('findingsTotal', { count })}</p>
        <span class="grow" />
        <Link href="/check" class="button">
          {say('checkPage')}
        </Link>
      </div>
      <p class="hint">{say('findingsLead')}</p>
      <form class="findingfilters" onSubmit={(event) => event.preventDefault()}>
        <label>
          {say('severityLabel')}
          <select value={severity} onChange={(event) => change('severity', event.currentTarget.value)}>
            <option value="">–</option>
            {SEVERITIES.map((each) => (
              <option key={each} value={each}>
                {say(each)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('rule')}
          <select value={rule} onChange={(event) => change('rule', event.currentTarget.value)}>
            <option value="">{say('allRules')}</option>
            {rules.map((each) => (
              <option key={each.rule} value={each.rule}>
                {`${each.title} (${each.findings})`}
              </option>
            ))}
          </select>
        </label>
        <label>
          {say('yearOfReport')}
          <input
            inputMode="numeric"
            pattern="\d{4}"
            size={6}
            value={year}
            onChange={(event) => change('year', event.currentTarget.value.trim())}
          />
        </label>
        <label>
          {say('organPart')}
          <input type="search" value={organ} onChange={(event) => change('organ', event.currentTarget.value.trim())} />
        </label>
      </form>
      {(first?.waiting ?? 0) > 0 && <p role="status">{say('findingsWaiting', { count: first?.waiting ?? 0 })}</p>}
      {found.length === 0 && <p class="empty">{say('findingsNone')}</p>}
      <ul class="findinglist">
        {found.map((each) => (
          <FindingItem
            key={`${each.document.id} ${each.number}`}
            finding={each.finding}
            head={
              <p class="whose">
                <Link href={`/documents/${each.document.id}?tab=findings`}>
                  {[each.document.organ ?? each.document.path, each.document.year ?? ''].join(' ')}
                </Link>
              </p>
            }
            links={<FindingLinks found={each} />}
          />
        ))}
      </ul>
      {list.hasNextPage && (
        <button type="button" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {say('more')}
        </button>
      )}
    </>
  )
}
