import { parse, type DefaultTreeAdapterMap } from 'parse5'

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

/**
 * Elements deeper than this hang beside their ancestors instead of below them, as browsers do it (Chrome: 512): whatever
 * walks the tree may recurse.
 */
const MAX_DEPTH = 400

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
export function parseMarkup(html: string, options: MarkupOptions = { showHidden: false }): MarkupElement {
  const document = parse(html, { scriptingEnabled: false })
  const hidden = options.showHidden ? null : hiddenBySheet(document)
  const root: Growing = { kind: 'element', name: '#root', attributes: new Map(), children: [], parent: null }
  // An explicit stack: nesting in the page must not become nesting of calls.
  const stack: { readonly node: Parsed; readonly parent: Growing; readonly depth: number }[] = []
  const push = (children: readonly Parsed[], parent: Growing, depth: number): void => {
    for (let index = children.length - 1; index >= 0; index--) {
      const node = children[index]
      if (node) stack.push({ node, parent, depth })
    }
  }
  push(document.childNodes, root, 0)
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { node, parent, depth } = next
    if ('value' in node) {
      const last = parent.children.at(-1)
      // Text nodes side by side (a comment stood between them) are one text.
      if (last?.kind === 'text')
        parent.children[parent.children.length - 1] = { kind: 'text', text: last.text + node.value }
      else parent.children.push({ kind: 'text', text: node.value })
    } else if ('tagName' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]))
      if (DROPPED.has(node.tagName) || (hidden && isHidden(attributes, hidden))) continue
      const element: Growing = { kind: 'element', name: node.tagName, attributes, children: [], parent }
      parent.children.push(element)
      push(node.childNodes, depth < MAX_DEPTH ? element : parent, depth + 1)
    }
  }
  return root
}

interface HiddenNames {
  readonly classes: ReadonlySet<string>
  readonly ids: ReadonlySet<string>
}

const HIDING = /(?:^|[;{\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all)/i

function isHidden(attributes: ReadonlyMap<string, string>, names: HiddenNames): boolean {
  if (attributes.has('hidden')) return true
  if (attributes.get('type') === 'hidden') return true
  if (HIDING.test(attributes.get('style') ?? '')) return true
  const id = attributes.get('id')
  if (id !== undefined && names.ids.has(id)) return true
  if (names.classes.size === 0) return false
  return (attributes.get('class') ?? '').split(/\s+/).some((name) => names.classes.has(name))
}

/** Classes and ids that the page's own style sheets hide; only plain selectors, nothing inside of @media and the like. */
function hiddenBySheet(document: DefaultTreeAdapterMap['document']): HiddenNames {
  const classes = new Set<string>()
  const ids = new Set<string>()
  const stack: Parsed[] = [...document.childNodes]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!('tagName' in node)) continue
    if (node.tagName !== 'style') {
      for (const child of node.childNodes) stack.push(child)
      continue
    }
    const sheet = node.childNodes.map((child) => ('value' in child ? child.value : '')).join('')
    for (const { selectors, body } of plainRules(sheet)) {
      if (!HIDING.test(body)) continue
      for (const selector of selectors.split(',')) {
        const match = /^\s*([.#])([\w-]+)\s*$/.exec(selector)
        if (match?.[2] !== undefined) (match[1] === '.' ? classes : ids).add(match[2])
      }
    }
  }
  return { classes, ids }
}

function plainRules(sheet: string): readonly { selectors: string; body: string }[] {
  const rules: { selectors: string; body: string }[] = []
  const css = sheet.replace(/\/\*[^]*?\*\//g, '').replace(/<!--|-->/g, '')
  let at = 0
  while (at < css.length) {
    const open = css.indexOf('{', at)
    if (open < 0) break
    let depth = 1
    let close = open + 1
    for (; close < css.length && depth > 0; close++) depth += css[close] === '{' ? 1 : css[close] === '}' ? -1 : 0
    const selectors = css.slice(at, open)
    if (!selectors.includes('@')) rules.push({ selectors, body: css.slice(open, close) })
    at = close
  }
  return rules
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
