import { plainText } from './inline.js'
import { isElement, textOf, type PageElement, type PageNode } from './style/dom.js'
import type { MarkupElement } from './element.js'

/** Form fields, which show a text that is not in the page or not all of what is. */
export const FIELDS = new Set(['input', 'select', 'textarea'])

/** Types of fields that do not show their value as it is; an unknown type is a field of text. */
const OTHER_FIELDS = new Set(
  'hidden checkbox radio range color file image password date time month week datetime-local submit button reset'.split(
    ' ',
  ),
)

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
  return chosen ? textOf(chosen).trim() : ''
}

const typeOf = (input: MarkupElement): string => input.attributes.get('type')?.trim().toLowerCase() ?? ''

/** What a field shows as text. */
export function fieldText(field: MarkupElement): string {
  if (field.name !== 'input') return plainText(field)
  return !OTHER_FIELDS.has(typeOf(field)) ? (field.attributes.get('value') ?? '') : ''
}

/** Whether a field shows its text and nothing else; a list or a text to be edited may be shown in part only. */
export function isPlainField(field: MarkupElement): boolean {
  if (field.name !== 'input' || OTHER_FIELDS.has(typeOf(field))) return false
  const size = Number.parseInt(field.attributes.get('size') ?? '20', 10)
  if (fieldText(field).trim().length > size) return false
  return fieldText(field).trim() !== '' || !/\d/u.test(field.attributes.get('placeholder') ?? '')
}
