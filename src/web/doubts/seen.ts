import { useEffect, useMemo, useRef, useState } from 'preact/hooks'

/** Share of a part of the page that must be in sight, and for how long in milliseconds, so that it can have been looked at. */
const IN_SIGHT = 0.9
const LOOKED_MS = 400
/** Pixels at the bottom of the window that the bar of buttons covers. */
const BAR = 64

/** Follows an element under a key; null: no longer. */
export type Watch = (key: string, element: Element | null) => void

/** Keys of the elements that were on the screen long enough. */
export function useSeen() {
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
        { threshold: IN_SIGHT, rootMargin: `0px 0px -${BAR}px 0px` },
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
