import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { COMPLAINTS } from '../../corrections/complaint.js'
import type { Details } from '../../model/sentences.js'
import { verdictOf } from '../../sample/results.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'

/** One row of a sheet that a person filled in. */
export interface SheetRow {
  /** As a spreadsheet numbers it; the head is 1. Where a cell holds line breaks, the line of the file that it ends on. */
  readonly line: number
  /** Fingerprint, or the beginning of one, or a path. */
  readonly document: string
  /** The attempt that the person looked at; null: the current one. */
  readonly attempt: number | null
  /** The latest statement on the document when the sheet was written; null: the sheet does not say. */
  readonly seen: number | null
  readonly code: string
  readonly kind: 'correct' | 'confirm'
  /** As written. */
  readonly value: string
  readonly note: string | null
  /** The page prints it so, although a value of this kind cannot be. */
  readonly asPrinted: boolean
}

/** A complaint that is not said yet. */
export interface Complaint {
  readonly key: keyof typeof COMPLAINT_TEXTS
  readonly details?: Details
}

export interface LineComplaint {
  readonly line: number
  readonly complaint: Complaint
}

interface Sheet {
  readonly rows: readonly SheetRow[]
  readonly complaints: readonly LineComplaint[]
  /** Values that a checker of a sample found wrong without saying what is right. */
  readonly wrongWithoutValue: number
}

/** Marks that tick the column `confirm`. */
const TICKS = ['x', 'y', 'yes', 'true', '1', 'ok', '是', '对', '√', '✓', '✔']

const isTick = (text: string): boolean => TICKS.includes(text.normalize('NFKC').toLowerCase())

/** Columns that a document may be named by, the surest first. */
const DOCUMENT_COLUMNS = ['document', 'sha256', 'path']

const DELIMITERS = [',', ';', '\t']

const parsedRows = z.array(z.object({ record: z.array(z.string()), info: z.object({ lines: z.number() }) }))

/**
 * The text of a sheet as spreadsheets save it: UTF-8 with or without its mark, UTF-16 with its mark (Excel's “Unicode
 * text”), else GBK (Chinese Excel's CSV). Null where it is none of them.
 */
function decodeSheet(bytes: Uint8Array): string | null {
  const encodings =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not in this encoding.
    }
  }
  return null
}

/**
 * Reads the sheet of doubtful values that a person has edited, or the results of a sample. Rows in which nothing is said are
 * passed over.
 */
export function readSheet(bytes: Uint8Array): Sheet {
  const text = decodeSheet(bytes)
  if (text === null) return refused(1, { key: 'sheetEncoding' })
  let parsed
  try {
    const options = { info: true, delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true }
    parsed = parsedRows.parse(parse(text, options))
  } catch (error) {
    if (error instanceof CsvError)
      return refused(lineOf(error), { key: 'sheetBroken', details: { reason: error.code } })
    throw error
  }
  const [head, ...body] = parsed
  const columns = (head?.record ?? []).map((name) => name.trim().toLowerCase())
  const lacking = ['code', ...(columns.some((name) => DOCUMENT_COLUMNS.includes(name)) ? [] : ['document'])]
    .concat(columns.includes('correct') || columns.includes('confirm') ? [] : ['correct'])
    .filter((name) => !columns.includes(name))
  if (lacking.length > 0) return refused(1, { key: 'sheetColumns', details: { columns: lacking.join(', ') } })
  const repeated = columns.find((name, place) => name !== '' && columns.indexOf(name) !== place)
  if (repeated !== undefined) return refused(1, { key: 'sheetColumnTwice', details: { column: repeated } })
  return rowsOf(
    body.map(({ record, info }) => ({
      line: info.lines,
      get: (name: string): string => record[columns.indexOf(name)]?.trim() ?? '',
    })),
  )
}

interface Fields {
  readonly line: number
  readonly get: (column: string) => string
}

function rowsOf(lines: readonly Fields[]): Sheet {
  const rows: SheetRow[] = []
  const complaints: LineComplaint[] = []
  let wrongWithoutValue = 0
  const said = new Map<string, number>()
  for (const fields of lines) {
    const row = rowOf(fields)
    if (row === null) {
      if (verdictOf(fields.get('verdict')) === 'wrong') wrongWithoutValue += 1
      continue
    }
    const { line } = fields
    if ('key' in row) {
      complaints.push({ line, complaint: row })
      continue
    }
    const subject = JSON.stringify([row.document, row.code])
    const earlier = said.get(subject)
    if (earlier !== undefined) complaints.push({ line, complaint: { key: 'sheetTwice', details: { line: earlier } } })
    said.set(subject, line)
    rows.push(row)
  }
  return { rows, complaints, wrongWithoutValue }
}

