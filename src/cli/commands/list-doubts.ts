import { open, rm } from 'node:fs/promises'
import { doubtfulFacts } from '../../corrections/codes.js'
import { seenOf } from '../../corrections/withdrawal.js'
import { pageOf } from '../../effective/cell.js'
import type { EffectiveDocument } from '../../effective/effective.js'
import { faultsOf, faultsWith } from '../../effective/failed.js'
import { factOf } from '../../effective/facts.js'
import { BYTE_ORDER_MARK, toSpreadsheetCsv } from '../../export/csv.js'
import type { Row } from '../../export/table.js'
import { equationInWords, suspectInWords } from '../../model/catalogue/details-in-words.js'
import type { DocumentFilter } from '../../store/store.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { EXIT, isFileError } from '../exit.js'
import type { Session } from '../place.js'
import { note } from '../render/output.js'
import { explain } from '../render/values.js'
import { text } from '../say.js'
import { SENTENCES, WORDS } from '../words.js'

/** Columns of the sheet of flagged values; `correct`, `confirm`, `note` and `as_printed` are for the person who looks. */
export const SHEET_COLUMNS = [
  ...['path', 'organ', 'year', 'code', 'label', 'state', 'value', 'raw', 'alternatives', 'why', 'page'],
  ...['correct', 'confirm', 'note', 'as_printed', 'document', 'attempt', 'seen'],
] as const

/** The values that a sheet is to hold: those of doubtful reading, those that do not add up, or both. */
interface Wanted {
  readonly doubts: boolean
  readonly faults: boolean
}

/**
 * `nianbao list --csv FILE`: the flagged values of the documents, one a row, for a person to look at and hand back. A file
 * that exists is left alone: it may hold a person's work.
 */
export async function writeDoubts(
  { store, say, language, fail }: Session,
  filter: DocumentFilter,
  wanted: Wanted,
  file: string,
): Promise<number> {
  const counts = { values: 0, documents: 0 }
  let handle
  try {
    handle = await open(file, 'wx')
  } catch (error) {
    if (!isFileError(error)) throw error
    return fail(error.code === 'EEXIST' ? TEXTS.exists : SENTENCES.cannotWrite, { file, reason: error.code })
  }
  try {
    await handle.write(BYTE_ORDER_MARK + toSpreadsheetCsv([SHEET_COLUMNS]))
    for await (const { sha256, path, effective } of store.effective(filter)) {
      const attempt = (await store.attempts(sha256)).find(({ current }) => current)
      const seen = seenOf(await store.corrections(sha256))
      const found = { sha256, path, seen, effective }
      const rows = attempt ? doubtfulRows({ ...found, attempt: attempt.id }, wanted, { say, language }) : []
      if (rows.length === 0) continue
      counts.values += rows.length
      counts.documents += 1
      await handle.write(toSpreadsheetCsv(rows))
    }
    await handle.close()
  } catch (error) {
    await handle.close()
    await rm(file, { force: true })
    throw error
  }
  note(say(TEXTS.written, { ...counts, file }))
  return EXIT.fine
}

/** A document with flagged values. */
interface FlaggedDocument {
  readonly sha256: string
  readonly path: string
  /** Id of the attempt that its values are of. */
  readonly attempt: number
  /** The latest statement on it; 0 for none. */
  readonly seen: number
  readonly effective: EffectiveDocument
}

/** One row for each doubtful fact and value of a document. */
export function doubtfulRows(
  document: FlaggedDocument,
  wanted: Wanted,
  { say, language }: Pick<Session, 'say' | 'language'>,
): readonly Row[] {
  const { sha256, path, attempt, seen, effective } = document
  const { report, record, values } = effective
  const { organ = null, year = null } = report ?? {}
  const row = (...cells: Row): Row => [path, organ, year, ...cells, null, null, null, null, sha256, attempt, seen]
  const faults = wanted.faults ? faultsOf(effective) : []
  /** The equations that a value stands in, and whether it alone would settle them all. */
  const equationsOf = (code: string): readonly string[] => [
    ...faultsWith(faults, code).map((equation) => equationInWords(equation, language)),
    ...faults.flatMap(({ suspect, equations }) =>
      suspect?.code === code ? [suspectInWords(suspect, equations.length, language)] : [],
    ),
  ]
  const facts = wanted.doubts ? doubtfulFacts({ report }) : []
  const flagged = values.filter(({ flags }) =>
    flags.some((flag) => (flag === 'unbalanced' ? wanted.faults : wanted.doubts)),
  )
  return [
    ...facts.map((fact) => {
      const read = factOf(record.report, fact)
      const { page = null } = record.report?.evidence[FACT_KEYS[fact]] ?? {}
      return row(fact, say(WORDS[FACT_KEYS[fact]]), null, read, read, null, say(TEXTS.factUncertain), page)
    }),
    ...flagged.map((value) => {
      const { code, table, raw, alternatives = [], cell } = value.read
      const label = chineseLabel(code, report?.forms[table] ?? null)
      const others = alternatives.join(' | ')
      const why = explain(value, say, equationsOf(code))
      return row(code, label, value.state, value.value, raw, others, why, pageOf(record, cell))
    }),
  ]
}

const FACT_KEYS = { 'report.title': 'title', 'report.organ': 'organ', 'report.year': 'year' } as const

const TEXTS = {
  factUncertain: text('the report contradicts itself', '报告前后不一致'),
  written: {
    en: '{values} flagged {values:value|values} of {documents} {documents:document|documents} {values:is|are} in {file}. Fill in `correct` or `confirm`, then: nianbao correct --from {file}',
    zh: '{documents} 份文档中的 {values} 个被标记数值已写入 {file}。填好 correct 或 confirm 列后运行：nianbao correct --from {file}',
  },
  exists: {
    en: '{file} is there already, and may hold work of yours; name another file or move it away.',
    zh: '{file} 已存在，其中可能有您的修改；请换一个文件名或将其移走。',
  },
} as const
