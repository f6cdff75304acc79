import { useQuery } from '@tanstack/preact-query'
import { api, given, type Comparison, type Sheets } from '../api/client.js'
import { Failure, Loading } from '../frame/states.js'
import { useWords, type Say } from '../words/language.js'

/** Names of a report's facts, as the API and statements of people call them. */
export const FACTS: ReadonlyMap<string, 'organ' | 'year' | 'title'> = new Map([
  ['report.organ', 'organ'],
  ['report.year', 'year'],
  ['report.title', 'title'],
  ['organ', 'organ'],
  ['year', 'year'],
  ['title', 'title'],
])

/** The name of a fact in words; one that has none as it is. */
function factName(fact: string, say: Say): string {
  const known = FACTS.get(fact)
  return known === undefined ? fact : say(known)
}

type Reading = Comparison['values'][number]['before']

/** One cell of the comparison: a reading, and why it is in doubt. */
interface Side {
  readonly text: string
  readonly notes: readonly string[]
}

interface Row {
  readonly label: string
  readonly before: Side
  readonly after: Side
}

const NOTHING = '–'
const plain = (text: string | number | null): Side => ({ text: text === null ? NOTHING : String(text), notes: [] })

interface Compared {
  readonly id: string
  readonly attempt: number
  /** Titles of the marks, by their codes. */
  readonly flags: Sheets['flags']
}

/** How one attempt differs from the one that counts. */
export function Difference({ id, attempt, flags }: Compared) {
  const { say, language } = useWords()
  const query = useQuery({
    queryKey: ['document', id, language, 'comparison', attempt],
    queryFn: async () =>
      given(
        api.GET('/v1/documents/{id}/attempts/{attempt}/comparison', {
          params: { path: { id, attempt: String(attempt) } },
        }),
      ),
  })
  if (query.error) return <Failure error={query.error} again={() => void query.refetch()} />
  if (!query.data) return <Loading />
  const { problems } = query.data
  const rows = rowsOf(query.data, flags, say)
  if (rows.length === 0 && problems.gone.length + problems.come.length === 0)
    return <p class="hint">{say('sameReading')}</p>
  return (
    <>
      {rows.length > 0 && (
        <div class="scroll difference" tabIndex={0} role="group" aria-label={say('compare')}>
          <table class="grid">
            <thead>
              <tr>
                <td />
                <th scope="col">{say('before')}</th>
                <th scope="col">{say('after')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ label, before, after }, place) => (
                <tr key={place}>
                  <th scope="row">{label}</th>
                  <td>
                    <SideView side={before} isNew={false} />
                  </td>
                  <td>
                    <SideView side={after} isNew />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ul>
        {problems.gone.map(({ title }, place) => (
          <li key={place}>{say('gone', { name: title })}</li>
        ))}
        {problems.come.map(({ title }, place) => (
          <li key={place}>{say('come', { name: title })}</li>
        ))}
      </ul>
    </>
  )
}

function SideView({ side: { text, notes }, isNew }: { readonly side: Side; readonly isNew: boolean }) {
  return (
    <>
      {isNew ? <ins>{text}</ins> : <del>{text}</del>}
      {notes.map((note) => (
        <small key={note} class="why">
          {note}
        </small>
      ))}
    </>
  )
}

function rowsOf({ facts, values, checks }: Comparison, flags: Sheets['flags'], say: Say): readonly Row[] {
  const shown = (reading: Reading): Side => {
    if (reading === null) return plain(null)
    const text = reading.value ?? (reading.state === 'blank' ? say('blank') : reading.raw)
    return { ...plain(text), notes: reading.flags.map((flag) => flags[flag] ?? flag) }
  }
  const sides = (check: Comparison['checks'][number]['before']): Side =>
    plain(check && `${check.left ?? NOTHING} ${check.pass === false ? '≠' : '='} ${check.right ?? NOTHING}`)
  return [
    ...facts.map(({ fact, before, after }) => ({
      label: factName(fact, say),
      before: plain(before),
      after: plain(after),
    })),
    ...values.map(({ label, before, after }) => ({
      label: label.join(' › '),
      before: shown(before),
      after: shown(after),
    })),
    ...checks.map(({ name, before, after }) => ({ label: name, before: sides(before), after: sides(after) })),
  ]
}
