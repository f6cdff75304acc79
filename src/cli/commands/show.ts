import { seenOf } from '../../corrections/withdrawal.js'
import { standing, type Correction } from '../../effective/correction.js'
import { titleOf } from '../../model/catalogue/titles.js'
import type { Language } from '../../model/sentences.js'
import { recordIn } from '../../report/problems.js'
import type { Attempt, Decision, DocumentRow, StoredDocument } from '../../store/store.js'
import { command, flag } from '../command.js'
import { EXIT } from '../exit.js'
import { documentToSee, PLACE_OPTIONS, storedDocument, withStore, type Session } from '../place.js'
import { stdout } from '../render/output.js'
import { tableOf } from '../render/table.js'
import { formatBytes, formatDuration, formatTime, lookOf } from '../render/text.js'
import { oneLine, paint, paragraph, PLAIN_WIDTH, type Colour, type Look } from '../render/text.js'
import { MARKS, type Mark } from '../render/values.js'
import { text, type Say } from '../say.js'
import { SENTENCES, SEVERITY_WORDS, STATUS_COLOURS, STATUS_WORDS, WORDS } from '../words.js'
import { failedCount, failedLines } from './show-checks.js'
import { historyLines } from './show-history.js'
import { numberedLines } from '../render/numbered.js'
import { tableLines } from './show-tables.js'

/** `nianbao show DOCUMENT`: one document as a readable page, or as JSON. */
export const show = command({
  operands: [
    { name: '<DOCUMENT>', text: SENTENCES.documentToSee },
    { name: '[YEAR]', text: text('of an organ: the year reported on', '机关的报告年度') },
  ],
  options: {
    all: flag('--all', text('list every marked value on a line of its own', '逐个说明每个带标记的数值')),
    json: flag('--json', SENTENCES.json),
    ...PLACE_OPTIONS,
  },
  examples: {
    en: `nianbao show county/2021.pdf
nianbao show 前进镇人民政府 2023
nianbao show 3f9a01c2 --all | less -R
nianbao show 3f9a01c2 --json | jq '.effective.values[] | select(.flags != []) | .read.code'`,
    zh: `nianbao show 县区/2021.pdf
nianbao show 前进镇人民政府 2023
nianbao show 3f9a01c2 --all | less -R
nianbao show 3f9a01c2 --json | jq '.effective.values[] | select(.flags != []) | .read.code'`,
  },
  run: (kit, { all, json, ...place }, [reference = '', year]) =>
    withStore(place, kit, async (session) => {
      const row = await documentToSee(session, reference, year)
      return row ? run(session, row, { all, json }) : EXIT.usage
    }),
})

interface ShowOptions {
  readonly json: boolean
  /** Every marked value on a line of its own. */
  readonly all: boolean
}

async function run(session: Session, row: DocumentRow, { json, all }: ShowOptions): Promise<number> {
  const document = await storedDocument(session, row)
  if (!document) return EXIT.usage
  const attempts = await session.store.attempts(document.sha256)
  const corrections = await session.store.corrections(document.sha256)
  const decisions = await session.store.decisions(document.sha256)
  const page = json
    ? JSON.stringify({
        ...inLanguage(document, session.language),
        ...{ attempts, corrections, decisions, seen: seenOf(corrections) },
      })
    : render({ document, attempts, corrections, decisions }, all, session, lookOf(process.stdout))
  await stdout().write(`${page}\n`)
  return EXIT.fine
}

/** One document with its history. */
interface ShownDocument {
  readonly document: StoredDocument
  /** Oldest first. */
  readonly attempts: readonly Attempt[]
  readonly corrections: readonly Correction[]
  readonly decisions: readonly Decision[]
}

type Speaker = Pick<Session, 'say' | 'language'>

/** The record's own problems are worded for who looks, too. */
const inLanguage = ({ effective, ...document }: StoredDocument, language: Language): StoredDocument => ({
  ...document,
  effective: { ...effective, record: recordIn(effective.record, language) },
})

