import { useQuery, useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import { api, given } from '../api/client.js'
import { useMayWrite } from '../frame/session.js'
import '../styles/batches.css'
import { useWords } from '../words/language.js'
import { Again } from './again.js'
import { BatchList } from './batches.js'
import { Environment } from './environment.js'
import { FailureList } from './failures.js'

/** Milliseconds between two looks while something is read, and while nothing is. */
const LIVE_MS = 2_000
const IDLE_MS = 10_000

/** How many documents wait to be read, live. */
const useQueue = () =>
  useQuery({
    queryKey: ['queue'],
    queryFn: async () => given(api.GET('/v1/queue')),
    refetchInterval: ({ state: { data } }) =>
      data && data.active + data.waiting + data.delayed > 0 ? LIVE_MS : IDLE_MS,
  })

/** Shows running work, failures with their reasons, documents to read again, and the state of the server. */
export function BatchesPage() {
  const { say, language } = useWords()
  const mayWrite = useMayWrite()
  const client = useQueryClient()
  const [asked, ask] = useState({ reason: '', turn: 0 })
  const queue = useQueue()
  const busy = queue.data ? queue.data.active + queue.data.waiting + queue.data.delayed : 0
  const failures = useQuery({
    queryKey: ['failures', language, busy],
    queryFn: async () => given(api.GET('/v1/failures')),
    placeholderData: (before) => before,
  })
  const begun = (): void => {
    for (const key of ['queue', 'batches', 'failures', 'tally']) void client.invalidateQueries({ queryKey: [key] })
  }
  return (
    <div class="batches">
      <div class="heading">
        <h1>{say('batches')}</h1>
        <p role="status">
          {queue.data &&
            (busy === 0
              ? say('queueIdle')
              : say('queueBusy', { active: queue.data.active, waiting: queue.data.waiting + queue.data.delayed }))}
        </p>
        {queue.data?.paused && <p class="alert">{say('queuePaused')}</p>}
      </div>
      <section>
        <h2>{say('failures')}</h2>
        <FailureList
          failures={failures}
          onAgain={mayWrite ? (code) => ask({ reason: `failed ${code}`, turn: asked.turn + 1 }) : null}
        />
        {mayWrite && (
          <Again
            key={asked.turn}
            reason={asked.reason}
            failures={failures.data}
            version={queue.data?.version ?? null}
            onBegun={begun}
          />
        )}
      </section>
      <section>
        <h2>{say('batchList')}</h2>
        <BatchList busy={busy} />
      </section>
      {mayWrite && (
        <section>
          <h2>{say('environment')}</h2>
          <Environment />
        </section>
      )}
    </div>
  )
}
