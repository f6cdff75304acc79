import type { CssNode, Selector } from 'css-tree'
import { attributeOf, isElement, type PageElement } from './dom.js'

/** The part of an element that a rule is for. */
export type Pseudo = 'none' | 'before' | 'after' | 'first-letter' | 'first-line' | 'marker'

/** A selector as rules go by it. */
export interface SelectorFacts {
  /** The id, class or name that the element must have, as `#id`, `.class`, `name`; `*` for any. */
  readonly key: string
  /** `never` where no rule of it can count. */
  readonly pseudo: Pseudo | 'never'
  readonly weight: number
  /** Whether browsers take it: one that they do not takes its whole rule with it. */
  readonly taken: boolean
  /** Whether the test is the selector's own, and not that of a part which takes in more elements. */
  readonly exact: boolean
  readonly matches: (element: PageElement) => boolean
}

const PSEUDO_ELEMENTS: Readonly<Record<string, Pseudo>> = {
  before: 'before',
  after: 'after',
  'first-letter': 'first-letter',
  'first-line': 'first-line',
  marker: 'marker',
}

/** The pseudo-element at a selector's end and where it starts; null where no rule of it counts. */
export function pseudoOf(selector: Selector): { readonly name: Pseudo; readonly from: number | null } | null {
  const parts = selector.children.toArray()
  const at = parts.findIndex(
    (part) =>
      part.type === 'PseudoElementSelector' ||
      (part.type === 'PseudoClassSelector' && PSEUDO_ELEMENTS[part.name.toLowerCase()] !== undefined),
  )
  const part = parts[at]
  if (part?.type !== 'PseudoElementSelector' && part?.type !== 'PseudoClassSelector')
    return { name: 'none', from: null }
  const name = PSEUDO_ELEMENTS[part.name.toLowerCase()]
  return name === undefined || at < parts.length - 1 ? null : { name, from: part.loc?.start.offset ?? 0 }
}

/** Gives the id, class or name in the selector's last part, which the element itself must have. */
export function keyOf(selector: Selector): string {
  let key = '*'
  for (const part of selector.children.toArray().toReversed()) {
    if (part.type === 'Combinator') break
    if ('name' in part && typeof part.name === 'string' && part.name.includes('\\')) continue
    if (part.type === 'IdSelector') return `#${part.name.toLowerCase()}`
    if (part.type === 'ClassSelector') key = `.${part.name.toLowerCase()}`
    else if (part.type === 'TypeSelector' && key === '*' && !/[*|]/u.test(part.name)) key = part.name.toLowerCase()
  }
  return key
}

export const IDS = 10_000
export const CLASSES = 100

/** A selector's specificity as one number. */
export function weightOf(node: CssNode): number {
  if (node.type !== 'Selector') return 0
  return node.children.toArray().reduce((weight, part) => weight + partWeight(part), 0)
}

function partWeight(part: CssNode): number {
  switch (part.type) {
    case 'IdSelector':
      return IDS
    case 'ClassSelector':
    case 'AttributeSelector':
      return CLASSES
    case 'TypeSelector':
      return part.name.endsWith('*') ? 0 : 1
    case 'PseudoElementSelector':
      return 1
    case 'PseudoClassSelector':
      return pseudoWeight(part.name.toLowerCase(), part.children?.toArray() ?? [])
    default:
      return 0
  }
}

function pseudoWeight(name: string, children: readonly CssNode[]): number {
  if (name === 'where') return 0
  const inside = Math.max(0, ...children.flatMap(selectorsOf).map(weightOf))
  if (['is', 'not', 'has', 'matches', '-webkit-any', '-moz-any'].includes(name)) return inside
  return PSEUDO_ELEMENTS[name] === undefined ? CLASSES + inside : 1
}

function selectorsOf(node: CssNode): readonly CssNode[] {
  if (node.type === 'SelectorList') return node.children.toArray()
  if (node.type === 'Nth') return node.selector ? selectorsOf(node.selector) : []
  return node.type === 'Selector' ? [node] : []
}

/** The pseudo-classes of today's browsers; one that is not among them makes its rule none. */
const PSEUDO_CLASSES = new Set(
  (
    'active any-link autofill buffering checked default defined dir disabled empty enabled first first-child ' +
    'first-of-type focus focus-visible focus-within fullscreen future has host host-context hover in-range indeterminate ' +
    'invalid is lang last-child last-of-type left link local-link matches modal muted not nth-child nth-last-child ' +
    'nth-last-of-type nth-of-type only-child only-of-type open optional out-of-range past paused picture-in-picture ' +
    'placeholder-shown playing popover-open read-only read-write required right root scope seeking stalled state target ' +
    'target-current user-invalid user-valid valid visited volume-locked where before after first-letter first-line'
  ).split(' '),
)

const PARTS_OF_ELEMENTS = new Set(
  (
    'before after first-letter first-line marker placeholder selection backdrop cue file-selector-button part slotted ' +
    'details-content highlight spelling-error grammar-error target-text view-transition scroll-marker column'
  ).split(' '),
)

/** Tells whether browsers take a selector: one that they do not takes its whole rule with it. */
export function isTaken(node: CssNode): boolean {
  if (node.type === 'PseudoClassSelector') {
    const name = node.name.toLowerCase()
    if (!PSEUDO_CLASSES.has(name) && !/^-(?:webkit|moz|ms)-/u.test(name)) return false
    return (node.children?.toArray() ?? []).every(isTaken)
  }
  if (node.type === 'PseudoElementSelector') {
    const name = node.name.toLowerCase()
    return PARTS_OF_ELEMENTS.has(name) || name.startsWith('-webkit-')
  }
  return node.type === 'Selector' || node.type === 'SelectorList' ? node.children.toArray().every(isTaken) : true
}

type Test = (element: PageElement, argument?: string | null) => boolean

const none: Test = () => false

const isEditable = (element: PageElement): boolean =>
  /^(?:input|textarea)$/u.test(element.tagName)
    ? attributeOf(element, 'readonly') === undefined && attributeOf(element, 'disabled') === undefined
    : /^(?:true|plaintext-only)?$/iu.test(attributeOf(element, 'contenteditable') ?? 'no')

function directionOf(element: PageElement): string {
  for (
    let at: PageElement | null = element;
    at;
    at = at.parentNode && isElement(at.parentNode) ? at.parentNode : null
  ) {
    const stated = attributeOf(at, 'dir')?.toLowerCase()
    if (stated === 'rtl' || stated === 'ltr') return stated
  }
  return 'ltr'
}

/** States of elements that selectors ask for, as they are before anybody does anything. */
export const stateTests: Record<string, Test> = {
  ...Object.fromEntries(
    (
      'hover active focus focus-within focus-visible target visited fullscreen modal popover-open placeholder-shown ' +
      'autofill -webkit-autofill user-invalid user-valid host future past paused playing'
    )
      .split(' ')
      .map((name) => [name, none]),
  ),
  defined: ({ tagName }) => !tagName.includes('-'),
  open: (element) => attributeOf(element, 'open') !== undefined,
  'is-read-write': isEditable,
  'is-read-only': (element) => !isEditable(element),
  dir: (element, argument) => directionOf(element) === argument?.trim().toLowerCase(),
}
