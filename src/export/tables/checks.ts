import { titleOf } from '../../model/catalogue/titles.js'
import { severity } from '../../model/record.js'
import { equationName } from '../../vocabulary/equations.js'
import { DOCUMENT_COLUMN, joined, OF_DOCUMENT, text, type TableDefinition } from '../table.js'

/** Beyond this they are noise of binary fractions. */
const DECIMALS = 6

/** One equation of the form a row, computed over the values that count. */
export const CHECKS: TableDefinition = {
  name: 'checks',
  zh: '勾稽关系',
  en: 'Equations of the forms',
  columns: [
    DOCUMENT_COLUMN,
    { name: 'equation', type: 'text', zh: '勾稽关系代码', en: 'Equation', required: true },
    { name: 'tried_on', type: 'text', zh: '所在列、行或组的键', en: 'Key of the column, row or group', required: true },
    { name: 'left_side', type: 'number', zh: '左边之和', en: 'Sum of the left side' },
    { name: 'right_side', type: 'number', zh: '右边之和', en: 'Sum of the right side' },
    {
      name: 'pass',
      type: 'boolean',
      zh: '是否成立（空白为无法判断）',
      en: 'Whether it holds; null where blanks leave it open',
    },
    { name: 'assumed_zero', type: 'text', zh: '按 0 计的空白', en: 'Codes of the blanks that were taken as 0' },
    { name: 'difference', type: 'number', zh: '差额（左边减右边）', en: 'Left side less right side' },
    { name: 'title_zh', type: 'text', zh: '勾稽关系名称（中文）', en: 'Name of the equation, in Chinese' },
    { name: 'title_en', type: 'text', zh: '勾稽关系名称（英文）', en: 'Name of the equation, in English' },
  ],
  primaryKey: ['document', 'equation', 'tried_on'],
  foreignKeys: [OF_DOCUMENT],
  rows: ({ sha256, effective }) =>
    effective.checks.map(({ id, at, left, right, pass, assumedZero }) => [
      sha256,
      id,
      at,
      left,
      right,
      pass,
      joined(assumedZero ?? []),
      left === null || right === null ? null : Number((left - right).toFixed(DECIMALS)),
      equationName(id, at).zh,
      equationName(id, at).en,
    ]),
}

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
    { name: 'title_zh', type: 'text', zh: '问题名称（中文）', en: 'What it is, in a few Chinese words' },
    { name: 'title_en', type: 'text', zh: '问题名称（英文）', en: 'What it is, in a few English words' },
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
      titleOf(code, 'zh'),
      titleOf(code, 'en'),
      how,
      text(message),
      page,
      text(table),
    ]),
}
