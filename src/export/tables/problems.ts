import { severity } from '../../model/record.js'
import { DOCUMENT_COLUMN, OF_DOCUMENT, text, type TableDefinition } from '../table.js'

/** One problem a row. */
export const PROBLEMS: TableDefinition = {
  name: 'problems',
  zh: '问题',
  en: 'Problems',
  columns: [
    DOCUMENT_COLUMN,
    {
      name: 'number',
      type: 'integer',
      zh: '序号（从 1 起）',
      en: 'Number within the document, from 1',
      required: true,
    },
    { name: 'code', type: 'text', zh: '问题代码', en: 'Code of the problem', required: true },
    {
      name: 'severity',
      type: 'text',
      zh: '程度（info 提示，doubt 读取存疑，fault 报告有误，error 未能读取）',
      en: 'info, doubt (about the reading), fault (of the report), error (not read)',
      choices: severity.options,
      required: true,
    },
    { name: 'message', type: 'text', zh: '说明及处理办法', en: 'What happened and what to do' },
    { name: 'page', type: 'integer', zh: '页码', en: 'Page' },
    { name: 'cell_table', type: 'text', zh: '表格编号', en: 'Table of the document' },
  ],
  primaryKey: ['document', 'number'],
  foreignKeys: [OF_DOCUMENT],
  rows: ({ sha256, effective }) =>
    effective.problems.map(({ code, severity: how, message, page, table }, index) => [
      sha256,
      index + 1,
      code,
      how,
      text(message),
      page,
      text(table),
    ]),
}
