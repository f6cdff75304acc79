import { useQuery } from '@tanstack/preact-query'
import { api, given } from '../api/client.js'
import { Failure } from '../frame/states.js'
import { useWords } from '../words/language.js'

const STATES = { fine: 'stateFine', advice: 'stateAdvice', missing: 'stateMissing' } as const

/** Parts that have a name of their own on the page. */
const PARTS = [
  ...(['node', 'limits', 'pdf', 'sqlite', 'ppocr', 'tesseract', 'libreoffice', 'fonts', 'data', 'disk'] as const),
  ...(['fleet', 'queue', 'database', 'originals'] as const),
] as const
const isPart = (id: string): id is (typeof PARTS)[number] => PARTS.some((each) => each === id)

/** Shows the parts of the server’s environment: each finding and its remedy. */
export function Environment() {
  const { say, language } = useWords()
  const doctor = useQuery({
    queryKey: ['doctor', language],
    queryFn: async () => given(api.GET('/v1/doctor')),
    staleTime: Infinity,
    retry: false,
  })
  const again = (): void => void doctor.refetch()
  if (doctor.error) return <Failure error={doctor.error} again={again} />
  if (!doctor.data)
    return (
      <p class="empty" role="status">
        {say('examining')}
      </p>
    )
  const { healthy, checks, version } = doctor.data
  return (
    <div class="card environment">
      <div class="heading">
        <p>{say('environmentLead')}</p>
        <span class="grow" />
        <button type="button" onClick={again} disabled={doctor.isFetching}>
          {say('lookAgain')}
        </button>
      </div>
      <p class={healthy ? 'settled' : 'alert'}>
        {say(healthy ? 'healthy' : 'unhealthy')} nianbao {version}
      </p>
      <dl>
        {checks.map(({ id, state, found, remedy }) => (
          <div key={id} class={state}>
            <dt>
              <span class={`state ${state}`}>{say(STATES[state])}</span> {isPart(id) ? say(`part${id}`) : id}
            </dt>
            <dd>
              {found}
              {remedy !== null && <strong>{remedy}</strong>}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
