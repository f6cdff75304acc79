import { DOCUMENT_COLUMN, joined, OF_DOCUMENT, type TableDefinition } from '../table.js'

/** One equation of the form a row, computed over the values that count. */
export const CHECKS: TableDefinition = {
  name: 'checks',
  zh: '勾稽关系',
  en: 'Equations of the forms',
  columns: [
    DOCUMENT_COLUMN,
    { name: 'equation', type: 'text', zh: '勾稽关系', en: 'Equation', required: true },
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
    ]),
}
