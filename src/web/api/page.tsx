import { useQuery } from '@tanstack/preact-query'
import { Failure, Loading } from '../frame/states.js'
import { useWords } from '../words/language.js'
import { operationsIn } from './description.js'

/** The description of the API, for people. */
export function ApiPage() {
  const { say } = useWords()
  const description = useQuery({
    queryKey: ['openapi'],
    queryFn: async () => operationsIn(await (await fetch('/openapi.json')).json()),
  })
  if (description.error) return <Failure error={description.error} again={() => void description.refetch()} />
  if (!description.data) return <Loading />
  return (
    <div class="apidocs">
      <h1>nianbao API</h1>
      <p>
        {say('docsLead')} <a href="/openapi.json">/openapi.json</a>
      </p>
      {description.data.map(({ tag, about, operations }) => (
        <section key={tag}>
          <h2>{tag}</h2>
          <p class="hint">{about}</p>
          {operations.map((each) => (
            <details key={each.id} class="card">
              <summary>
                <code class={each.method}>{each.method.toUpperCase()}</code> <code>{each.path}</code> {each.summary}
              </summary>
              <p>{each.description}</p>
              {each.parameters.length > 0 && <h3>{say('parameters')}</h3>}
              <dl>
                {each.parameters.map(({ name, place, about: meaning }) => (
                  <div key={name}>
                    <dt>
                      <code>{name}</code> <small>{place}</small>
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
              <h3>{say('replies')}</h3>
              <dl>
                {each.replies.map(({ status, about: meaning }) => (
                  <div key={status}>
                    <dt>
                      <code>{status}</code>
                    </dt>
                    <dd>{meaning}</dd>
                  </div>
                ))}
              </dl>
            </details>
          ))}
        </section>
      ))}
    </div>
  )
}
