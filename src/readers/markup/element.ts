import type { Mark } from './style/marks.js'
import type { SheetReader } from './style/cascade.js'
import type { PageElement, PageNode } from './style/dom.js'

/** Names of what stands in the tree and not in the page's markup. */

/** The name of an element that a style sheet puts into another. */
export const GENERATED = '::before'

/** Stands where text was left out, or kept, that may not be what a reader of the page sees. */
export const VEIL = '::veil'

/** An attribute with the place of an element among its neighbours in a flexible box. */
export const ORDER = '::order'

/** An attribute of a <col> whose column is not seen. */
export const CLOSED = '::closed'

/** An element of a web page or of mammoth's HTML, reduced to what carries content. */
export interface MarkupElement {
  readonly kind: 'element'
  /** Lower case. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly MarkupNode[]
  readonly parent: MarkupElement | null
  /** Marks that its look puts on its text; `filled`: a script brings its content. */
  readonly marks?: ReadonlySet<Mark | 'filled'>
  /** The length of its text, once somebody has asked for it. */
  lengths: TextLengths | null
}

/** Visible characters, and how many of them are link text; white space not counted. */
export interface TextLengths {
  readonly all: number
  readonly linked: number
}

interface MarkupText {
  readonly kind: 'text'
  readonly text: string
}

export type MarkupNode = MarkupElement | MarkupText

export interface MarkupOptions {
  /** Keep what CSS hides. */
  readonly showHidden: boolean
  /** Reads the page's style sheets; without it they say nothing. */
  readonly readSheets?: SheetReader
  /** Finds the cells into which the page's scripts write; without it they are left out of account. */
  readonly findFilled?: (document: PageNode) => ReadonlySet<PageElement>
}

export interface MarkupTree {
  readonly root: MarkupElement
  /** Whether something was left out because it is hidden. */
  readonly hidden: boolean
  /** Whether a style sheet of the page is not at hand. */
  readonly linked: boolean
}

/** Elements of the given names below an element, in document order, not looking inside of those found if `shallow`. */
export function descendants(
  element: MarkupElement,
  names: ReadonlySet<string>,
  shallow = false,
): readonly MarkupElement[] {
  const found: MarkupElement[] = []
  const visit = (node: MarkupElement): void => {
    for (const child of node.children) {
      if (child.kind !== 'element') continue
      const wanted = names.has(child.name)
      if (wanted) found.push(child)
      if (!wanted || !shallow) visit(child)
    }
  }
  visit(element)
  return found
}
