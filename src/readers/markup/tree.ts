import { parse, type DefaultTreeAdapterMap } from 'parse5'
import { hasGenerated, hiddenBySheet, isHidden, isUnseen } from './hidden.js'

/** An element of a web page or of mammoth's HTML, reduced to what carries content. */
export interface MarkupElement {
  readonly kind: 'element'
  /** Lower case. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly MarkupNode[]
  readonly parent: MarkupElement | null
}

export interface MarkupText {
  readonly kind: 'text'
  readonly text: string
}

export type MarkupNode = MarkupElement | MarkupText

export interface MarkupOptions {
  /** Keep what CSS hides. */
  readonly showHidden: boolean
}

export interface MarkupTree {
  readonly root: MarkupElement
  /** Whether something was left out because it is hidden. */
  readonly hidden: boolean
}

/**
 * Elements deeper than this hang beside their ancestors instead of below them, as browsers do it (Chrome: 512): whatever
 * walks the tree may recurse.
 */
const MAX_DEPTH = 400

/** Elements that show something which is not their text. In a cell they are kept, empty: such a cell is not blank. */
const DRAWN = new Set(['select', 'textarea', 'svg', 'math', 'canvas', 'video', 'button', 'script'])

/** The name of what a style sheet puts into an element. */
export const GENERATED = '::before'

const CELLS = new Set(['td', 'th'])

const DROPPED = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'select',
  'button',
  'textarea',
  'svg',
  'math',
  'canvas',
  'audio',
  'video',
  'map',
  'datalist',
  'noframes',
])

interface Growing extends MarkupElement {
  readonly children: MarkupNode[]
}

type Parsed = DefaultTreeAdapterMap['node']

/** Parses HTML as a browser does; scripts, styles, comments and (unless asked for) hidden elements are left out. */
export function parseMarkup(html: string, options: MarkupOptions): MarkupTree {
  const document = parse(html, { scriptingEnabled: false })
  const names = options.showHidden ? null : hiddenBySheet(document)
  let hidden = false
  const root: Growing = { kind: 'element', name: '#root', attributes: new Map(), children: [], parent: null }
  // An explicit stack: nesting in the page must not become nesting of calls.
  const stack: { readonly node: Parsed; readonly parent: Growing; readonly depth: number; readonly inCell: boolean }[] =
    []
  const push = (children: readonly Parsed[], parent: Growing, depth: number, inCell: boolean): void => {
    for (let index = children.length - 1; index >= 0; index--) {
      const node = children[index]
      if (node) stack.push({ node, parent, depth, inCell })
    }
  }
  push(document.childNodes, root, 0, false)
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, parent, depth, inCell } = next
    if ('value' in node) {
      const last = parent.children.at(-1)
      // Text nodes side by side (a comment stood between them) are one text.
      if (last?.kind === 'text')
        parent.children[parent.children.length - 1] = { kind: 'text', text: last.text + node.value }
      else parent.children.push({ kind: 'text', text: node.value })
    } else if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
      if (DROPPED.has(node.tagName)) {
        if (inCell && DRAWN.has(node.tagName) && !(names && isHidden(attributes, names)))
          parent.children.push({ kind: 'element', name: node.tagName, attributes, children: [], parent })
        continue
      }
      const cell = CELLS.has(node.tagName)
      if (names && (isHidden(attributes, names) || (inCell && !cell && isUnseen(attributes, names)))) {
        hidden = true
        continue
      }
      const element: Growing = { kind: 'element', name: node.tagName, attributes, children: [], parent }
      parent.children.push(element)
      if (names && (inCell || cell) && hasGenerated(attributes, names))
        element.children.push({
          kind: 'element',
          name: GENERATED,
          attributes: new Map(),
          children: [],
          parent: element,
        })
      push(node.childNodes, depth < MAX_DEPTH ? element : parent, depth + 1, inCell || cell)
    }
  }
  return { root, hidden }
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
