import type { DefaultTreeAdapterMap } from 'parse5'
import { dataSheet } from './media.js'
import { attributeColour } from './colours.js'

/** The parsed page, as far as selectors look at it. */
export type PageNode = DefaultTreeAdapterMap['node']
export type PageElement = DefaultTreeAdapterMap['element']

export const isElement = (node: PageNode): node is PageElement => 'tagName' in node

export const childrenOf = (node: PageNode): PageNode[] => ('childNodes' in node ? node.childNodes : [])

export const attributeOf = (element: PageElement, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value

/** A node and all nodes below it in document order, without elements of some names and what is in them. */
export function* nodesIn(node: PageNode, leftOut: ReadonlySet<string> = new Set()): Generator<PageNode> {
  const stack: PageNode[] = [node]
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (isElement(next) && leftOut.has(next.tagName.toLowerCase())) continue
    yield next
    for (const child of childrenOf(next).toReversed()) stack.push(child)
  }
}

/** All text below a node, but that of elements of some names. */
export function textOf(node: PageNode, leftOut?: ReadonlySet<string>): string {
  let text = ''
  for (const each of nodesIn(node, leftOut)) if ('value' in each) text += each.value
  return text
}

/** The page's own style sheets and scripts. */
interface PageSources {
  readonly sheets: readonly string[]
  readonly scripts: string
  /** Whether a style sheet that counts on the screen stands in another file. */
  readonly linked: boolean
}

/** Collects style sheets and scripts in document order; `holds` tells whether a sheet's medium is the screen. */
export function sourcesOf(document: PageNode, holds: (media: string) => boolean): PageSources {
  const sheets: string[] = []
  const scripts: string[] = []
  let linked = false
  const stack: PageNode[] = childrenOf(document).toReversed()
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (!isElement(node) || node.tagName === 'noscript') continue
    const media = attributeOf(node, 'media') ?? ''
    if (node.tagName === 'style') {
      const type = (attributeOf(node, 'type') ?? '').trim().toLowerCase()
      if ((type === '' || type === 'text/css') && holds(media)) sheets.push(textOf(node))
    } else if (node.tagName === 'script') scripts.push(textOf(node))
    else if (node.tagName === 'link') {
      const kinds = (attributeOf(node, 'rel') ?? '').toLowerCase().split(/\s+/u)
      if (
        !kinds.includes('stylesheet') ||
        kinds.includes('alternate') ||
        attributeOf(node, 'disabled') !== undefined ||
        !holds(media)
      )
        continue
      const sheet = dataSheet(attributeOf(node, 'href') ?? '')
      if (sheet === null) linked = true
      else sheets.push(sheet)
    } else {
      if (node.tagName === 'body') {
        scripts.push(attributeOf(node, 'onload') ?? '')
        const link = attributeColour(attributeOf(node, 'link') ?? '')
        if (link) sheets.unshift(`:where(a[href]){color:rgb(${[link.red, link.green, link.blue].join()})}`)
      }
      for (const child of node.childNodes.toReversed()) stack.push(child)
    }
  }
  return {
    sheets,
    scripts: scripts.join('\n'),
    linked: linked || sheets.some((sheet) => /@import\s+(?!(?:url\()?["']?data:)/iu.test(sheet)),
  }
}
