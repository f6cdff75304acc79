import type { Selector } from 'css-tree'
import parseCss from 'css-tree/parser'
import { compile } from 'css-select'
import { attributeOf, childrenOf, isElement, textOf, type PageElement, type PageNode } from './dom.js'
import { isPlain, plainFacts } from './plain.js'
import { isTaken, keyOf, pseudoOf, stateTests, weightOf, type SelectorFacts } from './selectors.js'
import { split } from './split.js'

/** Many sheets have the same selectors: the number that is remembered, and the length of one. */
const MAX_KNOWN = 2_000
const LONGEST_KNOWN = 300

const known = new Map<string, SelectorFacts | null>()

/** The facts of a selector that rules go by; null where it is none. They depend on nothing but its text. */
export function factsOf(text: string, quirks: boolean): SelectorFacts | null {
  const key = `${quirks ? 'q' : 's'}${text}`
  const found = known.get(key)
  if (found !== undefined) return found
  const facts = plainFacts(text, quirks) ?? parsedFacts(text, quirks)
  if (known.size >= MAX_KNOWN) known.clear()
  if (text.length <= LONGEST_KNOWN) known.set(key, facts)
  return facts
}

function parsedFacts(text: string, quirks: boolean): SelectorFacts | null {
  const selector = parseSelector(text)
  if (!selector) return null
  const facts = { key: keyOf(selector), weight: weightOf(selector), taken: isTaken(selector) }
  const pseudo = pseudoOf(selector)
  const own = pseudo?.from == null ? text : text.slice(0, pseudo.from)
  const exact = pseudo && matcher(own, quirks)
  const matches = exact ?? (pseudo && matcher(own.replace(/::?[\w-]+(?:\([^()]*\))?/gu, ''), quirks))
  if (!pseudo || !matches) return { ...facts, pseudo: 'never', exact: true, matches: () => false }
  return { ...facts, pseudo: pseudo.name, exact: exact !== null, matches }
}

/** The selectors of a rule's list; null where it is none. */
export function selectorsIn(list: string): readonly string[] | null {
  // The parser puts up with a comma too many, browsers do not.
  if (/^,|,\s*(?:,|$)/u.test(list)) return null
  const parts = split(list, ',')
  if (parts.every(isPlain)) return parts
  try {
    const node = parseCss(list, { context: 'selectorList', positions: true })
    if (node.type !== 'SelectorList') return null
    return node.children.toArray().map(({ loc }) => (loc ? list.slice(loc.start.offset, loc.end.offset).trim() : ''))
  } catch {
    return null
  }
}

/** A selector whose lists that put up with anything are without what browsers do not take. */
export function forgiving(selector: string): string {
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
  if (isPlain(text)) return true
  const selector = parseSelector(text)
  return selector !== null && isTaken(selector)
}

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
