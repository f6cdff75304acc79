import type { DocumentFilter, DocumentRow } from '../../store/store.js'
import { EXIT } from '../exit.js'
import { STATUS_COLOURS } from '../page/document.js'
import { cut, fill } from '../page/wrap.js'
import { displayWidth, oneLine, paint, type Look } from '../table.js'
import { lookOf, Output } from '../terminal.js'
import type { Session } from './session.js'

/** The widths of a table are those of its first rows: all that come later are cut to them, so that none has to wait. */
const FIRST_ROWS = 200
/** Digits of a fingerprint that name a document. */
const DIGITS = 8
/** What of a path or organ is shown at least, in columns of the terminal. */
const NARROWEST = 16
const WIDEST = 60
const GAP = '  '

type Line = readonly string[]

interface ListColumn {
  readonly title: string
  readonly align: 'left' | 'right'
  /** Gives way where the terminal is too narrow. */
  readonly flexible: boolean
  readonly text: (row: DocumentRow) => string
}

/** `nianbao list`: documents one by one, as they come out of the store. */
export async function listCommand(session: Session, filter: DocumentFilter, json: boolean): Promise<number> {
  const output = new Output(process.stdout)
  const look = lookOf(process.stdout)
  const documents = session.store.documents(filter)
  if (json || look.width === null) {
    const line = json ? (row: DocumentRow): string => JSON.stringify(row) : tabLine
    for await (const row of documents) if (!(await output.write(`${line(row)}\n`))) break
    return EXIT.fine
  }
  await writeTable(documents, session, output, { ...look, width: look.width })
  return EXIT.fine
}

/** Columns as the help names them; characters that would break a line or a column are spaces. */
function tabLine(row: DocumentRow): string {
  const { counts } = row
  const fields = [
    row.sha256,
    row.path,
    row.status,
    row.form,
    row.year,
    row.organ,
    counts?.values,
    counts?.numbers,
    counts?.doubts,
    counts?.faults,
    row.codes.join(','),
    row.version,
  ]
  return fields.map((field) => oneLine(String(field ?? ''))).join('\t')
}

/** Rows as they come, for a person; the first of them are waited for, to know the widths. */
export async function writeTable(
  documents: AsyncIterable<DocumentRow>,
  { say }: Pick<Session, 'say'>,
  output: Pick<Output, 'write'>,
  look: Look & { readonly width: number },
): Promise<void> {
  const columns: readonly ListColumn[] = [
    { title: say('fingerprint'), align: 'left', flexible: false, text: ({ sha256 }) => sha256.slice(0, DIGITS) },
    { title: say('status'), align: 'left', flexible: false, text: ({ status }) => say(status) },
    { title: say('form'), align: 'left', flexible: false, text: ({ form }) => form ?? '' },
    { title: say('year'), align: 'left', flexible: false, text: ({ year }) => String(year ?? '') },
    { title: say('doubts'), align: 'right', flexible: false, text: ({ counts }) => String(counts?.doubts ?? '') },
    { title: say('faults'), align: 'right', flexible: false, text: ({ counts }) => String(counts?.faults ?? '') },
    { title: say('organ'), align: 'left', flexible: true, text: ({ organ }) => oneLine(organ ?? '') },
    { title: say('path'), align: 'left', flexible: true, text: ({ path }) => oneLine(path) },
    { title: say('problemCodes'), align: 'left', flexible: true, text: ({ codes }) => codes.join(' ') },
  ]
  const first: { readonly row: DocumentRow; readonly line: Line }[] = []
  let widths: readonly number[] = []
  let count = 0
  const write = async (row: DocumentRow, line: Line): Promise<boolean> =>
    output.write(`${drawLine(columns, line, widths, row, look)}\n`)
  const begin = async (): Promise<void> => {
    widths = widthsOf(
      columns,
      first.map(({ line }) => line),
      look.width,
    )
    const titles = columns.map(({ title }) => title)
    await output.write(`${paint(joined(columns, titles, widths), 'bold', look)}\n`)
    for (const { row, line } of first) await write(row, line)
  }
  for await (const row of documents) {
    count += 1
    const line = columns.map(({ text }) => text(row))
    if (widths.length > 0) {
      if (!(await write(row, line))) return
      continue
    }
    first.push({ row, line })
    if (first.length === FIRST_ROWS) await begin()
  }
  if (widths.length === 0 && count > 0) await begin()
  await output.write(`${count > 0 ? '\n' : ''}${say('listTotal', { count })}\n`)
}

function widthsOf(columns: readonly ListColumn[], lines: readonly Line[], width: number): readonly number[] {
  const wide = columns.map(({ title, flexible }, place) => {
    const widest = lines.reduce((most, line) => Math.max(most, displayWidth(line[place] ?? '')), displayWidth(title))
    return flexible ? Math.min(WIDEST, widest) : widest
  })
  for (;;) {
    const excess = wide.reduce((sum, each) => sum + each, GAP.length * (wide.length - 1)) - width
    const widest = columns.reduce(
      (best, { flexible }, place) => (flexible && (wide[place] ?? 0) > (wide[best] ?? 0) ? place : best),
      -1,
    )
    const own = wide[widest] ?? 0
    if (excess <= 0 || own <= NARROWEST) return wide
    wide[widest] = Math.max(NARROWEST, own - 1)
  }
}

const joined = (columns: readonly ListColumn[], texts: Line, widths: readonly number[]): string =>
  texts
    .map((text, place) => fill(cut(text, widths[place] ?? 0), widths[place] ?? 0, columns[place]?.align))
    .join(GAP)
    .trimEnd()

function drawLine(
  columns: readonly ListColumn[],
  line: Line,
  widths: readonly number[],
  { status }: DocumentRow,
  look: Look,
): string {
  const text = joined(columns, line, widths)
  const word = line[1] ?? ''
  // Behind the fingerprint, which holds no word.
  const at = text.indexOf(word, widths[0] ?? 0)
  if (!look.colours || word === '' || at < 0) return text
  return text.slice(0, at) + paint(word, STATUS_COLOURS[status], look) + text.slice(at + word.length)
}
