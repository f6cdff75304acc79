import { createContext, runInContext } from 'node:vm'
import { at } from '../../model/at.js'

type Listener = (event: Readonly<Record<string, unknown>>) => void

/** As much of an element as the page's script needs. */
export class FakeElement {
  value = ''
  textContent = ''
  className = ''
  hidden = false
  innerHTML = ''
  readonly style: Record<string, string> = {}
  readonly attributes = new Map<string, string>()
  children: FakeElement[] = []
  readonly #listeners = new Map<string, Listener[]>()

  constructor(private readonly browser: { focused: FakeElement | null }) {}

  get firstChild(): FakeElement {
    if (this.children.length === 0) this.children.push(new FakeElement(this.browser))
    return at(this.children, 0, 'the child just made')
  }

  append(...made: FakeElement[]): void {
    this.children.push(...made)
  }

  replaceChildren(...made: FakeElement[]): void {
    this.children = made
  }

  querySelector(): null {
    return null
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value)
  }

  addEventListener(name: string, listener: Listener): void {
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), listener])
  }

  dispatch(name: string, event: Readonly<Record<string, unknown>> = {}): void {
    for (const listener of this.#listeners.get(name) ?? []) listener({ target: this, ...event })
  }

  /** As with a mouse: a button takes the focus from the field that had it. */
  click(): void {
    this.dispatch('click')
  }

  focus(): void {
    this.browser.focused = this
  }

  blur(): void {
    this.browser.focused = null
  }
}

/** A page whose script runs without a browser. */
export interface Browser {
  readonly by: (id: string) => FakeElement
  /** Presses a key where the focus is. */
  readonly press: (key: string) => void
  /** Types into the field that has the focus. */
  readonly type: (text: string) => void
  readonly isFocused: (id: string) => boolean
  /** The file that was downloaded last. */
  readonly downloaded: () => string
}

export function openPage(html: string): Browser {
  const state: { focused: FakeElement | null } = { focused: null }
  const elements = new Map<string, FakeElement>()
  const by = (id: string): FakeElement => {
    const known = elements.get(id) ?? new FakeElement(state)
    elements.set(id, known)
    return known
  }
  const [, data = '', script = ''] =
    /<script type="application\/json" id="sample">(.*?)<\/script>\s*<script>(.*?)<\/script>/s.exec(html) ?? []
  by('sample').textContent = data
  const page = new FakeElement(state)
  const kept = new Map<string, string>()
  let saved = ''
  const document = {
    getElementById: by,
    createElement: () => new FakeElement(state),
    createTextNode: () => new FakeElement(state),
    addEventListener: (name: string, listener: Listener) => {
      page.addEventListener(name, listener)
    },
    get activeElement() {
      return state.focused
    },
  }
  const context = createContext({
    document,
    location: { hash: '' },
    localStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => kept.set(key, value),
    },
    addEventListener: () => undefined,
    setTimeout: () => undefined,
    Image: FakeElement,
    Blob: function (parts: readonly string[]) {
      saved = parts.join('')
    },
    URL: { createObjectURL: () => 'blob:', revokeObjectURL: () => undefined },
  })
  runInContext(script, context)
  return {
    by,
    press: (key) => {
      page.dispatch('keydown', { key, preventDefault: () => undefined })
    },
    type: (text) => {
      if (!state.focused) throw new Error('nothing has the focus')
      state.focused.value = text
      state.focused.dispatch('input')
    },
    isFocused: (id) => state.focused === by(id),
    downloaded: () => saved,
  }
}
