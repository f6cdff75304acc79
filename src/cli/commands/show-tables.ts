import { pageOf } from '../../effective/cell.js'
import type { Correction } from '../../effective/correction.js'
import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import { faultsOf, faultsWith, type TableFaults } from '../../effective/failed.js'
import { sheetsOf, sheetTitle, type Sheet } from '../../effective/sheets.js'
import { equationInBrief } from '../../model/catalogue/details-in-words.js'
import type { Language } from '../../model/sentences.js'
import type { StatutoryTable } from '../../vocabulary/forms.js'
import { chineseLabel } from '../../vocabulary/value-labels.js'
import { drawGrid, type Grid } from '../render/grid.js'
import type { Cell } from '../render/table.js'
import { cut, oneLine, paint, paragraph, type Look } from '../render/text.js'
import { explain, markOf, MARKS, type Mark } from '../render/values.js'
import { text, type Say } from '../say.js'
import { SENTENCES } from '../words.js'

/** The values that the tables of a document are drawn from, and how they are drawn. */
interface Drawn {
  readonly document: EffectiveDocument
  /** The latest of each code. */
  readonly corrections: ReadonlyMap<string, Correction>
  /** Each marked value on a line of its own, however many there are. */
  readonly all: boolean
  readonly say: Say
  readonly language: Language
  readonly look: Look
  readonly width: number
}

interface Noted extends Drawn {
  readonly faults: readonly TableFaults[]
}

/** The statutory tables with their labels, marked where something is doubtful, each with its notes below. */
export function tableLines(drawn: Drawn): readonly string[] {
  const { document, say, look, width } = drawn
  const lines: string[] = []
  let table: StatutoryTable | null = null
  const sheets = sheetsOf(document)
  for (const [place, sheet] of sheets.entries()) {
    if (sheet.table !== table) {
      table = sheet.table
      lines.push('', paint(`${sheetTitle(sheet)} (${say(SENTENCES.formOf, { year: sheet.form })})`, 'bold', look))
    }
    if (sheet.heading !== null) lines.push(sheet.heading)
    lines.push(...drawGrid(gridOf(sheet, say), width, look))
    if (sheets[place + 1]?.table !== sheet.table)
      lines.push(
        ...notesOf(
          document.values.filter(({ read }) => read.table === sheet.table),
          drawn,
        ),
      )
  }
  return lines
}

function gridOf({ corner, columns, rows }: Sheet, say: Say): Grid {
  const marked = columns.map((_, column) =>
    rows.some(({ values }) => {
      const value = values[column]
      return value && markOf(value) !== null
    }),
  )
  return {
    head: [corner, ...columns],
    rows: rows.map(({ label, depth, values }) => ({
      label,
      indent: 2 * depth,
      cells: values.map((value, column) => cellOf(value, marked[column] ?? false, say)),
    })),
  }
}

/** A cell that holds a sentence is cut to this width. */
const MAX_CELL = 16

/** Marks stand behind the numbers; in a column that has one, the others keep its place free, to stay below each other. */
function cellOf(value: EffectiveValue | null, marked: boolean, say: Say): Cell {
  if (value === null) return { text: '', colour: null }
  const mark = markOf(value)
  const shown = value.state === 'not-found' ? say(TEXTS.notFound) : cut(oneLine(shownOf(value)), MAX_CELL)
  return mark === null
    ? { text: marked ? `${shown} ` : shown, colour: null }
    : { text: shown + MARKS[mark].sign, colour: MARKS[mark].colour }
}

/** The number that counts, or what is printed in its place. */
const shownOf = ({ state, value, read }: EffectiveValue): string =>
  value !== null ? String(value) : state === 'blank' ? '' : (read.raw ?? '')

interface Note {
  readonly mark: Mark
  readonly value: EffectiveValue
  readonly text: string
}

