import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/preact-query'
import { useMemo } from 'preact/hooks'
import { Link } from 'wouter-preact'
import { grouped, teller, type Tell } from '../../overview/texts.js'
import { api, given, type Overview } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { FurtherChips } from '../library/further.js'
import { SearchField } from '../library/search-field.js'
import { useFilter } from '../library/filters.js'
import '../styles/overview.css'
import { timeIn, useWords } from '../words/language.js'
import { folderFigure, folderYearFigure, formatFigure, formFigure, problemFigure, yearFigure } from './coverage.js'
import { FigureView, Narrower, useNarrowed } from './figure.js'
import { toLibrary, within } from '../library/further-filters.js'
import { Matrix } from './matrix.js'
import { Values } from './values.js'

/** Milliseconds after which it is asked again; the server counts no more often than it can afford. */
const LIVE_MS = 30_000

/** Shows the contents of the store at a glance, live. */
export function OverviewPage() {
  const { say, language } = useWords()
  const tell = useMemo(() => teller(language), [language])
  const client = useQueryClient()
  const state = useFilter()
  const { filter } = state
  const overview = useQuery({
    queryKey: ['overview', language, filter],
    queryFn: async () => given(api.GET('/v1/overview', { params: { query: filter } })),
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
  })
  const again = (): void => {
    for (const key of ['overview', 'overview-organs', 'overview-values'])
      void client.invalidateQueries({ queryKey: [key] })
  }
  if (overview.error) return <Failure error={overview.error} again={() => void overview.refetch()} />
  if (!overview.data) return <Loading />
  const { data } = overview
  const problems = problemFigure(data, tell)
  return (
    <div class="overview">
      <div class="heading">
        <h1>{tell('title')}</h1>
        <p>{say('overviewCounted', { time: timeIn(language, data.asOf) })}</p>
        <span class="grow" />
        <button type="button" onClick={again}>
          {say('countAgain')}
        </button>
      </div>
      <div class="chips" role="search">
        <SearchField
          text={filter.search?.[0] ?? ''}
          search={(text) => state.set('search', text === '' ? [] : [text])}
        />
        <FurtherChips state={state} />
        {!state.isEmpty && (
          <button type="button" class="quiet" onClick={state.clear}>
            {say('clear')}
          </button>
        )}
      </div>
      {data.documents === 0 ? (
        <p class="empty">{tell('nothingYet')}</p>
      ) : (
        <Narrower.Provider value={within(data.gone > 0 ? 'current=true' : '', `/${state.query}`).slice(1)}>
          <Tiles data={data} tell={tell} />
          <p class="hint">
            {say('overviewLink')} {data.gone > 0 && tell('gone', { count: data.gone })}
          </p>
          <section>
            <h2 id="coverage">{tell('coverage')}</h2>
            <div class="figures">
              {[yearFigure, formFigure, folderFigure, folderYearFigure].map((figure) => (
                <FigureView key={figure.name} figure={figure(data, tell)} />
              ))}
            </div>
          </section>
          <section>
            <h2 id="organs">{say('organsByYear')}</h2>
            <Matrix filter={filter} none={tell('noMissing')} />
            <Repeated repeated={data.repeated} tell={tell} />
          </section>
          <section>
            <h2 id="outcomes">{tell('outcomes')}</h2>
            <div class="figures">
              {problems ? <FigureView figure={problems} /> : <p class="none">{tell('noProblem')}</p>}
              <FigureView figure={formatFigure(data, tell)} />
            </div>
          </section>
          <Values filter={filter} tell={tell} />
        </Narrower.Provider>
      )}
    </div>
  )
}

interface Shown {
  readonly data: Overview
  readonly tell: Tell
}

function Tiles({ data, tell }: Shown) {
  const { documents, organs, numbers, status, missing } = data
  const narrowed = useNarrowed()
  const share = `${((100 * status.ok) / documents).toFixed(1)} %`
  const tiles: readonly (readonly [figure: string, name: string, to: string])[] = [
    [grouped(documents), tell('documents'), '/'],
    [grouped(organs), tell('organs'), '#organs'],
    [grouped(numbers), tell('values'), '/datasets'],
    [share, tell('shareOk'), toLibrary({ status: 'ok' })],
    [grouped(status.flagged), tell('flagged'), toLibrary({ status: 'flagged' })],
    [grouped(status.failed), tell('failed'), '/batches'],
    [grouped(missing), tell('gapsCount'), '#organs'],
  ]
  return (
    <ul class="tiles">
      {tiles.map(([figure, name, to]) => (
        <li key={name}>
          {to.startsWith('#') ? (
            <a href={to}>
              <strong>{figure}</strong> <span>{name}</span>
            </a>
          ) : (
            <Link href={narrowed(to)}>
              <strong>{figure}</strong> <span>{name}</span>
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}

function Repeated({ repeated, tell }: { readonly repeated: Overview['repeated']; readonly tell: Tell }) {
  if (repeated.total === 0) return <p class="none">{tell('noRepeated')}</p>
  return (
    <details class="card repeated">
      <summary>
        {tell('repeated')} ({repeated.total})
      </summary>
      <ul>
        {repeated.first.map(({ organ, year, documents }) => (
          <li key={`${organ} ${year}`}>
            <strong>
              {organ} {year}
            </strong>
            {documents.map(({ id, path }) => (
              <Link key={id} href={`/documents/${id}`}>
                {path}
              </Link>
            ))}
          </li>
        ))}
      </ul>
      {repeated.total > repeated.first.length && (
        <p class="hint">{tell('andMore', { count: repeated.total - repeated.first.length })}</p>
      )}
    </details>
  )
}