/** Null where nothing is said in the row. */
function rowOf({ line, get }: Fields): SheetRow | Complaint | null {
  const [correct, confirm, note] = [get('correct'), get('confirm'), get('note')]
  const verdict = verdictOf(get('verdict'))
  if (verdict === null) return { key: 'sheetVerdict', details: { text: get('verdict') } }
  if ((correct !== '' && verdict === 'right') || (confirm !== '' && verdict === 'wrong'))
    return { key: 'sheetVerdictOther', details: { text: get('verdict') } }
  // A checker's note stands beside a verdict; any other one alone is a slip.
  if (correct === '' && confirm === '') return note === '' || verdict !== '' ? null : { key: 'sheetNoteAlone' }
  if (correct !== '' && confirm !== '') return { key: 'sheetBoth' }
  if (correct === '' && !isTick(confirm)) return { key: 'sheetTick', details: { column: 'confirm', text: confirm } }
  const asPrinted = get('as_printed')
  if (asPrinted !== '' && !isTick(asPrinted))
    return { key: 'sheetTick', details: { column: 'as_printed', text: asPrinted } }
  const document = DOCUMENT_COLUMNS.map(get).find((name) => name !== '')
  if (document === undefined) return { key: 'sheetNoDocument' }
  const code = get('code')
  if (code === '') return { key: 'sheetNoCode' }
  const attempt = get('attempt')
  if (attempt !== '' && !/^\d{1,15}$/.test(attempt)) return { key: 'sheetAttempt', details: { text: attempt } }
  const seen = get('seen')
  if (seen !== '' && !/^\d{1,15}$/.test(seen)) return { key: 'sheetSeen', details: { text: seen } }
  return {
    line,
    document,
    attempt: attempt === '' ? null : Number(attempt),
    seen: seen === '' ? null : Number(seen),
    code,
    kind: correct === '' ? 'confirm' : 'correct',
    value: correct,
    note: note === '' ? null : note,
    asPrinted: asPrinted !== '',
  }
}

/** The one that the head has most of: Excel takes the system's. */
function delimiterOf(text: string): string {
  const head = text.split(/\r?\n/, 1)[0] ?? ''
  const count = (delimiter: string): number => head.split(delimiter).length
  return DELIMITERS.reduce((best, each) => (count(each) > count(best) ? each : best))
}

const refused = (line: number, complaint: Complaint): Sheet => ({
  rows: [],
  complaints: [{ line, complaint }],
  wrongWithoutValue: 0,
})

const lineOf = (error: CsvError): number => (typeof error.lines === 'number' ? error.lines : 1)

export const COMPLAINT_TEXTS = {
  ...COMPLAINTS,
  documentNotFound: SENTENCES.documentNotFound,
  documentPending: SENTENCES.documentPending,
  documentUnclear: text('{reference} may be any of several documents.', '{reference} 可能是多份文档之一。'),
  sheetEncoding: text('it is in no known encoding: save it as CSV (UTF-8).', '编码无法识别：请另存为 CSV（UTF-8）。'),
  sheetBroken: text('it is no whole CSV file ({reason}).', '不是完整的 CSV 文件（{reason}）。'),
  sheetColumns: text('these columns are not there: {columns}.', '缺少列：{columns}。'),
  sheetColumnTwice: text('the column {column} is there twice.', '列 {column} 重复。'),
  sheetTwice: text('the same value is spoken of in line {line}.', '同一数值已在第 {line} 行填写。'),
  sheetNoteAlone: text(
    'a note, but neither `correct` nor `confirm` is filled in.',
    '只有备注，correct 和 confirm 都未填。',
  ),
  sheetBoth: text('both `correct` and `confirm` are filled in.', 'correct 和 confirm 同时填写。'),
  sheetVerdict: text(
    '“{text}” is no verdict: right, wrong, unclear or nothing.',
    '“{text}”不是核对结果：应为 right、wrong、unclear 或留空。',
  ),
  sheetVerdictOther: text(
    'the verdict is “{text}”, but another thing is filled in.',
    '核对结果为“{text}”，但所填内容与之不符。',
  ),
  sheetTick: text(
    '“{text}” stands in `{column}`, where an x or nothing is expected.',
    '{column} 列应填 x 或留空，现为“{text}”。',
  ),
  sheetNoDocument: text('it does not say which document.', '未指明文档。'),
  sheetNoCode: text('it does not say which value (`code`).', '未指明数值（code）。'),
  sheetAttempt: text('“{text}” is no number of an attempt.', '“{text}”不是提取编号。'),
  sheetSeen: text('“{text}” is no number of a statement (`seen`).', '“{text}”不是更正或确认的编号（seen）。'),
  sheetAttemptUnknown: text('attempt {attempt} is none of this document.', '提取编号 {attempt} 不属于该文档。'),
} as const
