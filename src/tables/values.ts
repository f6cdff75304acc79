import type { Cell } from '../model/block.js'
import { readCell } from '../forms/recognised/cell.js'
import { isBlankText, readText, withoutNotes, type ReadText } from '../vocabulary/values.js'

/** The reading of a body cell of a table without a form. */
export interface ReadValue extends ReadText {
  /** The marks of footnotes at the value's ends, as printed; empty for none. */
  readonly note: string
}

const SUPERSCRIPTS = '\\u00b9\\u00b2\\u00b3\\u2070\\u2074-\\u2079'
/** Superscripts, stars, numbers in rings or square brackets, a small letter in round brackets. */
const MARK = `(?:[${SUPERSCRIPTS}]+|[*＊※†‡]+|[\\u2460-\\u2473]|\\[[\\da-z]{1,2}\\]|\\((?:[a-z])\\))`
const MARKED = new RegExp(`^(${MARK})?\\s*(.*?)\\s*((?:${MARK})*)$`, 'isu')

/** … and what statistical tables print where there is no number. */
const NO_NUMBER = /^(?:\.{2,3}|…+|⋯+|n\.?\s?a\.?|n\.?d\.?|x{1,2}|×{1,3})$/iu
const PER_CENT = /^(.*\d)\s*([%％‰])$/su
const IN_BRACKETS = /^[(（]\s*([^()（）]*\d[^()（）]*)\s*[)）]$/u
const CURRENCY = /^([+\-−–(（]?)\s*((?:US|HK|NT|A|C)?[$€£¥￥]|RMB|CNY|USD)\s*(?=[\d(（.-])/iu
/** Thousands parted by one space each: 98 452. */
const SPACED = /^[+\-−–]?\d{1,3}(?: \d{3})+(?:\.\d+)?$/u
/** .5 */
const BARE_FRACTION = /^([+\-−–]?)(\.\d+)$/u

/**
 * Reads the text of a body cell: numbers as statistics print them (`1,234.5`, `(106,870)`, `−3`, `12.3 %`, `98 452`), with
 * footnote marks apart (`24.91²` is 24.91 with note ²). Anything that is not surely one number is `text` or `uncertain`.
 */
export function readValue(text: string): ReadValue {
  if (isBlankText(text)) return { state: 'blank', value: null, unit: null, note: '' }
  const [, before = '', bare = '', behind = ''] = MARKED.exec(text.trim()) ?? []
  const note = bare === '' ? '' : before + behind
  const kept = note === '' ? text.trim() : bare
  return { ...readNumber(withoutNotes(kept).trim() || kept), note }
}

function readNumber(text: string): ReadText {
  if (NO_NUMBER.test(text)) return { state: 'dash', value: null, unit: null }
  const share = PER_CENT.exec(text)
  if (share) return withUnit(readNumber(share[1]?.trim() ?? ''), share[2] === '‰' ? '‰' : '%')
  const negative = IN_BRACKETS.exec(text)
  if (negative) {
    const inner = readNumber(negative[1] ?? '')
    return inner.value === null || inner.value < 0
      ? { ...inner, state: 'text', value: null }
      : { ...inner, value: -inner.value || 0 }
  }
  const priced = CURRENCY.exec(text)
  if (priced) return withUnit(readNumber((priced[1] ?? '') + text.slice(priced[0].length)), priced[2] ?? null)
  const fraction = BARE_FRACTION.exec(text)
  if (fraction) return readText(`${fraction[1] ?? ''}0${fraction[2] ?? ''}`)
  return readText(SPACED.test(text) ? text.replaceAll(' ', '') : text)
}

const withUnit = (read: ReadText, unit: string | null): ReadText =>
  read.state === 'number'
    ? { ...read, unit: read.unit ?? unit }
    : { ...read, state: read.state === 'dash' ? 'dash' : 'text' }

/** Tells whether a text is a number or stands for one, as the body of a table holds them. */
export function isBodyValue(text: string): boolean {
  const { state } = readValue(text)
  return state === 'number' || state === 'dash' || state === 'uncertain'
}

/** Recognised words count as read where each of their characters is as sure as this. */
const SURE = 0.9
/** Stands for a character that the file does not name, or that could not be read. */
const UNREAD = '\ufffd'

/**
 * May the text of a cell not be what a reader of the page sees? Recognised numbers are held to the same calibration as the
 * values of a form.
 */
export function isDoubtful(cell: Cell): boolean {
  if (cell.doubt !== undefined || cell.text.includes(UNREAD)) return true
  const characters = cell.recognition?.characters ?? []
  if (characters.length === 0) return false
  if (characters.some(({ confidence }) => confidence < SURE)) return true
  return isBodyValue(cell.text) && readCell(cell, 'amount').state === 'uncertain'
}