/** More values than this with the same doubt share one note. */
const MAX_APART = 6
/** Codes that such a note names. */
const MAX_NAMED = 4

const INDENT = 4

/** Says below a table what is doubtful of each marked value, and what a person said. */
export function notesOf(values: readonly EffectiveValue[], drawn: Drawn): readonly string[] {
  const noted = { ...drawn, faults: faultsOf(drawn.document) }
  const { all, say, look, width } = drawn
  const groups = new Map<string, Note[]>()
  for (const value of values) {
    const mark = markOf(value)
    if (mark === null) continue
    const text = noteText(value, mark, noted)
    const key = `${mark} ${text}`
    groups.set(key, [...(groups.get(key) ?? []), { mark, value, text }])
  }
  return [...groups.values()].flatMap((notes) => {
    const sentences =
      all || notes.length <= MAX_APART ? notes.map((note) => ownNote(note, drawn)) : [together(notes, say)]
    const { sign, colour } = MARKS[notes[0]?.mark ?? 'doubt']
    return sentences.flatMap((sentence) => paragraph(sentence, width, `  ${paint(sign, colour, look)} `, INDENT))
  })
}

function ownNote({ mark, value, text }: Note, { document, say }: Drawn): string {
  const { code, table, raw, cell } = value.read
  const label = chineseLabel(code, document.report?.forms[table] ?? null)
  const page = pageOf(document.record, cell)
  // The reading of that time stands beside what a person said.
  const said = value.corrected !== 'no' && mark !== 'conflict'
  const read = said || raw === null || raw === '' ? '' : ` ${say(TEXTS.readAs, { raw: oneLine(raw) })}`
  const where = page === null ? '' : ` ${say(SENTENCES.atPage, { page })}`
  return `${code}  ${label}:${read} ${text}${where}`
}

function together(notes: readonly Note[], say: Say): string {
  const codes = notes.slice(0, MAX_NAMED).map(({ value }) => value.read.code)
  return say(TEXTS.together, { count: notes.length, text: notes[0]?.text ?? '', codes: codes.join(', ') })
}

function noteText(value: EffectiveValue, mark: Mark, { corrections, say, language, faults }: Noted): string {
  const equations = faultsWith(faults, value.read.code).map((equation) => equationInBrief(equation, language))
  const doubts = explain(value, say, equations)
  const said = corrections.get(value.read.code)
  if (!said || value.corrected === 'no') return doubts
  const { author, note, readThen } = said
  const details = {
    author: oneLine(author),
    date: said.at.slice(0, 10),
    value: said.value === '' || said.value === null ? say(SENTENCES.blankCell) : said.value,
    then: readThen === null || readThen === '' ? say(TEXTS.nothingRead) : oneLine(readThen),
  }
  const sentence =
    mark === 'conflict' ? TEXTS.conflict : value.corrected === 'corrected' ? TEXTS.corrected : TEXTS.confirmed
  const remark = note === null ? '' : ` (${oneLine(note)})`
  return [say(sentence, details) + remark, doubts].filter((each) => each !== '').join('; ')
}

const TEXTS = {
  notFound: text('none', '缺'),
  readAs: text('read “{raw}”;', '原文“{raw}”；'),
  together: {
    en: '{count} values: {text}. {codes}, … (--all names them)',
    zh: '{count} 个数值：{text}。{codes} 等（--all 列出全部）',
  },
  nothingRead: text('nothing', '未读到'),
  corrected: {
    en: 'corrected to {value} by {author}, {date}, where “{then}” was read',
    zh: '{author} 于 {date} 更正为 {value}（当时读取为“{then}”）',
  },
  confirmed: text('confirmed by {author}, {date}', '{author} 于 {date} 确认无误'),
  conflict: {
    en: '{author} said {value} on {date}, when “{then}” was read; now something else is read',
    zh: '{author} 于 {date} 认定为 {value}（当时读取为“{then}”），现在读数不同',
  },
} as const
