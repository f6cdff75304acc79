import { chineseLabel } from '../../vocabulary/value-labels.js'
import type { Say } from '../messages.js'
import { oneLine, paint, type Look } from '../table.js'
import type { Correction } from '../../effective/correction.js'
import type { EffectiveDocument, EffectiveValue } from '../../effective/effective.js'
import { pageOf } from '../corrections/doubtful.js'
import { explain, markOf, MARKS, type Mark } from './explain.js'
import { paragraph } from './wrap.js'

/** The marked values of a table are told below it: what is doubtful of each, and what a person said. */

export interface Noted {
  readonly document: EffectiveDocument
  /** The latest of each code. */
  readonly corrections: ReadonlyMap<string, Correction>
  /** Each value on a line of its own, however many there are. */
  readonly all: boolean
}

interface Note {
  readonly mark: Exclude<Mark, null>
  readonly value: EffectiveValue
  readonly text: string
}

/** More values than this with the same doubt are told together. */
const TOGETHER = 6
/** So many of them are named then. */
const NAMED = 4

const INDENT = 4

export function notesOf(
  values: readonly EffectiveValue[],
  noted: Noted,
  say: Say,
  look: Look,
  width: number,
): string[] {
  const groups = new Map<string, Note[]>()
  for (const value of values) {
    const mark = markOf(value)
    if (mark === null) continue
    const text = textOf(value, mark, noted, say)
    const key = `${mark} ${text}`
    groups.set(key, [...(groups.get(key) ?? []), { mark, value, text }])
  }
  return [...groups.values()].flatMap((notes) => {
    const [first] = notes
    if (!first) return []
    if (!noted.all && notes.length > TOGETHER) return together(notes, first, say, look, width)
    return notes.flatMap((note) => one(note, noted, say, look, width))
  })
}

const leadOf = (mark: Exclude<Mark, null>, look: Look): string =>
  `  ${paint(MARKS[mark].sign, MARKS[mark].colour, look)} `

function one({ mark, value, text }: Note, { document }: Noted, say: Say, look: Look, width: number): readonly string[] {
  const { code, table, raw } = value.read
  const label = chineseLabel(code, document.report?.forms[table] ?? null)
  const page = pageOf(document, value)
  // What was read then is told beside what a person said.
  const said = value.corrected !== 'no' && mark !== 'conflict'
  const read = said || raw === null || raw === '' ? '' : ` ${say('readAs', { raw: oneLine(raw) })}`
  const where = page === null ? '' : ` ${say('atPage', { page })}`
  return paragraph(`${code}  ${label}:${read} ${text}${where}`, width, leadOf(mark, look), INDENT)
}

function together(
  notes: readonly Note[],
  { mark, text }: Note,
  say: Say,
  look: Look,
  width: number,
): readonly string[] {
  const codes = notes.slice(0, NAMED).map(({ value }) => value.read.code)
  const sentence = say('notesTogether', { count: notes.length, text, codes: codes.join(', ') })
  return paragraph(sentence, width, leadOf(mark, look), INDENT)
}

function textOf(value: EffectiveValue, mark: Mark, { corrections }: Noted, say: Say): string {
  const doubts = explain(value, say)
  const said = corrections.get(value.read.code)
  if (!said || value.corrected === 'no') return doubts
  const { author, note, readThen } = said
  const details = {
    author: oneLine(author),
    date: said.at.slice(0, 10),
    value: said.value === '' || said.value === null ? say('blankCell') : said.value,
    then: readThen === null || readThen === '' ? say('nothingRead') : oneLine(readThen),
  }
  const key = mark === 'conflict' ? 'saidConflict' : value.corrected === 'corrected' ? 'saidCorrected' : 'saidConfirmed'
  const remark = note === null ? '' : ` (${oneLine(note)})`
  return [say(key, details) + remark, doubts].filter((each) => each !== '').join('; ')
}
