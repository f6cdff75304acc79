import type { Atrule, CssNode, Selector } from 'css-tree'
import parseCss from 'css-tree/parser'
import { compile } from 'css-select'
import { deciding, UNSURE, type Declaration } from './declarations.js'
import { split } from './split.js'
import { attributeOf, childrenOf, isElement, textOf, type PageElement, type PageNode } from './dom.js'
import { isTaken, keyOf, pseudoOf, weightOf, stateTests } from './selectors.js'
import { UNLAYERED, type Rule } from './cascade.js'
import { dataSheet, isDisguise, isEntered, scoped } from './media.js'

/** A page with more has them from a generator; each costs time at every element. */
const MAX_RULES = 20_000

const LAYER = 1e6

const MAX_NESTED_RULES = 20

/** The pages of one site have the same style sheets; so many of them are remembered, up to this length each. */
const MOST_KNOWN = 16
const LONGEST_KNOWN = 200_000

const known = new Map<string, readonly Rule[]>()

export function readSheets(sheets: readonly string[], quirks: boolean): readonly Rule[] {
  const key = `${String(quirks)}\0${sheets.join('\0')}`
  const found = known.get(key)
  if (found) return found
  const rules = rulesOf(sheets, quirks)
  if (known.size >= MOST_KNOWN) known.clear()
  if (key.length <= LONGEST_KNOWN) known.set(key, rules)
  return rules
}

function rulesOf(sheets: readonly string[], quirks: boolean): readonly Rule[] {
  const reader = new Reader(quirks)
  for (const sheet of sheets) reader.read(sheet)
  return reader.rules
}

class Reader {
  readonly rules: Rule[] = []
  readonly #quirks: boolean
  readonly #layers = new Map<string, number>()
  #source = ''
  /** Whether it cannot be told whether the rules at hand count. */
  #doubted = false

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
    } else if (node.type === 'Atrule') this.#visitAtRule(node, outer, layer, depth)
    else if (node.type === 'Rule' && node.prelude.type === 'SelectorList') {
      const selectors = node.prelude.children
        .toArray()
        .map((selector) => forgiving(nested(this.#textOf(selector), outer)))
      if (!selectors.every((selector) => isTakenSelector(selector))) return
      this.#add(selectors, node.block, layer)
      for (const child of node.block.children.toArray())
        if (child.type === 'Rule' || child.type === 'Atrule') this.#visit(child, selectors, layer, depth + 1)
        else if (child.type === 'Raw') this.#visitRaw(child.value, selectors, layer, depth + 1)
        else if (child.type === 'Declaration' && this.#textOf(child).includes('{'))
          this.#visitRaw(this.#textOf(child), selectors, layer, depth + 1)
    }
  }

  #visitAtRule(node: Atrule, outer: readonly string[], layer: number, depth: number): void {
    const prelude = node.prelude ? this.#textOf(node.prelude) : ''
    const name = node.name.toLowerCase()
    const inside = name === 'layer' ? this.#layerOf(prelude) : layer
    if (name === 'import') this.#visitText(dataSheet(prelude) ?? '', layer, depth + 1)
    if (!node.block) return
    const body = this.#textOf(node.block).slice(1, -1)
    if (name === 'font-face' && isDisguise(body)) {
      const family = /font-family\s*:\s*["']?([^;"'}]+)/iu.exec(body)?.[1]?.trim().toLowerCase()
      if (family !== undefined) this.#visitText(`:root{--disguise-${family.replace(/[^\w-]/gu, '-')}:1}`, 0, depth)
    }
    if (name === 'property') {
      const initial = /initial-value\s*:\s*([^;}]+)/iu.exec(body)?.[1]
      if (initial !== undefined) this.#visitText(`:where(:root){${prelude}:${initial}}`, 0, depth + 1)
    }
    const entered = isEntered(name, prelude)
    if (entered === 'no') return
    const doubted = this.#doubted
    this.#doubted ||= entered === 'unsure'
    const within = name === 'scope' ? scoped(prelude, outer) : outer
    if (within.length > 0 && name !== 'scope') this.#add(within, node.block, inside)
    this.#visit(node.block, within, inside, depth + 1)
    this.#doubted = doubted
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
    const own = pseudo.from === null ? text : text.slice(0, pseudo.from)
    const exact = matcher(own, this.#quirks)
    const matches = exact ?? matcher(own.replace(/::?[\w-]+(?:\([^()]*\))?/gu, ''), this.#quirks)
    if (!matches) return
    const isDoubted = this.#doubted || exact === null
    if (isDoubted && !declarations.some(mayHide)) return
    this.rules.push({
      key: keyOf(selector),
      pseudo: pseudo.name,
      weight: weightOf(selector),
      layer,
      declarations: isDoubted ? [{ property: `${UNSURE}-rule`, value: 'yes', important: false }] : declarations,
      matches,
    })
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

/** A selector inside of another rule. */
function nested(selector: string, outer: readonly string[]): string {
  if (outer.length === 0) return selector
  const [first = ''] = outer
  const parent = outer.length === 1 && !/[\s>+~]/u.test(first) ? first : `:is(${outer.join(',')})`
  return selector.includes('&') ? selector.replaceAll('&', parent) : `${parent} ${selector}`
}

/** A selector whose lists that put up with anything are without what browsers do not take. */
function forgiving(selector: string): string {
  const found = /:(?:is|where)\(/iu.exec(selector)
  if (!found) return selector
  const from = found.index + found[0].length
  let end = from
  for (let open = 1; end < selector.length; end++) {
    open += selector[end] === '(' ? 1 : selector[end] === ')' ? -1 : 0
    if (open === 0) break
  }
  const parts = split(selector.slice(from, end), ',').map(forgiving).filter(isTakenSelector)
  const list = parts.length === 0 ? ':not(*)' : parts.join(',')
  return selector.slice(0, from) + list + forgiving(selector.slice(end))
}

function isTakenSelector(text: string): boolean {
  const selector = parseSelector(text)
  return selector !== null && isTaken(selector)
}

const HARMLESS =
  /^(?:width|height|max-|margin-|padding-|overflow-|line-height|letter-spacing|border-|list-|font-family)/u

/** Tells whether a declaration may take text out of sight. */
const mayHide = ({ property, value }: Declaration): boolean =>
  property === 'display' ? /^none$/iu.test(value) : !HARMLESS.test(property) && !property.startsWith('--')

function parseSelector(text: string): Selector | null {
  try {
    const node = parseCss(text, { context: 'selector', positions: true })
    return node.type === 'Selector' ? node : null
  } catch {
    return null
  }
}

/** The test of a selector; null where it is one that cannot be tried. */
function matcher(selector: string, quirks: boolean): ((element: PageElement) => boolean) | null {
  // css-select has a meaning of its own for these.
  const plain = selector.replaceAll('*|', '').replace(/:(?=read-(?:only|write)\b)/giu, ':is-')
  const text = plain.trim() === '' || /[\s>+~]$/u.test(plain) ? `${plain}*` : plain
  try {
    return compile<PageNode, PageElement>(text.trim(), {
      quirksMode: quirks,
      cacheResults: false,
      relativeSelector: false,
      pseudos: stateTests,
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
