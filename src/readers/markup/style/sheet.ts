import type { CssNode, Selector } from 'css-tree'
import parseCss from 'css-tree/parser'
import { compile } from 'css-select'
import { deciding, split, type Declaration } from './declarations.js'
import { attributeOf, childrenOf, isElement, textOf, type PageElement, type PageNode } from './dom.js'
import { mediaHolds, supportsHolds } from './media.js'
import { keyOf, pseudoOf, weightOf, type Pseudo } from './selectors.js'

/** A selector with the declarations that it brings to what it matches. */
export interface Rule {
  /** The id, class or name that the element must have, as `#id`, `.class`, `name`; `*` for any. */
  readonly key: string
  readonly pseudo: Pseudo
  readonly weight: number
  readonly declarations: readonly Declaration[]
  readonly matches: (element: PageElement) => boolean
}

/** Reads the rules of a page's style sheets that decide what is seen. */
export type SheetReader = (sheets: readonly string[], quirks: boolean) => readonly Rule[]

/** A page with more has them from a generator; each costs time at every element. */
const MAX_RULES = 20_000

/** Rules in a layer give way to those in none. */
const UNLAYERED = 1e9
const LAYER = 1e5

const MAX_NESTED_RULES = 20

export function readSheets(sheets: readonly string[], quirks: boolean): readonly Rule[] {
  const reader = new Reader(quirks)
  for (const sheet of sheets) reader.read(sheet)
  return reader.rules
}

class Reader {
  readonly rules: Rule[] = []
  readonly #quirks: boolean
  readonly #layers = new Map<string, number>()
  #source = ''

  constructor(quirks: boolean) {
    this.#quirks = quirks
  }

  read(sheet: string): void {
    const text = sheet.replace(/"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|\/\*[^]*?(?:\*\/|$)/gu, (found) =>
      found.startsWith('/*') ? ' ' : found,
    )
    this.#visitText(text, UNLAYERED, 0)
  }

  #visit(node: CssNode, outer: readonly string[], layer: number, depth = 0): void {
    if (depth > MAX_NESTED_RULES || this.rules.length > MAX_RULES) return
    if (node.type === 'StyleSheet' || node.type === 'Block') {
      for (const child of node.children.toArray()) this.#visit(child, outer, layer, depth + 1)
    } else if (node.type === 'Atrule') {
      const prelude = node.prelude ? this.#textOf(node.prelude) : ''
      const name = node.name.toLowerCase()
      const inside = name === 'layer' ? this.#layerOf(prelude) : layer
      if (!node.block || !isEntered(name, prelude)) return
      if (outer.length > 0) this.#add(outer, node.block, inside)
      this.#visit(node.block, outer, inside, depth + 1)
    } else if (node.type === 'Rule' && node.prelude.type === 'SelectorList') {
      const selectors = node.prelude.children.toArray().map((selector) => nested(this.#textOf(selector), outer))
      this.#add(selectors, node.block, layer)
      for (const child of node.block.children.toArray())
        if (child.type === 'Rule' || child.type === 'Atrule') this.#visit(child, selectors, layer, depth + 1)
        else if (child.type === 'Raw') this.#visitRaw(child.value, selectors, layer, depth + 1)
    }
  }

  /** Rules inside of a rule that have no `&`, which the parser leaves as they are, and what stands behind them. */
  #visitRaw(raw: string, outer: readonly string[], layer: number, depth: number): void {
    const rest = raw.replace(/([^{};]+)(\{[^{}]*\})/gu, (_, list: string, block: string) => {
      const selectors = split(list, ',').map((selector) => nested(selector, outer))
      this.#visitText(selectors.join(',') + block, layer, depth)
      return ''
    })
    if (rest !== raw && !rest.includes('{')) this.#visitText(`${outer.join(',')}{${rest}}`, layer, depth)
  }

