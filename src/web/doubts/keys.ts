import { useEffect } from 'preact/hooks'

export interface Actions {
  readonly enter: () => void
  readonly undo: () => void
  readonly skip: () => void
  readonly blank: () => void
  readonly next: () => void
  readonly previous: () => void
  readonly help: () => void
  readonly together: () => void
  readonly other: (place: number) => void
  readonly escape: () => void
}

/** Letters are no part of a number: they act also while one is typed. In a field for text they are text. */
const LETTERS: Readonly<Record<string, Exclude<keyof Actions, 'other' | 'enter' | 'escape'>>> = {
  z: 'undo',
  s: 'skip',
  b: 'blank',
  a: 'together',
  n: 'next',
  p: 'previous',
  '?': 'help',
  '？': 'help',
}

/** The keyboard of the doubts page. */
export function useKeys(actions: Actions): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      // An input method's own keys are none of ours.
      if (event.isComposing || event.ctrlKey || event.metaKey) return
      const { target, key } = event
      const alternative = event.altKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined
      if (alternative !== undefined) run(event, () => actions.other(Number(alternative) - 1))
      if (event.altKey) return
      if (key === 'Escape') actions.escape()
      const isText = target instanceof HTMLElement && target.matches('input[type=text], textarea, select')
      const isControl = target instanceof HTMLElement && target.closest('button, a, summary') !== null
      if (key === 'Enter' && !isControl) run(event, actions.enter)
      const letter = LETTERS[key.toLowerCase()]
      if (letter !== undefined && !isText) run(event, actions[letter])
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  })
}

function run(event: KeyboardEvent, act: () => void): void {
  event.preventDefault()
  act()
}
