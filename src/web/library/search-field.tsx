import { useEffect, useRef, useState } from 'preact/hooks'
import { useWords } from '../words/language.js'

/** A pause in typing after which the list follows, in milliseconds. */
const PAUSE_MS = 150

/**
 * Free text over organ, title and path. The letters stand in the field itself and the address follows after a pause: so none is
 * lost while the list is drawn, and what an input method is still composing filters nothing.
 */
export function SearchField({ text, search }: { readonly text: string; readonly search: (text: string) => void }) {
  const { say } = useWords()
  const [typed, type] = useState(text)
  const published = useRef(text)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    // The way back and “Clear filters” change the address, too.
    if (text === published.current) return
    clearTimeout(pause.current)
    published.current = text
    type(text)
  }, [text])
  useEffect(() => () => clearTimeout(pause.current), [])
  const publishLater = (after: string): void => {
    clearTimeout(pause.current)
    pause.current = setTimeout(() => {
      published.current = after
      search(after)
    }, PAUSE_MS)
  }
  return (
    <input
      type="search"
      id="search"
      aria-label={say('search')}
      placeholder={say('search')}
      value={typed}
      onInput={(event) => {
        type(event.currentTarget.value)
        if (!event.isComposing) publishLater(event.currentTarget.value)
      }}
      onCompositionEnd={(event) => publishLater(event.currentTarget.value)}
    />
  )
}
