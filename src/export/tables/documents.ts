import { titleOf } from '../../model/catalogue/titles.js'
import type { DocumentRow, Name, StoredDocument } from '../../store/store.js'
import { CONTENTS } from '../../model/record.js'
import { FORMATS } from '../../model/source.js'
import {
  DOCUMENT_COLUMN,
  FILE_COLUMN,
  formCell,
  formColumn,
  joined,
  ORGAN_AND_YEAR,
  PATH_COLUMN,
  text,
  type Column,
  type Row,
  type TableDefinition,
} from '../table.js'
import { cellsOfDocument, type GivenColumn } from './names.js'
import { sectionOf, STATUTORY_TABLES } from '../../vocabulary/forms.js'
import { numeral } from '../../vocabulary/labels.js'

const count = (name: string, zh: string, en: string): Column => ({ name, type: 'integer', zh, en })

const COLUMNS: readonly Column[] = [
  DOCUMENT_COLUMN,
  PATH_COLUMN,
  FILE_COLUMN,
  { name: 'names', type: 'integer', zh: '文件名个数', en: 'Names that it has', required: true },
  { name: 'all_paths', type: 'text', zh: '全部路径（JSON 数组）', en: 'All its paths, a JSON array' },
  {
    name: 'current',
    type: 'boolean',
    zh: '文件是否仍在（未被替换、未消失）',
    en: 'Some name is still there: neither replaced nor vanished',
    required: true,
  },
  {
    name: 'status',
    type: 'text',
    zh: '状态（ok 通过，flagged 待核对，failed 失败，pending 待提取）',
    en: 'Outcome, after corrections; pending: not extracted yet',
    choices: ['ok', 'flagged', 'failed', 'pending'],
    required: true,
  },
  { name: 'title', type: 'text', zh: '标题', en: 'Title' },
  ...ORGAN_AND_YEAR,
  { name: 'published', type: 'text', zh: '发布日期', en: 'Date of publication, yyyy-mm-dd' },
  formColumn('form', '报告格式', 'Form of the report'),
  ...STATUTORY_TABLES.map((id) =>
    formColumn(`form_${id}`, `第${numeral(sectionOf(id))}部分所用格式`, `Form of section ${sectionOf(id)}`),
  ),
  { name: 'title_read', type: 'text', zh: '读取的标题', en: 'Title as read' },
  { name: 'organ_read', type: 'text', zh: '读取的机关', en: 'Organ as read' },
  { name: 'year_read', type: 'integer', zh: '读取的年度', en: 'Year as read' },
  { name: 'corrected_facts', type: 'text', zh: '人工核对过的事项', en: 'Facts that a person corrected or confirmed' },
  { name: 'report_flags', type: 'text', zh: '报告层面的存疑', en: 'Flags of the report itself' },
  { name: 'problem_codes', type: 'text', zh: '问题代码', en: 'Codes of its problems' },
  { name: 'problems_zh', type: 'text', zh: '问题名称（中文）', en: 'Its problems, in a few Chinese words each' },
  { name: 'problems_en', type: 'text', zh: '问题名称（英文）', en: 'Its problems, in a few English words each' },
  {
    name: 'format',
    type: 'text',
    zh: '文件格式（按内容）',
    en: 'Format, by content',
    choices: FORMATS,
    required: true,
  },
  { name: 'bytes', type: 'integer', zh: '文件大小（字节）', en: 'Size in bytes', required: true },
  count('pages', '页数', 'Pages, in formats that have them'),
  count('pages_recognised', '识别的页数', 'Pages that were recognised from pictures'),
  count('values', '数值个数', 'Values of its forms'),
  count('numbers', '读为数字的个数', 'Values read as a number'),
  count('doubts', '存疑（读取）个数', 'Doubts about the reading'),
  count(
    'faults',
    '报告自身错误个数（不成立的勾稽关系等）',
    'Faults of the report: equations that do not hold, and its date',
  ),
  { name: 'failure', type: 'text', zh: '失败原因代码', en: 'Why it failed' },
  {
    name: 'failure_class',
    type: 'text',
    zh: '失败类别（permanent 永久，transient 暂时，environment 环境）',
    en: 'permanent, transient, environment (something is missing on the machine)',
    choices: ['permanent', 'transient', 'environment'],
  },
  { name: 'version', type: 'text', zh: '提取程序版本', en: 'Version of the extractor' },
  { name: 'options', type: 'text', zh: '选项摘要', en: 'Digest of the options' },
  { name: 'pdf_engine', type: 'text', zh: 'PDF 引擎', en: 'PDF engine' },
  { name: 'recogniser', type: 'text', zh: '识别引擎', en: 'Recogniser' },
  {
    name: 'content',
    type: 'text',
    zh: '内容（annual-report 年度报告，tables 其他表格）',
    en: 'annual-report, or tables: no statutory table, but others',
    choices: CONTENTS,
  },
]

