import type { StatutoryTable } from '../../model/record.js'
import { BAND_STARTS, isFoldedBand } from '../../vocabulary/bands.js'
import { fold, likeness, squeeze } from '../../vocabulary/labels.js'
import { simplified } from '../../vocabulary/characters.js'
import { statutorySection } from '../../vocabulary/sections.js'
import type { Line } from './lines.js'
import { matchTerm } from './terms.js'
import { isValueText } from '../../vocabulary/values.js'

/** Consecutive lines that print one statutory table: `start` inclusive, `end` exclusive, as indexes of the lines. */
export interface Stretch {
  readonly kind: StatutoryTable
  readonly start: number
  readonly end: number
}

/** Longer lines that are like no label are prose, and end a table. */
const PROSE_LENGTH = 45

/** A sentence of this length that ends in a full stop is prose too. */
const SENTENCE_LENGTH = 12

/** A line alone starts section 4's table only if one of this many filled lines after it names a result. */
const LOOK_AHEAD = 8

/** How the corner of section 3's table begins. */
const CORNER = '本列数据的勾稽关系'

/** The first label may be broken over this many lines, blank ones included, each no longer than this. */
const MAX_PIECES = 16
const LONGEST_PIECE = 12

/** The largest table printed with a cell a line and blank lines between has about 800 lines and 5,000 characters. */
const MAX_LINES = 8_000
const MAX_CHARACTERS = 100_000

/** 行政复议 and 行政诉讼 on one line are no prose if little else is there. */
const SHORT_HEADINGS = 12

/** A label as alike as this starts a table of section 3 whose heading is lost. */
const SURE_LIKENESS = 0.85

const fieldsOf = (line: Line): string[] =>
  line.raw
    .split(/[\t|｜│]|\s{2,}/u)
    .map((field) => field.trim())
    .filter((field) => field !== '')

/**
 * Tells whether the lines can be one of the form's tables by their amount; anything larger is left to the other readers of
 * text.
 */
function isBounded(lines: readonly Line[], start: number, end: number): boolean {
  if (end - start > MAX_LINES) return false
  let characters = 0
  for (let at = start; at < end; at += 1) characters += lines[at]?.raw.length ?? 0
  return characters <= MAX_CHARACTERS
}

/** The table whose first line this is; null where none starts here. */
function starts(lines: readonly Line[], index: number): StatutoryTable | null {
  const line = lines[index]
  if (!line || line.text === '') return null
  const fields = fieldsOf(line)
  const first = fields[0] ?? ''
  if (first.length > 2 * PROSE_LENGTH) return null
  const folded = fold(line.raw.split(/[\t|｜│]/u).find((field) => field.trim() !== '') ?? '')
  if (isFoldedBand(folded) || folded === '信息内容') return 'proactive'
  if (folded.startsWith('本列数据') || fields.some((field) => fold(field) === '申请人情况')) return 'applications'
  if (numberedFirstRow(first)) return 'applications'
  if (BAND_STARTS.some((start) => brokenStart(lines, index, start, isFoldedBand))) return 'proactive'
  if (brokenStart(lines, index, CORNER, (text) => text.startsWith(CORNER))) return 'applications'
  if (fields.some((field) => /^行政\s*复议(?:\s|$)/u.test(simplified(field))) && resultsFollow(lines, index))
    return 'review'
  return null
}

/** A label whose words are broken over lines: this line starts it, and the next ones go on with it. */
function brokenStart(
  lines: readonly Line[],
  index: number,
  opening: string,
  isWhole: (folded: string) => boolean,
): boolean {
  let folded = ''
  for (let at = index; at < Math.min(lines.length, index + MAX_PIECES); at += 1) {
    const text = lines[at]?.text ?? ''
    folded += fold(text)
    if (text.length > LONGEST_PIECE || !(opening.startsWith(folded) || folded.startsWith(opening))) return false
    if (at > index && isWhole(folded)) return true
  }
  return false
}

/** 一、本年新收政府信息公开申请数量, also with its values on the same line. */
function numberedFirstRow(text: string): boolean {
  const label = squeeze(text).replace(/\d+$/u, '')
  return likeness(label, '一、本年新收政府信息公开申请数量') >= SURE_LIKENESS && !/[。；]/u.test(text)
}

function resultsFollow(lines: readonly Line[], index: number): boolean {
  let seen = 0
  for (let at = index; at < lines.length && seen < LOOK_AHEAD; at += 1) {
    const line = lines[at]
    if (!line || line.text === '') continue
    seen += 1
    if (at > index && statutorySection(line.text) !== null) return false
    if (/结果\s*维持|未经复议|行政诉讼/u.test(simplified(line.text)) && line.text.length <= PROSE_LENGTH * 4) {
      if (at > index || fieldsOf(line).length > 1 || line.text.length <= SHORT_HEADINGS) return true
    }
  }
  return false
}

/** A label without the values that stand behind it, one space between. */
function withoutValues(text: string): string {
  const words = text.split(/\s+/u)
  return words.slice(0, words.findLastIndex((word) => !isValueText(word)) + 1).join('')
}

/** Tells whether a line can stand in the table: a value, a label of it, or too short for prose. */
function ends(line: Line, kind: StatutoryTable): boolean {
  if (line.text === '') return false
  const fields = fieldsOf(line)
  if (fields.length > 1)
    return fields.every((field) => field.length > SENTENCE_LENGTH && matchTerm(kind, field) === null)
  const text = fields[0] ?? ''
  if (isValueText(text)) return false
  const known = matchTerm(kind, text) !== null || matchTerm(kind, withoutValues(text)) !== null
  if (known) return false
  if (statutorySection(text) !== null) return true
  if (/(?:\s\S{1,8}){3,}$/u.test(text)) return false
  return text.length > PROSE_LENGTH || (text.length > SENTENCE_LENGTH && /[。；]$/u.test(text))
}

function belongs(line: Line, kind: StatutoryTable): boolean {
  return fieldsOf(line).some(
    (field) => isValueText(field) || field.split(/\s/u).some(isValueText) || matchTerm(kind, field) !== null,
  )
}

/**
 * Where the statutory tables stand: from the line that can only start one to the next section, prose or table. Lines at its
 * end that are neither values nor labels are left to the prose; blank lines there stay (they may be blank cells).
 */
export function findStretches(lines: readonly Line[]): Stretch[] {
  const found: Stretch[] = []
  let open: { kind: StatutoryTable; start: number } | null = null
  const close = (limit: number): void => {
    if (!open) return
    const { kind, start } = open
    open = null
    let end = limit
    while (end > start && !isContent(lines[end - 1], kind)) end -= 1
    while (end < limit && lines[end]?.text === '') end += 1
    if (end > start + 1 && isBounded(lines, start, end)) found.push({ kind, start, end })
  }
  lines.forEach((line, index) => {
    const starting = starts(lines, index)
    if (open && (ends(line, open.kind) || (starting !== null && starting !== open.kind))) close(index)
    if (starting !== null && open === null) open = { kind: starting, start: index }
  })
  close(lines.length)
  return found
}

const isContent = (line: Line | undefined, kind: StatutoryTable): boolean =>
  line !== undefined && line.text !== '' && belongs(line, kind)
