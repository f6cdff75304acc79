import { useQuery } from '@tanstack/preact-query'
import { api, given } from '../api/client.js'
import { useWords } from '../words/language.js'
import { Chips } from './chips.js'
import { useFilter } from './filters.js'

const FORMATS = [
  ['csv', 'csvFor', '&table=tidy'],
  ['xlsx', 'xlsxFor', ''],
  ['parquet', 'parquetFor', ''],
  ['sqlite', 'sqliteFor', ''],
  ['stata', 'stataFor', ''],
  ['jsonl', 'jsonlFor', ''],
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
  const query = state.query.replace(/^\?/, '&')
  return (
    <>
      <div class="heading">
        <h1>{say('datasets')}</h1>
        <p>{say('documents', { count: tally.data?.documents ?? 0 })}</p>
      </div>
      <p>{say('datasetsLead')}</p>
      <Chips tally={tally.data} state={state} />
      <ul class="formats">
        {FORMATS.map(([format, words, more]) => (
          <li key={format} class="card">
            <h2>{format.toUpperCase()}</h2>
            <p>{say(words)}</p>
            <a class="button main" href={`/v1/export?format=${format}${more}${query}`} download>
              {say('download')}
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
