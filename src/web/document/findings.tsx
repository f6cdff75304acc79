import { useQuery } from '@tanstack/preact-query'
import { api, given, type Document } from '../api/client.js'
import { FindingItem } from '../findings/item.js'
import { FindingLinks } from '../findings/links.js'
import { Failure, Loading } from '../frame/states.js'
import '../styles/findings.css'
import { useWords } from '../words/language.js'

/** The page shows no more than this; no report has as many. */
const MAX = 1_000

/** The findings of a document as they stand now; the document’s version is in the key, so that an answer asks again. */
export function useFindings(document: Document, etag: string) {
  const { language } = useWords()
  const { id } = document.document
  return useQuery({
    queryKey: ['document', id, language, 'findings', etag],
    queryFn: async () => given(api.GET('/v1/findings', { params: { query: { id: [id], limit: MAX } } })),
  })
}

/** The report’s contradictions, with ways to the cells of both reports. */
export function FindingsTab({ asked }: { readonly asked: ReturnType<typeof useFindings> }) {
  const { say } = useWords()
  if (asked.error) return <Failure error={asked.error} again={() => void asked.refetch()} />
  if (!asked.data) return <Loading />
  const { findings, waiting } = asked.data
  return (
    <>
      {waiting > 0 && <p role="status">{say('findingsWaiting', { count: waiting })}</p>}
      {findings.length === 0 && <p class="empty">{say('findingsNone')}</p>}
      <ul class="findinglist">
        {findings.map((each) => (
          <FindingItem key={each.number} finding={each.finding} links={<FindingLinks found={each} />} />
        ))}
      </ul>
    </>
  )
}
