import type { StatutoryTable } from '../../model/record.js'
import type { Line } from './lines.js'
import { placer, valuesAt, wordsOf } from './places.js'
import { MIN_LIKENESS, matchTerm } from './terms.js'
import { isValueText } from '../../vocabulary/values.js'

/**
 * How a stretch of text marks its cells:
 * - `rows`: a line a row, tabs between the cells
 * - `cells`: a tab before each cell, a cell a line, blank lines between the rows (Word)
 * - `separated`: a cell a line, a line of one tab between two cells of a row (browsers)
 * - `bars`: a bar behind each cell, short rows filled up with bars
 * - `spaces`: a line a row, spaces between the cells
 * - `lines`: a cell a line and nothing else
 */
export type Style = 'rows' | 'cells' | 'separated' | 'bars' | 'spaces' | 'lines'

/** A cell's text where it is known to stand, '' for a blank one; `row` is null where the style does not tell rows. */
export interface Field {
  readonly text: string
  readonly row: number | null
  /** 0-based place among the fields of its row; 0 where rows are not told. */
  readonly index: number
}

/** The text of a field that stands for blank lines of which it is not sure whether, or how many, cells they are. */
export const UNSURE = '\f'

/** Shares of the filled lines that decide the style; the kinds lie far apart (above 0.8 or near 0). */
const MANY = 0.5
const SOME = 0.2

/** Browsers put one blank line between a cell and its tab, and at least this many between two rows. */
const ROW_GAP = 2

/** This many values side by side show that spaces part cells. */
const MIN_RUN = 3

/**
 * Blank lines of a text with one cell a line: cells, also under spans; spacing behind each cell with cells beyond; printed
 * cells alone; spacing alone, where blank cells are lines of white space; or nothing that is known.
 */
export type BlankLines = 'cells' | 'spacing' | 'printed' | 'marked' | 'nothing'

const filledFields = (raw: string, separator: RegExp): number =>
  raw.split(separator).filter((field) => field.trim() !== '').length

/** The style of a stretch, by how many of its lines show each mark. */
export function styleOf(lines: readonly Line[]): Style {
  const filled = lines.filter(({ text }) => text !== '')
  const share = (test: (line: Line) => boolean): number =>
    filled.length === 0 ? 0 : filled.filter(test).length / filled.length
  if (share(({ raw }) => /[|｜│]/u.test(raw)) >= MANY) return 'bars'
  if (share(({ raw }) => filledFields(raw, /\t/u) > 1) >= SOME) return 'rows'
  if (share(({ raw }) => /^\s*\t/u.test(raw)) >= MANY) return 'cells'
  const tabOnly = lines.filter(({ raw, text }) => text === '' && raw.includes('\t')).length
  if (tabOnly >= SOME * filled.length) return 'separated'
  const spaced = ({ raw }: Line): boolean => filledFields(raw.trim(), /[ \u00a0\u3000]{2,}/u) > 1 || endsInValue(raw)
  if (share(spaced) >= SOME || filled.some(({ raw }) => isValueRun(raw))) return 'spaces'
  return 'lines'
}

/** Several values on one line, which no cell holds. */
const isValueRun = (raw: string): boolean => {
  const words = raw.trim().split(/\s+/u)
  return words.length >= MIN_RUN && words.slice(-MIN_RUN).every(isValueText)
}

/** A value or more with spaces between and ahead. */
const endsInValue = (raw: string): boolean => {
  const words = raw.trim().split(/\s+/u)
  return words.length > 1 && isValueText(words.at(-1) ?? '')
}

const tidy = (text: string): string => text.replace(/[\s\u00a0\u3000\u200b\ufeff]+/gu, ' ').trim()

