import { attribute } from './xml.js'
import { childOf, everyElement, parseTree, valueOf, type XmlElement } from './tree.js'

/** Tells whether a paragraph shows a number that is no text of it, by its numbering properties. */
export type Numbers = (properties: XmlElement | undefined) => boolean

/** Reads a package's numbering: bullets and empty numbers are no numbers; what it lacks may be one. */
export function numbersOf(xml: string): Numbers {
  const tree = parseTree(xml) ?? []
  const byId = (name: string, key: string): ReadonlyMap<string, XmlElement> =>
    new Map(everyElement(tree, name).map((element) => [attribute(element.tag, key) ?? '', element]))
  const lists = byId('w:num', 'w:numId')
  const abstracts = byId('w:abstractNum', 'w:abstractNumId')
  const levelIn = (element: XmlElement | undefined, level: string): XmlElement | undefined =>
    everyElement(element?.children ?? [], 'w:lvl').find(({ tag }) => attribute(tag, 'w:ilvl') === level)
  return (properties) => {
    const id = valueOf(childOf(properties, 'w:numId'))
    if (!properties || id === '0') return false
    const level = valueOf(childOf(properties, 'w:ilvl')) ?? '0'
    const list = lists.get(id ?? '')
    const said = levelIn(list, level) ?? levelIn(abstracts.get(valueOf(childOf(list, 'w:abstractNumId')) ?? ''), level)
    if (!said) return true
    const format = valueOf(childOf(said, 'w:numFmt'))
    const text = valueOf(childOf(said, 'w:lvlText')) ?? ''
    if (everyElement([said], 'w:lvlPicBulletId').length > 0) return true
    if (format === 'bullet' || format === 'none') return /[\d\p{Script=Han}]/u.test(text.replace(/%\d/g, ''))
    return text !== ''
  }
}
