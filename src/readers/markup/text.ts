import type { CellDoubt } from '../../model/block.js'

/** Text of markup as a reader of the page sees it. */

const CJK =
  '\\u2e80-\\u303f\\u3100-\\u312f\\u31a0-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef“”‘’…—'

/** A line of the source that ends between two Chinese characters is no space in the text. */
const SOURCE_BREAK = new RegExp(`(?<=[${CJK}])[ \\t]*[\\r\\n][ \\t\\r\\n]*(?=[${CJK}])`, 'gu')
const INVISIBLE = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/gu
const LATIN_END = /[\p{Script=Latin}\d,.;:)\]%]$/u
const LATIN_START = /^[\p{Script=Latin}\d([]/u

/**
 * Characters by which a reader says in the markup that a cell shows something else than its text. They are no characters of
 * Unicode, so no document needs them, and they never come into any text.
 */
export const DOUBT_MARKS = {
  'cell-not-text': '\ufdd0',
  'cell-hidden': '\ufdd1',
  'cell-struck-out': '\ufdd2',
  'cell-raised': '\ufdd3',
} as const satisfies Partial<Record<CellDoubt, string>>

/** The doubts that a mark can state. */
export type MarkedDoubt = keyof typeof DOUBT_MARKS

const REASONS: readonly MarkedDoubt[] = ['cell-not-text', 'cell-hidden', 'cell-struck-out', 'cell-raised']
const MARKS = /[\ufdd0-\ufdd3]/gu

/** White space or an invisible character: most cells hold neither. */
const UNEVEN = /[\s\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad]/u

/**
 * White space of any kind collapsed to one space, none at the ends; source line breaks between Chinese characters removed.
 */
export function collapse(text: string): string {
  if (!UNEVEN.test(text)) return text
  return text.replace(INVISIBLE, '').replace(SOURCE_BREAK, '').replace(/\s+/gu, ' ').trim()
}

/** The lines of one cell or heading as one text: a space only between Latin words or numbers. */
export function joinLines(lines: readonly string[]): string {
  let text = ''
  for (const line of lines) {
    if (line === '') continue
    text += text !== '' && LATIN_END.test(text) && LATIN_START.test(line) ? ` ${line}` : line
  }
  return text
}

/** Text that is written from right to left whatever its characters are. */
const OVERRIDE = /\u202e([^\u202c]*)\u202c?/gu

/** Text as it stands where its characters run from right to left. */
export const mirrored = (text: string): string => Array.from(text).reverse().join('')

/** Digits with a character upon them that strikes them out. */
const STRUCK = /\d[\u0335-\u0338\u20d2\u20d3\u20e5\u20e6]/u

const ALL_STRUCK = new RegExp(STRUCK, 'gu')

const withoutStruck = (text: string): string => text.replace(ALL_STRUCK, '')

/** A character that is more than text: a mark, one that turns text round, or one that strikes out the one before it. */
const SPECIAL = /[\ufdd0-\ufdd3\u202e]|[\u0335-\u0338\u20d2\u20d3\u20e5\u20e6]/u

/** Collects the text of inline markup, line by line, and how much of it is link text. */
export class InlineText {
  readonly #lines: string[] = ['']
  #linked = 0
  #struck = false
  #doubt: CellDoubt | null = null

  add(marked: string, inLink: boolean): void {
    if (marked === '') return
    const text = SPECIAL.test(marked) ? this.#plain(marked) : marked
    this.#lines.push((this.#lines.pop() ?? '') + text)
    if (inLink) this.#linked += visibleLength(text)
  }

  /** The text without what is more than text, which is remembered. */
  #plain(marked: string): string {
    const { text: written, doubt } = withoutMarks(marked)
    const text = withoutStruck(written.replace(OVERRIDE, (_, inside: string) => mirrored(inside)))
    if (text.length < written.length && STRUCK.test(written)) this.#struck = true
    // Text that is turned round shows its digits in another order.
    this.#doubt ??=
      doubt ?? (written.includes('\u202e') ? 'cell-not-text' : STRUCK.test(written) ? 'cell-struck-out' : null)
    return text
  }

  breakLine(): void {
    this.#lines.push('')
  }

  /** Remembers that struck-out text was left out, so that an empty result can be told from an empty cell. */
  skipStruck(): void {
    this.#struck = true
  }

  get skippedStruck(): boolean {
    return this.#struck
  }

  /** The doubt that the reader of the document has of this text. */
  get doubt(): CellDoubt | null {
    return this.#doubt
  }

  endsWithDigit(): boolean {
    return /[\d０-９]\s*$/u.test((this.#lines.at(-1) ?? '').slice(-8))
  }

  lines(): readonly string[] {
    return this.#lines.map(collapse)
  }

  /** Characters of link text, white space not counted. */
  get linked(): number {
    return this.#linked
  }
}

export const visibleLength = (text: string): number =>
  /\s/u.test(text) ? text.replace(/\s+/gu, '').length : text.length

/** A text without marks, and the first reason for doubt that they give. */
export function withoutMarks(text: string): { readonly text: string; readonly doubt: MarkedDoubt | null } {
  if (text.search(MARKS) < 0) return { text, doubt: null }
  return { text: text.replace(MARKS, ''), doubt: REASONS.find((reason) => text.includes(DOUBT_MARKS[reason])) ?? null }
}
