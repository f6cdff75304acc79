import { formYear } from '../../model/record.js'
import type { StoredDocument } from '../../store/store.js'
import { DOCUMENT_COLUMN, text, type Column, type Row } from '../table.js'

export const PATH_COLUMN: Column = { name: 'path', type: 'text', zh: '路径', en: 'Path as found', required: true }
export const FILE_COLUMN: Column = { name: 'file', type: 'text', zh: '绝对路径', en: 'Absolute path', required: true }

/** What a report says of itself, as it counts. */
export const ORGAN_AND_YEAR: readonly Column[] = [
  { name: 'organ', type: 'text', zh: '发布机关', en: 'Publishing organ' },
  { name: 'year', type: 'integer', zh: '报告年度', en: 'Year reported on' },
]

/** Which of the statutory forms a report, or a table of it, follows. */
export const formColumn = (name: string, zh: string, en: string): Column => ({
  ...{ name, type: 'text', zh, en },
  choices: formYear.options,
})

/** What tables of single values repeat of their document, so that each can be used alone. */
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
