import { CONTENT, LOOK, type Kind } from './operations.js'

/** A place where a running script changes what elements of the page show. */
export interface Write {
  /** Selectors of the elements that it may be about, as they stand in the script. */
  readonly selectors: readonly Selected[]
  /** Whether it starts from them and goes on to neighbours or elements around them. */
  readonly aside: boolean
  /** Whether it starts from them and goes on to their content. */
  readonly deep: boolean
  /** Whether it is about the element that the script is an attribute of. */
  readonly self: boolean
  readonly kind: Kind
  /** The classes in question. */
  readonly classes?: readonly string[]
}

/** A selector; of an `open` one the end is put in while the script runs. */
export interface Selected {
  readonly text: string
  readonly by: 'selector' | 'id' | 'class' | 'tag' | 'name'
  readonly open: boolean
}

/** Functions that look elements up. */
export const LOOKING: ReadonlyMap<string, Selected['by']> = new Map<string, Selected['by']>([
  ['getElementById', 'id'],
  ['getElementsByClassName', 'class'],
  ['getElementsByTagName', 'tag'],
  ['getElementsByTagNameNS', 'tag'],
  ['getElementsByName', 'name'],
  ...'querySelector querySelectorAll $ $$ jQuery find children filter closest parents siblings next prev nextAll prevAll has eq'
    .split(' ')
    .map((name) => [name, 'selector'] as const),
])

export const ASIDE =
  /^(?:parent\w*|closest|next\w*|prev\w*|siblings|previous\w*|offsetParent|end|addBack|andSelf|rowIndex|cellIndex)$/u

export const DEEP = /^(?:rows|cells|children|childNodes|tBodies|(?:first|last)(?:Element)?Child)$/u

/** From these every part of the page can be reached. */
export const WHOLE = new Set([
  'body',
  'documentElement',
  'all',
  'scrollingElement',
  'evaluate',
  'createTreeWalker',
  'createNodeIterator',
])

export const PAGE: Selected = { text: 'body', by: 'selector', open: false }

/** Properties that hold none of the page's text, whatever their value. */
export const NO_ALIAS = new Set([
  ...CONTENT,
  ...LOOK,
  'href',
  'src',
  'title',
  'length',
  'className',
  'style',
  'width',
  'height',
  'id',
])

export const MAX_DEPTH = 12

export type Reached = Omit<Write, 'kind'>

export const NOTHING: Reached = { selectors: [], aside: false, deep: false, self: false }
