import { attributeOf, isElement, type PageElement, type PageNode } from './dom.js'
import { CLASSES, IDS, type SelectorFacts } from './selectors.js'

/**
 * Selectors of names, classes and ids alone, as most are: read and tried here in a fraction of the time that the kept
 * parser and matcher take, which are for all others.
 */

interface Compound {
  /** Lower case; null for any. */
  readonly name: string | null
  readonly ids: readonly string[]
  readonly classes: readonly string[]
}

type Combinator = ' ' | '>' | '+' | '~'

const IDENTIFIER = '-?[_a-z][\\w-]*'
/** States in which no element is before anybody does anything. */
const STATE = ':(?:hover|active|focus|visited)'
const COMPOUND = `(?:(?:\\*|${IDENTIFIER})(?:[.#]${IDENTIFIER})*|(?:[.#]${IDENTIFIER})+)(?:${STATE})?`
const PLAIN = new RegExp(`^(${COMPOUND}(?:(?:\\s*[>+~]\\s*|\\s+)${COMPOUND})*)(?:::?(before|after))?$`, 'iu')
const STEPS = new RegExp(`(\\s*[>+~]\\s*|\\s+)?(${COMPOUND})`, 'giu')
const STATES = new RegExp(STATE, 'giu')
const SIMPLES = new RegExp(`([.#]?)(\\*|${IDENTIFIER})`, 'giu')

export const isPlain = (text: string): boolean => PLAIN.test(text)

/** The facts of a plain selector; null where it is none. */
export function plainFacts(text: string, quirks: boolean): SelectorFacts | null {
  const [, chain, part] = PLAIN.exec(text) ?? []
  if (chain === undefined) return null
  const stateless = chain.replace(STATES, '')
  const compounds: Compound[] = []
  const combinators: Combinator[] = []
  for (const [, between, compound = ''] of stateless.matchAll(STEPS)) {
    if (between !== undefined) combinators.push(combinatorOf(between))
    compounds.push(compoundOf(compound, quirks))
  }
  return {
    key: keyOf(compounds.at(-1)),
    pseudo:
      stateless !== chain
        ? 'never'
        : part === undefined
          ? 'none'
          : part.toLowerCase() === 'before'
            ? 'before'
            : 'after',
    weight: compounds.reduce((sum, compound) => sum + weightOf(compound), part === undefined ? 0 : 1),
    taken: true,
    exact: true,
    matches: matcher(compounds, combinators, quirks),
  }
}

function combinatorOf(between: string): Combinator {
  const sign = between.trim()
  return sign === '>' || sign === '+' || sign === '~' ? sign : ' '
}

function compoundOf(text: string, quirks: boolean): Compound {
  let name: string | null = null
  const ids: string[] = []
  const classes: string[] = []
  for (const [, sign, word = ''] of text.matchAll(SIMPLES)) {
    if (sign === '') name = word === '*' ? null : word.toLowerCase()
    else (sign === '#' ? ids : classes).push(quirks ? word.toLowerCase() : word)
  }
  return { name, ids, classes }
}

function keyOf(last: Compound | undefined): string {
  const id = last?.ids.at(-1)
  if (id !== undefined) return `#${id.toLowerCase()}`
  const [first] = last?.classes ?? []
  return first === undefined ? (last?.name ?? '*') : `.${first.toLowerCase()}`
}

const weightOf = ({ name, ids, classes }: Compound): number =>
  ids.length * IDS + classes.length * CLASSES + (name === null ? 0 : 1)

/** Beside a match: it does not match here, or from no ancestor either, as the way up came to its end. */
type Outcome = 'yes' | 'no' | 'nowhere'

function matcher(
  compounds: readonly Compound[],
  combinators: readonly Combinator[],
  quirks: boolean,
): (element: PageElement) => boolean {
  const outcomeAt = (at: number, element: PageElement): Outcome => {
    const compound = compounds[at]
    if (!compound || !fits(compound, element, quirks)) return 'no'
    if (at === 0) return 'yes'
    switch (combinators[at - 1]) {
      case '>': {
        const parent = parentOf(element)
        return parent ? outcomeAt(at - 1, parent) : 'nowhere'
      }
      case '+': {
        const before = elementBefore(element)
        return before ? outcomeAt(at - 1, before) : 'no'
      }
      case '~': {
        for (const one of siblingsOf(element)) {
          if (one === element) break
          const outcome = isElement(one) ? outcomeAt(at - 1, one) : 'no'
          if (outcome !== 'no') return outcome
        }
        return 'no'
      }
      default: {
        for (let one = parentOf(element); one; one = parentOf(one)) {
          const outcome = outcomeAt(at - 1, one)
          if (outcome !== 'no') return outcome
        }
        return 'nowhere'
      }
    }
  }
  const last = compounds.length - 1
  return (element) => outcomeAt(last, element) === 'yes'
}

function fits({ name, ids, classes }: Compound, element: PageElement, quirks: boolean): boolean {
  if (name !== null && element.tagName !== name) return false
  if (ids.length > 0) {
    const id = attributeOf(element, 'id')
    if (id === undefined) return false
    const own = quirks ? id.toLowerCase() : id
    for (const one of ids) if (one !== own) return false
  }
  if (classes.length === 0) return true
  const written = attributeOf(element, 'class')
  if (written === undefined) return false
  const own = quirks ? written.toLowerCase() : written
  for (const one of classes) if (!hasWord(own, one)) return false
  return true
}

/** Tells whether a word stands between white space in a text. */
function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isEdge(text, at - 1) && isEdge(text, at + word.length)) return true
  return false
}

const isEdge = (text: string, at: number): boolean => at < 0 || at >= text.length || /\s/u.test(text.charAt(at))

function parentOf({ parentNode }: PageElement): PageElement | null {
  return parentNode && isElement(parentNode) ? parentNode : null
}

const siblingsOf = ({ parentNode }: PageElement): readonly PageNode[] => parentNode?.childNodes ?? []

function elementBefore(element: PageElement): PageElement | null {
  const siblings = siblingsOf(element)
  for (let at = siblings.indexOf(element) - 1; at >= 0; at--) {
    const node = siblings[at]
    if (node && isElement(node)) return node
  }
  return null
}