/** The table of documents, and the row of one that was never extracted. */
export interface DocumentsTable extends TableDefinition {
  readonly pendingRow: (document: DocumentRow, names: readonly Name[]) => Row
}

/** One document a row, with the manifest's columns at the end. */
export function documentsTable(given: readonly GivenColumn[]): DocumentsTable {
  return {
    name: 'documents',
    zh: '文档',
    en: 'Documents',
    columns: [...COLUMNS, ...given.map(({ column }) => column)],
    primaryKey: ['document'],
    foreignKeys: [],
    sheetFirst: ['organ', 'year', 'status', 'title', 'path'],
    frozenColumns: 3,
    rows: (document) => [[...extracted(document), ...cellsOfDocument(given, document, document.allNames)]],
    pendingRow: (document, names) => [
      ...located(document, names),
      ...Array.from({ length: AFTER_STATUS }, () => null),
      ...[document.format, document.bytes],
      ...Array.from({ length: AFTER_BYTES }, () => null),
      ...cellsOfDocument(given, document, names),
    ],
  }
}

const placeOf = (name: string): number => COLUMNS.findIndex((column) => column.name === name)
const AFTER_STATUS = placeOf('format') - placeOf('status') - 1
const AFTER_BYTES = COLUMNS.length - placeOf('bytes') - 1

const located = (document: DocumentRow, names: readonly Name[]): Row => [
  document.sha256,
  text(document.path) ?? '?',
  text(document.file) ?? '?',
  document.names,
  text(JSON.stringify([...new Set([document.path, ...names.map(({ path }) => path)])].sort())),
  document.current,
  document.status,
]

function extracted(document: StoredDocument): Row {
  const { record, report, correctedFacts, counts, problems } = document.effective
  const pages = record.source.pages ?? null
  const codes = [...new Set(problems.map(({ code }) => code))].sort()
  return [
    ...located(document, document.allNames),
    text(report?.title),
    text(report?.organ),
    report?.year ?? null,
    text(report?.published),
    formCell(report?.form),
    ...STATUTORY_TABLES.map((id) => formCell(report?.forms[id])),
    text(record.report?.title),
    text(record.report?.organ),
    record.report?.year ?? null,
    joined(correctedFacts),
    joined(report?.flags ?? []),
    joined(codes),
    text(codes.map((code) => titleOf(code, 'zh')).join('；')),
    text(codes.map((code) => titleOf(code, 'en')).join('; ')),
    document.format,
    document.bytes,
    pages?.length ?? null,
    pages?.filter(({ read }) => read === 'recognised').length ?? null,
    counts.values,
    counts.numbers,
    counts.doubts,
    counts.faults,
    document.failure?.code ?? null,
    document.failure?.class ?? null,
    text(document.version),
    text(record.extractor.options),
    text(record.extractor.pdfEngine),
    text(record.extractor.recogniser),
    record.content ?? (record.report === null ? null : 'annual-report'),
  ]
}
