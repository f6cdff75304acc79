import { html as HTML, type DefaultTreeAdapterMap, parse } from 'parse5'
import { chosenText, drawnText, FIELDS, plainFormula } from './field.js'
import {
  CLOSED,
  GENERATED,
  ORDER,
  VEIL,
  type MarkupElement,
  type MarkupNode,
  type MarkupOptions,
  type MarkupTree,
} from './element.js'
import { isBound, isNamedIn, isPlaceholder } from './placeholder.js'
import { OUTERMOST, type Computed } from './style/computed.js'
import {
  attributeOf,
  childrenOf,
  isElement,
  nodesIn,
  sourcesOf,
  textOf,
  type PageElement,
  type PageNode,
} from './style/dom.js'
import type { Generated } from './style/generated.js'
import { Looks, type Look } from './style/looks.js'
import { mediaHolds } from './style/media.js'
import { DOUBTFUL, SEEN, UNSEEN, VEILED, type Sight } from './style/sight.js'

/**
 * Elements deeper than this hang beside their ancestors instead of below them, as browsers do it (Chrome: 512): whatever
 * walks the tree may recurse.
 */
const MAX_DEPTH = 400

/** Elements that show something which is not their text. In a cell they are kept: such a cell is not blank. */
const DRAWN = new Set(['select', 'textarea', 'svg', 'math', 'canvas', 'video', 'button', 'script'])

/** Elements without text that show something; where they cannot be seen they are left out. */
const SHOWN = new Set(['img', 'input', 'object', 'embed', 'iframe', 'meter', 'progress'])

/** Elements of a page's head; nothing is shown of them elsewhere. */
const HEAD_ONLY = new Set(['title', 'base', 'meta', 'link', 'noembed'])

const NO_ATTRIBUTES: ReadonlyMap<string, string> = new Map()

const NO_NODES: ReadonlySet<PageNode> = new Set()

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
  marks?: NonNullable<MarkupElement['marks']>
}

interface Surroundings {
  readonly parent: Growing
  readonly depth: number
  readonly inRow: boolean
  readonly inCell: boolean
  readonly look: Computed
}

type Task = { readonly around: Surroundings } & ({ readonly node: PageNode } | { readonly made: Generated })

/** Builds the tree of what a page shows out of the parsed page. */
class Grower {
  readonly #looks: Looks
  readonly #scripts: string
  readonly #linked: boolean
  /** Cells into which the page's scripts write. */
  readonly #filled: ReadonlySet<PageNode>
  readonly #showHidden: boolean
  // An explicit stack: nesting in the page must not become nesting of calls.
  readonly #stack: Task[] = []
  /** Texts whose first letter is not seen. */
  readonly #shortened = new Set<PageNode>()
  #hidden = false

  constructor(document: DefaultTreeAdapterMap['document'], { readSheets, findFilled, showHidden }: MarkupOptions) {
    const { sheets, scripts, linked } = sourcesOf(document, mediaHolds)
    const quirks = document.mode === HTML.DOCUMENT_MODE.QUIRKS
    this.#looks = new Looks(readSheets?.(sheets, quirks) ?? [], { quirks, linked })
    this.#scripts = scripts
    this.#linked = linked
    this.#filled = findFilled?.(document) ?? NO_NODES
    this.#showHidden = showHidden
  }

  grow(document: PageNode): MarkupTree {
    const root: Growing = {
      kind: 'element',
      name: '#root',
      attributes: NO_ATTRIBUTES,
      children: [],
      parent: null,
      lengths: null,
    }
    this.#push(document, { parent: root, depth: 0, inRow: false, inCell: false, look: OUTERMOST })
    for (let task = this.#stack.pop(); task; task = this.#stack.pop()) {
      if ('made' in task) addGenerated(task.around.parent, task.made)
      else if ('value' in task.node) this.#addText(this.#shownOf(task.node), task.around)
      else if (isElement(task.node)) this.#addElement(task.node, task.around)
    }
    return { root, hidden: this.#hidden, linked: this.#linked }
  }

  #push(node: PageNode, around: Surroundings): void {
    const shown = around.inCell ? unfolded(node) : childrenOf(node)
    for (let at = shown.length - 1; at >= 0; at--) {
      const child = shown[at]
      if (child) this.#stack.push({ node: child, around })
    }
  }

