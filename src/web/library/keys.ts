import { useEffect } from 'preact/hooks'

/** Commands of the library’s keyboard. */
export interface LibraryActions {
  /** Goes so many rows on; infinite: to the first or last. */
  readonly move: (rows: number) => void
  readonly open: () => void
}

/** Rows of a page of the list. */
const PAGE = 12

const MOVES: Readonly<Record<string, number>> = {
  ...{ ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: PAGE, PageUp: -PAGE },
  ...{ Home: -Infinity, End: Infinity },
}

/** The keyboard of the library: also without the list in focus, where nothing else wants the key. */
export function useLibraryKeys({ move, open }: LibraryActions): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      const { target, key } = event
      const isField = target instanceof HTMLElement && target.matches('input, textarea, select')
      // From the search the arrows lead into what it found.
      const isSearch = target instanceof HTMLElement && target.id === 'search'
      if (isField && !(isSearch && (key === 'ArrowDown' || key === 'Enter'))) return
      const isControl = target instanceof HTMLElement && target.closest('button, a, summary') !== null
      const rows = MOVES[key]
      if (key === '/') document.getElementById('search')?.focus()
      else if (rows !== undefined) {
        move(rows)
        document.getElementById('doclist')?.focus({ preventScroll: true })
      } else if (key === 'Enter' && !isControl) open()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}
