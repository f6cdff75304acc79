import { boxSight, isPlaced, type Get } from './boxes.js'
import type { Values } from './cascade.js'
import { BLACK, colourOf, contrastOf, over, WHITE, type Colour } from './colours.js'
import { UNSURE, withoutVariables } from './declarations.js'
import { coloursIn } from './filters.js'
import { fontSizeOf, pixelsOf } from './lengths.js'
import { filteredIn, outlinesOf, type Filtered, type Outlined } from './paint.js'
import { DOUBTFUL, SEEN, VEILED, worse, type Sight } from './sight.js'

/** An element hands these values down to its content. */
export interface Computed {
  readonly display: string
  /** Pixels of a table around it that text cannot widen; null without such a table. */
  readonly fixedWidth: number | null
  readonly visible: boolean
  readonly fontSize: number
  readonly indent: number
  /** The indent of the lines that the text stands in. */
  readonly lineIndent: number
  /** Null where it is one that is not known. */
  readonly colour: Colour | null
  readonly fill: Colour | null
  readonly shadowed: boolean
  readonly background: Colour
  /** The background beside its colour: a picture, or the text is cut out of it. */
  readonly backing: 'plain' | 'picture' | 'text'
  /** The colours of a gradient behind the text. */
  readonly shades: readonly Colour[]
  readonly opacity: number
  /** Filters around the text, and the background on which what they filter is laid. */
  readonly filtered: Filtered | null
  /** How well boxes around the text let it be seen, from the table's row on. */
  readonly box: Sight
  /** The colour of text in the table's cell around it. */
  readonly cellColour: Colour | null
  readonly struck: boolean
  /** How the outlines of its characters change whether text is seen. */
  readonly outlined: Outlined
  /** Whether boxes side by side stand from right to left. */
  readonly rightToLeft: boolean
  /** Whether the marks of a quotation hold digits. */
  readonly numberedQuotes: boolean
  readonly reversed: boolean
  /** How items of a list are marked. */
  readonly listed: string
  readonly customs: ReadonlyMap<string, string>
}

export const OUTERMOST: Computed = {
  display: 'block',
  fixedWidth: null,
  visible: true,
  fontSize: 16,
  indent: 0,
  lineIndent: 0,
  colour: BLACK,
  fill: null,
  shadowed: false,
  background: WHITE,
  backing: 'plain',
  shades: [],
  opacity: 1,
  filtered: null,
  box: SEEN,
  cellColour: null,
  struck: false,
  outlined: 'no',
  rightToLeft: false,
  numberedQuotes: false,
  reversed: false,
  listed: 'disc',
  customs: new Map(),
}

/** The background of a page that asks for the dark scheme. */
const DARK: Colour = { red: 18, green: 18, blue: 18, alpha: 1 }

/** Where in the page an element stands. */
export interface Place {
  /** How its name lays it out. */
  readonly display: string
  readonly inRow: boolean
  readonly cell: boolean
  /** Whether it cuts off what is wider than it, as fields do. */
  readonly cutting: boolean
  readonly digits: () => number
}

export interface Getter {
  readonly get: Get
  readonly customs: ReadonlyMap<string, string>
  /** Whether what the values show cannot be told. */
  readonly unsure: boolean
}

