import { stringify } from 'csv-stringify/sync'
import type { CellValue, Row } from './table.js'

/** Without this at its beginning Chinese Excel takes a CSV file for GBK. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** The beginning of a formula for spreadsheets, also behind the apostrophes that disarm it (OWASP, CSV injection). */
export const FORMULA = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/

/** A dash, or a number with a sign, is no formula. */
export const HARMLESS = /^[-+\uFF0B\uFF0D\u2212—–]*(?:\d[\d,]*(?:\.\d+)?)?$/

/** Puts an apostrophe before a text that a spreadsheet would run. To undo it, take one away where FORMULA matches the rest. */
const disarmed = (value: CellValue): CellValue =>
  typeof value === 'string' && FORMULA.test(value) && !HARMLESS.test(value) ? `'${value}` : value

/** RFC 4180. White space at a cell's ends is quoted, since some readers trim it. */
export const toCsv = (rows: readonly Row[]): string =>
  stringify([...rows], {
    record_delimiter: 'windows',
    quoted_match: /^\s|\s$/,
    cast: { boolean: (value) => String(value) },
  })

/** The same for people who open it in a spreadsheet, which must not run its texts as formulas. */
export const toSpreadsheetCsv = (rows: readonly Row[]): string => toCsv(rows.map((row) => row.map(disarmed)))
