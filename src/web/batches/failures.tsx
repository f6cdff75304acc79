import { Link } from 'wouter-preact'
import type { Failures } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { toLibrary } from '../library/further-filters.js'
import { useWords } from '../words/language.js'

type Reason = Failures['reasons'][number]

const CLASSES = { permanent: 'classPermanent', transient: 'classTransient', environment: 'classEnvironment' } as const

interface Asked {
  readonly data: Failures | undefined
  readonly error: Error | null
  readonly refetch: () => unknown
}

/** Lists failures by reason: why, the remedy, and the documents. */
export function FailureList({
  failures,
  onAgain,
}: {
  readonly failures: Asked
  /** Has the documents of a reason read again; null for those who may only read. */
  readonly onAgain: ((code: string) => void) | null
}) {
  const { say } = useWords()
  const { data, error } = failures
  if (error) return <Failure error={error} again={() => void failures.refetch()} />
  if (!data) return <Loading />
  if (data.reasons.length === 0) return <p class="none">{say('noFailures')}</p>
  return (
    <ul class="failures">
      {data.reasons.map((reason) => (
        <li key={reason.code} class={`card ${reason.class}`}>
          <ReasonView reason={reason} onAgain={onAgain} />
        </li>
      ))}
    </ul>
  )
}

function ReasonView({
  reason,
  onAgain,
}: { readonly reason: Reason } & Pick<Parameters<typeof FailureList>[0], 'onAgain'>) {
  const { say } = useWords()
  const { code, title, documents, message, remedy, examples } = reason
  return (
    <>
      <div class="heading">
        <h3>{title}</h3>
        <Link href={toLibrary({ status: 'failed', code })}>{say('failedCount', { count: documents })}</Link>
        <code>{code}</code>
        <span class="grow" />
        {onAgain && (
          <button type="button" onClick={() => onAgain(code)}>
            {say('readAgain')}
          </button>
        )}
      </div>
      <p>
        {message} <strong>{remedy}</strong>
      </p>
      <p class="hint">{say(CLASSES[reason.class])}</p>
      <p class="examples">
        {say('examples')}
        {examples.map(({ id, path }) => (
          <Link key={id} href={`/documents/${id}`}>
            {path}
          </Link>
        ))}
      </p>
    </>
  )
}
