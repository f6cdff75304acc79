import type { CssNode, Selector } from 'css-tree'

/** The part of an element that a rule is for; `first` stands for its first letter or line. */
export type Pseudo = 'none' | 'before' | 'after' | 'first'

const PSEUDO_ELEMENTS: Readonly<Record<string, Pseudo>> = {
  before: 'before',
  after: 'after',
  'first-letter': 'first',
  'first-line': 'first',
}

/** The pseudo-element at a selector's end and where it starts; null where no rule of it counts. */
export function pseudoOf(selector: Selector): { readonly name: Pseudo; readonly from: number | null } | null {
  const parts = selector.children.toArray()
  const at = parts.findIndex(
    (part) =>
      part.type === 'PseudoElementSelector' ||
      (part.type === 'PseudoClassSelector' && PSEUDO_ELEMENTS[part.name.toLowerCase()] !== undefined),
  )
  const part = parts[at]
  if (part?.type !== 'PseudoElementSelector' && part?.type !== 'PseudoClassSelector')
    return { name: 'none', from: null }
  const name = PSEUDO_ELEMENTS[part.name.toLowerCase()]
  return name === undefined || at < parts.length - 1 ? null : { name, from: part.loc?.start.offset ?? 0 }
}

/** What the element itself must have: the id, class or name in the selector's last part. */
export function keyOf(selector: Selector): string {
  let key = '*'
  for (const part of selector.children.toArray().toReversed()) {
    if (part.type === 'Combinator') break
    if ('name' in part && typeof part.name === 'string' && part.name.includes('\\')) continue
    if (part.type === 'IdSelector') return `#${part.name.toLowerCase()}`
    if (part.type === 'ClassSelector') key = `.${part.name.toLowerCase()}`
    else if (part.type === 'TypeSelector' && key === '*' && !/[*|]/u.test(part.name)) key = part.name.toLowerCase()
  }
  return key
}

const IDS = 10_000
const CLASSES = 100

/** A selector's specificity as one number. */
export function weightOf(node: CssNode): number {
  if (node.type !== 'Selector') return 0
  return node.children.toArray().reduce((weight, part) => weight + partWeight(part), 0)
}

function partWeight(part: CssNode): number {
  switch (part.type) {
    case 'IdSelector':
      return IDS
    case 'ClassSelector':
    case 'AttributeSelector':
      return CLASSES
    case 'TypeSelector':
      return part.name.endsWith('*') ? 0 : 1
    case 'PseudoElementSelector':
      return 1
    case 'PseudoClassSelector':
      return pseudoWeight(part.name.toLowerCase(), part.children?.toArray() ?? [])
    default:
      return 0
  }
}

function pseudoWeight(name: string, children: readonly CssNode[]): number {
  if (name === 'where') return 0
  const inside = Math.max(0, ...children.flatMap(selectorsOf).map(weightOf))
  if (['is', 'not', 'has', 'matches', '-webkit-any', '-moz-any'].includes(name)) return inside
  return PSEUDO_ELEMENTS[name] === undefined ? CLASSES + inside : 1
}

function selectorsOf(node: CssNode): readonly CssNode[] {
  if (node.type === 'SelectorList') return node.children.toArray()
  if (node.type === 'Nth') return node.selector ? selectorsOf(node.selector) : []
  return node.type === 'Selector' ? [node] : []
}