/** A readable page: what the document is, its tables, what is wrong with it, and its history. */
function render(shown: ShownDocument, all: boolean, { say, language }: Speaker, look: Look): string {
  const width = look.width ?? PLAIN_WIDTH
  const { effective } = shown.document
  const corrections = standing(shown.corrections)
  const heading = (title: string): readonly string[] => ['', paint(title, 'bold', look)]
  const lines = [...headLines(shown, say, look), ...factLines(shown, say, look, width)]
  lines.push(...tableLines({ document: effective, corrections, all, say, language, look, width }))
  if (effective.record.content === 'tables') lines.push(...numberedLines(effective.record.tables, say, look, width))
  if (effective.values.length > 0) {
    const signs = Object.fromEntries(Object.entries(MARKS).map(([mark, { sign }]) => [mark, sign]))
    lines.push('', ...paragraph(say(TEXTS.legend, signs), width))
  }
  const failed = failedCount(effective)
  if (failed > 0)
    lines.push(...heading(say(TEXTS.failedChecks, { count: failed })), ...failedLines(effective, language, look, width))
  if (effective.problems.length > 0) {
    lines.push(...heading(say(TEXTS.problems, { count: effective.problems.length })))
    for (const { code, severity, message, page } of effective.problems) {
      const colour: Colour = severity === 'error' || severity === 'fault' ? 'red' : 'yellow'
      const where = page === null || message.includes(String(page)) ? '' : say(SENTENCES.onPage, { page })
      const name = `${paint(code, severity === 'info' ? 'bold' : colour, look)} ${titleOf(code, language)}`
      lines.push(`  ${name} (${say(SEVERITY_WORDS[severity])})`)
      lines.push(...paragraph(where + oneLine(message), width, '    '))
    }
  }
  lines.push(...heading(say(TEXTS.names)), ...nameLines(shown, say, width))
  lines.push(...heading(say(TEXTS.attempts)), attemptTable(shown, { say, language }, look))
  const history = historyLines(shown, say)
  if (history.length > 0) lines.push(...heading(say(TEXTS.history)), ...history)
  return lines.join('\n')
}

function headLines({ document }: ShownDocument, say: Say, look: Look): readonly string[] {
  const { effective, sha256, path, format, bytes, status, year } = document
  const pages = effective.record.source.pages?.length
  const { values, numbers, doubts, faults } = effective.counts
  const title = effective.report?.title ?? effective.report?.organ ?? path
  const facts = [
    paint(say(STATUS_WORDS[status]), STATUS_COLOURS[status], look),
    effective.report?.form ? say(SENTENCES.formOf, { year: effective.report.form }) : '',
    year === null ? '' : String(year),
    pages === undefined ? format : `${format}, ${say(TEXTS.pages, { count: pages })}`,
    formatBytes(bytes),
    document.removedAt === null ? '' : say(TEXTS.removed, { at: document.removedAt.slice(0, 10) }),
    sha256.slice(0, 8),
  ]
  return [
    paint(oneLine(title), 'bold', look),
    facts.filter((part) => part !== '').join(' · '),
    ...(values > 0 ? [say(TEXTS.counts, { values, numbers, doubts, faults })] : []),
  ]
}

const FACTS = ['title', 'organ', 'year', 'published'] as const
const FACT_INDENT = 13

/** The facts of the report, each with the words that it was read from. */
function factLines({ document, corrections }: ShownDocument, say: Say, look: Look, width: number): readonly string[] {
  const { report, record, correctedFacts } = document.effective
  if (!report) return []
  const lines: string[] = ['']
  for (const fact of FACTS) {
    const value = report[fact]
    const evidence = record.report?.evidence[fact]
    const said = standing(corrections).get(`report.${fact}`)
    const corrected = said && correctedFacts.some((each) => each === `report.${fact}`)
    let mark: Mark | null = null
    if (corrected) mark = said.kind === 'correct' ? 'corrected' : 'confirmed'
    else if (report.flags.some((flag) => flag === `${fact}-uncertain` || flag === `${fact}-missing`)) mark = 'doubt'
    else if (fact === 'published' && report.flags.includes('date-implausible')) mark = 'fault'
    const sign = mark ? paint(MARKS[mark].sign, MARKS[mark].colour, look) : ' '
    const read = evidence && oneLine(evidence.text) !== String(value) ? ` ← “${oneLine(evidence.text)}”` : ''
    const page = evidence?.page == null ? '' : ` ${say(SENTENCES.atPage, { page: evidence.page })}`
    const by = corrected ? ` (${oneLine(said.author)}, ${said.at.slice(0, 10)})` : ''
    const line = `${value === null ? say(TEXTS.notPrinted) : oneLine(String(value))}${by}${read}${page}`
    lines.push(...paragraph(line, width, `${sign} ${say(WORDS[fact])}  `, FACT_INDENT))
  }
  return lines
}

