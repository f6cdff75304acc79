import { useQuery } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { api, given } from '../api/client.js'
import { Chips } from '../library/chips.js'
import { useFilter } from '../library/filters.js'
import { STATUS_WORDS } from '../library/status.js'
import '../styles/datasets.css'
import { useWords } from '../words/language.js'
import { Dictionary } from './dictionary.js'

/** Formats, and whether one table of them can be had alone. */
const FORMATS = [
  ['csv', 'csvFor', true],
  ['xlsx', 'xlsxFor', false],
  ['parquet', 'parquetFor', false],
  ['sqlite', 'sqliteFor', false],
  ['stata', 'stataFor', false],
  ['jsonl', 'jsonlFor', true],
] as const

/** Downloads: what the filter finds, in the format of somebody's program. */
export function DatasetsPage() {
  const { say, language } = useWords()
  const state = useFilter()
  const { filter } = state
  const tally = useQuery({
    queryKey: ['tally', language, filter],
    queryFn: async () => given(api.GET('/v1/counts', { params: { query: filter } })),
  })
  const tables = useQuery({
    queryKey: ['datasets', language],
    queryFn: async () => given(api.GET('/v1/datasets')),
    staleTime: Infinity,
  })
  const streamed = tables.data?.tables.filter((table) => table.streamed) ?? []
  const query = state.query.replace(/^\?/, '&')
  return (
    <>
      <div class="heading">
        <h1>{say('datasets')}</h1>
      </div>
      <p>{say('datasetsLead')}</p>
      <Chips tally={tally.data} state={state} />
      <p role="status" class="takes">
        {tally.data && (
          <>
            <strong>{say('filterTakes', { count: tally.data.documents })}</strong>
            {Object.entries(STATUS_WORDS).map(([status, words]) => {
              const count = tally.data.status[status] ?? 0
              return count > 0 && <span key={status} class={`status ${status}`}>{`${say(words)} ${count}`}</span>
            })}
          </>
        )}
      </p>
      <ul class="formats">
        {FORMATS.map(([format, words, isStreamed]) => (
          <li key={format} class="card">
            <h2>{format.toUpperCase()}</h2>
            <p>{say(words)}</p>
            {isStreamed ? (
              <OneTable format={format} query={query} tables={streamed} />
            ) : (
              <a class="button main" href={`/v1/export?format=${format}${query}`} download>
                {say('download')}
              </a>
            )}
          </li>
        ))}
      </ul>
      <Dictionary asked={tables} />
    </>
  )
}

interface Streamed {
  readonly format: string
  /** The filter, to be added to an address. */
  readonly query: string
  readonly tables: readonly { readonly name: string; readonly title: string }[]
}

/** One table, sent as it is read, or the whole dataset as a ZIP file. */
function OneTable({ format, query, tables }: Streamed) {
  const { say } = useWords()
  const [table, choose] = useState('tidy')
  const part = table === '' ? '' : `&table=${table}`
  return (
    <div class="onetable">
      <label>
        {say('tableLabel')}
        <select value={table} onChange={(event) => choose(event.currentTarget.value)}>
          {tables.map(({ name, title }) => (
            <option key={name} value={name}>
              {name}: {title}
            </option>
          ))}
          <option value="">{say('wholeDataset')}</option>
        </select>
      </label>
      <a class="button main" href={`/v1/export?format=${format}${part}${query}`} download>
        {say('download')}
      </a>
    </div>
  )
}