  #visitText(text: string, layer: number, depth: number): void {
    const source = this.#source
    this.#source = text
    this.#visit(parseCss(text, { parseValue: false, parseAtrulePrelude: false, positions: true }), [], layer, depth)
    this.#source = source
  }

  #add(selectors: readonly string[], block: CssNode, layer: number): void {
    if (block.type !== 'Block') return
    const declarations = block.children.toArray().flatMap((child) => {
      if (child.type !== 'Declaration') return []
      const value = child.value.type === 'Raw' ? child.value.value : this.#textOf(child.value)
      return deciding({ property: child.property, value, important: child.important !== false }, this.#quirks)
    })
    if (declarations.length > 0) for (const selector of selectors) this.#addRule(selector, declarations, layer)
  }

  #addRule(text: string, declarations: readonly Declaration[], layer: number): void {
    const selector = parseSelector(text)
    const pseudo = selector && pseudoOf(selector)
    if (!selector || !pseudo) return
    const matches = matcher(pseudo.from === null ? text : text.slice(0, pseudo.from), this.#quirks)
    if (!matches) return
    const weight = weightOf(selector) + layer
    this.rules.push({ key: keyOf(selector), pseudo: pseudo.name, weight, declarations, matches })
  }

  /** The weight of a layer; those named later stand above those named earlier. */
  #layerOf(prelude: string): number {
    const names = prelude.split(',').map((name) => name.trim())
    for (const name of names) if (!this.#layers.has(name)) this.#layers.set(name, this.#layers.size)
    return (this.#layers.get(names[0] ?? '') ?? 0) * LAYER
  }

  #textOf(node: CssNode): string {
    return node.loc ? this.#source.slice(node.loc.start.offset, node.loc.end.offset).trim() : ''
  }
}

/** Whether the rules in an at-rule count on the screen. */
function isEntered(name: string, prelude: string): boolean {
  if (name === 'media') return mediaHolds(prelude)
  if (name === 'supports') return supportsHolds(prelude)
  return name === 'layer' || name === 'scope'
}

/** A selector inside of another rule. */
function nested(selector: string, outer: readonly string[]): string {
  if (outer.length === 0) return selector
  const [first = ''] = outer
  const parent = outer.length === 1 && !/[\s>+~]/u.test(first) ? first : `:is(${outer.join(',')})`
  return selector.includes('&') ? selector.replaceAll('&', parent) : `${parent} ${selector}`
}

function parseSelector(text: string): Selector | null {
  try {
    const node = parseCss(text, { context: 'selector', positions: true })
    return node.type === 'Selector' ? node : null
  } catch {
    return null
  }
}

/** States that a page is not in before somebody does something. */
const STATES = Object.fromEntries(
  (
    'hover active focus focus-within focus-visible target visited fullscreen modal popover-open placeholder-shown ' +
    'autofill -webkit-autofill user-invalid'
  )
    .split(' ')
    .map((name) => [name, (): boolean => false]),
)

/** The test of a selector; null where it is one that cannot be tried. */
function matcher(selector: string, quirks: boolean): ((element: PageElement) => boolean) | null {
  const text = selector.trim() === '' || /[\s>+~]$/u.test(selector) ? `${selector}*` : selector
  try {
    return compile<PageNode, PageElement>(text.trim(), {
      quirksMode: quirks,
      cacheResults: false,
      relativeSelector: false,
      pseudos: STATES,
      adapter: {
        isTag: isElement,
        getAttributeValue: attributeOf,
        getChildren: childrenOf,
        getName: ({ tagName }) => tagName,
        getParent: ({ parentNode }) => parentNode,
        getSiblings: (node) => ('parentNode' in node && node.parentNode ? node.parentNode.childNodes : [node]),
        getText: textOf,
        hasAttrib: (element, name) => attributeOf(element, name) !== undefined,
        removeSubsets: (nodes) => nodes,
      },
    })
  } catch {
    return null
  }
}
