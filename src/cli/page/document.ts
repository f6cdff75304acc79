import type { Correction } from '../../effective/correction.js'
import type { Attempt, StoredDocument } from '../../store/store.js'
import { formatBytes, formatDuration, formatTime } from '../format.js'
import type { Say } from '../messages.js'
import { oneLine, paint, tableOf, type Colour, type Look } from '../table.js'
import { failedChecks, type Term } from './checks.js'
import { MARKS } from './explain.js'
import { tableLines } from './tables.js'
import { cut, paragraph } from './wrap.js'

/** One document with its history. */
export interface ShownDocument {
  readonly document: StoredDocument
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  readonly corrections: readonly Correction[]
}

export interface ShowOptions {
  /** Every marked value on a line of its own. */
  readonly all: boolean
}

/** Where the output has no width of its own. */
const PLAIN_WIDTH = 100

export const STATUS_COLOURS = { ok: 'green', flagged: 'yellow', failed: 'red', pending: 'yellow' } as const

const FACTS = ['title', 'organ', 'year', 'published'] as const

/** A readable page: what the document is, its tables, what is wrong with it, and how it came to be known. */
export function renderDocument(shown: ShownDocument, { all }: ShowOptions, say: Say, look: Look): string {
  const width = look.width ?? PLAIN_WIDTH
  const { effective } = shown.document
  const latest = new Map(shown.corrections.map((correction) => [correction.code, correction]))
  const heading = (title: string): readonly string[] => ['', paint(title, 'bold', look)]
  const lines = [...headLines(shown, say, look), ...factLines(shown, say, look, width)]
  lines.push(...tableLines({ document: effective, corrections: latest, all }, say, look, width))
  if (effective.values.length > 0) lines.push('', ...paragraph(legend(say), width))
  const failed = failedChecks(effective)
  if (failed.length > 0) {
    lines.push(...heading(say('failedChecks', { count: failed.length })))
    for (const { id, at, left, right, sums } of failed) {
      lines.push(`  ${paint('✗', 'red', look)} ${id} · ${at}`)
      lines.push(...paragraph(sumOf(left, sums[0]), width, '    '))
      lines.push(...paragraph(sumOf(right, sums[1]), width, '    '))
    }
  }
  if (effective.problems.length > 0) {
    lines.push(...heading(say('problemsTitle', { count: effective.problems.length })))
    for (const { code, severity, message, page } of effective.problems) {
      const colour: Colour = severity === 'error' || severity === 'fault' ? 'red' : 'yellow'
      const where = page === null || message.includes(String(page)) ? '' : say('onPage', { page })
      lines.push(`  ${paint(code, severity === 'info' ? 'bold' : colour, look)} (${severity})`)
      lines.push(...paragraph(where + oneLine(message), width, '    '))
    }
  }
  lines.push(...heading(say('namesTitle')), ...nameLines(shown, say, width))
  lines.push(...heading(say('attemptsTitle')), attemptTable(shown, say, look))
  return lines.join('\n')
}

function headLines({ document }: ShownDocument, say: Say, look: Look): readonly string[] {
  const { effective, sha256, path, format, bytes, status, year } = document
  const pages = effective.record.source.pages?.length
  const { values, numbers, doubts, faults } = effective.counts
  const title = effective.report?.title ?? effective.report?.organ ?? path
  const what = [
    say(status === 'pending' ? 'pending' : status),
    effective.report?.form ? say('formOf', { year: effective.report.form }) : '',
    year === null ? '' : String(year),
    pages === undefined ? format : `${format}, ${say('pageCount', { count: pages })}`,
    formatBytes(bytes),
    sha256.slice(0, 8),
  ].filter((part) => part !== '')
  const [first = '', ...rest] = what
  return [
    paint(oneLine(title), 'bold', look),
    [paint(first, STATUS_COLOURS[status], look), ...rest].join(' · '),
    ...(values > 0 ? [say('countsLine', { values, numbers, doubts, faults })] : []),
  ]
}

