import { keepPreviousData, useQuery } from '@tanstack/preact-query'
import { Link } from 'wouter-preact'
import { api, given, type Batch } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { toLibrary } from '../overview/links.js'
import { useWords } from '../words/language.js'

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
        <BatchView key={batch.id} batch={batch} isLive={busy > 0 && place < LIVE} />
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

function BatchView({ batch, isLive }: { readonly batch: Listed; readonly isLive: boolean }) {
  const { say, language } = useWords()
  const { id, kind, startedAt, state } = batch
  const whole = useQuery({
    queryKey: ['batch', id],
    queryFn: async () => given(api.GET('/v1/batches/{id}', { params: { path: { id: String(id) } } })),
    refetchInterval: ({ state: { data } }) => (isLive || (data?.documents.pending ?? 0) > 0 ? LIVE_MS : false),
  })
  const documents = whole.data?.documents
  const isRead = state === 'done' && documents?.pending === 0
  const done = documents ? documents.total - documents.pending : 0
  const isOpen = documents !== undefined && documents.pending > 0
  return (
    <li class="card">
      <div class="heading">
        <h3>
          {say('batchOf', { id })}: {say(kind === 'ingest' ? 'kindIngest' : 'kindReprocess')}
        </h3>
        <span class={`state ${isRead ? 'read' : state}`}>{say(isRead ? 'stateRead' : STATES[state])}</span>
        <p>{say('startedAt', { time: new Date(startedAt).toLocaleString(language) })}</p>
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
          <progress max={documents.total} value={done} /> {say('progressOf', { done, total: documents.total })}
        </label>
      )}
    </li>
  )
}
