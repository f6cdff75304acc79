import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { closeUp, boxOf, pictureUrl, placedIn } from '../api/pictures.js'
import { useWords } from '../words/language.js'
import { readingOf } from './equations.js'
import type { Item } from './queue.js'

/** Pixels across. */
const WIDTH = 420
/** Share of a picture that must be in sight, and for how long in milliseconds, so that it can have been looked at. */
const IN_SIGHT = 0.9
const LOOKED_MS = 400

interface Shown {
  readonly items: readonly Item[]
  readonly confirm: () => void
  /** Answers one by itself. */
  readonly single: (item: Item) => void
  readonly close: () => void
}

/**
 * Doubts of one kind in one document, each as its picture and its reading. They are confirmed together once every picture was
 * drawn and on the screen.
 */
export function Together({ items, confirm, single, close }: Shown) {
  const { say } = useWords()
  const { seen, watch } = useSeen()
  const count = items.length
  const isWhole = items.every(({ key }) => seen.has(key))
  const about = items[0]?.doubt.about ?? 'reading'
  return (
    <section class="together card" aria-label={say('together', { count })}>
      <p>{say('togetherLead', { count, kind: say(`about-${about}`) })}</p>
      <ol>
        {items.map((item) => (
          <Alike key={item.key} {...{ item, watch, single }} isSeen={seen.has(item.key)} />
        ))}
      </ol>
      <p class="actions">
        <span role="status">{say('togetherSeen', { seen: seen.size, count })}</span>
        <button type="button" class="main" disabled={!isWhole} onClick={confirm}>
          {say('togetherConfirm', { count })}
        </button>
        <button type="button" onClick={close}>
          {say('close')}
        </button>
      </p>
    </section>
  )
}

type Watch = (key: string, element: Element | null) => void

function Alike({
  item,
  watch,
  single,
  isSeen,
}: {
  readonly item: Item
  readonly watch: Watch
  readonly single: (item: Item) => void
  readonly isSeen: boolean
}) {
  const { say } = useWords()
  const [isDrawn, setDrawn] = useState(false)
  const picture = useRef<HTMLDivElement>(null)
  const { key, group, doubt } = item
  const [first] = doubt.places
  const page = group.pages.find(({ number }) => number === first?.page)
  useEffect(() => {
    // What is not drawn yet cannot be looked at.
    watch(key, isDrawn ? picture.current : null)
    return () => watch(key, null)
  }, [isDrawn])
  if (!first || !page) return null
  const part = closeUp(boxOf(first), page)
  return (
    <li class={isSeen ? 'seen' : undefined}>
      <div class="paper" ref={picture} style={{ aspectRatio: `${part[2] - part[0]} / ${part[3] - part[1]}` }}>
        <img
          src={pictureUrl(group.document.id, page.number, WIDTH, part)}
          alt={say('closeUp')}
          onLoad={() => setDrawn(true)}
        />
        <span class="outline" style={placedIn(boxOf(first), part)} />
      </div>
      <strong>{readingOf(doubt) ?? doubt.raw}</strong>
      <span class="label">{doubt.label.join(' › ')}</span>
      <button type="button" class="quiet" onClick={() => single(item)}>
        {say('togetherOne')}
      </button>
    </li>
  )
}

/** Keys of the pictures that were on the screen long enough. */
function useSeen() {
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set())
  const watched = useRef(new Map<Element, string>())
  const waiting = useRef(new Map<Element, ReturnType<typeof setTimeout>>())
  const observer = useMemo(
    () =>
      new IntersectionObserver(
        (entries) => {
          for (const { target, intersectionRatio } of entries) {
            clearTimeout(waiting.current.get(target))
            waiting.current.delete(target)
            const key = watched.current.get(target)
            if (key === undefined || intersectionRatio < IN_SIGHT) continue
            const timer = setTimeout(() => {
              // A page in the background shows nothing.
              if (document.visibilityState === 'visible') setSeen((before) => new Set(before).add(key))
            }, LOOKED_MS)
            waiting.current.set(target, timer)
          }
        },
        { threshold: IN_SIGHT },
      ),
    [],
  )
  useEffect(
    () => () => {
      observer.disconnect()
      for (const timer of waiting.current.values()) clearTimeout(timer)
    },
    [],
  )
  const watch: Watch = (key, element) => {
    for (const [known, of] of watched.current)
      if (of === key) {
        observer.unobserve(known)
        watched.current.delete(known)
      }
    if (!element) return
    watched.current.set(element, key)
    observer.observe(element)
  }
  return { seen, watch }
}
