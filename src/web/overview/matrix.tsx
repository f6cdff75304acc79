import { keepPreviousData, useInfiniteQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { api, given, type OrganYears } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import type { Filter } from '../library/filters.js'
import { STATUS_WORDS } from '../library/status.js'
import { useWords } from '../words/language.js'
import { toLibrary } from '../library/further-filters.js'
import { useNarrowed } from './figure.js'

type Organ = OrganYears['organs'][number]

/** Signs beside the colours, which not everybody tells apart. */
const MARKS = { ok: '✓', flagged: '?', failed: '×', pending: '…' } as const

/** Organs of a request. */
const PAGE = 100

/** Organs by year, each square leading to its reports; missing years are dashed. */
export function Matrix({ filter, none }: { readonly filter: Filter; readonly none: string }) {
  const { say } = useWords()
  const [onlyGaps, setOnlyGaps] = useState(false)
  const organs = useInfiniteQuery({
    queryKey: ['overview-organs', filter, onlyGaps],
    queryFn: async ({ pageParam }) => {
      const query = { ...filter, limit: PAGE, offset: pageParam, ...(onlyGaps && { gaps: 'true' as const }) }
      return given(api.GET('/v1/overview/organs', { params: { query } }))
    },
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
    placeholderData: keepPreviousData,
  })
  if (organs.error) return <Failure error={organs.error} again={() => void organs.refetch()} />
  const pages = organs.data?.pages
  const [first] = pages ?? []
  if (!pages || !first) return <Loading />
  const rows = pages.flatMap((page) => page.organs)
  return (
    <>
      <p class="hint">{say('matrixLead')}</p>
      <label class="tick">
        <input type="checkbox" checked={onlyGaps} onChange={() => setOnlyGaps(!onlyGaps)} /> {say('onlyGaps')}
      </label>
      {rows.length === 0 ? (
        <p class="none">{none}</p>
      ) : (
        <div class="card scroll tall" tabIndex={0} role="region" aria-label={say('organsByYear')}>
          <table class="matrix">
            <thead>
              <tr>
                <th scope="col">{say('organ')}</th>
                {first.years.map((year) => (
                  <th key={year} scope="col" class="year">
                    {year}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((each) => (
                <OrganRow key={each.organ} organ={each} years={first.years} />
              ))}
            </tbody>
          </table>
          {organs.hasNextPage && (
            <button type="button" onClick={() => void organs.fetchNextPage()} disabled={organs.isFetching}>
              {say('moreOrgans', { count: first.total - rows.length })}
            </button>
          )}
        </div>
      )}
    </>
  )
}

/** Leads to the document where it is one, else to the list of them. */
const wayTo = (organ: string, { year, documents, ids }: Organ['reports'][number]): string => {
  const [only] = ids
  if (documents === 1 && only !== undefined) return `/documents/${only}`
  return documents > ids.length ? toLibrary({ organ, year }) : toLibrary({ id: ids })
}

function OrganRow({ organ, years }: { readonly organ: Organ; readonly years: readonly number[] }) {
  const { say } = useWords()
  const narrowed = useNarrowed()
  const { organ: name, reports, missing } = organ
  return (
    <tr>
      <th scope="row">
        <Link href={narrowed(toLibrary({ organ: name }))}>{name}</Link>
      </th>
      {years.map((year) => {
        const found = reports.find((each) => each.year === year)
        if (!found)
          return (
            <td key={year} class="year">
              {missing.includes(year) && (
                <i class="gap" role="img" aria-label={say('missingReport', { organ: name, year })} />
              )}
            </td>
          )
        const label = { organ: name, year, count: found.documents, status: say(STATUS_WORDS[found.status]) }
        return (
          <td key={year} class="year">
            <Link
              href={narrowed(wayTo(name, found))}
              class={`square ${found.status}`}
              aria-label={say('squareOf', label)}
            >
              {found.documents > 1 ? found.documents : MARKS[found.status]}
            </Link>
          </td>
        )
      })}
    </tr>
  )
}
