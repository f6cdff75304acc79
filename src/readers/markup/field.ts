import { plainText } from './inline.js'
import { isElement, textOf, type PageElement, type PageNode, attributeOf, childrenOf } from './style/dom.js'
import type { MarkupElement } from './element.js'
import { contrastOf, BLACK, WHITE, attributeColour } from './style/colours.js'

/** Form fields, which show a text that is not in the page or not all of what is. */
export const FIELDS = new Set(['input', 'select', 'textarea'])

/** Types of fields that do not show their value as it is; an unknown type is a field of text. */
const OTHER_FIELDS = new Set(
  'hidden checkbox radio range color file image password date time month week datetime-local submit button reset'.split(
    ' ',
  ),
)

/** Types that show their value on a button. */
const BUTTONS = new Set(['button', 'submit', 'reset'])

/** Elements of MathML whose characters stand in one line. */
const IN_LINE = new Set(['math', 'mrow', 'mn', 'mo', 'mtext', 'mi', 'mstyle', 'semantics'])

/** Elements of MathML that show nothing. */
const UNSHOWN = new Set(['mphantom', 'annotation', 'annotation-xml'])

/** Attributes of a text in SVG that do not take it out of sight or out of order. */
const PLAIN_ATTRIBUTES = /^(?:font-(?:size|family|weight)|text-anchor|fill|x|y|dominant-baseline)$/u

/** The text of a <textarea>, or the option of a <select> that is first shown. */
export function chosenText(node: PageElement): string {
  if (node.tagName === 'textarea') return textOf(node)
  if (node.tagName !== 'select') return ''
  const options: PageElement[] = []
  const stack: PageNode[] = node.childNodes.toReversed()
  for (let next = stack.pop(); next; next = stack.pop()) {
    if (!isElement(next)) continue
    if (next.tagName === 'option') options.push(next)
    else stack.push(...next.childNodes.toReversed())
  }
  const chosen = options.findLast(({ attrs }) => attrs.some(({ name }) => name === 'selected')) ?? options[0]
  return chosen ? labelOf(chosen) : ''
}

const typeOf = (input: MarkupElement): string => input.attributes.get('type')?.trim().toLowerCase() ?? ''

function labelOf(option: PageElement): string {
  const label = attributeOf(option, 'label')?.trim() ?? ''
  return label === '' ? textOf(option).trim() : label
}

/** Gives the text that a field shows. */
export function fieldText(field: MarkupElement): string {
  if (field.name !== 'input') return plainText(field)
  const type = typeOf(field)
  return BUTTONS.has(type) || !OTHER_FIELDS.has(type) ? (field.attributes.get('value') ?? '') : ''
}

/** Tells whether a field shows its text and nothing else; a list or a text to be edited may be shown in part only. */
export function isPlainField(field: MarkupElement): boolean {
  if (field.name !== 'input' || OTHER_FIELDS.has(typeOf(field))) return false
  const size = Number.parseInt(field.attributes.get('size') ?? '20', 10)
  if (fieldText(field).trim().length > size) return false
  return fieldText(field).trim() !== '' || !/\d/u.test(field.attributes.get('placeholder') ?? '')
}

/** Parts of a drawing that are not shown where they stand. */
const UNDRAWN = new Set([...UNSHOWN, ...'title desc defs style script metadata symbol clippath mask'.split(' ')])

/** The text that an element most likely shows which is drawn as something else than text; empty where nobody can tell. */
export function drawnText(node: PageElement): string {
  if (node.tagName === 'button') return textOf(node)
  return node.tagName === 'svg' || node.tagName === 'math' ? textOf(node, UNDRAWN) : ''
}

/** The line of characters that a formula or drawing shows; null where it shows more, or cannot be read. */
export function plainFormula(node: PageElement): string | null {
  const text = node.tagName === 'math' ? mathText(node) : node.tagName === 'svg' ? lineOf(node) : null
  return text === null || text.trim() === '' ? null : text.trim().replaceAll('\u2212', '-')
}

function mathText(node: PageNode): string | null {
  if ('value' in node) return node.value.trim()
  if (!isElement(node)) return ''
  if (UNSHOWN.has(node.tagName)) return ''
  const isPlain =
    IN_LINE.has(node.tagName) && node.attrs.every(({ name }) => /^(?:display|xmlns|mathvariant)$/u.test(name))
  const parts = isPlain ? node.childNodes.map(mathText) : [null]
  return parts.includes(null) ? null : parts.join('')
}

/** The text of a drawing that is one text at one place, inside of the drawing and in a colour that shows. */
function lineOf(drawing: PageElement): string | null {
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
