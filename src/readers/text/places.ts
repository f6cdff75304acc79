import type { StatutoryTable } from '../../model/record.js'
import { fold } from '../../vocabulary/labels.js'
import type { Line } from './lines.js'
import { matchTerm } from './terms.js'
import { isValueText } from '../../vocabulary/values.js'

/** A word and the places that it fills in a line of characters that are one or two wide. */
interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Value columns of section 3, and results of section 4 under each of its three groups. */
const COLUMNS = 7
const RESULTS = 5

/** Columns of a laid-out table are parted by gaps of at least this many widths. */
const MIN_GAPS = 3

const LEAVES = /^(?:自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计)$/u
const OUTCOMES = /^(?:结果维持|结果纠正|其他结果|尚未审结|总计)$/u
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6“”‘’…—]/u

const widthOf = (char: string): number => (WIDE.test(char) || char === '\u3000' ? 2 : 1)

/** How many UTF-16 units of a line fill its first places. */
function indexAt(raw: string, place: number): number {
  let at = 0
  let index = 0
  for (const char of raw) {
    if (at >= place) break
    at += widthOf(char)
    index += char.length
  }
  return index
}

export function wordsOf(raw: string): Word[] {
  const words: Word[] = []
  let at = 0
  let open: { text: string; start: number } | null = null
  const close = (): void => {
    if (open) words.push({ ...open, end: at })
    open = null
  }
  for (const char of raw) {
    if (/\s/u.test(char)) close()
    else if (open === null) open = { text: char, start: at }
    else open = { text: open.text + char, start: open.start }
    at += widthOf(char)
  }
  close()
  return words
}

/** The values at the end of a line. */
export const valuesAt = (words: readonly Word[]): readonly Word[] =>
  words.slice(words.findLastIndex(({ text }) => !isValueText(text)) + 1)

/** The places of the columns; null where they are not known or overlap. */
function apart(columns: readonly Word[]): readonly Word[] | null {
  const sorted = [...columns].sort((a, b) => a.start - b.start)
  return sorted.every(({ start }, index) => start >= (sorted[index - 1]?.end ?? 0)) ? sorted : null
}

const widen = (a: Word, b: Word | undefined): Word =>
  b ? { ...a, start: Math.min(a.start, b.start), end: Math.max(a.end, b.end) } : a

/**
 * Gives the values of each line of a text whose columns stand one below the other (pdftotext -layout), with `''` for blank
 * cells between; null for a line whose values have no sure columns.
 */
export function placer(lines: readonly Line[], table: StatutoryTable): (line: Line) => readonly string[] | null {
  if (!isLaidOut(lines)) return () => null
  const words = lines.map(({ raw }) => (raw.includes('\t') ? [] : wordsOf(raw)))
  const named = (test: RegExp): Word[] => words.flat().filter(({ text }) => test.test(fold(text)))
  if (table === 'proactive') {
    let columns: readonly Word[] | null = null
    const known = new Map<Line, readonly Word[] | null>()
    lines.forEach((line, index) => {
      const own = words[index] ?? []
      if (fold(own[0]?.text ?? '') === '信息内容') columns = apart(own.slice(1))
      else if (own.length === 1 && matchTerm(table, own[0]?.text ?? '')?.term.role === 'band') columns = null
      known.set(line, columns)
    })
    return (line) => placeWords(line, known.get(line) ?? null, () => true)
  }
  if (table === 'review') {
    const outcomes = named(OUTCOMES)
    const columns = outcomes.length === 3 * RESULTS ? apart(outcomes) : null
    return (line) =>
      placeWords(line, columns, (texts) => [0, 5, 10].every((at) => addsUp(texts.slice(at, at + RESULTS))))
  }
  const full = words.map(valuesAt).filter((values) => values.length === COLUMNS)
  const first = words.findIndex((line) => valuesAt(line).length > 0)
  const leaves =
    apart(
      words
        .slice(0, first)
        .flat()
        .filter(({ text }) => LEAVES.test(fold(text))),
    ) ?? []
  const heads = leaves.length === COLUMNS ? leaves : []
  const rows = heads.length > 0 ? [heads, ...full] : full
  const columns =
    heads.length === 0 && rows.length < 2
      ? null
      : apart((rows[0] ?? []).map((word, at) => rows.reduce((all, row) => widen(all, row[at]), word)))
  return (line) => placeWords(line, columns, addsUp)
}

/** Tells whether gaps are as wide as columns want them: where one separator stands between cells, all are alike. */
function isLaidOut(lines: readonly Line[]): boolean {
  const gaps = lines.flatMap(({ raw }) => raw.trim().match(/(?<=\S)\s{2,}(?=\S)/gu) ?? [])
  return new Set(gaps.map(({ length }) => length)).size >= MIN_GAPS
}

/** Each value in the one column that it stands below, if the row then adds up. */
function placeWords(
  { raw }: Line,
  columns: readonly Word[] | null,
  holds: (texts: readonly string[]) => boolean,
): readonly string[] | null {
  if (columns === null || raw.includes('\t')) return null
  const values = valuesAt(wordsOf(raw))
  if (values.length === 0 || values.length > columns.length) return null
  const texts = columns.map(() => '')
  for (const { text, start, end } of values) {
    // A value right behind a label's or another value's last character may be pushed off its column.
    if (start > 0 && !/\s{2}$/u.test(raw.slice(0, indexAt(raw, start)))) return null
    const below = columns.flatMap((column, at) => (start < column.end && end > column.start ? [at] : []))
    const [at, ...others] = below
    if (at === undefined || others.length > 0 || texts[at] !== '') return null
    texts[at] = text
  }
  return holds(texts) ? texts : null
}

/** Is the last of these the sum of the others, blanks taken for zeros? */
function addsUp(texts: readonly string[]): boolean {
  const numbers = texts.map((text) => (text === '' ? 0 : Number(text.replaceAll(',', ''))))
  return numbers.slice(0, -1).reduce((sum, number) => sum + number, 0) === numbers.at(-1)
}
