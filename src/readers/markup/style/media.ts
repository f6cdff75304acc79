import { pixelsOf } from './lengths.js'

/** Whether a page's conditions hold on the screen that it is read for. */

/** A desktop's screen, in pixels. */
const WIDTH = 1280
const HEIGHT = 800

/** Tells whether one of a list of media queries holds on a screen; an unknown one does not, as in browsers. */
export function mediaHolds(list: string): boolean {
  const queries = list
    .toLowerCase()
    .split(',')
    .map((query) => query.trim())
  return queries.every((query) => query === '') || queries.some((query) => query !== '' && queryHolds(query))
}

function queryHolds(query: string): boolean {
  const negated = /^not\s+(?!\()/u.test(query)
  const rest = query.replace(/^(?:not|only)\s+(?=[a-z])/u, '')
  const [, medium = '', conditions = rest] = /^([a-z][\w-]*)(?:\s+and\s+(.*))?$/u.exec(rest) ?? []
  const type = medium === '' || medium === 'screen' || medium === 'all'
  const held = type && (medium !== '' && conditions === rest ? true : conditionHolds(conditions) === true)
  return negated ? !held : held
}

/** A condition of features in brackets with `and`, `or`, `not`; null where a feature is unknown. */
function conditionHolds(text: string): boolean | null {
  const condition = text.trim()
  if (condition === '') return true
  const parts = partsOf(condition)
  if (parts.length === 1 && /^not[\s(]/u.test(condition)) {
    const inner = conditionHolds(condition.slice(3))
    return inner === null ? null : !inner
  }
  if (parts.length === 1) {
    const inner = /^\(([^]*)\)$/u.exec(condition)?.[1]
    if (inner === undefined) return null
    return inner.trim().startsWith('(') || /^\s*not[\s(]/u.test(inner) ? conditionHolds(inner) : featureHolds(inner)
  }
  const held = parts.map(conditionHolds)
  if (/\)\s*or\s*\(/u.test(condition)) return held.includes(true) ? true : held.includes(null) ? null : false
  return held.includes(false) ? false : held.includes(null) ? null : true
}

/** The terms of a condition between `and` or `or` outside of brackets. */
function partsOf(condition: string): readonly string[] {
  const parts: string[] = ['']
  let depth = 0
  for (const word of condition.split(/(\s+(?:and|or)\s+|[()])/u)) {
    if (word === '(') depth += 1
    if (word === ')') depth -= 1
    if (depth === 0 && /^\s+(?:and|or)\s+$/u.test(word)) parts.push('')
    else parts.push((parts.pop() ?? '') + word)
  }
  return parts
}

const FEATURES: Readonly<Record<string, string>> = {
  orientation: 'landscape',
  hover: 'hover',
  'any-hover': 'hover',
  pointer: 'fine',
  'any-pointer': 'fine',
  'prefers-color-scheme': 'light',
  'prefers-reduced-motion': 'no-preference',
  'prefers-contrast': 'no-preference',
  'forced-colors': 'none',
  scripting: 'enabled',
  update: 'fast',
  'display-mode': 'browser',
}

function featureHolds(text: string): boolean | null {
  const range = /^\s*(?:([\d.]+[a-z]*)\s*([<>]=?)\s*)?(width|height)\s*(?:([<>]=?|=)\s*([\d.]+[a-z]*))?\s*$/u.exec(text)
  if (range?.[3] !== undefined) {
    const size = sizeOf(range[3])
    const [, low, lowSign, , sign, high] = range
    const above = low === undefined || compare(pixels(low), lowSign ?? '<=', size)
    return above && (high === undefined || compare(size, sign ?? '=', pixels(high)))
  }
  const [name = '', value] = text.split(':').map((part) => part.trim())
  const bound = /^(min-|max-)?(?:device-)?(width|height)$/u.exec(name)
  if (bound?.[2] !== undefined && value !== undefined) {
    const sign = bound[1] === 'min-' ? '>=' : bound[1] === 'max-' ? '<=' : '='
    return compare(sizeOf(bound[2]), sign, pixels(value))
  }
  if (name === 'color' || name === 'width' || name === 'height') return value === undefined
  const is = FEATURES[name]
  if (is !== undefined) return value === undefined ? !['none', 'no-preference'].includes(is) : value === is
  return measureHolds(name, value)
}

/** Features that are a number on every screen. */
const MEASURES: Readonly<Record<string, number>> = {
  'aspect-ratio': WIDTH / HEIGHT,
  'device-aspect-ratio': WIDTH / HEIGHT,
  'device-pixel-ratio': 1,
  resolution: 1,
  color: 8,
  monochrome: 0,
  'color-index': 0,
  grid: 0,
}

function measureHolds(text: string, value: string | undefined): boolean | null {
  const [, bound, name = ''] =
    /^(?:-webkit-)?(min-|max-)?(?:moz-)?([a-z-]+)$/u.exec(text.replace(/^-webkit-/u, '')) ?? []
  const measure = MEASURES[name]
  if (measure === undefined) return null
  if (value === undefined) return measure !== 0
  const [number = NaN, below = 1] = value.split('/').map(Number.parseFloat)
  const wanted = (number / below) * (value.endsWith('dpi') ? 1 / 96 : 1)
  return compare(measure, bound === 'min-' ? '>=' : bound === 'max-' ? '<=' : '=', wanted)
}

const sizeOf = (name: string): number => (name === 'width' ? WIDTH : HEIGHT)
const pixels = (text: string): number => pixelsOf(text, { fontSize: 16, whole: NaN }) ?? NaN

function compare(a: number, sign: string, b: number): boolean {
  switch (sign) {
    case '<':
      return a < b
    case '<=':
      return a <= b
    case '>':
      return a > b
    case '>=':
      return a >= b
    default:
      return a === b
  }
}

/** Tells whether what @supports asks for is there: today's browsers know nearly whatever a page asks about. */
function supportsHolds(condition: string): boolean {
  const text = condition.trim()
  const parts = partsOf(text)
  if (parts.length > 1) {
    const held = parts.map(supportsHolds)
    return /\)\s*or\s*[(n]/iu.test(text) ? held.includes(true) : !held.includes(false)
  }
  if (/^not[\s(]/iu.test(text)) return !supportsHolds(text.slice(3))
  const inner = /^\(([^]*)\)$/u.exec(text)?.[1]?.trim() ?? text
  if (inner !== text && /^(?:\(|not[\s(])/iu.test(inner)) return supportsHolds(inner)
  const property = /^([\w-]+)\s*:/u.exec(inner)?.[1]?.toLowerCase()
  if (property === 'display' && !KNOWN_DISPLAY.test(inner)) return false
  return property === undefined || property.startsWith('--') || isKnownProperty(property)
}

const KNOWN_DISPLAY =
  /:\s*(?:none|contents|block|inline|flow|run-in|flex|grid|table|list-item|ruby|math|-webkit-|var\()[\w\s-]*(?:\(.*)?$/iu

/** The words that names of properties begin with; one of another word is no property. */
const PROPERTY_WORDS = new Set(
  (
    'accent align all anchor animation appearance aspect backdrop backface background block border bottom box break ' +
    'caption caret clear clip color column columns contain container content corner counter cursor cx cy d direction ' +
    'display dominant empty field fill filter flex float flood font forced gap grid hanging height hyphenate hyphens ' +
    'image initial inline inset interactivity interpolate isolation justify left letter lighting line list margin ' +
    'marker mask math max min mix object offset opacity order orphans outline overflow overlay overscroll padding page ' +
    'paint perspective place pointer position print quotes r resize right rotate row ruby rx ry scale scroll scrollbar ' +
    'shape size speak stop stroke tab table text timeline top touch transform transition translate unicode user ' +
    'vector vertical view visibility white widows width will word writing x y z zoom'
  ).split(' '),
)

const isKnownProperty = (name: string): boolean =>
  /^-(?:ms|o|moz)-/u.test(name) ? false : PROPERTY_WORDS.has(name.replace(/^-webkit-/u, '').split('-')[0] ?? '')

/** Tells whether the rules in an at-rule count on the screen. */
export function isEntered(name: string, prelude: string): 'yes' | 'no' | 'unsure' {
  const said = (holds: boolean): 'yes' | 'no' => (holds ? 'yes' : 'no')
  switch (name) {
    case 'media':
      return said(mediaHolds(prelude))
    case 'supports':
      return said(supportsHolds(prelude))
    case 'layer':
      return 'yes'
    case 'scope':
      return /^\([^()]*(?:\([^()]*\)[^()]*)*\)$/u.test(prelude.trim()) ? 'yes' : 'unsure'
    case 'container':
      return 'unsure'
    default:
      return 'no'
  }
}

/** The elements in which the rules of a scope count; they are no more particular for it. */
export function scoped(prelude: string, outer: readonly string[]): readonly string[] {
  const root = /^\(([^()]*(?:\([^()]*\)[^()]*)*)\)/u.exec(prelude.trim())?.[1]
  return root === undefined ? outer : [`:where(${root})`]
}

/** The style sheet in a `data:` address; null for another address. */
export function dataSheet(address: string): string | null {
  const found = /data:text\/css[^,"')]*?(;base64)?,([^"')]*)/iu.exec(address)
  if (!found) return null
  const [, base64, data = ''] = found
  try {
    const text = decodeURIComponent(data)
    return base64 === undefined ? text : Buffer.from(text, 'base64').toString('utf8')
  } catch {
    return ''
  }
}

/** Tells whether a font that the page brings along may show other digits than the characters say. */
export function isDisguise(body: string): boolean {
  if (/size-adjust\s*:\s*0/iu.test(body) || /src\s*:[^;]*url\(\s*["']?data:/iu.test(body)) return true
  return /unicode-range\s*:[^;]*\bu\+(?:0{0,4}3[0-9?])(?:-0{0,4}3[0-9a-f])?\b/iu.test(body)
}