/** The fields of a stretch; a blank line is a blank field only where `blankLines` says that it is a cell. */
export function toFields(lines: readonly Line[], style: Style, table: StatutoryTable, blankLines: BlankLines): Field[] {
  switch (style) {
    case 'rows':
      return fromRows(lines)
    case 'cells':
      return fromCells(lines)
    case 'separated':
      return fromSeparated(lines)
    case 'bars':
      return fromBars(lines)
    case 'spaces':
      return fromSpaces(lines, table)
    case 'lines':
      return fromLines(lines, blankLines)
  }
}

const toRow = (texts: readonly string[], row: number | null): Field[] =>
  texts.map((text, index) => ({ text: text === UNSURE ? text : tidy(text), row, index: row === null ? 0 : index }))

function fromRows(lines: readonly Line[]): Field[] {
  return lines.flatMap((line) =>
    line.text === '' && !line.raw.includes('\t') ? [] : toRow(line.raw.split('\t'), line.number),
  )
}

/** A line without a tab goes on with the cell above it; several tabs on one line are several cells. */
function fromCells(lines: readonly Line[]): Field[] {
  const rows: string[][] = []
  let open: string[] | null = null
  for (const { raw, text } of lines) {
    if (text === '' && !raw.includes('\t')) {
      open = null
      continue
    }
    if (open === null) rows.push((open = []))
    const [before = '', ...cells] = raw.split('\t')
    if (before.trim() !== '') {
      const last = open.pop()
      open.push(last === undefined ? before : join(last, before))
    }
    open.push(...cells)
  }
  return rows.flatMap((texts, row) => toRow(texts, row))
}

/** Lines of one cell joined, without a space between Chinese characters. */
export function join(first: string, second: string): string {
  const [left, right] = [first.trim(), second.trim()]
  if (left === '' || right === '') return left + right
  return /[\w.,]$/u.test(left) && /^[\w]/u.test(right) ? `${left} ${right}` : left + right
}

/**
 * A tab on a line of its own stands between two cells of a row: without one, the next text starts a new row. Where a row
 * ends or starts with a blank cell, more blank lines part the tab from the text of the other row.
 */
function fromSeparated(lines: readonly Line[]): Field[] {
  const rows: string[][] = []
  let gap = { ahead: 0, tabs: 0, behind: 0 }
  for (const { raw, text } of lines) {
    if (text === '') {
      const tabs = raw.split('\t').length - 1
      if (tabs > 0) gap = { ahead: gap.ahead, tabs: gap.tabs + tabs, behind: 0 }
      else if (gap.tabs > 0) gap = { ...gap, behind: gap.behind + 1 }
      else gap = { ...gap, ahead: gap.ahead + 1 }
      continue
    }
    const row = rows.at(-1)
    const blanks = (count: number): string[] => Array.from({ length: count }, () => '')
    if (gap.tabs === 0 || !row) rows.push([raw])
    else if (gap.behind >= ROW_GAP && gap.behind > gap.ahead) {
      row.push(...blanks(gap.tabs))
      rows.push([raw])
    } else if (gap.ahead >= ROW_GAP && gap.ahead > gap.behind) rows.push([...blanks(gap.tabs), raw])
    else row.push(...blanks(gap.tabs - 1), raw)
    gap = { ahead: 0, tabs: 0, behind: 0 }
  }
  rows.at(-1)?.push(...Array.from({ length: gap.tabs }, () => ''))
  return rows.flatMap((texts, row) => toRow(texts, row))
}

/**
 * A bar ends a cell. With a line a row (| a | b |) the lines tell the rows; with a line a cell the rows are not told, but
 * bars without text fill up each short row.
 */
