import type { Atrule, CssNode, Rule as CssRule } from 'css-tree'
import parseCss from 'css-tree/parser'
import { deciding, UNSURE, type Declaration } from './declarations.js'
import { split } from './split.js'
import { factsOf, forgiving, selectorsIn } from './facts.js'
import { UNLAYERED, type Rule } from './cascade.js'
import { dataSheet, isDisguise, isEntered, scoped } from './media.js'

/** A page with more has them from a generator; each costs time at every element. */
const MAX_RULES = 20_000

const LAYER = 1e6

const MAX_NESTED_RULES = 20

/** The pages of one site share style sheets: characters remembered in all, and in one sheet. */
const MAX_KNOWN = 1_500_000
const LONGEST_KNOWN = 200_000

/** The rules of style sheets, by everything they depend on, the longest unused first. */
const known = new Map<string, readonly Rule[]>()
let knownLength = 0

export function readSheets(sheets: readonly string[], quirks: boolean): readonly Rule[] {
  if (sheets.length === 0) return []
  // The lengths keep sheets apart whatever stands in them.
  const key = `${String(quirks)} ${sheets.map(({ length }) => length).join()} ${sheets.join('')}`
  const found = known.get(key)
  const rules = found ?? rulesOf(sheets, quirks)
  if (found) known.delete(key)
  else if (key.length > LONGEST_KNOWN) return rules
  else knownLength += key.length
  known.set(key, rules)
  for (const oldest of known.keys()) {
    if (knownLength <= MAX_KNOWN) break
    known.delete(oldest)
    knownLength -= oldest.length
  }
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
    else if (node.type === 'Rule') this.#visitRule(node, outer, layer, depth)
  }

  #visitRule(node: CssRule, outer: readonly string[], layer: number, depth: number): void {
    const declarations = this.#declarationsIn(node.block)
    const inside = node.block.children.toArray().filter((child) => this.#mayHoldRules(child))
    if (declarations.length === 0 && inside.length === 0) return
    const selectors = selectorsIn(this.#textOf(node.prelude))?.map((text) => forgiving(nested(text, outer)))
    if (!selectors?.every((selector) => factsOf(selector, this.#quirks)?.taken)) return
    for (const selector of selectors) this.#addRule(selector, declarations, layer)
    for (const child of inside)
      if (child.type === 'Rule' || child.type === 'Atrule') this.#visit(child, selectors, layer, depth + 1)
      else this.#visitRaw(child.type === 'Raw' ? child.value : this.#textOf(child), selectors, layer, depth + 1)
  }

  #mayHoldRules(node: CssNode): boolean {
    if (node.type === 'Declaration') return this.#textOf(node).includes('{')
    return node.type === 'Rule' || node.type === 'Atrule' || node.type === 'Raw'
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
    if (within.length > 0 && name !== 'scope') {
      const declarations = this.#declarationsIn(node.block)
      for (const selector of within) this.#addRule(selector, declarations, inside)
    }
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
    this.#visit(parseCss(text, PARSING), [], layer, depth)
    this.#source = source
  }

  #declarationsIn(block: CssNode): readonly Declaration[] {
    if (block.type !== 'Block') return []
    return block.children.toArray().flatMap((child) => {
      if (child.type !== 'Declaration') return []
      const value = child.value.type === 'Raw' ? child.value.value : this.#textOf(child.value)
      return deciding({ property: child.property, value, important: child.important !== false }, this.#quirks)
    })
  }

  #addRule(text: string, declarations: readonly Declaration[], layer: number): void {
    if (declarations.length === 0) return
    const facts = factsOf(text, this.#quirks)
    if (!facts || facts.pseudo === 'never') return
    const { key, pseudo, weight, exact, matches } = facts
    const isDoubted = this.#doubted || !exact
    if (isDoubted && !declarations.some(mayHide)) return
    const said = isDoubted ? UNSURE_RULE : declarations
    this.rules.push({ key, pseudo, weight, layer, declarations: said, matches })
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

/** Preludes are taken apart where their rules have something to say. */
const PARSING = { parseValue: false, parseAtrulePrelude: false, parseRulePrelude: false, positions: true }

/** Stands for declarations of which it cannot be told whether they count. */
const UNSURE_RULE: readonly Declaration[] = [{ property: `${UNSURE}-rule`, value: 'yes', important: false }]

/** A selector inside of another rule. */
function nested(selector: string, outer: readonly string[]): string {
  if (outer.length === 0) return selector
  const [first = ''] = outer
  const parent = outer.length === 1 && !/[\s>+~]/u.test(first) ? first : `:is(${outer.join(',')})`
  return selector.includes('&') ? selector.replaceAll('&', parent) : `${parent} ${selector}`
}

const HARMLESS =
  /^(?:width|height|max-|margin-|padding-|overflow-|line-height|letter-spacing|border-|list-|font-family)/u

/** Tells whether a declaration may take text out of sight. */
const mayHide = ({ property, value }: Declaration): boolean =>
  property === 'display' ? /^none$/iu.test(value) : !HARMLESS.test(property) && !property.startsWith('--')
