import { formOf } from '../../src/vocabulary/forms.js'
import { tableOf } from './numbers.js'

/** A made report as a sequence of headings, paragraphs and tables, whatever it is written as. */

export interface MadeReport {
  readonly year: number
  readonly form: '2019' | '2021'
  /** By `table/item/measure`. */
  readonly values: ReadonlyMap<string, number>
  readonly title: string
  readonly prose: readonly string[]
  readonly signature: string
}

export interface MadeCell {
  readonly text: string
  readonly columns?: number
  readonly rows?: number
}
export type MadeTable = readonly (readonly MadeCell[])[]
export type MadeBlock =
  | { readonly kind: 'title' | 'heading' | 'paragraph' | 'right'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: MadeTable }

const SECTIONS = [
  '一、总体情况',
  '二、主动公开政府信息情况',
  '三、收到和处理政府信息公开申请情况',
  '四、政府信息公开行政复议、行政诉讼情况',
  '五、存在的主要问题及改进情况',
  '六、其他需要报告的事项',
] as const

export function blocksOf(report: MadeReport): readonly MadeBlock[] {
  const { title, prose, signature, year } = report
  const heading = (at: number): MadeBlock => ({ kind: 'heading', text: SECTIONS[at] ?? '' })
  const paragraph = (text: string): MadeBlock => ({ kind: 'paragraph', text })
  const table = (rows: MadeTable): MadeBlock => ({ kind: 'table', rows })
  return [
    { kind: 'title', text: title },
    ...[heading(0), ...prose.map(paragraph)],
    ...[heading(1), ...proactive(report).map(table)],
    ...[heading(2), table(applications(report))],
    ...[heading(3), table(review(report))],
    ...[heading(4), paragraph('存在的问题：公开意识有待加强。')],
    ...[heading(5), paragraph('无其他需要报告的事项。')],
    { kind: 'right', text: signature },
    { kind: 'right', text: `${year + 1}年1月20日` },
  ]
}

const cell = (text: string): MadeCell => ({ text })

const shown = ({ values }: MadeReport, key: string): MadeCell => cell(String(values.get(key) ?? ''))

function proactive(report: MadeReport): readonly MadeTable[] {
  const table = tableOf(formOf(report.form).tables, 'proactive')
  if (table.shape !== 'blocks') throw new Error('a form of another shape')
  return table.blocks.map(({ heading, corner, columns, rows }) => [
    [{ text: heading, columns: columns.length + 1 }],
    [cell(corner), ...columns.map(({ label }) => cell(label))],
    ...rows.map(({ key, label }) => [
      cell(label),
      ...columns.map((column) => shown(report, `proactive/${key}/${column.key}`)),
    ]),
  ])
}

/** Steps of labels ahead of the values. */
const DEPTH = 3

function applications(report: MadeReport): MadeTable {
  const table = tableOf(formOf(report.form).tables, 'applications')
  if (table.shape !== 'matrix') throw new Error('a form of another shape')
  const rows = table.rows.map(({ key, path }) => [
    ...path.map((text, step) => (step === path.length - 1 ? { text, columns: DEPTH - step } : { text })),
    ...table.columns.map((column) => shown(report, `applications/${key}/${column.key}`)),
  ])
  const corner = '（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）'
  const organisations = ['商业企业', '科研机构', '社会公益组织', '法律服务机构', '其他']
  return [
    [
      { text: corner, columns: DEPTH, rows: 3 },
      { text: '申请人情况', columns: 7 },
    ],
    [
      { text: '自然人', rows: 2 },
      { text: '法人或其他组织', columns: 5 },
      { text: '总计', rows: 2 },
    ],
    organisations.map(cell),
    ...rows,
  ]
}

function review(report: MadeReport): MadeTable {
  const table = tableOf(formOf(report.form).tables, 'review')
  if (table.shape !== 'groups') throw new Error('a form of another shape')
  const { groups } = table
  return [
    groups.map(({ path, columns }) => ({ text: path.join(''), columns: columns.length })),
    groups.flatMap(({ columns }) => columns.map(({ label }) => cell(label))),
    groups.flatMap(({ key, columns }) => columns.map((column) => shown(report, `review/${key}/${column.key}`))),
  ]
}
