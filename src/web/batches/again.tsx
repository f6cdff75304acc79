import { useQuery } from '@tanstack/preact-query'
import type { paths } from 'nianbao-api'
import { useEffect, useRef, useState } from 'preact/hooks'
import { api, ApiError, given, type Failures } from '../api/client.js'
import { useWords, type Say } from '../words/language.js'

type Query = NonNullable<paths['/v1/reprocess']['post']['parameters']['query']>
type Code = Extract<NonNullable<Query['code']>, readonly unknown[]>[number]

interface Known {
  readonly failures: Failures | undefined
  readonly version: string | null
  readonly titles: Readonly<Record<string, string>>
}

/** A reason to read documents again, with the filter that finds them. */
interface Choice {
  readonly key: string
  readonly words: string
  readonly filter: Query
}

/** A code that the API named itself. */
const isCode = (text: string): text is Code => /^[a-z-]+$/.test(text)

function choicesOf({ failures, version, titles }: Known, say: Say): readonly Choice[] {
  const reasons = failures?.reasons ?? []
  const failed = reasons.flatMap(({ code, title }) =>
    isCode(code)
      ? [
          {
            key: `failed ${code}`,
            words: say('failedBy', { title }),
            filter: { status: ['failed' as const], code: [code] },
          },
        ]
      : [],
  )
  const problems = Object.entries(titles).flatMap(([code, title]) =>
    isCode(code) && !reasons.some((each) => each.code === code)
      ? [{ key: `problem ${code}`, words: say('problemIs', { title }), filter: { code: [code] } }]
      : [],
  )
  return [
    ...(failed.length > 1 ? [{ key: 'failed', words: say('allFailed'), filter: { status: ['failed' as const] } }] : []),
    ...failed,
    ...(version === null
      ? []
      : [{ key: 'older', words: say('olderVersion', { version }), filter: { extractorBefore: version } }]),
    ...problems,
  ]
}

interface Asked {
  /** The key of the reason that is chosen first; empty for none. */
  readonly reason: string
  readonly failures: Failures | undefined
  readonly version: string | null
  readonly onBegun: () => void
}

/** Reads documents again by a reason: first it is told how many, then it is asked for. */
export function Again({ reason, failures, version, onBegun }: Asked) {
  const { say, language } = useWords()
  const tally = useQuery({
    queryKey: ['tally', language, {}],
    queryFn: async () => given(api.GET('/v1/counts', { params: { query: {} } })),
  })
  const choices = choicesOf({ failures, version, titles: tally.data?.titles ?? {} }, say)
  const [key, choose] = useState(reason)
  const [count, setCount] = useState<number | null>(null)
  const [told, tell] = useState('')
  const panel = useRef<HTMLFormElement>(null)
  const choice = choices.find((each) => each.key === key)
  const ask = async (query: Query): Promise<void> => {
    try {
      const { documents, batch } = await given(api.POST('/v1/reprocess', { params: { query } }))
      setCount(batch === null ? documents : null)
      tell(batch === null ? '' : say('begun', { batch }))
      if (batch !== null) onBegun()
    } catch (error) {
      setCount(null)
      tell(error instanceof ApiError ? `${error.message} ${error.remedy}` : String(error))
    }
  }
  const dry = (filter: Query): void => void ask({ ...filter, dryRun: 'true' })
  useEffect(() => {
    if (reason === '' || !choice) return
    panel.current?.scrollIntoView({ block: 'nearest' })
    panel.current?.querySelector('select')?.focus()
    dry(choice.filter)
  }, [])
  return (
    <form
      ref={panel}
      class="card again"
      onSubmit={(event) => {
        event.preventDefault()
        if (choice) dry(choice.filter)
      }}
    >
      <h3>{say('readAgainTitle')}</h3>
      <p class="hint">{say('readAgainLead')}</p>
      <div class="line">
        <label>
          {say('reason')}
          <select
            value={key}
            onChange={(event) => {
              choose(event.currentTarget.value)
              setCount(null)
              tell('')
            }}
          >
            <option value="">–</option>
            {choices.map((each) => (
              <option key={each.key} value={each.key}>
                {each.words}
              </option>
            ))}
          </select>
        </label>
        <button disabled={!choice}>{say('tryDry')}</button>
      </div>
      <div role="status">
        {count !== null && <p>{count === 0 ? say('wouldReadNone') : say('wouldRead', { count })}</p>}
        {told !== '' && <p>{told}</p>}
      </div>
      {count !== null && count > 0 && choice && (
        <div class="line">
          <button type="button" class="main" onClick={() => void ask({ ...choice.filter, expected: count })}>
            {say('readNow', { count })}
          </button>
          <button type="button" onClick={() => setCount(null)}>
            {say('cancel')}
          </button>
        </div>
      )}
    </form>
  )
}