  #shownOf(node: Extract<PageNode, { readonly value: string }>): string {
    return this.#shortened.has(node) ? node.value.replace(/^\s*\p{P}*./u, '') : node.value
  }

  #addText(text: string, { parent, inCell, look }: Surroundings): void {
    const sight = /\S/u.test(text) ? this.#sightOf(look, inCell) : SEEN
    if (inCell && (sight === DOUBTFUL || sight === VEILED)) addEmpty(parent, VEIL)
    if (sight >= VEILED) {
      this.#hidden = true
      return
    }
    const last = parent.children.at(-1)
    // Text nodes side by side (a comment stood between them) are one text.
    if (last?.kind === 'text') parent.children[parent.children.length - 1] = { kind: 'text', text: last.text + text }
    else parent.children.push({ kind: 'text', text })
  }

  /** Outside of a table's cells scripts bring into sight what is only out of sight. */
  #sightOf(look: Computed, inCell: boolean): Sight {
    if (inCell) return this.#looks.sightOf(look)
    return look.visible || this.#showHidden ? SEEN : UNSEEN
  }

  #addElement(node: PageElement, around: Surroundings): void {
    const { parent, depth, inCell } = around
    const drawn = inCell && DRAWN.has(node.tagName)
    // The content of a shadow root is shown in place of its host's own.
    if (inCell && attributeOf(node, 'shadowrootmode') !== undefined) addEmpty(parent, VEIL)
    if (DROPPED.has(node.tagName) && !drawn) return
    if (inCell && HEAD_ONLY.has(node.tagName)) return
    const within = inCell || CELLS.has(node.tagName)
    const inRow = around.inRow || node.tagName === 'tr'
    const look = this.#looks.lookOf(node, this.#outerLook(node, around), { inRow, inCell })
    const attributes = attributesOf(node, look)
    const isLost = (drawn || SHOWN.has(node.tagName)) && this.#isUnseenBox(look.computed, inCell)
    if ((look.gone || attributes.get('type') === 'hidden' || isLost) && (inCell || !this.#showHidden)) {
      this.#hidden = true
      return
    }
    const marks = within && this.#isFilled(node, attributes) ? new Set([...look.marks, 'filled' as const]) : look.marks
    const formula = drawn ? plainFormula(node) : null
    const name = formula === null ? node.tagName : 'span'
    const element: Growing = { kind: 'element', name, attributes, children: [], parent, lengths: null, marks }
    parent.children.push(element)
    if (look.covered) addEmpty(element, VEIL)
    if (look.strikes) parent.marks = new Set([...(parent.marks ?? []), 'struck' as const])
    if (inCell && this.#isDoubtfulBox(node, look.computed)) addEmpty(parent, VEIL)
    if (drawn) {
      const text = formula ?? (FIELDS.has(node.tagName) ? chosenText(node) : drawnText(node))
      if (text !== '') element.children.push({ kind: 'text', text })
      return
    }
    const home = depth < MAX_DEPTH ? element : parent
    const inside = { parent: home, depth: depth + 1, inRow, inCell: within, look: look.computed }
    if (look.before) addGenerated(element, look.before)
    if (look.partly !== 'whole' && /\S/u.test(textOf(node))) {
      addEmpty(element, VEIL)
      const first = look.partly === 'without-first' ? firstText(node) : null
      if (first) this.#shortened.add(first)
    }
    if (look.after) this.#stack.push({ around: inside, made: look.after })
    this.#push(node, inside)
  }

  /** A page that is shown whole shows its tables wherever they stand. */
  #outerLook({ tagName }: PageElement, { look }: Surroundings): Computed {
    if (!this.#showHidden || tagName !== 'table') return look
    return { ...look, visible: true, opacity: 1, box: SEEN }
  }

  #isUnseenBox({ visible, box, opacity }: Computed, inCell: boolean): boolean {
    return inCell ? !visible || box >= VEILED || opacity < 0.05 : !visible && !this.#showHidden
  }

  #isDoubtfulBox({ tagName }: PageElement, look: Computed): boolean {
    return (FIELDS.has(tagName) || tagName === 'math') && this.#looks.sightOf(look) > SEEN
  }

  /** Tells whether a script brings the element's content. */
  #isFilled(node: PageElement, attributes: ReadonlyMap<string, string>): boolean {
    if (this.#filled.has(node)) return true
    if (attributes.size === 0) return false
    if (isBound(attributes)) return true
    const isPlace = isPlaceholder(attributes, CELLS.has(node.tagName))
    if (!isPlace && this.#scripts === '') return false
    const isEmpty = node.childNodes.every(
      (child) => !isElement(child) && !('value' in child && /\S/u.test(child.value)),
    )
    return (isEmpty && isPlace) || isNamedIn(this.#scripts, attributes, isEmpty)
  }
}

/** An element's attributes, and what its look says beside. */
function attributesOf({ attrs, tagName }: PageElement, look: Look): ReadonlyMap<string, string> {
  const isClosed = look.closed && (tagName === 'col' || tagName === 'colgroup')
  if (attrs.length === 0 && !isClosed && look.order === null) return NO_ATTRIBUTES
  const attributes = new Map<string, string>()
  for (const { name, value } of attrs) attributes.set(name, value)
  if (isClosed) attributes.set(CLOSED, '')
  if (look.order !== null) attributes.set(ORDER, String(look.order))
  return attributes
}

/** Gives the nodes that an element's shadow root shows in place of its children; null where it has none, or takes them up. */
function shadowOf(node: PageNode): readonly PageNode[] | null {
  const root = childrenOf(node).find((child) => isElement(child) && attributeOf(child, 'shadowrootmode') !== undefined)
  if (!root || !('content' in root)) return null
  const inside = [...nodesIn(root.content)]
  const isTakingUp = inside.some((each) => isElement(each) && each.tagName === 'slot')
  return isTakingUp ? null : [root, ...childrenOf(root.content)]
}

/** The children that are shown before anybody unfolds anything. */
function unfolded(node: PageNode): readonly PageNode[] {
  const children = shadowOf(node) ?? childrenOf(node)
  if (!isElement(node) || node.tagName !== 'details' || attributeOf(node, 'open') !== undefined) return children
  const summary = children.find((child) => isElement(child) && child.tagName === 'summary')
  return summary ? [summary] : []
}

/** The first text below a node that is not blank. */
function firstText(node: PageNode): PageNode | null {
  for (const each of nodesIn(node)) if ('value' in each && /\S/u.test(each.value)) return each
  return null
}

function addEmpty(parent: Growing, name: string): Growing {
  const element: Growing = { kind: 'element', name, attributes: NO_ATTRIBUTES, children: [], parent, lengths: null }
  parent.children.push(element)
  return element
}

function addGenerated(parent: Growing, { text }: Generated): void {
  addEmpty(parent, GENERATED).children.push({ kind: 'text', text })
}

/** Parses HTML as a browser does; scripts, styles, comments and (unless asked for) hidden elements are left out. */
export function parseMarkup(html: string, options: MarkupOptions): MarkupTree {
  const document = parse(html, { scriptingEnabled: false })
  return new Grower(document, options).grow(document)
}
