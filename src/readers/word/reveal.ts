import { attribute } from './xml.js'
import { revealFields } from './shown-fields.js'
import type { LookOf } from './styles.js'
import {
  childOf,
  everyElement,
  parseTree,
  run,
  serialise,
  textOf,
  valueOf,
  type XmlElement,
  type XmlNode,
} from './tree.js'

const WORD =
  /\sxmlns:([\w.-]+)\s*=\s*["'](?:http:\/\/schemas\.openxmlformats\.org\/wordprocessingml\/2006\/main|http:\/\/purl\.oclc\.org\/ooxml\/wordprocessingml\/main)["']/

/** Stands for what a cell shows instead of text: such a cell is not blank. */
const NUMBER_MARK = '〔自动编号〕'
const FORMULA_MARK = '〔公式〕'

/** A part whose namespace of Word has the prefix that every producer uses. */
export function withUsualPrefix(xml: string): string {
  const prefix = WORD.exec(xml.slice(0, 10_000))?.[1]
  if (prefix === undefined || prefix === 'w') return xml
  return xml
    .replaceAll(`<${prefix}:`, '<w:')
    .replaceAll(`</${prefix}:`, '</w:')
    .replaceAll(` ${prefix}:`, ' w:')
    .replaceAll(`xmlns:${prefix}=`, 'xmlns:w=')
}

interface Place {
  readonly table: string | null
  readonly paragraph: string | null
  readonly shaded: boolean
  readonly inCell: boolean
}

/** The XML of a body with what its styles hide left out, and what they strike or raise said at the runs themselves. */
export function revealBody(xml: string, lookOf: LookOf): string {
  const nodes = parseTree(xml)
  if (!nodes) return xml
  revealFields(nodes)
  visitAll(nodes, { table: null, paragraph: null, shaded: false, inCell: false }, lookOf)
  return serialise(nodes)
}

function visitAll(nodes: readonly XmlNode[], place: Place, lookOf: LookOf): void {
  for (const node of nodes) if (typeof node !== 'string') visit(node, place, lookOf)
}

function visit(element: XmlElement, place: Place, lookOf: LookOf): void {
  switch (element.name) {
    case 'w:tbl': {
      const properties = childOf(element, 'w:tblPr')
      const table = valueOf(childOf(properties, 'w:tblStyle'))
      visitAll(element.children, { ...place, table, shaded: table !== null || isShaded(properties) }, lookOf)
      return
    }
    case 'w:tc':
      visitAll(
        element.children,
        { ...place, inCell: true, shaded: place.shaded || isShaded(childOf(element, 'w:tcPr')) },
        lookOf,
      )
      return
    case 'w:p':
      visitParagraph(element, place, lookOf)
      return
    case 'w:r':
      visitRun(element, place, lookOf)
      return
  }
  visitAll(element.children, place, lookOf)
}

function visitParagraph(element: XmlElement, place: Place, lookOf: LookOf): void {
  const properties = childOf(element, 'w:pPr')
  const paragraph = valueOf(childOf(properties, 'w:pStyle'))
  element.children = element.children.map((node) =>
    typeof node !== 'string' && /^m:oMath(?:Para)?$/.test(node.name) ? equation(node) : node,
  )
  const inside = { ...place, paragraph, shaded: place.shaded || isShaded(properties) }
  visitAll(element.children, inside, lookOf)
  const numbered = valueOf(childOf(childOf(properties, 'w:numPr'), 'w:numId')) ?? '0'
  if (place.inCell && numbered !== '0' && textOf(element.children).trim() === '')
    element.children.push(run(NUMBER_MARK))
}

/** An equation as text where it is one line of characters; anything built up cannot be told as a number. */
function equation(element: XmlElement): XmlElement {
  const built = /<m:(?!oMath\b|oMathPara\b|oMathParaPr\b|ctrlPr\b|jc\b|r\b|t\b|rPr\b|sty\b|nor\b|lit\b|scr\b)/.test(
    serialise([element]),
  )
  const text = everyElement([element], 'm:t')
    .concat(everyElement([element], 'w:t'))
    .map(({ children }) => textOf(children))
    .join('')
  return run(built ? `${text}${FORMULA_MARK}` : text)
}

function visitRun(element: XmlElement, place: Place, lookOf: LookOf): void {
  const properties = childOf(element, 'w:rPr')
  const look = lookOf(properties, place)
  const white = look.white && !place.shaded && !isShaded(properties)
  if (look.hidden || white)
    element.children = element.children.filter(
      (node) => typeof node === 'string' || !['w:t', 'w:sym', 'w:tab'].includes(node.name),
    )
  const said = (properties?.children ?? []).filter(
    (node) => typeof node === 'string' || !['w:vanish', 'w:strike', 'w:vertAlign'].includes(node.name),
  )
  if (look.struck) said.push({ name: 'w:strike', tag: '<w:strike>', children: [] })
  if (look.raised) said.push({ name: 'w:vertAlign', tag: '<w:vertAlign w:val="superscript">', children: [] })
  if (properties) properties.children = said
  else if (said.length > 0) element.children.unshift({ name: 'w:rPr', tag: '<w:rPr>', children: said })
  visitAll(element.children, place, lookOf)
}

/** Whether something else than white lies behind the text, so that white text on it is seen. */
function isShaded(properties: XmlElement | undefined): boolean {
  if (childOf(properties, 'w:highlight')) return true
  const shade = childOf(properties, 'w:shd')
  if (!shade) return false
  return (
    !/^(?:auto|ffffff)$/i.test(attribute(shade.tag, 'w:fill') ?? 'auto') ||
    !/^(?:clear|nil)$/.test(valueOf(shade) ?? 'clear')
  )
}
