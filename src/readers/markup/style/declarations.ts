import { colourOf } from './colours.js'
import { split, unescaped } from './split.js'

/** One declaration of a style sheet or of an element's own style. */
export interface Declaration {
  readonly property: string
  readonly value: string
  readonly important: boolean
}

/** The properties that decide whether and where text is seen; the others are not kept. */
const DECIDING = new Set(
  (
    'display visibility opacity filter color background-color background-image background-clip -webkit-background-clip ' +
    '-webkit-text-fill-color text-shadow font-size text-indent position left top right bottom float transform scale ' +
    'translate rotate zoom clip clip-path overflow-x overflow-y width height max-width max-height margin-left margin-top ' +
    'padding-left padding-top padding-right padding-bottom text-decoration-line vertical-align content ' +
    'content-visibility direction unicode-bidi -webkit-text-security letter-spacing line-height flex-direction mso-hide ' +
    'font-family text-decoration-color font-variant-position order grid-column grid-row grid-area list-style-type ' +
    'list-style-image border-image-source mask-image border-top border-bottom color-scheme contain font-size-adjust ' +
    'text-stroke-width text-stroke-color z-index quotes backface-visibility table-layout box-shadow white-space writing-mode flex-wrap grid-auto-flow ' +
    'grid-template-areas grid-column-start grid-row-start'
  ).split(' '),
)

/** An element with this property on is shown in a way that cannot be told. */
export const UNSURE = '-unsure'

