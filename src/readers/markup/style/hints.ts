import { attributeColour } from './colours.js'
import { attributeOf, type PageElement } from './dom.js'

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre search section summary ul optgroup option'
  ).split(' '),
)

const DISPLAYS: Readonly<Record<string, string>> = {
  li: 'list-item',
  table: 'table',
  caption: 'table-caption',
  colgroup: 'table-column-group',
  col: 'table-column',
  thead: 'table-header-group',
  tbody: 'table-row-group',
  tfoot: 'table-footer-group',
  tr: 'table-row',
  td: 'table-cell',
  th: 'table-cell',
  rp: 'none',
  datalist: 'none',
  area: 'none',
}

/** Replaced elements have a box of their own, as an inline block has. */
const ATOMIC = new Set(
  'img input select textarea button svg canvas video object iframe embed meter progress'.split(' '),
)

const FONT_SIZES = [10, 10, 13, 16, 18, 24, 32, 48]
const FONT_MIDDLE = 3

/** A declaration that an element's name or attributes stand for. */
export type Hint = readonly [property: string, value: string]

/** How an element is laid out where no style sheet says anything. */
export const displayOf = ({ tagName }: PageElement): string =>
  BLOCKS.has(tagName) ? 'block' : (DISPLAYS[tagName] ?? (ATOMIC.has(tagName) ? 'inline-block' : 'inline'))

const FIELD: readonly Hint[] = [
  ['background-color', '#ffffff'],
  ['color', '#000000'],
  ['text-indent', '0'],
]

const BY_NAME: Readonly<Record<string, readonly Hint[]>> = {
  del: [['text-decoration-line', 'line-through']],
  s: [['text-decoration-line', 'line-through']],
  strike: [['text-decoration-line', 'line-through']],
  sup: [['font-size', 'smaller'], ['vertical-align', 'super']],
  sub: [['font-size', 'smaller'], ['vertical-align', 'sub']],
  rt: [['font-size', 'smaller'], ['vertical-align', 'super']],
  small: [['font-size', 'smaller']],
  q: [['quotes', 'inherit']],
  mark: [['background-color', '#ffff00'], ['color', '#000000']],
  ol: [['list-style-type', 'decimal']],
  ul: [['list-style-type', 'disc']],
  menu: [['list-style-type', 'disc']],
  input: FIELD,
  select: FIELD,
  textarea: FIELD,
  button: [['background-color', '#efefef'], ['color', '#000000'], ['text-indent', '0']],
} // prettier-ignore

const COLOURED = new Set(['body', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])

/** The rules of the browser's own style sheet for an element. */
export const browsersHints = ({ tagName }: PageElement): readonly Hint[] => BY_NAME[tagName] ?? []

/** Turns an element's name and attributes into declarations of style sheets, which give way to any rule. */
export function hintsOf(element: PageElement): readonly Hint[] {
  const name = element.tagName
  const hints: Hint[] = [...(BY_NAME[name] ?? [])]
  if (name === 'dialog' && attributeOf(element, 'open') === undefined) hints.push(['display', 'none'])
  if (element.attrs.length === 0) return hints
  const value = (attribute: string): string | undefined => attributeOf(element, attribute)
  const hidden = value('hidden')
  if (hidden === 'until-found') hints.push(['content-visibility', 'hidden'])
  else if (hidden !== undefined) hints.push(['display', 'none'])
  if (value('popover') !== undefined) hints.push(['display', 'none'])
  if (name === 'a' && value('href') !== undefined) hints.push(['color', '#0000ee'])
  if (name === 'bdo' && value('dir')?.toLowerCase() === 'rtl') hints.push(['unicode-bidi', 'bidi-override'])
  if (/^(?:rtl|ltr)$/iu.test(value('dir') ?? '')) hints.push(['direction', (value('dir') ?? '').toLowerCase()])
  if (name === 'font') hints.push(...colourHint('color', value('color')), ...fontHint(value('size')))
  if (COLOURED.has(name)) {
    hints.push(...colourHint('background-color', value('bgcolor')))
    if (name === 'body') hints.push(...colourHint('color', value('text')))
    if ((value('background') ?? '').trim() !== '') hints.push(['background-image', 'url()'])
  }
  return hints
}

function fontHint(size: string | undefined): readonly Hint[] {
  const found = /^\s*([+-]?)(\d+)/u.exec(size ?? '')
  if (!found) return []
  const step = Number(found[2]) * (found[1] === '-' ? -1 : 1) + (found[1] === '' ? 0 : FONT_MIDDLE)
  return [['font-size', `${String(FONT_SIZES[Math.max(1, Math.min(7, step))] ?? 16)}px`]]
}

function colourHint(property: string, value: string | undefined): readonly Hint[] {
  const colour = value === undefined ? null : attributeColour(value)
  return colour ? [[property, `rgba(${[colour.red, colour.green, colour.blue, colour.alpha].join(',')})`]] : []
}