const nameLines = ({ document }: ShownDocument, say: Say, width: number): readonly string[] =>
  document.allNames.flatMap(({ path, file, state, given }) => {
    const columns = Object.entries(given ?? {}).map(([column, value]) => `${column}=${oneLine(value)}`)
    const lost = state === 'current' ? '' : ` (${say(state === 'vanished' ? TEXTS.vanished : TEXTS.replaced)})`
    const from = columns.length > 0 ? `  ${say(TEXTS.given, { columns: columns.join(', ') })}` : ''
    return paragraph(`${oneLine(path)}${lost} ← ${oneLine(file)}${from}`, width, '  ')
  })

function attemptTable({ attempts }: ShownDocument, { say, language }: Speaker, look: Look): string {
  const right = { align: 'right' } as const
  const columns = [
    { title: '  ' },
    { title: '#', ...right },
    { title: say(TEXTS.version) },
    { title: say(TEXTS.options) },
    { title: say(WORDS.startedAt) },
    { title: say(WORDS.took), ...right },
    { title: say(WORDS.status) },
    { title: say(WORDS.batch), ...right },
  ]
  const rows = attempts.map(({ current, key, startedAt, elapsedMs, failure, status, batch, keptBack }, place) => [
    current ? '→' : '',
    String(place + 1),
    key.version,
    key.options,
    formatTime(startedAt),
    formatDuration(elapsedMs, language),
    failure
      ? `${say(STATUS_WORDS.failed)}: ${failure.code} ${titleOf(failure.code, language)}`
      : say(keptBack && !current ? TEXTS.keptBack : TEXTS.plain, { status: say(STATUS_WORDS[status]) }),
    String(batch ?? ''),
  ])
  return tableOf(columns, rows, { ...look, width: null })
}

const TEXTS = {
  pages: text('{count} {count:page|pages}', '{count} 页'),
  counts: {
    en: '{values} cells, {numbers} of them read as numbers; {doubts} {doubts:doubt|doubts}, {faults} {faults:fault|faults}',
    zh: '应填 {values} 格，读出数字 {numbers} 格；存疑 {doubts}，有误 {faults}',
  },
  notPrinted: text('(not printed)', '（未印）'),
  legend: {
    en: '{doubt} doubtful reading · {fault} does not add up · {corrected} corrected by a person · {confirmed} confirmed by a person · {conflict} read differently since then',
    zh: '{doubt} 读数存疑 · {fault} 勾稽不平 · {corrected} 已人工更正 · {confirmed} 已人工确认 · {conflict} 此后读数有变',
  },
  failedChecks: text('Equations of the form that do not hold: {count}', '不成立的勾稽关系：{count}'),
  problems: text('Problems: {count}', '问题：{count}'),
  names: text('Names', '文件名'),
  attempts: text('Attempts', '提取记录'),
  version: text('version', '版本'),
  options: text('options', '选项'),
  history: text('Said and decided', '更正、确认与决定'),
  removed: text('removed on {at}', '{at} 移除'),
  keptBack: text('{status} (kept back)', '{status}（未采用）'),
  plain: text('{status}', '{status}'),
  vanished: text('vanished', '已不存在'),
  replaced: text('replaced by another file', '已被其他文件取代'),
  given: text('given: {columns}', '清单：{columns}'),
} as const
