import type { Document } from '../api/client.js'
import type { PageSize } from '../api/pictures.js'
import { Crop } from '../parts/crop.js'
import { useWords } from '../words/language.js'

const FACTS = ['title', 'organ', 'year', 'published'] as const

interface Shown {
  readonly document: Document
  readonly pages: readonly PageSize[]
  readonly turnTo: (page: number) => void
}

/** Title, organ, year and date as they count, each with the text that it was read from and its place on the page. */
export function EvidenceTab({ document: { document, record, effective }, pages, turnTo }: Shown) {
  const { say } = useWords()
  const report = effective?.report ?? null
  const evidence = record?.report?.evidence ?? {}
  const flags = report?.flags ?? []
  if (!report) return <p class="empty">{say('noEvidence')}</p>
  return (
    <dl class="evidence">
      {FACTS.map((fact) => {
        const found = evidence[fact]
        const said = effective?.correctedFacts.some((each) => each === `report.${fact}`) ?? false
        const isDoubtful = flags.includes(`${fact}-uncertain`) || flags.includes(`${fact}-missing`)
        const places = found?.page && found.box ? [{ page: found.page, box: found.box }] : []
        return (
          <div key={fact}>
            <dt>{say(fact)}</dt>
            <dd>
              <strong>{report[fact] ?? '–'}</strong>{' '}
              {isDoubtful && (
                <a class="mark doubt" href={`/doubts?id=${document.id}`}>
                  {say('markDoubt')}
                </a>
              )}
              {said && <span class="mark said">{say('markSaid')}</span>}
              {found && <blockquote>{found.text}</blockquote>}
              {places.length > 0 && pages.length > 0 && <Crop id={document.id} {...{ pages, places }} isClose />}
              {found?.page && pages.length > 0 && (
                <button type="button" class="quiet" onClick={() => turnTo(found.page ?? 1)}>
                  {say('onPage', { page: found.page })}
                </button>
              )}
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