/** Looks values up for an element in a parent, their variables replaced. */
export function getter(values: Values, parent: Computed, quirks: boolean): Getter {
  const own = [...values].filter(([property]) => property.startsWith('--'))
  const customs = own.length === 0 ? parent.customs : new Map([...parent.customs, ...own])
  const get = (property: string): string | undefined => {
    const value = values.get(property)
    if (value === undefined) return undefined
    const plain = /(?:var|env)\(/iu.test(value) ? withoutVariables(property, value, customs, quirks) : value
    return plain === null || /^(?:unset|revert|revert-layer)$/iu.test(plain) ? undefined : plain.trim()
  }
  const unsure = [...values].some(([property, value]) => property.startsWith(UNSURE) && value === 'yes')
  return { get, customs, unsure }
}

/** The look of an element in its parent. */
export function compute({ get, customs, unsure }: Getter, parent: Computed, place: Place): Computed {
  const display = displayIn(get, parent, place.display)
  const inline = display === 'inline' || display === 'contents'
  const fontSize = fontSizeIn(get, parent)
  const indent = indentIn(get, parent, fontSize)
  const isDark = /^(?:only\s+)?dark$/iu.test(get('color-scheme') ?? '')
  const colour = colourIn(get('color'), isDark ? WHITE : parent.colour, parent.colour, BLACK)
  const shadow = get('text-shadow')
  const visibility = get('visibility')?.toLowerCase() ?? 'inherit'
  const struck = strikeOf(get, parent)
  const box = place.inRow
    ? boxSight(get, {
        ...place,
        ...{ fontSize, inline, tabular: display.startsWith('table'), fixedWidth: parent.fixedWidth },
      })
    : SEEN
  const isDoubted =
    unsure ||
    struck === 'unseen' ||
    isDisguised(get('font-family'), customs) ||
    (inline && !place.cell && (hasShades(get) || /\binset\b/iu.test(get('box-shadow') ?? '')))
  const outlined = get('text-stroke-width')
    ? outlinesOf(get, fontSize, { current: colour, background: parent.background })
    : parent.outlined
  const around = outlined === 'hidden' ? VEILED : isDoubted ? DOUBTFUL : SEEN
  return {
    display,
    fixedWidth: fixedWidthIn(get, display, fontSize, parent),
    visible: visibility === 'inherit' ? parent.visible : visibility === 'visible' || visibility === 'initial',
    fontSize,
    indent,
    lineIndent: inline ? parent.lineIndent : indent,
    colour,
    fill: colourIn(get('-webkit-text-fill-color'), parent.fill, colour, null),
    shadowed:
      shadow === undefined || shadow === 'inherit' ? parent.shadowed : shadow !== 'none' && shadow !== 'initial',
    ...backgroundIn(get, isDark ? { ...parent, background: DARK } : parent, colour),
    opacity: place.inRow ? parent.opacity * opacityIn(get) : 1,
    filtered: place.inRow ? filteredIn(get, parent) : null,
    box: place.inRow ? worse(worse(box, parent.box), around) : SEEN,
    cellColour: place.cell ? colour : parent.cellColour,
    struck: struck === 'seen' || (parent.struck && (place.cell || isInFlow(get, display, inline))),
    outlined,
    rightToLeft: isRightToLeft(get, parent),
    numberedQuotes: hasNumberedQuotes(get, parent),
    reversed: (parent.reversed && inline) || isReversed(get),
    listed: listedIn(get, parent),
    customs,
  }
}

function fixedWidthIn(get: Get, display: string, fontSize: number, parent: Computed): number | null {
  if (!/^(?:inline-)?table$/u.test(display)) return parent.fixedWidth
  const width = pixelsOf(get('width'), { fontSize, whole: NaN })
  return get('table-layout') !== 'fixed' || width === null || Number.isNaN(width) ? null : width
}

function displayIn(get: Get, parent: Computed, own: string): string {
  if (/\ball\b/iu.test(get('mso-hide') ?? '')) return 'none'
  const display = get('display')?.toLowerCase() ?? own
  const value = display === 'initial' ? 'inline' : display === 'inherit' ? parent.display : display
  // An element that floats, is placed or stands in a flexible box is a box of its own.
  const isBox = isPlaced(get('position')) || isFloating(get) || /(?:flex|grid)$/u.test(parent.display)
  return value === 'inline' && isBox ? 'block' : value
}

export const isFloating = (get: Get): boolean => !['none', 'initial', 'inherit'].includes(get('float') ?? 'none')

function fontSizeIn(get: Get, parent: Computed): number {
  if (/^0*\.?0+$/u.test(get('font-size-adjust') ?? '')) return 0
  const size = get('font-size') ?? 'inherit'
  if (size === 'initial') return OUTERMOST.fontSize
  return size === 'inherit' ? parent.fontSize : (fontSizeOf(size, parent.fontSize) ?? parent.fontSize)
}

function indentIn(get: Get, parent: Computed, fontSize: number): number {
  const indent = get('text-indent')
  return indent === 'initial' ? 0 : (pixelsOf(indent?.split(/\s/u)[0], { fontSize, whole: 0 }) ?? parent.indent)
}

function opacityIn(get: Get): number {
  const filtered = /opacity\(([^()]*)\)/iu.exec(get('filter') ?? '')?.[1] ?? '1'
  return [get('opacity') ?? '1', filtered].reduce((product, text) => {
    const share = pixelsOf(text, { fontSize: 16, whole: 1 }) ?? 1
    return product * Math.max(0, Math.min(1, share))
  }, 1)
}

/** A colour's value; `current` is the text's own. */
function colourIn(
  text: string | undefined,
  inherited: Colour | null,
  current: Colour | null,
  initial: Colour | null,
): Colour | null {
  const name = text?.toLowerCase() ?? 'inherit'
  if (name === 'inherit') return inherited
  if (name === 'initial') return initial
  return name === 'currentcolor' ? current : colourOf(name)
}

function backgroundIn(
  get: Get,
  parent: Computed,
  colour: Colour | null,
): Pick<Computed, 'background' | 'backing' | 'shades'> {
  const clip = get('background-clip') ?? get('-webkit-background-clip')
  if (clip === 'text') return { background: parent.background, backing: 'text', shades: [] }
  const text = get('background-color') ?? 'initial'
  const own = /^in(?:herit|itial)$/iu.test(text) ? null : colourIn(text, null, colour, null)
  const background = own ? over(own, parent.background) : parent.background
  const isUnknown = own === null && text.includes('(')
  const image = get('background-image') ?? ''
  if (isUnknown || image.includes('(')) return { background, backing: 'picture', shades: shadesOf(image) }
  return own?.alpha === 1
    ? { background, backing: 'plain', shades: [] }
    : { background, backing: parent.backing, shades: parent.shades }
}

const hasShades = (get: Get): boolean => /gradient\(/iu.test(get('background-image') ?? '')

/** The colours that a gradient names. */
const shadesOf = (image: string): readonly Colour[] =>
  hasShades(() => image) ? coloursIn(image).filter(({ alpha }) => alpha > 0.5) : []

function listedIn(get: Get, parent: Computed): string {
  const type = get('list-style-type')?.toLowerCase() ?? 'inherit'
  return type === 'inherit' ? parent.listed : type
}

/** Fonts whose digits are signs, and those that the page brings along for digits alone. */
function isDisguised(families: string | undefined, customs: ReadonlyMap<string, string>): boolean {
  if (families === undefined) return false
  const names = families.split(',').map((name) => name.replace(/["']/gu, '').trim().toLowerCase())
  if (/^(?:wingdings|webdings|symbol$|zapf ?dingbats|mt extra)/u.test(names[0] ?? '')) return true
  return customs.size > 0 && names.some((name) => customs.has(`--disguise-${name.replace(/[^\w-]/gu, '-')}`))
}

/** A line through the text; `unseen` where its colour does not show. */
function strikeOf(get: Get, parent: Computed): 'none' | 'seen' | 'unseen' {
  if (!/line-through/iu.test(get('text-decoration-line') ?? '')) return 'none'
  const colour = colourOf(get('text-decoration-color') ?? '')
  return colour && contrastOf(colour, parent.background) !== 'seen' ? 'unseen' : 'seen'
}

/** Tells whether the line through the text around a box goes through its text, too. */
const isInFlow = (get: Get, display: string, inline: boolean): boolean =>
  !isPlaced(get('position')) &&
  !isFloating(get) &&
  (inline || /^(?:block|list-item|table|flex|grid|flow)/u.test(display))

function hasNumberedQuotes(get: Get, parent: Computed): boolean {
  const quotes = get('quotes')?.toLowerCase() ?? 'inherit'
  return quotes === 'inherit' ? parent.numberedQuotes : /\d/u.test(quotes)
}

function isRightToLeft(get: Get, parent: Computed): boolean {
  const direction = get('direction')?.toLowerCase() ?? 'inherit'
  return direction === 'inherit' ? parent.rightToLeft : direction === 'rtl'
}

const isReversed = (get: Get): boolean => get('direction') === 'rtl' && /override/iu.test(get('unicode-bidi') ?? '')
