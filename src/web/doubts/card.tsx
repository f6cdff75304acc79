import { useQuery } from '@tanstack/preact-query'
import { Link } from 'wouter-preact'
import { api, given } from '../api/client.js'
import { Loading } from '../frame/states.js'
import { Crop } from '../parts/crop.js'
import { GridTable } from '../parts/grid.js'
import { useWords } from '../words/language.js'
import { AnswerPanel, type Answering } from './answer.js'
import type { Item } from './queue.js'

/** One doubt: the page on the left, the reading and the answers on the right. */
export function DoubtCard(answering: Answering) {
  const { say } = useWords()
  const { group, doubt } = answering.item
  const { document } = group
  return (
    <article class="doubt">
      <div class="sight card">
        {group.pages.length > 0 ? (
          <Crop id={document.id} pages={group.pages} places={doubt.places} />
        ) : (
          <FoundTable item={answering.item} />
        )}
      </div>
      <AnswerPanel {...answering}>
        <p class="from">
          <Link href={`/documents/${document.id}?code=${doubt.code}`} title={say('toDocument')}>
            {document.organ ?? document.title ?? document.path}
          </Link>{' '}
          {document.year}
        </p>
      </AnswerPanel>
    </article>
  )
}

/** The table around a cell, in formats without pages. */
function FoundTable({ item: { group, doubt } }: { readonly item: Item }) {
  const { say } = useWords()
  const { id } = group.document
  const tables = useQuery({
    queryKey: ['tables', id],
    queryFn: async () => given(api.GET('/v1/documents/{id}/tables', { params: { path: { id } } })),
  })
  if (tables.isPending) return <Loading />
  const table = tables.data?.tables.find((each) => each.id === doubt.cell?.table)
  const cell = table?.cells.find(({ row, column }) => row === doubt.cell?.row && column === doubt.cell.column)
  return (
    <>
      {cell?.address !== undefined && <p class="hint">{cell.address}</p>}
      {table ? <GridTable table={table} marked={doubt.cell} /> : <p class="hint">{say('noPicture')}</p>}
      <p class="hint">
        {say('noPages')}{' '}
        <a href={`/v1/documents/${id}/original`} target="_blank" rel="noreferrer" download>
          {say('original')} ↓
        </a>
      </p>
    </>
  )
}
