import { formYear, type FormYear } from '../model/record.js'
import type { StoredDocument } from '../store/store.js'

/** The content of a dataset's cell. A missing value is null in every format: texts are never empty. */
export type CellValue = string | number | boolean | null
export type Row = readonly CellValue[]

export type ColumnType = 'text' | 'integer' | 'number' | 'boolean'

/** A column of a dataset, as the dictionary tells it. */
export interface Column {
  /** At most 32 characters: letters of any script, digits, underscores; no two alike but for case. */
  readonly name: string
  readonly type: ColumnType
  readonly zh: string
  readonly en: string
  readonly unit?: string | null
  /** For a value of the statutory forms: the forms that print it. */
  readonly forms?: readonly string[]
  /** All values that a column may hold, where they are few. */
  readonly choices?: readonly string[]
  /** Never null. */
  readonly required?: boolean
}

export interface ForeignKey {
  readonly columns: readonly string[]
  readonly table: string
  readonly references: readonly string[]
}

/** flagged: some doubt or fault; corrected: a person vouches for it. */
export type Mark = 'flagged' | 'corrected'

/** One table of the dataset, whatever it is written as. Rows come sorted by the document's path and fingerprint. */
export interface TableDefinition {
  readonly name: string
  readonly zh: string
  readonly en: string
  readonly columns: readonly Column[]
  readonly primaryKey: readonly string[]
  readonly foreignKeys: readonly ForeignKey[]
  /** The columns that a spreadsheet begins with, since people look for them first; its fingerprint comes last. */
  readonly sheetFirst?: readonly string[]
  /** Columns that a spreadsheet has at its end, before the fingerprint. */
  readonly sheetLast?: readonly string[]
  /** Columns that stay in sight when a spreadsheet is scrolled, from its left. */
  readonly frozenColumns?: number
  /** Cells of a row that a spreadsheet shows in colour, by the place of their column. */
  readonly marks?: (row: Row) => ReadonlyMap<number, Mark>
  /** The rows that a document gives. */
  readonly rows: (document: StoredDocument) => readonly Row[]
}

/** Refers to the table of documents, which nearly every other one does. */
export const OF_DOCUMENT: ForeignKey = { columns: ['document'], table: 'documents', references: ['document'] }

export const DOCUMENT_COLUMN: Column = {
  name: 'document',
  type: 'text',
  zh: '文档指纹（SHA-256）',
  en: 'Fingerprint of the document (SHA-256)',
  required: true,
}

/** Rows of a sheet in Excel, headings among them: of a longer CSV file it leaves out the rest. */
export const SHEET_ROWS = 1_048_576

/** Codes, flags and the like in one cell. */
export const joined = (words: readonly string[]): string | null => (words.length === 0 ? null : words.join(' '))

/**
 * A text as every format can hold it: NUL ends strings in C, and halves of surrogate pairs have no UTF-8, so both become
 * U+FFFD; an empty text is nothing.
 */
export function text(given: string | null | undefined): string | null {
  if (given === null || given === undefined || given === '') return null
  return given.replace(/\0|\p{Surrogate}/gu, '\uFFFD')
}

export const PATH_COLUMN: Column = { name: 'path', type: 'text', zh: '路径', en: 'Path as found', required: true }
export const FILE_COLUMN: Column = { name: 'file', type: 'text', zh: '绝对路径', en: 'Absolute path', required: true }

/** Columns of a report's organ and year, with corrections laid over them. */
export const ORGAN_AND_YEAR: readonly Column[] = [
  { name: 'organ', type: 'text', zh: '发布机关', en: 'Publishing organ' },
  { name: 'year', type: 'integer', zh: '报告年度', en: 'Year reported on' },
]

/** Which of the statutory forms a report, or a table of it, follows: the year of its notice, as a number in every format. */
export const formColumn = (name: string, zh: string, en: string): Column => ({
  ...{ name, type: 'integer', zh, en },
  choices: formYear.options,
})

/** The values of a column of forms. */
export const formCell = (form: FormYear | null | undefined): CellValue =>
  form === null || form === undefined ? null : Number(form)

/** Columns of the document that tables of single values repeat, so that each table can be used alone. */
export const IDENTITY: readonly Column[] = [
  DOCUMENT_COLUMN,
  PATH_COLUMN,
  {
    name: 'current',
    type: 'boolean',
    zh: '是否现存（未被替换、未消失）',
    en: 'The file is still there: neither replaced nor vanished',
    required: true,
  },
  ...ORGAN_AND_YEAR,
]

export const identityOf = ({ sha256, path, current, effective }: StoredDocument): Row => [
  sha256,
  text(path) ?? '?',
  current,
  text(effective.report?.organ),
  effective.report?.year ?? null,
]