/** Properties that may change what is seen in ways that are not worked out, with the values that do not. */
const DOUBTING: Readonly<Record<string, RegExp>> = {
  mask: /^none$/iu,
  'mask-image': /^none$/iu,
  'mix-blend-mode': /^normal$/iu,
  animation: /^none\b/iu,
  'animation-name': /^none\b/iu,
  offset: /^none\b/iu,
  'offset-path': /^none\b/iu,
  'text-stroke': /^0?(?:\.\d+)?(?:px|pt|em)?(?:\s|$)/iu,
  'text-stroke-width': /^0?(?:\.\d+)?(?:px|pt|em)?$/iu,
  contain: /^(?!.*\b(?:strict|size)\b)/iu,
  'grid-template-rows': /^(?!.*(?:^|\s)0(?:fr|px)?(?:\s|$))/iu,
  'font-size-adjust': /^(?!0*\.?0*$)/u,
  filter: /^(?!.*(?:invert|brightness|contrast|url)\()/iu,
  'outline-offset': /^(?!-)|^-[12]px$/iu,
  'line-clamp': /^none$/iu,
}

/** Functions whose result is not worked out. */
const OPAQUE = /\b(?:if|attr|random|sibling-index|sibling-count|calc-size|anchor|progress|round|mod|sin|cos)\(/iu

/** Sides that go by the direction of writing, as they lie in a page written from left to right. */
const LOGICAL: Readonly<Record<string, string>> = {
  'inline-size': 'width',
  'block-size': 'height',
  'max-inline-size': 'max-width',
  'max-block-size': 'max-height',
  'inset-inline-start': 'left',
  'inset-inline-end': 'right',
  'inset-block-start': 'top',
  'inset-block-end': 'bottom',
  'margin-inline-start': 'margin-left',
  'margin-block-start': 'margin-top',
  'padding-inline-start': 'padding-left',
  'padding-inline-end': 'padding-right',
  'padding-block-start': 'padding-top',
  'padding-block-end': 'padding-bottom',
  'overflow-inline': 'overflow-x',
  'overflow-block': 'overflow-y',
}

/** Shorthands with the longhands that decide. */
const SHORTHANDS: Readonly<Record<string, readonly string[]>> = {
  font: ['font-size', 'font-family'],
  background: ['background-color', 'background-image', 'background-clip'],
  'text-decoration': ['text-decoration-line', 'text-decoration-color'],
  'list-style': ['list-style-type', 'list-style-image'],
  'text-stroke': ['text-stroke-width', 'text-stroke-color'],
  'flex-flow': ['flex-direction', 'flex-wrap'],
  'grid-template': ['grid-template-areas'],
  grid: ['grid-template-areas', 'grid-auto-flow'],
  mask: ['mask-image'],
  'border-image': ['border-image-source'],
  border: ['border-top', 'border-bottom'],
  overflow: ['overflow-x', 'overflow-y'],
  inset: ['top', 'right', 'bottom', 'left'],
  margin: ['margin-top', 'margin-left'],
  padding: ['padding-top', 'padding-right', 'padding-bottom', 'padding-left'],
  'inset-inline': ['left', 'right'],
  'inset-block': ['top', 'bottom'],
  'margin-inline': ['margin-left'],
  'margin-block': ['margin-top'],
}

/** Marks the value of a shorthand whose parts are known only when its variables are. */
const PENDING = '\0'

/** The declarations of a `style` attribute that decide. */
export function declarationsOf(style: string, quirks: boolean): readonly Declaration[] {
  return split(style.replace(/\/\*[^]*?(?:\*\/|$)/gu, ' '), ';').flatMap((text) => {
    const colon = text.indexOf(':')
    if (colon < 0) return []
    const written = text.slice(colon + 1)
    const value = written.replace(/!\s*important\s*$/iu, '')
    return deciding({ property: text.slice(0, colon).trim(), value, important: value !== written }, quirks)
  })
}

/** Sheets repeat declarations: the number that is remembered, and the length of one. */
const MAX_KNOWN = 4_000
const LONGEST_KNOWN = 100

const known = new Map<string, readonly Declaration[]>()

/** The longhands of a declaration that decide and that a browser takes. They depend on nothing but its text. */
export function deciding(declaration: Declaration, quirks: boolean): readonly Declaration[] {
  const { property, value, important } = declaration
  if (property.length + value.length > LONGEST_KNOWN) return takenApart(declaration, quirks)
  const key = `${quirks ? 'q' : 's'}${important ? '!' : ' '}${String(property.length)}${property}${value}`
  let found = known.get(key)
  if (!found) {
    if (known.size >= MAX_KNOWN) known.clear()
    known.set(key, (found = takenApart(declaration, quirks)))
  }
  return found
}

function takenApart(declaration: Declaration, quirks: boolean): readonly Declaration[] {
  const { important } = declaration
  const written = unescaped(declaration.property)
  const raw = declaration.value.trim()
  // In texts and addresses the escapes say something of their own.
  const value = /["'(]/u.test(raw) ? raw : unescaped(raw)
  if (written.startsWith('--')) return [{ property: written, value, important }]
  const name = written.toLowerCase()
  const unprefixed = name.replace(/^-webkit-(?=mask|animation|filter|line-clamp|text-stroke)/u, '')
  const property = LOGICAL[name] ?? unprefixed
  const doubt = doubtful(property, value)
  return [...(doubt ? [{ ...doubt, important }] : []), ...longhandsOf(property, value, important, quirks)]
}

/** Says that what a declaration shows cannot be told, or takes that back. */
function doubtful(property: string, value: string): { readonly property: string; readonly value: string } | null {
  const harmless = DOUBTING[property]
  if (harmless) return { property: `${UNSURE}-${property}`, value: harmless.test(value) ? 'no' : 'yes' }
  const isOpaque = /^revert-layer$/iu.test(value) || (property !== 'content' && OPAQUE.test(value))
  if (!isOpaque) return null
  return DECIDING.has(property) || SHORTHANDS[property] || property === 'all'
    ? { property: `${UNSURE}-${property}`, value: 'yes' }
    : null
}

function longhandsOf(property: string, written: string, important: boolean, quirks: boolean): readonly Declaration[] {
  if (property === 'all')
    return GLOBAL.test(written) ? [...DECIDING].map((each) => ({ property: each, value: written, important })) : []
  // In quirks mode a colour may lack its #.
  const hashless = quirks && property.endsWith('color') && /^(?:[\da-f]{3}|[\da-f]{6})$/iu.test(written)
  const value = hashless ? `#${written}` : written
  const longhands = SHORTHANDS[property]
  if (!longhands)
    return DECIDING.has(property) && isValid(property, value, quirks) ? [{ property, value, important }] : []
  const pending = /\b(?:var|env)\(/iu.test(value)
  return longhands.flatMap((longhand) => {
    const part = pending ? `${PENDING}${property}:${value}` : partOf(property, longhand, value)
    return part !== null && (pending || isValid(longhand, part, quirks))
      ? [{ property: longhand, value: part, important }]
      : []
  })
}

/** A value whose variables are replaced; null where it stands for nothing. */
export function withoutVariables(
  property: string,
  value: string,
  customs: ReadonlyMap<string, string>,
  quirks: boolean,
): string | null {
  const text = substitute(value, customs, 0)
  if (text === null) return null
  if (!text.startsWith(PENDING)) return isValid(property, text.trim(), quirks) ? text.trim() : null
  const colon = text.indexOf(':')
  const part = partOf(text.slice(1, colon), property, text.slice(colon + 1).trim())
  return part !== null && isValid(property, part, quirks) ? part : null
}

const MAX_NESTED_VARIABLES = 20
const MAX_VALUE = 10_000

function substitute(value: string, customs: ReadonlyMap<string, string>, depth: number): string | null {
  const at = value.search(/\b(?:var|env)\(/iu)
  if (at < 0) return value
  if (depth > MAX_NESTED_VARIABLES || value.length > MAX_VALUE) return null
  let close = at + 4
  for (let open = 1; close < value.length && open > 0; close++)
    open += value[close] === '(' ? 1 : value[close] === ')' ? -1 : 0
  const inside = value.slice(at + 4, close - 1)
  const comma = inside.indexOf(',')
  const name = (comma < 0 ? inside : inside.slice(0, comma)).trim()
  const replaced = customs.get(name) ?? (comma < 0 ? null : inside.slice(comma + 1).trim())
  if (replaced === null) return null
  return substitute(value.slice(0, at) + replaced + value.slice(close), customs, depth + 1)
}

const FONT_SIZE = /^(?:0$|0\/|[\d.]+[a-z%]|(?:calc|min|max|clamp)\(|x*-?(?:small|large)|medium|smaller)/iu

/** The part of a shorthand's value that a longhand takes; null where the value is not one of that shorthand. */
function partOf(shorthand: string, longhand: string, value: string): string | null {
  if (GLOBAL.test(value)) return value
  const words = split(value, ' ')
  switch (shorthand) {
    case 'font': {
      const at = words.findIndex((word) => FONT_SIZE.test(word))
      // Without a family behind the size it is no font.
      if (at < 0 || at === words.length - 1) return null
      return (longhand === 'font-size' ? words[at]?.split('/')[0] : words.slice(at + 1).join(' ')) ?? null
    }
    case 'background':
      if (longhand === 'background-color') return words.find((word) => colourOf(word) !== null) ?? 'transparent'
      if (longhand === 'background-clip') return words.includes('text') ? 'text' : 'border-box'
      return /(?:url|image|gradient|image-set)\(/iu.test(value) ? value : 'none'
    case 'overflow':
      return (longhand === 'overflow-x' ? words[0] : (words[1] ?? words[0])) ?? null
    case 'text-decoration':
      if (longhand === 'text-decoration-line') return value
      return words.find((word) => colourOf(word) !== null) ?? 'currentcolor'
    case 'text-stroke':
      if (longhand === 'text-stroke-color') return words.find((word) => colourOf(word) !== null) ?? 'currentcolor'
      return words.find((word) => /^[\d.]/u.test(word)) ?? '0'
    case 'grid-template':
    case 'grid':
      if (longhand === 'grid-auto-flow') return words.includes('auto-flow') ? 'dense' : 'initial'
      return /["']/u.test(value) ? value : 'none'
    case 'flex-flow':
      return words.find((word) => (longhand === 'flex-wrap' ? /wrap/iu : /^(?:row|column)/iu).test(word)) ?? 'initial'
    case 'list-style':
      return longhand === 'list-style-image' ? (/(?:url|image)\(/iu.test(value) ? value : 'none') : value
    case 'mask':
    case 'border-image':
    case 'border':
      return value
    case 'inset-inline':
    case 'inset-block':
    case 'margin-inline':
    case 'margin-block':
      return (/^(?:right|bottom)$/u.test(longhand) ? words[1] : undefined) ?? words[0] ?? null
    default: {
      const [top = '', right = top, bottom = top, left = right] = words
      if (longhand.endsWith('left')) return left
      return longhand.endsWith('top') ? top : longhand.endsWith('right') ? right : bottom
    }
  }
}

const GLOBAL = /^(?:inherit|initial|unset|revert|revert-layer)$/iu

const DISPLAYS =
  /^(?:none|contents|inline|(?:inline|block)(?:-(?:block|flex|grid|table))?|flow-root|run-in|flex|grid|list-item|table(?:-[a-z-]+)?|ruby(?:-[a-z]+)*|math|-(?:webkit|moz|ms)-[a-z-]+|(?:inline|block) (?:flow|flow-root|flex|grid|table|ruby))$/iu

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)%?$/u

/** Tells whether a browser takes the value; what it does not take leaves the earlier declaration in force. */
function isValid(property: string, value: string, quirks: boolean): boolean {
  if (value === '') return false
  if (GLOBAL.test(value) || /\b(?:var|env)\(/iu.test(value) || /^grid-(?:column|row|area)/u.test(property)) return true
  switch (property) {
    case 'display':
      return DISPLAYS.test(value)
    case 'visibility':
      return /^(?:visible|hidden|collapse)$/iu.test(value)
    case 'opacity':
      return NUMBER.test(value) || /^\w+\(/u.test(value)
    case 'color':
    case 'background-color':
    case '-webkit-text-fill-color':
    case 'text-decoration-color':
    case 'text-stroke-color':
      return colourOf(value) !== null || /^currentcolor$|^[a-z-]+\(.*\)$/iu.test(value)
    case 'position':
      return /^(?:static|relative|absolute|fixed|sticky|-webkit-sticky)$/iu.test(value)
    case 'float':
      return /^(?:left|right|none|inline-start|inline-end)$/iu.test(value)
    case 'font-size':
      if (value.startsWith('-')) return false
      break
    case 'content':
    case 'scale':
    case 'zoom':
    case 'order':
    case 'z-index':
    case 'font-size-adjust':
    case 'line-height':
      return true
  }
  // A bare number is a length only in quirks mode.
  return quirks || !/^[+-]?[\d.]+$/u.test(value) || Number(value) === 0
}
