import { attribute, tokens, type XmlToken } from './xml.js'

/** An element of a part, with its start tag as it stands in the file. */
export interface XmlElement {
  readonly name: string
  tag: string
  children: XmlNode[]
}

export type XmlNode = XmlElement | string

/** Deeper nesting is no document; it is passed on as it is, for the reader behind to refuse. */
const MAX_DEPTH = 500

/** The part as a tree; null where its tags do not pair or are nested too deeply. */
export function parseTree(xml: string): readonly XmlNode[] | null {
  const root: XmlElement = { name: '', tag: '', children: [] }
  const stack = [root]
  for (const token of tokens(xml)) {
    const parent = stack.at(-1)
    if (!parent || stack.length > MAX_DEPTH) return null
    if (token.kind === 'text') parent.children.push(token.source)
    else if (token.kind === 'close') {
      if (parent.name !== token.name) return null
      stack.pop()
    } else {
      const tag = token.kind === 'empty' ? `${token.source.slice(0, -2)}>` : token.source
      const element: XmlElement = { name: token.name, tag, children: [] }
      parent.children.push(element)
      if (token.kind === 'open') stack.push(element)
    }
  }
  return stack.length === 1 ? root.children : null
}

export function serialise(nodes: readonly XmlNode[]): string {
  const text = (node: XmlNode): string =>
    typeof node === 'string'
      ? node
      : node.children.length === 0
        ? `${node.tag.slice(0, -1)}/>`
        : `${node.tag}${node.children.map(text).join('')}</${node.name}>`
  return nodes.map(text).join('')
}

/** Hands over the tags and texts of a tree in order, as if they were read from its text. */
export function eachToken(nodes: readonly XmlNode[], take: (token: XmlToken) => void): void {
  for (const node of nodes)
    if (typeof node === 'string') take({ kind: 'text', source: node })
    else if (node.children.length === 0) take({ kind: 'empty', name: node.name, source: `${node.tag.slice(0, -1)}/>` })
    else {
      take({ kind: 'open', name: node.name, source: node.tag })
      eachToken(node.children, take)
      take({ kind: 'close', name: node.name, source: `</${node.name}>` })
    }
}

export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((node): node is XmlElement => typeof node !== 'string' && node.name === name)

export const valueOf = (element: XmlElement | undefined): string | null =>
  element ? attribute(element.tag, 'w:val') : null

/** An element that is on unless its value says otherwise; undefined where it is not there. */
export function switchOf(element: XmlElement | undefined): boolean | undefined {
  return element ? !/^(?:false|0|off)$/.test(valueOf(element) ?? 'true') : undefined
}

/** The elements of one name below some nodes, in document order. */
export function everyElement(nodes: readonly XmlNode[], name: string): readonly XmlElement[] {
  const found: XmlElement[] = []
  const visit = (list: readonly XmlNode[]): void => {
    for (const node of list) {
      if (typeof node === 'string') continue
      if (node.name === name) found.push(node)
      if (node.children.length > 0) visit(node.children)
    }
  }
  visit(nodes)
  return found
}

export const textOf = (nodes: readonly XmlNode[]): string =>
  nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('')

export const run = (text: string): XmlElement => ({
  name: 'w:r',
  tag: '<w:r>',
  children: [{ name: 'w:t', tag: '<w:t xml:space="preserve">', children: [text] }],
})
