/** Whether a page's conditions hold on the screen that it is read for. */

/** A desktop's screen, in pixels. */
const WIDTH = 1280
const HEIGHT = 800

/** Whether one of a list of media queries holds on a screen; an unknown one does not, as in browsers. */
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
  return /^(?:-webkit-)?(?:min-|max-)?(?:device-pixel-ratio|resolution|monochrome|color-index|grid)/u.test(name)
    ? name.includes('max-')
    : null
}

const sizeOf = (name: string): number => (name === 'width' ? WIDTH : HEIGHT)
const pixels = (text: string): number =>
  Number.parseFloat(text) * (text.endsWith('em') ? 16 : text.endsWith('pt') ? 4 / 3 : 1)

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

/** Whether what @supports asks for is there: today's browsers know whatever a page asks about, but for a `not`. */
export function supportsHolds(condition: string): boolean {
  const text = condition.trim().toLowerCase()
  const isUnknown = /\(\s*-(?:ms|o)-/u.test(text)
  return /^not[\s(]/u.test(text) ? isUnknown : !isUnknown
}
