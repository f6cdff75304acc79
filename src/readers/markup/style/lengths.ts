/** Lengths of CSS in pixels. */

const PIXELS: Readonly<Record<string, number>> = {
  px: 1,
  pt: 4 / 3,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 9.6 / 2.54,
  q: 2.4 / 2.54,
  rem: 16,
  // The screen for which the page is read is 1280 by 800.
  vw: 12.8,
  vh: 8,
  vmin: 8,
  vmax: 12.8,
}

/** Units that go by the font's size. */
const PER_EM: Readonly<Record<string, number>> = { em: 1, ex: 0.5, ch: 0.5, lh: 1.2, ic: 1 }

const LENGTH = /^([+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)([a-z]+|%)?$/iu

/** The sizes that relative lengths refer to. */
export interface Measures {
  readonly fontSize: number
  /** Pixels of 100 %. */
  readonly whole: number
}

/** Pixels of a length or a sum of lengths; null where it is none. A number without a unit counts as pixels. */
export function pixelsOf(text: string | undefined, measures: Measures): number | null {
  const value = (text ?? '').trim()
  if (!value.includes('(')) return term(value, measures)
  if (!/^(?:calc|min|max|clamp)\(/iu.test(value)) return null
  const words = value.toLowerCase().match(/[a-z]+\(|[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?:[a-z]+|%)?|\S/gu) ?? []
  if (words.length > MAX_WORDS) return null
  const result = sum(words, measures)
  return words.length > 0 ? null : result
}

/** Nobody writes longer sums, and each bracket is a call. */
const MAX_WORDS = 200

function term(text: string, { fontSize, whole }: Measures): number | null {
  const found = LENGTH.exec(text)
  if (!found) return null
  const amount = Number(found[1])
  const unit = found[2]?.toLowerCase()
  if (unit === undefined) return amount
  if (unit === '%') return (amount / 100) * whole
  const pixels = PIXELS[unit]
  if (pixels !== undefined) return amount * pixels
  const em = PER_EM[unit]
  return em === undefined ? null : amount * em * fontSize
}

/** Reads a sum from the front of the words, and takes them off. */
function sum(words: string[], measures: Measures): number | null {
  let total = product(words, measures)
  for (let next = words[0]; total !== null && next !== undefined; next = words[0]) {
    // A sign that stands at its number is an operator here, too: no two numbers stand side by side.
    const signed = /^[+-]./u.test(next)
    if (!signed && next !== '+' && next !== '-') break
    if (!signed) words.shift()
    const other = product(words, measures)
    total = other === null ? null : next === '-' ? total - other : total + other
  }
  return total
}

function product(words: string[], measures: Measures): number | null {
  let total = factor(words, measures)
  while (total !== null && (words[0] === '*' || words[0] === '/')) {
    const divides = words.shift() === '/'
    const other = factor(words, measures)
    total = other === null || (divides && other === 0) ? null : divides ? total / other : total * other
  }
  return total
}

function factor(words: string[], measures: Measures): number | null {
  const word = words.shift() ?? ''
  if (!word.endsWith('(')) return term(word, measures)
  const values: number[] = []
  do {
    const value = sum(words, measures)
    if (value === null) return null
    values.push(value)
  } while (words[0] === ',' && words.shift() !== undefined)
  if (words.shift() !== ')') return null
  const [first = 0, second = 0, third = 0] = values
  if (word === 'min(') return Math.min(...values)
  if (word === 'max(') return Math.max(...values)
  if (word === 'clamp(') return Math.max(first, Math.min(second, third))
  return values.length === 1 && (word === 'calc(' || word === '(') ? first : null
}

const SIZES: Readonly<Record<string, number>> = {
  'xx-small': 9,
  'x-small': 10,
  small: 13,
  medium: 16,
  large: 18,
  'x-large': 24,
  'xx-large': 32,
  'xxx-large': 48,
}

/** The pixels of a `font-size` inside of a parent's; null where it cannot be told. */
export function fontSizeOf(text: string, parent: number): number | null {
  const name = text.trim().toLowerCase()
  if (name === 'smaller') return parent / 1.2
  if (name === 'larger') return parent * 1.2
  const size = SIZES[name] ?? pixelsOf(name, { fontSize: parent, whole: parent })
  return size === null || size < 0 ? null : size
}
