import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { Link } from 'wouter-preact'
import { api, given, type Batch } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { toLibrary } from '../library/further-filters.js'
import { timeIn, useWords } from '../words/language.js'

/** Batches that are shown, and how many of them are looked at while something is read. */
const SHOWN = 20
const LIVE = 6
const LIVE_MS = 2_000

/** A batch without how its documents stand, as lists have it. */
type Listed = Omit<Batch, 'documents' | 'webhook'>

/** The words by which a server names the batch that it reads under. */
const SERVER = 'nianbao serve'

/** The latest batches, those first that are under way. */
export function BatchList({ busy }: { readonly busy: number }) {
  const { say } = useWords()
  const list = useQuery({
    queryKey: ['batches'],
    queryFn: async () => given(api.GET('/v1/batches', { params: { query: { limit: SHOWN } } })),
    placeholderData: keepPreviousData,
    refetchInterval: busy > 0 ? LIVE_MS : false,
  })
  if (list.error) return <Failure error={list.error} again={() => void list.refetch()} />
  if (!list.data) return <Loading />
  const batches = list.data.batches.filter(({ arguments: [first] }) => first !== SERVER)
  if (batches.length === 0) return <p class="none">{say('noBatches')}</p>
  return (
    <ul class="batchlist">
      {batches.map((batch, place) => (
        <BatchView key={batch.id} {...{ batch, place, busy }} />
      ))}
    </ul>
  )
}

const STATES = {
  running: 'stateRunning',
  done: 'stateDone',
  interrupted: 'stateInterrupted',
  stopped: 'stateStopped',
} as const

const OUTCOMES = [
  ['ok', 'ok'],
  ['flagged', 'flagged'],
  ['failed', 'failedStatus'],
  ['pending', 'pendingStatus'],
] as const

function BatchView({ batch, place, busy }: { readonly batch: Listed; readonly place: number; readonly busy: number }) {
  const { say, language } = useWords()
  const { id, kind, startedAt } = batch
  const isWatched = place < LIVE
  const whole = useQuery({
    // Once nothing waits any more it is asked for a last time.
    queryKey: ['batch', id, isWatched && busy > 0],
    queryFn: async () => given(api.GET('/v1/batches/{id}', { params: { path: { id: String(id) } } })),
    placeholderData: keepPreviousData,
    refetchInterval: isWatched && busy > 0 ? LIVE_MS : false,
    staleTime: 0,
  })
  const { state, counts, documents } = whole.data ?? { ...batch, documents: undefined }
  // Documents that are read again belong to the batch once they are read.
  const total = Math.max(documents?.total ?? 0, kind === 'reprocess' ? (counts.handedOver ?? 0) : 0)
  const done = documents ? documents.total - documents.pending : 0
  const isOpen = documents !== undefined && done < total && busy > 0
  const isRead = documents !== undefined && state === 'done' && done >= total
  return (
    <li class="card">
      <div class="heading">
        <h3>
          {say('batchOf', { id })}: {say(kind === 'ingest' ? 'kindIngest' : 'kindReprocess')}
        </h3>
        <span class={`state ${isRead ? 'read' : state}`}>{say(isRead ? 'stateRead' : STATES[state])}</span>
        <p>{say('startedAt', { time: timeIn(language, startedAt) })}</p>
      </div>
      <p class="path">{batch.arguments.map((each) => each.replace(/^upload:\//, '')).join(' · ')}</p>
      {documents && (
        <p class="outcomes">
          <Link href={toLibrary({ batch: id })}>{say('documents', { count: documents.total })}</Link>
          {OUTCOMES.filter(([outcome]) => documents[outcome] > 0).map(([outcome, words]) => (
            <Link key={outcome} href={toLibrary({ batch: id, status: outcome })}>
              {say(words)} {documents[outcome]}
            </Link>
          ))}
        </p>
      )}
      {isOpen && (
        <label class="progress">
          <progress max={total} value={done} /> {say('progressOf', { done, total })}
        </label>
      )}
    </li>
  )
}
