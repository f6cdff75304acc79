import type { StoredDocument } from '../../store/store.js'
import { DOCUMENT_COLUMN, text, type Column, type Row } from '../table.js'

/** What tables of single values repeat of their document, so that each can be used alone. */
export const IDENTITY: readonly Column[] = [
  DOCUMENT_COLUMN,
  { name: 'path', type: 'text', zh: '路径', en: 'Path as found', required: true },
  {
    name: 'current',
    type: 'boolean',
    zh: '是否现存（未被替换、未消失）',
    en: 'The file is still there: neither replaced nor vanished',
    required: true,
  },
  { name: 'organ', type: 'text', zh: '发布机关', en: 'Publishing organ' },
  { name: 'year', type: 'integer', zh: '报告年度', en: 'Year reported on' },
]

export const identityOf = ({ sha256, path, current, effective }: StoredDocument): Row => [
  sha256,
  text(path) ?? '?',
  current,
  text(effective.report?.organ),
  effective.report?.year ?? null,
]
