import { useQuery } from '@tanstack/preact-query'
import type { ComponentChildren } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { api, given, type Table } from '../api/client.js'
import { closeUp, boxOf, pictureUrl, placedIn } from '../api/pictures.js'
import { useWords } from '../words/language.js'
import { readingOf } from './equations.js'
import type { Item } from './queue.js'
import { useSeen, type Watch } from './seen.js'
import { isLookedAt, rowOf, sharedSteps, sightsOf, type Sight } from './sights.js'

/** Brings what was not on the screen yet into sight; where there is nothing, the button that confirms it all. */
export function goOn(): void {
  const unseen = document.querySelector('.together li:not(.seen)')
  if (unseen) unseen.scrollIntoView({ block: 'start' })
  else document.querySelector<HTMLButtonElement>('.together .actions .main')?.focus()
}

/** Pixels across. */
const WIDTH = 420

interface Shown {
  readonly items: readonly Item[]
  readonly confirm: () => void
  /** Answers one by itself. */
  readonly single: (item: Item) => void
  readonly close: () => void
}

/**
 * Doubts of one kind in one document, each as its picture and its reading; without pictures, row by row as the rows stand in
 * the document. They are confirmed together once all of it was drawn and on the screen.
 */
export function Together({ items, confirm, single, close }: Shown) {
  const { say } = useWords()
  const { seen, watch } = useSeen()
  const sights = useMemo(() => sightsOf(items), [items])
  const id = items[0]?.group.document.id ?? ''
  const tables = useQuery({
    queryKey: ['tables', id],
    queryFn: async () => given(api.GET('/v1/documents/{id}/tables', { params: { path: { id } } })),
    enabled: sights.some(({ kind }) => kind === 'row'),
  })
  const count = items.length
  const shown = sights.filter((sight) => isLookedAt(sight, seen)).reduce((sum, each) => sum + each.items.length, 0)
  const about = items[0]?.doubt.about ?? 'reading'
  const shared = { watch, single }
  return (
    <section class="together card" aria-label={say('together', { count })}>
      <p>{say('togetherLead', { count, kind: say(`about-${about}`) })}</p>
      <ol class={sights[0]?.kind === 'row' ? 'rows' : undefined}>
        {sights.map((sight) =>
          sight.kind === 'picture' ? (
            <Pictured key={sight.key} {...{ sight, ...shared }} isSeen={isLookedAt(sight, seen)} />
          ) : (
            <Row
              key={sight.key}
              {...{ sight, ...shared, tables: tables.data?.tables }}
              isSeen={isLookedAt(sight, seen)}
            />
          ),
        )}
      </ol>
      <p class="actions">
        <span role="status">{say('togetherSeen', { seen: shown, count })}</span>
        <button type="button" onClick={goOn} disabled={shown === count}>
          {say('togetherGoOn')} <kbd aria-hidden="true">N</kbd>
        </button>
        <button type="button" class="main" disabled={shown < count} onClick={confirm}>
          {say('togetherConfirm', { count })}
        </button>
        <button type="button" onClick={close}>
          {say('close')}
        </button>
      </p>
    </section>
  )
}

interface Looked {
  readonly sight: Sight
  readonly watch: Watch
  readonly single: (item: Item) => void
  readonly isSeen: boolean
}

function Pictured({ sight: { key, items }, watch, single, isSeen }: Looked) {
  const { say } = useWords()
  const [isDrawn, setDrawn] = useState(false)
  const picture = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // Nobody can look at a picture that is not drawn yet.
    watch(key, isDrawn ? picture.current : null)
    return () => watch(key, null)
  }, [isDrawn])
  const [item] = items
  const first = item?.doubt.places[0]
  const page = item?.group.pages.find(({ number }) => number === first?.page)
  if (!item || !first || !page) return null
  const part = closeUp(boxOf(first), page)
  return (
    <li class={isSeen ? 'seen' : undefined}>
      <div class="paper" ref={picture} style={{ aspectRatio: `${part[2] - part[0]} / ${part[3] - part[1]}` }}>
        <img
          src={pictureUrl(item.group.document.id, page.number, WIDTH, part)}
          alt={say('closeUp')}
          onLoad={() => setDrawn(true)}
        />
        <span class="outline" style={placedIn(boxOf(first), part)} />
      </div>
      <Read {...{ item, single }} />
    </li>
  )
}

/** A row as it stands in the document, with all its readings that are asked for below; each is followed by itself. */
function Row({ sight, tables, watch, single, isSeen }: Looked & { readonly tables: readonly Table[] | undefined }) {
  const { say } = useWords()
  const { key, items } = sight
  const cells = rowOf(sight, tables ?? [])
  const shared = sharedSteps(items)
  return (
    <li class={isSeen ? 'seen' : undefined}>
      {cells.length > 0 && (
        <Followed of={key} watch={watch}>
          <span class="asitstands" role="group" aria-label={say('rowAsItStands')}>
            {cells.map(({ column, text, isAsked }) => (
              <span key={column} class={isAsked ? 'asked' : undefined}>
                {text === '' ? '\u00a0' : text}
              </span>
            ))}
          </span>
        </Followed>
      )}
      <span class="label">{items[0]?.doubt.label.slice(0, shared).join(' › ')}</span>
      <div class="readings">
        {items.map((item) => (
          <Followed key={item.key} of={item.key} watch={watch}>
            <Read {...{ item, single, from: shared }} />
          </Followed>
        ))}
      </div>
    </li>
  )
}

interface Following {
  readonly of: string
  readonly watch: Watch
  readonly children: ComponentChildren
}

/** A part of the list that is followed onto the screen under its key. */
function Followed({ of, watch, children }: Following) {
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    watch(of, frame.current)
    return () => watch(of, null)
  }, [])
  return (
    <div ref={frame} class="followed">
      {children}
    </div>
  )
}

interface Reading {
  readonly item: Item
  readonly single: (item: Item) => void
  /** Steps of the label that stand above. */
  readonly from?: number
}

function Read({ item, single, from = 0 }: Reading) {
  const { say } = useWords()
  const { doubt } = item
  return (
    <>
      <strong>{readingOf(doubt) ?? doubt.raw}</strong>
      <span class="label">{doubt.label.slice(from).join(' › ')}</span>
      <button type="button" class="quiet" onClick={() => single(item)}>
        {say('togetherOne')}
      </button>
    </>
  )
}
