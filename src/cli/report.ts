import type { Say } from './messages.js'
import type { Summary, Totals } from './summary.js'
import { oneLine, paint, tableOf, type Column, type Look } from './table.js'

/** What a person sees of a run: one line a document, the totals, and what to do about the flagged and failed ones. */
export interface Run {
  readonly summaries: readonly Summary[]
  readonly totals: Totals
  /** Files of folders left out, by extension. */
  readonly leftOut: ReadonlyMap<string, number>
}

/** The whole sentence stands below the table. */
const PROBLEM_WIDTH = 60

const COLOURS = { ok: 'green', flagged: 'yellow', failed: 'red' } as const

export function renderTable({ summaries }: Run, say: Say, look: Look): string {
  const status = new Map((['ok', 'flagged', 'failed'] as const).map((each) => [say(each), COLOURS[each]]))
  const columns: readonly Column[] = [
    { title: say('path'), flexible: true },
    { title: say('status'), colour: (text) => status.get(text) ?? null },
    { title: say('form') },
    { title: say('organ'), flexible: true },
    { title: say('year') },
    { title: say('values'), align: 'right' },
    { title: say('checks'), align: 'right' },
    { title: say('problem'), flexible: true, atMost: PROBLEM_WIDTH },
  ]
  const rows = summaries.map((each) => [
    each.path,
    say(each.status),
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
  const lines = [paint(say('totals', { ...totals }), 'bold', look)]
  if (leftOut.size > 0) {
    const files = [...leftOut]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([extension, count]) => `${extension} × ${count}`)
    lines.push(say('leftOut', { files: files.join(', ') }))
  }
  const troubled = [
    ...summaries.filter(({ status }) => status === 'failed'),
    ...summaries.filter(({ status }) => status === 'flagged'),
  ]
  if (troubled.length > 0) lines.push('', paint(say('toDo'), 'bold', look))
  for (const { path, status, problems, moreProblems } of troubled) {
    lines.push(`  ${oneLine(path)}  ${paint(say(status), COLOURS[status], look)}`)
    for (const { message, page } of problems)
      lines.push(
        `    ${page === null || message.includes(String(page)) ? '' : say('onPage', { page })}${oneLine(message)}`,
      )
    if (moreProblems > 0) lines.push(`    ${say('more', { count: moreProblems })}`)
  }
  return lines.join('\n')
}
