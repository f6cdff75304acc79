import { everyElement, childOf, parseTree, run, textOf, type XmlElement, type XmlNode } from './tree.js'
import { attribute, withoutReferences } from './xml.js'
import { DOUBT_MARKS } from '../markup/text.js'

/** Parts of a package to which content controls may be bound. */
export const BOUND_PARTS = /^(?:customxml\/[^/]+\.xml|docprops\/(?:core|app)\.xml)$/i

/** Identifiers by which controls name parts that every package has. */
const BUILT_IN: Readonly<Record<string, RegExp>> = {
  '{6c3c8bc8-f283-45ae-878a-bab7291924a1}': /^docprops\/core\.xml$/i,
  '{6668398d-a668-4e3e-a5eb-62b293d839f1}': /^docprops\/app\.xml$/i,
}

/** Elements, or the value of an attribute. */
type Bound = readonly XmlElement[] | { readonly value: string }

/** Gives the nodes to which a control is bound: null where it is bound to none, `unknown` where its path cannot be followed. */
export type Binding = (control: XmlElement) => Bound | 'unknown' | null

/** Looks up what a package's other parts say for the content controls that are bound to them. @param parts XML by name */
export function bindingOf(parts: ReadonlyMap<string, string>): Binding {
  const trees = new Map<string, readonly XmlNode[] | null>()
  const treeOf = (name: string): readonly XmlNode[] | null => {
    let tree = trees.get(name)
    if (tree === undefined) trees.set(name, (tree = parseTree(parts.get(name) ?? '')))
    return tree
  }
  const stores = new Map<string, string>()
  for (const [name, xml] of parts) {
    const id = /<[^>]*\bitemID\s*=\s*["']([^"']*)["']/.exec(xml)?.[1]?.toLowerCase()
    const number = /itemprops(\d*)\.xml$/i.exec(name)?.[1]
    const item = [...parts.keys()].find((one) => new RegExp(`(?:^|/)item${number ?? ''}\\.xml$`, 'i').test(one))
    if (id !== undefined && number !== undefined && item !== undefined) stores.set(id, item)
  }
  const partsFor = (store: string): readonly string[] => {
    const builtIn = BUILT_IN[store]
    if (builtIn) return [...parts.keys()].filter((name) => builtIn.test(name))
    const own = stores.get(store)
    if (own !== undefined) return [own]
    return store === '' ? [...stores.values()] : []
  }
  return (control) => {
    const said = ['w:dataBinding', 'w15:dataBinding'].flatMap(
      (name) => childOf(childOf(control, 'w:sdtPr'), name) ?? [],
    )[0]
    if (!said) return null
    const path = attribute(said.tag, 'w:xpath') ?? ''
    for (const name of partsFor((attribute(said.tag, 'w:storeItemID') ?? '').trim().toLowerCase())) {
      const tree = treeOf(name)
      const found = tree ? follow(tree, path) : 'unknown'
      if (found === 'unknown' || !isList(found) || found.length > 0) return found
    }
    return null
  }
}

/** One step of a path: a name, with or without a prefix, and the number of the element among those of its name. */
const STEP = /^(?:[\p{L}_][\w.-]*:)?([\p{L}_][\p{L}\w.-]*|\*)(?:\[(\d+)\])?$/u

const localName = ({ name }: XmlElement): string => name.replace(/^.*:/u, '')

/** The elements to which a plain path leads, or the attribute's value at its end. */
function follow(tree: readonly XmlNode[], path: string): Bound | 'unknown' {
  const steps = path.trim().replace(/^\//u, '').split('/')
  const last = steps.at(-1) ?? ''
  const attributed = /^@(?:[\w.-]+:)?([\p{L}_][\p{L}\w.-]*)(?:\[1\])?$/u.exec(last)?.[1]
  const isText = /^text\(\)(?:\[1\])?$/u.test(last)
  let at: readonly XmlElement[] = [{ name: '', tag: '', children: [...tree] }]
  for (const step of attributed !== undefined || isText ? steps.slice(0, -1) : steps) {
    const [, name, number] = STEP.exec(step) ?? []
    if (name === undefined) return 'unknown'
    at = at.flatMap((element) => {
      const fitting = element.children.filter(
        (node): node is XmlElement => typeof node !== 'string' && (name === '*' || localName(node) === name),
      )
      return number === undefined ? fitting : fitting.slice(Number(number) - 1, Number(number))
    })
  }
  if (attributed === undefined || at[0] === undefined) return at
  const value = new RegExp(`[\\s:]${attributed}\\s*=\\s*(["'])([^]*?)\\1`, 'u').exec(at[0].tag)?.[2]
  return value === undefined ? [] : { value }
}

/** Marks the cells in which bound controls show something else than what they are bound to: Word shows that instead. */
export function doubtBindings(nodes: readonly XmlNode[], bindingFor: Binding): void {
  for (const control of everyElement(nodes, 'w:sdt')) {
    const bound = bindingFor(control)
    if (bound === null) continue
    if (bound === 'unknown' || !isAsBound(control, bound)) mark(control)
  }
}

function isAsBound(control: XmlElement, bound: Bound): boolean {
  const content = childOf(control, 'w:sdtContent')?.children ?? []
  const properties = childOf(control, 'w:sdtPr')
  if (childOf(properties, 'w15:repeatingSection') && isList(bound))
    return (
      everyElement(content, 'w:sdt').filter((one) => childOf(childOf(one, 'w:sdtPr'), 'w15:repeatingSectionItem'))
        .length === bound.length
    )
  if (childOf(properties, 'w:picture')) return true
  const value = plain(isList(bound) ? textOf(bound.slice(0, 1)) : bound.value)
  const shown = plain(
    everyElement(content, 'w:t')
      .map(({ children }) => textOf(children))
      .join(''),
  )
  const isPlaceholder = childOf(properties, 'w:showingPlcHdr') !== undefined
  if (value === '') return shown === '' || isPlaceholder
  const list = childOf(properties, 'w:dropDownList') ?? childOf(properties, 'w:comboBox')
  const entry = everyElement(list?.children ?? [], 'w:listItem').find(
    ({ tag }) => plain(attribute(tag, 'w:value') ?? '') === value,
  )
  const said = entry ? plain(attribute(entry.tag, 'w:displayText') ?? value) : value
  return !isPlaceholder && said === shown
}

const isList = (bound: Bound): bound is readonly XmlElement[] => Array.isArray(bound)

const plain = (text: string): string => withoutReferences(text).replace(/\s+/gu, ' ').trim()

/** Puts the mark of a doubt into each cell of a control, or after its content. */
function mark(control: XmlElement): void {
  const content = childOf(control, 'w:sdtContent')
  if (!content) return
  const cells = everyElement(content.children, 'w:tc')
  for (const place of cells.length > 0 ? cells : [content]) {
    const paragraph = everyElement(place.children, 'w:p').at(-1)
    ;(paragraph ?? place).children.push(run(DOUBT_MARKS['cell-not-text']))
  }
}