function fromBars(lines: readonly Line[]): Field[] {
  // A line of bars alone is a blank cell.
  const filled = lines.filter(({ raw, text }) => text !== '' || /[|｜│]/u.test(raw))
  const texts = filled.filter(({ text }) => text !== '')
  // A line of one cell has one bar behind it; a row whose other cells are blank has more.
  const isRow = ({ raw }: Line): boolean => raw.split(/[|｜│]/u).length > 2
  const whole = texts.filter(isRow).length >= MANY * texts.length
  if (whole)
    return filled
      .filter(({ raw }) => !/^[\s|:+-]+$/u.test(raw) || !raw.includes('---'))
      .flatMap(({ raw, number }) =>
        toRow(
          raw
            .trim()
            .replace(/^[|｜│]/u, '')
            .replace(/[|｜│]$/u, '')
            .split(/[|｜│]/u),
          number,
        ),
      )
  const fields: string[] = []
  let unended = ''
  for (const { raw } of filled) {
    const parts = raw.split(/[|｜│]/u)
    const tail = parts.pop() ?? ''
    parts.forEach((part, index) => fields.push(index === 0 ? join(unended, part) : part))
    if (parts.length > 0) unended = ''
    unended = join(unended, tail)
  }
  if (unended.trim() !== '') fields.push(unended)
  return toRow(fields, null)
}

/** Spaces part cells, but also stand inside of labels: single ones part only values, and words that are labels each. */
function fromSpaces(lines: readonly Line[], table: StatutoryTable): Field[] {
  const place = placer(lines, table)
  return lines.flatMap((line) => {
    const { raw, text } = line
    if (text === '') return []
    const placed = place(line)
    const values = placed === null ? 0 : valuesAt(wordsOf(raw)).length
    const cells = raw
      .trim()
      .split(/\t|[ \u00a0\u3000]{2,}/u)
      .flatMap((cell) => splitWords(tidy(cell), table))
    return toRow(placed === null ? cells : [...cells.slice(0, cells.length - values), ...placed], null)
  })
}

function splitWords(cell: string, table: StatutoryTable): string[] {
  const words = cell.split(' ')
  if (words.length === 1) return words
  let end = words.length
  while (end > 0 && isValueText(words[end - 1] ?? '')) end -= 1
  const values = words.slice(end)
  const label = words.slice(0, end)
  if (label.length === 0) return values
  const whole = label.join('')
  const alike = matchTerm(table, whole)?.likeness ?? 0
  const each =
    label.length > 1 && label.every((word) => (matchTerm(table, word)?.likeness ?? 0) > Math.max(alike, MIN_LIKENESS))
  return [...(each ? label : [label.join(' ')]), ...values]
}

/** A line of white space that is not empty: browsers print a blank cell as a space, most of them as a no-break space. */
export const isMarkedBlank = (raw: string): boolean => raw !== '' && !raw.includes('\t') && raw.trim() === ''

/**
 * `marked`: a line of white space is a blank cell, an empty line is spacing. `cells`, `printed`: each blank line is a cell;
 * `spacing`: one blank line behind each cell is spacing, and each two beyond are a blank cell with its own. Where blank
 * lines fit neither, or a page ended among them, they are UNSURE.
 */
function fromLines(lines: readonly Line[], blankLines: BlankLines): Field[] {
  const fields: string[] = []
  let blanks = 0
  let unsure = false
  const flush = (): void => {
    if (blankLines !== 'nothing' && unsure) fields.push(UNSURE)
    else if (blankLines === 'cells' || blankLines === 'printed')
      fields.push(...Array.from({ length: blanks }, () => ''))
    else if (blankLines === 'spacing' && blanks % 2 === 0) fields.push(UNSURE)
    else if (blankLines === 'spacing') fields.push(...Array.from({ length: (blanks - 1) / 2 }, () => ''))
    blanks = 0
    unsure = false
  }
  for (const { raw, text, pageBreak } of lines) {
    if (blankLines === 'marked') {
      if (text !== '' || isMarkedBlank(raw)) fields.push(text)
      continue
    }
    if (text === '') {
      blanks += 1
      unsure ||= pageBreak === true
      continue
    }
    if (fields.length > 0) flush()
    fields.push(text)
  }
  flush()
  return toRow(fields, null)
}
