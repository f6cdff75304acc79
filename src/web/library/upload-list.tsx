import { Link } from 'wouter-preact'
import { useWords } from '../words/language.js'
import type { useUploads } from './uploads.js'

const WORDS = { sending: 'uploading', taken: 'reading', known: 'known', refused: 'refusedFile' } as const

/** Files on their way, those that were refused first, each with its progress. */
export function UploadList({
  list,
  onClose,
}: {
  readonly list: ReturnType<typeof useUploads>['list']
  readonly onClose: () => void
}) {
  const { say } = useWords()
  // A name may come twice; its place does not.
  const numbered = list.map((each, place) => ({ ...each, place }))
  const left = list.filter(({ state }) => state === 'sending').length
  const refused = numbered.filter(({ state }) => state === 'refused')
  const shown = [...refused, ...numbered.filter(({ state }) => state !== 'refused')]
  return (
    <section class="card uploads" aria-label={say('uploads')}>
      <div class="heading" role="status">
        <strong>{say('uploadsDone', { done: list.length - left, count: list.length })}</strong>
        {refused.length > 0 && <span class="refused">{say('uploadsRefused', { count: refused.length })}</span>}
        <span class="grow" />
        {left === 0 && (
          <button type="button" class="quiet" onClick={onClose}>
            {say('hideUploads')}
          </button>
        )}
      </div>
      <ul tabIndex={0} aria-label={say('uploads')}>
        {shown.map(({ name, sent, state, words, place }) => (
          <li key={place} class={state}>
            <span>{name}</span>
            <progress max={1} value={sent} aria-label={name} />
            <strong>{say(WORDS[state])}</strong>
            {words && <p>{words}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Shows how much a running batch still has to read. */
export function Running({ pending }: { readonly pending: number }) {
  const { say } = useWords()
  if (pending === 0) return null
  return (
    <p class="running" role="status">
      <progress /> {say('runningNow', { count: pending })} <Link href="/batches">{say('seeBatches')}</Link>
    </p>
  )
}
