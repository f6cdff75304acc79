import { declarationsOf, type Declaration } from './declarations.js'
import { attributeOf, type PageElement } from './dom.js'
import { browsersHints, hintsOf, NO_HINTS, type Hint } from './hints.js'
import type { Pseudo } from './selectors.js'

/** The values of the properties that decide, as declared; variables are not yet replaced. */
export type Values = ReadonlyMap<string, string>

/** Rules in a layer give way to those in none, unless they are important. */
export const UNLAYERED = 1e9

const NONE: Values = new Map()
const NO_RULES: readonly Ordered[] = []

/** An element's own style stands above the rules, and what is important above all that is not. */
const OWN = 1e12
const IMPORTANT = 1e13

interface Ranked {
  readonly rank: number
  readonly order: number
  readonly declaration: Declaration
}

/** A selector with the declarations that it brings to what it matches. */
export interface Rule {
  /** The id, class or name that the element must have, as `#id`, `.class`, `name`; `*` for any. */
  readonly key: string
  readonly pseudo: Pseudo
  /** How particular its selector is, and what its layer gives beside. */
  readonly weight: number
  readonly layer: number
  readonly declarations: readonly Declaration[]
  readonly matches: (element: PageElement) => boolean
}

/** Reads the rules of a page's style sheets that decide what is seen. */
export type SheetReader = (sheets: readonly string[], quirks: boolean) => readonly Rule[]

/** A rule with its place among all. */
interface Ordered {
  readonly rule: Rule
  readonly order: number
}

/** Finds for each element which of the declarations about it is in force. */
export class Cascade {
  /** Rules by the part of an element that they are about, and by their keys. */
  readonly #rules = new Map<Pseudo, Map<string, Ordered[]>>()
  readonly #styles = new Map<string, readonly Declaration[]>()
  /** Values by what declares them: elements that the same rules are about share one object. */
  readonly #known = new Map<string, Values>()
  readonly #quirks: boolean

  constructor(rules: readonly Rule[], quirks: boolean) {
    this.#quirks = quirks
    rules.forEach((rule, order) => {
      let keyed = this.#rules.get(rule.pseudo)
      if (!keyed) this.#rules.set(rule.pseudo, (keyed = new Map<string, Ordered[]>()))
      const alike = keyed.get(rule.key)
      if (alike) alike.push({ rule, order })
      else keyed.set(rule.key, [{ rule, order }])
    })
  }

  /** Tells whether a rule is about a part of the element, as its first letter. */
  hasParts(element: PageElement): boolean {
    for (const [pseudo, rules] of this.#rules) if (pseudo !== 'none' && matching(rules, element).length > 0) return true
    return false
  }

  /** The values in force of an element or a part of it; where the same is declared they are the same object. */
  valuesOf(element: PageElement, pseudo: Pseudo = 'none'): Values {
    const rules = this.#rules.get(pseudo)
    const found = rules ? matching(rules, element) : NO_RULES
    const style = pseudo === 'none' ? attributeOf(element, 'style') : undefined
    const hints = pseudo === 'none' ? hintsOf(element) : NO_HINTS
    if (found.length === 0 && style === undefined && hints.length === 0) return NONE
    const browsers = pseudo === 'none' ? browsersHints(element) : NO_HINTS
    let key = ''
    for (const { order } of found) key += `${String(order)},`
    if (hints.length > 0) key += `|${element.tagName}|${hints.join(';')}`
    if (style !== undefined) key += `\0${style}`
    let values = this.#known.get(key)
    if (!values) this.#known.set(key, (values = inForce(this.#ranked(found, style), new Map(hints), browsers)))
    return values
  }

  #ranked(found: readonly Ordered[], style: string | undefined): readonly Ranked[] {
    const ranked: Ranked[] = found.flatMap(({ rule, order }) =>
      rule.declarations.map((declaration) => ({ rank: rankOf(rule, declaration.important), order, declaration })),
    )
    for (const declaration of style === undefined ? [] : this.#ownStyle(style))
      ranked.push({ rank: OWN + (declaration.important ? IMPORTANT : 0), order: 0, declaration })
    return ranked
  }

  #ownStyle(style: string): readonly Declaration[] {
    const known = this.#styles.get(style)
    if (known) return known
    const declarations = declarationsOf(style, this.#quirks)
    this.#styles.set(style, declarations)
    return declarations
  }
}

/** Important rules of a layer win over those of later layers, and over those without a layer. */
const rankOf = ({ weight, layer }: Rule, important: boolean): number =>
  important ? IMPORTANT + UNLAYERED - layer + weight : layer + weight

const INHERITED = new Set(
  (
    'visibility color -webkit-text-fill-color text-shadow font-size text-indent direction -webkit-text-security ' +
    'letter-spacing line-height font-family font-variant-position list-style-type list-style-image color-scheme'
  ).split(' '),
)

/** @param browsers what the browser itself says of the element, to which `revert` goes back */
function inForce(ranked: readonly Ranked[], hints: Values, browsers: readonly Hint[]): Values {
  const values = new Map(hints)
  const rising = ranked.toSorted((a, b) => a.rank - b.rank || a.order - b.order)
  for (const { declaration } of rising) values.set(declaration.property, declaration.value)
  for (const [property, value] of values) {
    if (/^unset$/iu.test(value)) values.set(property, INHERITED.has(property) ? 'inherit' : 'initial')
    else if (/^revert$/iu.test(value)) {
      const own = browsers.find(([name]) => name === property)
      if (own) values.set(...own)
      else values.delete(property)
    }
  }
  return values
}

/** The rules that are about an element, among those with a key that it has. */
function matching(rules: ReadonlyMap<string, readonly Ordered[]>, element: PageElement): readonly Ordered[] {
  const found: Ordered[] = []
  const take = (key: string): void => {
    for (const one of rules.get(key) ?? NO_RULES) if (one.rule.matches(element)) found.push(one)
  }
  take('*')
  take(element.tagName.toLowerCase())
  for (const { name, value } of element.attrs) {
    if (name === 'id') take(`#${value.toLowerCase()}`)
    else if (name === 'class') for (const word of wordsOf(value)) take(`.${word}`)
  }
  return found
}

/** The class names in an attribute, each once. */
const wordsOf = (text: string): Iterable<string> => {
  const value = text.toLowerCase()
  return /\s/u.test(value) ? new Set(value.split(/\s+/u)) : [value]
}
