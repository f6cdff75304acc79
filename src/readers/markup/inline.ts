import { InlineText } from './text.js'
import type { MarkupElement } from './element.js'

/** The markup around a text decides these. */
export interface InlineContext {
  readonly inLink: boolean
  readonly preformatted: boolean
  /** Show struck-out text too. */
  readonly showStruck: boolean
  /** Whether text is struck out that stands here and not in an element which is not. */
  readonly struck: boolean
}

export const PLAIN: InlineContext = { inLink: false, preformatted: false, showStruck: false, struck: false }

/** Elements that start and end a line of their own. */
export const BLOCK_ELEMENTS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary ' +
    'table tbody td tfoot th thead tr ul caption #root'
  ).split(' '),
)

const RAISED = new Set(['sup', 'sub', 'small'])

/** Tells whether a digit in an element may be the number of a note: raised, small, or a link. */
const isRaised = (element: MarkupElement): boolean =>
  (RAISED.has(element.name) && element.marks?.has('level') !== true) ||
  element.marks?.has('raised') === true ||
  (element.name === 'a' && element.attributes.has('href'))

/** Pictures that only keep a place, in pixels. */
const SPACER_PIXELS = 3

/**
 * Steps into an inline element: the context of what is in it and the text to add behind it; null if it is to be passed
 * over. Struck-out text is not what the report says. A note's mark is no part of the number it stands at, and any other
 * raised digit must not run into the number before it (12² is not 122).
 */
export function enterInline(
  element: MarkupElement,
  run: InlineText,
  context: InlineContext,
): { readonly context: InlineContext; readonly closing: string } | null {
  const struck = element.marks?.has('struck') === true && !context.showStruck
  if (struck && !element.children.some(hasUnstruck)) {
    run.skipStruck()
    return null
  }
  return contextIn(element, run, struck === context.struck ? context : { ...context, struck })
}

/** Tells whether text in an element is not struck out, though the text around it is. */
function hasUnstruck(node: MarkupElement['children'][number]): boolean {
  if (node.kind === 'text') return false
  return node.marks?.has('struck') === true ? node.children.some(hasUnstruck) : /\S/u.test(plainText(node))
}

function contextIn(
  element: MarkupElement,
  run: InlineText,
  context: InlineContext,
): { readonly context: InlineContext; readonly closing: string } | null {
  if (element.name === 'sup' && element.children.some(isNoteLink)) return null
  if (isRaised(element) && touchesDigit(element, run)) {
    run.add('[', context.inLink)
    return { context, closing: ']' }
  }
  if (element.name === 'a' && element.attributes.has('href'))
    return { context: { ...context, inLink: true }, closing: '' }
  if (element.name === 'pre') return { context: { ...context, preformatted: true }, closing: '' }
  return { context, closing: '' }
}

/** Tells whether an element's number and one beside it would run into one number. */
function touchesDigit(element: MarkupElement, run: InlineText): boolean {
  const text = plainText(element)
  if (/^\s*\d/u.test(text) && run.endsWithDigit()) return true
  if (!/^[\d\s]*\d\s*$/u.test(text)) return false
  const beside = element.parent?.children ?? []
  const next = beside[beside.indexOf(element) + 1]
  return next !== undefined && /^\s*\d/u.test(next.kind === 'text' ? next.text : plainText(next))
}

/** A text node's characters; where white space is kept, its line breaks are lines. */
export function addText(run: InlineText, text: string, context: InlineContext): void {
  if (context.struck) {
    if (/\S/u.test(text)) run.skipStruck()
    return
  }
  if (!context.preformatted) {
    run.add(text, context.inLink)
    return
  }
  text.split(/\r\n?|\n/).forEach((line, index) => {
    if (index > 0) run.breakLine()
    run.add(line, context.inLink)
  })
}

/** All text below an element, as it stands in the source. */
export function plainText(element: MarkupElement): string {
  return element.children.map((child) => (child.kind === 'text' ? child.text : plainText(child))).join('')
}

/** A picture's width or height in pixels as the markup states it; null where it does not. */
export function pixels(image: MarkupElement, side: 'width' | 'height'): number | null {
  const styled = new RegExp(`(?:^|;)\\s*${side}\\s*:\\s*(\\d+)px`, 'i').exec(image.attributes.get('style') ?? '')?.[1]
  const digits = /^\s*(\d+)(?:px)?\s*$/i.exec(image.attributes.get(side) ?? styled ?? '')?.[1]
  return digits === undefined ? null : Number(digits)
}

export function isSpacer(image: MarkupElement): boolean {
  return [pixels(image, 'width'), pixels(image, 'height')].some((size) => size !== null && size <= SPACER_PIXELS)
}

function isNoteLink(node: MarkupElement['children'][number]): boolean {
  return node.kind === 'element' && node.name === 'a' && /^#(?:foot|end)note-/.test(node.attributes.get('href') ?? '')
}
