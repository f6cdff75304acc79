import { attributeColour } from './colours.js'
import { attributeOf, type PageElement } from './dom.js'

const BLOCKS = new Set(
  (
    'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html legend main menu nav ol p pre search section summary ul optgroup option'
  ).split(' '),
)

const DISPLAYS: ReadonlyMap<string, string> = new Map(
  Object.entries({
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
  }),
)

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
  BLOCKS.has(tagName) ? 'block' : (DISPLAYS.get(tagName) ?? (ATOMIC.has(tagName) ? 'inline-block' : 'inline'))

const FIELD: readonly Hint[] = [
  ['background-color', '#ffffff'],
  ['color', '#000000'],
  ['text-indent', '0'],
]

const BY_NAME: ReadonlyMap<string, readonly Hint[]> = new Map(Object.entries<readonly Hint[]>({
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
})) // prettier-ignore

const COLOURED = new Set(['body', 'table', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'])

export const NO_HINTS: readonly Hint[] = []

/** The rules of the browser's own style sheet for an element. */
export const browsersHints = ({ tagName }: PageElement): readonly Hint[] => BY_NAME.get(tagName) ?? NO_HINTS

/** Turns an element's name and attributes into declarations of style sheets, which give way to any rule. */
export function hintsOf(element: PageElement): readonly Hint[] {
  const own = browsersHints(element)
  if (element.tagName === 'dialog' && attributeOf(element, 'open') === undefined)
    return [...own, ['display', 'none'], ...attributeHints(element)]
  const said = attributeHints(element)
  return said.length === 0 ? own : [...own, ...said]
}

const NOT_SHOWN: readonly Hint[] = [['display', 'none']]

/** The attributes that look like declarations, with what they say on an element of a name. */
const HINTING: ReadonlyMap<string, (value: string, name: string) => readonly Hint[]> = new Map(
  Object.entries<(value: string, name: string) => readonly Hint[]>({
    hidden: (value) => (value === 'until-found' ? [['content-visibility', 'hidden']] : NOT_SHOWN),
    popover: () => NOT_SHOWN,
    href: (_, name) => (name === 'a' ? [['color', '#0000ee']] : NO_HINTS),
    dir: (value, name) => directionHints(value.toLowerCase(), name),
    color: (value, name) => (name === 'font' ? colourHint('color', value) : NO_HINTS),
    size: (value, name) => (name === 'font' ? fontHint(value) : NO_HINTS),
    bgcolor: (value, name) => (COLOURED.has(name) ? colourHint('background-color', value) : NO_HINTS),
    text: (value, name) => (name === 'body' ? colourHint('color', value) : NO_HINTS),
    background: (value, name) =>
      COLOURED.has(name) && value.trim() !== '' ? [['background-image', 'url()']] : NO_HINTS,
  }),
)

function directionHints(direction: string, name: string): readonly Hint[] {
  if (direction !== 'rtl' && direction !== 'ltr') return NO_HINTS
  const hint: Hint = ['direction', direction]
  return name === 'bdo' && direction === 'rtl' ? [['unicode-bidi', 'bidi-override'], hint] : [hint]
}

function attributeHints({ tagName, attrs }: PageElement): readonly Hint[] {
  let hints: Hint[] | null = null
  for (const { name, value } of attrs) {
    const said = HINTING.get(name)?.(value, tagName)
    if (said && said.length > 0) (hints ??= []).push(...said)
  }
  return hints ?? NO_HINTS
}
function fontHint(size: string): readonly Hint[] {
  const found = /^\s*([+-]?)(\d+)/u.exec(size)
  if (!found) return []
  const step = Number(found[2]) * (found[1] === '-' ? -1 : 1) + (found[1] === '' ? 0 : FONT_MIDDLE)
  return [['font-size', `${String(FONT_SIZES[Math.max(1, Math.min(7, step))] ?? 16)}px`]]
}

function colourHint(property: string, value: string): readonly Hint[] {
  const colour = attributeColour(value)
  return colour ? [[property, `rgba(${[colour.red, colour.green, colour.blue, colour.alpha].join(',')})`]] : []
}
