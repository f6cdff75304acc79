import { contrastOf, BLACK, WHITE, attributeColour } from './style/colours.js'
import { attributeOf, childrenOf, isElement, textOf, type PageElement, type PageNode } from './style/dom.js'

/** Elements of MathML whose characters stand in one line. */
const IN_LINE = new Set(['math', 'mrow', 'mn', 'mo', 'mtext', 'mi', 'mstyle'])

/** Attributes of a text in SVG that do not take it out of sight or out of order. */
const PLAIN_ATTRIBUTES = /^(?:font-(?:size|family|weight)|text-anchor|fill|x|y|dominant-baseline)$/u

/** The line of characters that a formula or drawing shows; null where it shows more, or cannot be read. */
export function plainFormula(node: PageElement): string | null {
  const text = node.tagName === 'math' ? mathText(node) : node.tagName === 'svg' ? drawnText(node) : null
  return text === null || text.trim() === '' ? null : text.trim().replaceAll('\u2212', '-')
}

function mathText(node: PageNode): string | null {
  if ('value' in node) return node.value.trim()
  if (!isElement(node)) return ''
  const isPlain =
    IN_LINE.has(node.tagName) && node.attrs.every(({ name }) => /^(?:display|xmlns|mathvariant)$/u.test(name))
  const parts = isPlain ? node.childNodes.map(mathText) : [null]
  return parts.includes(null) ? null : parts.join('')
}

/** The text of a drawing that is one text at one place, inside of the drawing and in a colour that shows. */
function drawnText(drawing: PageElement): string | null {
  const parts = childrenOf(drawing).filter(isElement)
  const [only] = parts
  if (parts.length !== 1 || only?.tagName !== 'text' || childrenOf(only).some(isElement)) return null
  if (!only.attrs.every(({ name }) => PLAIN_ATTRIBUTES.test(name))) return null
  const number = (element: PageElement, name: string): number => Number(attributeOf(element, name)?.replace(/px$/u, ''))
  const [x, y] = [number(only, 'x'), number(only, 'y')]
  const isInside = x >= 0 && x < number(drawing, 'width') && y > 4 && y <= number(drawing, 'height')
  const fill = attributeColour(attributeOf(only, 'fill') ?? '') ?? BLACK
  const size = Number.parseFloat(attributeOf(only, 'font-size') ?? '16')
  return isInside && size > 5 && contrastOf(fill, WHITE) === 'seen' ? textOf(only) : null
}
