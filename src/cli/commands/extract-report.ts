import type { DocumentRecord } from '../../model/record.js'
import { numberedLine, tableLine, type TableLine } from '../render/numbered.js'
import { tableOf, type Column } from '../render/table.js'
import { oneLine, paint, type Look } from '../render/text.js'
import { text, type Say } from '../say.js'
import { countedFiles, SENTENCES, STATUS_COLOURS, STATUS_WORDS, statusColour, WORDS } from '../words.js'

type ProblemRecord = DocumentRecord['problems'][number]

/** One line of the table: a long run keeps thousands of these, and no record. */
export interface Summary {
  readonly path: string
  readonly status: DocumentRecord['status']
  readonly form: string | null
  readonly organ: string | null
  readonly year: number | null
  /** Values read as numbers, and values that the forms have. */
  readonly numbers: number
  readonly values: number
  /** Checks that hold, and checks that could be tried. */
  readonly passed: number
  readonly tried: number
  /** Worst first; the first few only. */
  readonly problems: readonly ProblemRecord[]
  readonly moreProblems: number
  /** For a document that is no annual report. */
  readonly tables: readonly TableLine[]
}

/** Problems of one document that are shown; the record has them all. */
const MAX_PROBLEMS = 4

export function summarise(record: DocumentRecord): Summary {
  const tried = record.checks.filter(({ pass }) => pass !== null)
  return {
    path: record.source.path,
    status: record.status,
    form: record.report?.form ?? null,
    organ: record.report?.organ ?? null,
    year: record.report?.year ?? null,
    numbers: record.counts.numbers,
    values: record.counts.values,
    passed: tried.filter(({ pass }) => pass === true).length,
    tried: tried.length,
    problems: record.problems.slice(0, MAX_PROBLEMS),
    moreProblems: Math.max(0, record.problems.length - MAX_PROBLEMS),
    tables: record.content === 'tables' ? record.tables.map(tableLine) : [],
  }
}

const COUNTED = ['numbers', 'values', 'passed', 'tried'] as const
type Totals = Record<'documents' | Summary['status'] | (typeof COUNTED)[number], number>

export const noTotals = (): Totals => ({
  ...{ documents: 0, ok: 0, flagged: 0, failed: 0 },
  ...{ numbers: 0, values: 0, passed: 0, tried: 0 },
})

export function addTo(totals: Totals, summary: Summary): void {
  totals.documents += 1
  totals[summary.status] += 1
  for (const counted of COUNTED) totals[counted] += summary[counted]
}

/** A run as a person sees it. */
interface Run {
  readonly summaries: readonly Summary[]
  readonly totals: Totals
  /** Files of folders left out, by extension. */
  readonly leftOut: ReadonlyMap<string, number>
}

/** The whole sentence stands below the table. */
const MAX_PROBLEM = 60

export function renderTable({ summaries }: Run, say: Say, look: Look): string {
  const columns: readonly Column[] = [
    { title: say(WORDS.path), flexible: true },
    { title: say(WORDS.status), colour: statusColour(say) },
    { title: say(WORDS.form) },
    { title: say(WORDS.organ), flexible: true },
    { title: say(WORDS.year) },
    { title: say(TEXTS.values), align: 'right' },
    { title: say(TEXTS.checks), align: 'right' },
    { title: say(TEXTS.problem), flexible: true, atMost: MAX_PROBLEM },
  ]
  const rows = summaries.map((each) => [
    each.path,
    say(STATUS_WORDS[each.status]),
    each.form ?? '',
    each.organ ?? '',
    String(each.year ?? ''),
    each.values > 0 ? `${each.numbers}/${each.values}` : '',
    each.tried > 0 ? `${each.passed}/${each.tried}` : '',
    each.problems[0]?.message ?? '',
  ])
  return tableOf(columns, rows, look)
}

/** Totals, what was left out, and all problems of what is not ok. */
export function renderEnd({ summaries, totals, leftOut }: Run, say: Say, look: Look): string {
  const lines = [paint(say(TEXTS.totals, { ...totals }), 'bold', look)]
  const tabled = summaries.filter(({ tables }) => tables.length > 0)
  if (tabled.length > 0) {
    const count = tabled.reduce((sum, { tables }) => sum + tables.length, 0)
    lines.push('', paint(say(TEXTS.tables, { count, documents: tabled.length }), 'bold', look))
    for (const { path, tables } of tabled)
      lines.push(`  ${oneLine(path)}`, ...tables.map((table) => `    ${numberedLine(table, say)}`))
  }
  if (leftOut.size > 0) lines.push(say(SENTENCES.leftOut, { files: countedFiles(leftOut) }))
  const troubled = [
    ...summaries.filter(({ status }) => status === 'failed'),
    ...summaries.filter(({ status }) => status === 'flagged'),
  ]
  if (troubled.length > 0) lines.push('', paint(say(SENTENCES.toDo), 'bold', look))
  for (const { path, status, problems, moreProblems } of troubled) {
    lines.push(`  ${oneLine(path)}  ${paint(say(STATUS_WORDS[status]), STATUS_COLOURS[status], look)}`)
    for (const { message, page } of problems)
      lines.push(
        `    ${page === null || message.includes(String(page)) ? '' : say(SENTENCES.onPage, { page })}${oneLine(message)}`,
      )
    if (moreProblems > 0) lines.push(`    ${say(SENTENCES.more, { count: moreProblems })}`)
  }
  return lines.join('\n')
}

const TEXTS = {
  values: text('values', '数值'),
  checks: text('checks', '勾稽'),
  problem: text('first problem', '主要问题'),
  tables: {
    en: 'Other tables: {count}, in {documents} {documents:document|documents} without statutory tables.',
    zh: '其他表格：{count} 张，来自 {documents} 份没有法定表格的文档。',
  },
  totals: {
    en: '{documents} {documents:document|documents}: {ok} ok, {flagged} flagged, {failed} failed. {numbers} of {values} values read, {passed} of {tried} checks passed.',
    zh: '共 {documents} 份文档：通过 {ok}，待核对 {flagged}，失败 {failed}。应填 {values} 格，读出数字 {numbers} 格，勾稽通过 {passed}/{tried}。',
  },
} as const
