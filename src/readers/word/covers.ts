import { childOf, everyElement, textOf, type XmlElement, type XmlNode } from './tree.js'
import { attribute } from './xml.js'

/** Elements between a table and the paragraph at which a box over it hangs. */
const REACH = 3

/** Boxes that are lower or narrower cover no number, in English Metric Units: some 8 points. */
const MIN = 100_000

/** Where the box of a paragraph lies: over the text before it, behind it, or unknown. */
type Side = 'ahead' | 'behind' | 'either'

/** The tables over which a box floats that hangs at a paragraph beside them: nobody can tell which cells it covers. */
export function coveredTables(nodes: readonly XmlNode[]): ReadonlySet<XmlElement> {
  const covered = new Set<XmlElement>()
  const visit = (list: readonly XmlNode[]): void => {
    const elements = list.filter((node): node is XmlElement => typeof node !== 'string')
    elements.forEach((element, at) => {
      if (element.name === 'w:tbl') return
      if (element.name !== 'w:p') {
        if (element.children.length > 0) visit(element.children)
        return
      }
      for (const side of sidesOf(element)) {
        const near = [
          ...(side === 'behind' ? [] : elements.slice(Math.max(0, at - REACH), at).reverse()),
          ...(side === 'ahead' ? [] : elements.slice(at + 1, at + 1 + REACH)),
        ]
        for (const one of near) if (one.name === 'w:tbl') covered.add(one)
      }
    })
  }
  visit(nodes)
  return covered
}

/** The sides on which boxes of a paragraph lie that hide something, or show a number. */
function* sidesOf(paragraph: XmlElement): Generator<Side> {
  const frame = childOf(childOf(paragraph, 'w:pPr'), 'w:framePr')
  if (frame && attribute(frame.tag, 'w:dropCap') === null && isNumber(paragraph))
    yield sideOf(attribute(frame.tag, 'w:y'))
  for (const anchor of everyElement(paragraph.children, 'wp:anchor')) {
    const isAbove = !/^(?:1|true|on)$/.test(attribute(anchor.tag, 'behindDoc') ?? '') && childOf(anchor, 'wp:wrapNone')
    if (!isAbove || !isHiding(anchor)) continue
    const place = childOf(anchor, 'wp:positionV')
    const from = place ? attribute(place.tag, 'relativeFrom') : null
    const offset = childOf(place, 'wp:posOffset')
    yield from === 'paragraph' || from === 'line' ? sideOf(offset ? textOf(offset.children) : null) : 'either'
  }
  for (const name of ['v:shape', 'v:rect', 'v:roundrect'])
    for (const shape of everyElement(paragraph.children, name)) {
      const style = attribute(shape.tag, 'style') ?? ''
      const isAbove = /position:absolute/i.test(style) && !/z-index:-/i.test(style)
      const isFilled = !/^(?:f|false)$/i.test(attribute(shape.tag, 'filled') ?? '') && name !== 'v:shape'
      const isPicture = everyElement(shape.children, 'v:imagedata').length > 0
      if (isAbove && !isPicture && (isNumber(shape) || (isFilled && textBelow(shape) === '')))
        yield sideOf(/margin-top:\s*(-?[\d.]+)/i.exec(style)?.[1] ?? null)
    }
}

const sideOf = (offset: string | null): Side => (offset === null ? 'either' : Number(offset) < 0 ? 'ahead' : 'behind')

/** A box that shows a number, or is filled and empty. */
function isHiding(anchor: XmlElement): boolean {
  if (isNumber(anchor)) return true
  if (textBelow(anchor) !== '' || everyElement(anchor.children, 'a:blip').length > 0) return false
  const extent = childOf(anchor, 'wp:extent')
  const isLarge = ['cx', 'cy'].every((side) => Number((extent && attribute(extent.tag, side)) ?? 0) >= MIN)
  return (
    isLarge && everyElement(anchor.children, 'wps:spPr').some((shape) => childOf(shape, 'a:solidFill') !== undefined)
  )
}

const textBelow = (element: XmlElement): string =>
  everyElement(element.children, 'w:t')
    .map(({ children }) => textOf(children))
    .join('')
    .trim()

const isNumber = (element: XmlElement): boolean => /^[\d０-９.,\s]{1,12}$/u.test(textBelow(element))
