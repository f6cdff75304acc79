import { dateToSerial, format, isDateFormat } from 'numfmt'
import type { CellDoubt } from '../../model/block.js'

/** A cell's text as its spreadsheet shows it, and why it may not be that. */
export interface ShownText {
  readonly text: string
  readonly doubt?: CellDoubt
}

/** Days between the two beginnings of time: 1 January 1904 is day 1,462 of the other one. */
const DAYS_TO_1904 = 1_462

/** Numerals that a format asks for and numfmt does not write: 二〇二四, 贰零贰肆. */
const OTHER_NUMERALS = /\[(?:dbnum|natnum)\d/iu
/** A negative number is shown with one of these. */
const MINUS = /[-−－–()（）△▲]/u
const SOME_DIGIT = /[1-9]/u

/** The general format as Chinese Excel calls it, and the halves of the day. */
const GENERAL = /G\/通用格式/gu
const HALF_DAYS = /上午\/下午/gu
/** Quoted and escaped parts of a pattern are left alone; Chinese Excel also escapes a character by the mark `!`. */
const PARTS = /("[^"]*"?|\\.|_.|\*.)|!(.)/gsu

/** Hours, minutes or seconds that pass midnight: [h]:mm shows 36:00. They are counted from nothing, whatever day 1 is. */
const ELAPSED = /\[(?:h+|m+|s+)\]/iu
/** Days, months as words, and years beside them are counted from day 1. */
const DAYS = /[yde]|m{3}/iu
/** Parts of a number format that are quoted, escaped or in brackets. */
const SAID = /"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]/gsu
/** [>=100] chooses a part by the number, which a workbook of 1904 compares before days are added. */
const CONDITION = /\[\s*[<>=]/u

/** How the days of a number are counted: not at all, from day 1, from nothing, or in one part of the pattern so, in another so. */
type Counting = 'number' | 'days' | 'elapsed' | 'mixed'

interface Understood {
  readonly pattern: string
  readonly dated: boolean
  readonly counting: Counting
}

const known = new Map<string, Understood>()

function countingOf(pattern: string, dated: boolean): Counting {
  if (!dated) return 'number'
  const bare = pattern.replace(/"[^"]*"?|\\./gsu, '')
  const kinds = new Set(
    bare.split(';').flatMap((part): readonly Counting[] => {
      const said = part.replace(SAID, '')
      if (ELAPSED.test(part)) return DAYS.test(said) ? ['mixed'] : ['elapsed']
      if (/[hmsyde]/iu.test(said.replace(/General|[A-Z]M?\/[A-Z]M?/giu, ''))) return ['days']
      return /[0#?]|General/iu.test(said) ? ['number'] : []
    }),
  )
  const [kind = 'days'] = kinds
  return kinds.size > 1 || CONDITION.test(bare) ? 'mixed' : kind
}

/** A pattern in the words that numfmt knows, whether it shows a date or a time, and how it counts the days. */
function understood(printed: string): Understood {
  const found = known.get(printed)
  if (found) return found
  const pattern = printed
    .replace(GENERAL, 'General')
    .replace(HALF_DAYS, 'AM/PM')
    .replace(PARTS, (whole: string, kept: string | undefined, escaped: string | undefined) =>
      kept === undefined ? `\\${escaped ?? ''}` : whole,
    )
  let dated = false
  try {
    dated = isDateFormat(pattern)
  } catch {
    // Nothing is known of a broken pattern.
  }
  const own = { pattern, dated, counting: countingOf(pattern, dated) }
  known.set(printed, own)
  return own
}

/**
 * A number as its format shows it in a column that is wide enough.
 * @param from1904 whether days are counted from 1904
 */
export function shownNumber(value: number, printed: string, from1904: boolean): ShownText {
  const { pattern, dated, counting } = understood(printed)
  const counted = counting === 'days' && from1904 ? value + DAYS_TO_1904 : value
  const text = formatted(counted, pattern)
  // Times before day 1 are shown as #####, in a workbook of 1904 with a minus.
  const early = dated && value < 0 && !(from1904 && counting === 'elapsed')
  if (text !== null && (early || (from1904 && counting === 'mixed'))) return { text, doubt: 'cell-format' }
  if (text === null) return { text: formatted(value, 'General') ?? String(value), doubt: 'cell-format' }
  if (OTHER_NUMERALS.test(pattern) || text.startsWith('##')) return { text, doubt: 'cell-format' }
  // A zero may be left out, anything else that is not shown was hidden.
  if (text === '' && value !== 0) return { text, doubt: 'cell-hidden' }
  // Red figures may stand for a minus, and colours are no part of the text.
  if (!dated && value < 0 && SOME_DIGIT.test(text) && !MINUS.test(text)) return { text, doubt: 'cell-format' }
  return { text }
}

/** The text of a cell under the part of its format that is for texts. */
export function shownString(text: string, printed: string): ShownText {
  if (printed === 'General' || printed === '@' || text === '') return { text }
  const shown = formatted(text, understood(printed).pattern)
  if (shown === null) return { text }
  return shown === '' ? { text: shown, doubt: 'cell-hidden' } : { text: shown }
}

/** The number that stands for a day which the file writes as a date; null for what is none. */
export function serialOf(date: string): number | null {
  const time = Date.parse(/Z$|T.*[+-]\d\d:\d\d$/u.test(date) ? date : `${date}${date.includes('T') ? 'Z' : ''}`)
  return Number.isNaN(time) ? null : (dateToSerial(new Date(time), { ignoreTimezone: true }) ?? null)
}

function formatted(value: number | string, pattern: string): string | null {
  try {
    return format(pattern, value, { locale: 'zh-CN' }).trim()
  } catch {
    return null
  }
}
