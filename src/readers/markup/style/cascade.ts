import { declarationsOf, type Declaration } from './declarations.js'
import { attributeOf, type PageElement } from './dom.js'
import { browsersHints, hintsOf, type Hint } from './hints.js'
import type { Pseudo } from './selectors.js'

/** The values of the properties that decide, as declared; variables are not yet replaced. */
export type Values = ReadonlyMap<string, string>

/** Rules in a layer give way to those in none, unless they are important. */
export const UNLAYERED = 1e9

const NONE: Values = new Map()

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

/** Finds for each element which of the declarations about it is in force. */
export class Cascade {
  readonly #rules = new Map<string, { readonly rule: Rule; readonly order: number }[]>()
  readonly #styles = new Map<string, readonly Declaration[]>()
  readonly #quirks: boolean
  readonly #pseudos: ReadonlySet<Pseudo>

  constructor(rules: readonly Rule[], quirks: boolean) {
    this.#quirks = quirks
    this.#pseudos = new Set(rules.map(({ pseudo }) => pseudo))
    rules.forEach((rule, order) => {
      const alike = this.#rules.get(rule.key)
      if (alike) alike.push({ rule, order })
      else this.#rules.set(rule.key, [{ rule, order }])
    })
  }

  /** Whether rules are about parts of elements. */
  get hasPseudos(): boolean {
    return [...this.#pseudos].some((pseudo) => pseudo !== 'none')
  }

  valuesOf(element: PageElement, pseudo: Pseudo = 'none'): Values {
    if (pseudo !== 'none') return this.#pseudos.has(pseudo) ? inForce(this.#matching(element, pseudo), NONE, []) : NONE
    const ranked = this.#matching(element, pseudo)
    const style = attributeOf(element, 'style')
    if (style !== undefined)
      for (const declaration of this.#ownStyle(style))
        ranked.push({ rank: OWN + (declaration.important ? IMPORTANT : 0), order: 0, declaration })
    const hints = hintsOf(element)
    return ranked.length === 0 && hints.length === 0 ? NONE : inForce(ranked, new Map(hints), browsersHints(element))
  }

  #matching(element: PageElement, pseudo: Pseudo): Ranked[] {
    if (this.#rules.size === 0) return []
    const found: Ranked[] = []
    for (const key of keysOf(element))
      for (const { rule, order } of this.#rules.get(key) ?? []) {
        if (rule.pseudo !== pseudo || !rule.matches(element)) continue
        for (const declaration of rule.declarations)
          found.push({ rank: rankOf(rule, declaration.important), order, declaration })
      }
    return found
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

function keysOf(element: PageElement): ReadonlySet<string> {
  const keys = new Set<string>(['*', element.tagName.toLowerCase()])
  const id = attributeOf(element, 'id')
  if (id !== undefined) keys.add(`#${id.toLowerCase()}`)
  for (const name of (attributeOf(element, 'class') ?? '').split(/\s+/u)) keys.add(`.${name.toLowerCase()}`)
  return keys
}
