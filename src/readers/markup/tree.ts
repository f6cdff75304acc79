import { parse } from 'parse5'
import { Grower } from './grower.js'
import type { Mark } from './style/looks.js'
import type { SheetReader } from './style/sheet.js'

/** An element of a web page or of mammoth's HTML, reduced to what carries content. */
export interface MarkupElement {
  readonly kind: 'element'
  /** Lower case. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly MarkupNode[]
  readonly parent: MarkupElement | null
  /** What its look says of its text; `filled`: a script brings what it shows. */
  readonly marks?: ReadonlySet<Mark | 'filled'>
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
}

export interface MarkupTree {
  readonly root: MarkupElement
  /** Whether something was left out because it is hidden. */
  readonly hidden: boolean
  /** Whether a style sheet of the page is not at hand. */
  readonly linked: boolean
}

/** Parses HTML as a browser does; scripts, styles, comments and (unless asked for) hidden elements are left out. */
export function parseMarkup(html: string, options: MarkupOptions): MarkupTree {
  const document = parse(html, { scriptingEnabled: false })
  return new Grower(document, options).grow(document)
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
