import { tally } from '../../model/groups.js'
import { isValueText } from '../../vocabulary/values.js'

/** A line of the text, and what of it can be told without its neighbours. */
export interface Line {
  /** As it stands, without its line end and form feeds. */
  readonly raw: string
  /** Without tabs, bars and spaces around; white space inside is kept as one space. */
  readonly text: string
  /** 0-based place in the text. */
  readonly number: number
  /** A page number stood here: the blank lines around may be the page's, so they tell nothing. */
  readonly pageBreak?: true
}

const LINE_END = /\r\n|[\n\r\v\u0085\u2028\u2029]/u

/** `- 4 -`, `—4—`, `第 4 页`, `第4页 共6页`: a number between dashes is no value (`-4` is one). */
const PAGE_NUMBER = /^(?:[-–—―~·]+\s*\d{1,4}\s*[-–—―~·]+|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*共\s*\d{1,4}\s*页)?)$/u

/** This share of the bare numbers at the ends of pages must count with the pages for them to be page numbers. */
const COUNTING_SHARE = 0.8

/** A row of the tables ends in this many values or blanks with commas between … */
const MIN_VALUES = 3
/** … and this many rows do where commas part cells. */
const MIN_ROWS = 5

/** Longer texts without a comma between them are prose. */
const MAX_FIELD = 80

/** Gives a line as a reader sees it: without tabs, bars or repeated spaces. */
function plain(raw: string): string {
  return raw.replace(/[|｜│\s\u00a0\u3000\u200b\ufeff]+/gu, ' ').trim()
}

/**
 * The lines of a text; page numbers leave a blank line that is marked. Form feeds part pages: a bare number that ends or
 * starts its page, and counts on from page to page, is a page number too; elsewhere a bare number is a value.
 */
export function toLines(text: string): Line[] {
  const pages = text.split('\f').map((page) => page.split(LINE_END))
  const numbered = new Set([...countingLines(pages, 'last'), ...countingLines(pages, 'first')])
  const lines: Line[] = []
  let number = 0
  pages.forEach((page, index) => {
    page.forEach((raw, at) => {
      const line = { raw, text: plain(raw), number: number++ }
      const pageNumber = PAGE_NUMBER.test(line.text.normalize('NFKC')) || numbered.has(`${String(index)}/${String(at)}`)
      lines.push(pageNumber ? { raw: '', text: '', number: line.number, pageBreak: true } : line)
    })
  })
  return lines
}

/**
 * Places (`page/line`) of the bare numbers at one end of each page that count on with the pages; none where they do not.
 */
function countingLines(pages: readonly (readonly string[])[], end: 'first' | 'last'): string[] {
  if (pages.length < 3) return []
  const found = pages.flatMap((page, index) => {
    const filled = page.flatMap((raw, at) => (plain(raw) === '' ? [] : [at]))
    const at = end === 'first' ? filled[0] : filled.at(-1)
    const text = at === undefined ? '' : plain(page[at] ?? '').normalize('NFKC')
    return at !== undefined && /^\d{1,3}$/.test(text) ? [{ index, at, offset: Number(text) - index }] : []
  })
  const offsets = tally(found.map(({ offset }) => offset))
  const [offset, count] = [...offsets].sort((a, b) => b[1] - a[1])[0] ?? [0, 0]
  if (count < 2 || count < COUNTING_SHARE * found.length) return []
  return found.filter((one) => one.offset === offset).map(({ index, at }) => `${String(index)}/${String(at)}`)
}

/**
 * Where commas part the cells of a text (CSV), tabs in their place. Commas inside quotes or brackets part nothing, and a
 * line of prose keeps its commas.
 */
export function withTabs(lines: readonly Line[]): readonly Line[] {
  if (lines.filter(({ raw }) => isRow(raw)).length < MIN_ROWS) return lines
  return lines.map((line) => {
    const cells = /[,"]/u.test(line.raw) && !line.raw.includes('\t') ? toCells(line.raw) : []
    if (cells.length < 2 || cells.some((cell) => cell.length > MAX_FIELD || /[。；]/u.test(cell))) return line
    const raw = cells.join('\t')
    return { ...line, raw, text: plain(raw) }
  })
}

/** Does a line end in values with commas between, with a label before them? */
function isRow(raw: string): boolean {
  if (!raw.includes(',') || /[\t|｜│]/u.test(raw)) return false
  const cells = toCells(raw)
  const label = cells[0] ?? ''
  const tail = cells.slice(-MIN_VALUES)
  return cells.length > MIN_VALUES && !isValueText(label) && tail.every((cell) => cell === '' || isValueText(cell))
}

/** The cells of a line of CSV, without their quotes. */
function toCells(raw: string): string[] {
  const cells: string[] = []
  let cell = ''
  let quoted = false
  let depth = 0
  for (const char of raw.trim()) {
    if (char === '"') quoted = !quoted
    else if (char === ',' && !quoted && depth === 0) {
      cells.push(cell.trim())
      cell = ''
    } else {
      if (/[（(]/u.test(char)) depth += 1
      if (/[）)]/u.test(char)) depth = Math.max(0, depth - 1)
      cell += char
    }
  }
  return [...cells, cell.trim()]
}
