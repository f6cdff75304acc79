import { attributeOf, isElement, type PageElement } from './dom.js'

type Test = (element: PageElement, argument?: string | null) => boolean

const none: Test = () => false

const isEditable = (element: PageElement): boolean =>
  /^(?:input|textarea)$/u.test(element.tagName)
    ? attributeOf(element, 'readonly') === undefined && attributeOf(element, 'disabled') === undefined
    : /^(?:true|plaintext-only)?$/iu.test(attributeOf(element, 'contenteditable') ?? 'no')

function directionOf(element: PageElement): string {
  for (
    let at: PageElement | null = element;
    at;
    at = at.parentNode && isElement(at.parentNode) ? at.parentNode : null
  ) {
    const stated = attributeOf(at, 'dir')?.toLowerCase()
    if (stated === 'rtl' || stated === 'ltr') return stated
  }
  return 'ltr'
}

/** States of elements that selectors ask for, as they are before anybody does anything. */
export const stateTests: Record<string, Test> = {
  ...Object.fromEntries(
    (
      'hover active focus focus-within focus-visible target visited fullscreen modal popover-open placeholder-shown ' +
      'autofill -webkit-autofill user-invalid user-valid host future past paused playing'
    )
      .split(' ')
      .map((name) => [name, none]),
  ),
  defined: ({ tagName }) => !tagName.includes('-'),
  open: (element) => attributeOf(element, 'open') !== undefined,
  'is-read-write': isEditable,
  'is-read-only': (element) => !isEditable(element),
  dir: (element, argument) => directionOf(element) === argument?.trim().toLowerCase(),
}