/** The facts of the report, each with the words that it was read from. */
function factLines({ document, corrections }: ShownDocument, say: Say, look: Look, width: number): readonly string[] {
  const { effective } = document
  const { report, record, correctedFacts } = effective
  if (!report) return []
  const lines: string[] = ['']
  for (const fact of FACTS) {
    const value = report[fact]
    const evidence = record.report?.evidence[fact]
    const doubtful = report.flags.some((flag) => flag === `${fact}-uncertain` || flag === `${fact}-missing`)
    const faulty = fact === 'published' && report.flags.includes('date-implausible')
    const said = corrections.filter(({ code }) => code === `report.${fact}`).at(-1)
    const corrected = said && correctedFacts.some((each) => each === `report.${fact}`)
    const mark = corrected
      ? paint(MARKS[said.kind === 'correct' ? 'corrected' : 'confirmed'].sign, 'green', look)
      : doubtful
        ? paint(MARKS.doubt.sign, MARKS.doubt.colour, look)
        : faulty
          ? paint(MARKS.fault.sign, MARKS.fault.colour, look)
          : ' '
    const read = evidence && oneLine(evidence.text) !== String(value) ? ` ← “${oneLine(evidence.text)}”` : ''
    const page = evidence?.page == null ? '' : ` ${say('atPage', { page: evidence.page })}`
    const by = corrected ? ` (${oneLine(said.author)}, ${said.at.slice(0, 10)})` : ''
    const text = `${value === null ? say('notPrinted') : oneLine(String(value))}${by}${read}${page}`
    lines.push(...paragraph(text, width, `${mark} ${say(fact)}  `, FACT_INDENT))
  }
  return lines
}

const FACT_INDENT = 13

/** Of long labels the beginning tells which row it is. */
const WIDEST_TERM = 24

const sumOf = (terms: readonly Term[], sum: number | null): string => {
  const parts = terms.map(({ label, value }) => `${cut(label, WIDEST_TERM)} ${value}`)
  return parts.length > 1 ? `${parts.join(' + ')} = ${sum ?? '?'}` : (parts[0] ?? '')
}

const legend = (say: Say): string =>
  say('legend', {
    doubt: MARKS.doubt.sign,
    fault: MARKS.fault.sign,
    corrected: MARKS.corrected.sign,
    confirmed: MARKS.confirmed.sign,
    conflict: MARKS.conflict.sign,
  })

function nameLines({ document }: ShownDocument, say: Say, width: number): readonly string[] {
  return document.allNames.flatMap(({ path, file, state, given }) => {
    const columns = Object.entries(given ?? {}).map(([column, value]) => `${column}=${oneLine(value)}`)
    const lost = state === 'current' ? '' : ` (${say(state === 'vanished' ? 'vanished' : 'replaced')})`
    const from = columns.length > 0 ? `  ${say('givenAs', { columns: columns.join(', ') })}` : ''
    return paragraph(`${oneLine(path)}${lost} ← ${oneLine(file)}${from}`, width, '  ')
  })
}

function attemptTable({ attempts }: ShownDocument, say: Say, look: Look): string {
  const columns = [
    { title: '  ' },
    { title: '#', align: 'right' as const },
    { title: say('version') },
    { title: say('optionsDigest') },
    { title: say('startedAt') },
    { title: say('took'), align: 'right' as const },
    { title: say('status') },
    { title: say('batchNumber'), align: 'right' as const },
  ]
  const rows = attempts.map((attempt, place) => [
    attempt.current ? '→' : '',
    String(place + 1),
    attempt.key.version,
    attempt.key.options,
    formatTime(attempt.startedAt),
    formatDuration(attempt.elapsedMs),
    attempt.failure ? `${say('failed')}: ${attempt.failure.code}` : say(attempt.status),
    String(attempt.batch ?? ''),
  ])
  return tableOf(columns, rows, { ...look, width: null })
}
