import { readFile } from 'node:fs/promises'
import { toCorrection, unsaid } from '../../corrections/statement.js'
import type { Correction, NewCorrection } from '../../effective/correction.js'
import type { DocumentRecord } from '../../model/record.js'
import { EXIT, isFileError } from '../exit.js'
import { candidates, type Session } from '../place.js'
import { note } from '../render/output.js'
import { oneLine } from '../render/text.js'
import { text } from '../say.js'
import { SENTENCES } from '../words.js'
import { preview } from './correct-preview.js'
import { COMPLAINT_TEXTS, readSheet, type Complaint, type LineComplaint, type SheetRow } from './correct-sheet.js'

/** Wrong lines that are listed. */
const MAX_LISTED = 50

/** `--from FILE`: takes in the corrections of a sheet of flagged values, or of a sample's results; all of them, or nothing. */
export async function takeSheet(
  session: Session,
  file: string,
  { author, dryRun }: { readonly author: string; readonly dryRun: boolean },
): Promise<number> {
  const { say, fail, store } = session
  let bytes
  try {
    bytes = await readFile(file)
  } catch (error) {
    if (!isFileError(error)) throw error
    return fail(TEXTS.cannotRead, { file, reason: error.code })
  }
  const { rows, complaints, wrongWithoutValue } = readSheet(bytes)
  const { corrections, wrong } = await resolved(session, rows, author)
  const all = [...complaints, ...wrong].sort((a, b) => a.line - b.line)
  if (all.length > 0) {
    for (const { line, complaint } of all.slice(0, MAX_LISTED)) {
      const sentence = say(COMPLAINT_TEXTS[complaint.key], complaint.details)
      fail(TEXTS.line, { file, line, sentence })
    }
    if (all.length > MAX_LISTED) note(say(SENTENCES.moreErrors, { count: all.length - MAX_LISTED }))
    note(say(TEXTS.noneTaken, { count: all.length, file }))
    return EXIT.usage
  }
  if (wrongWithoutValue > 0) note(say(TEXTS.withoutValue, { count: wrongWithoutValue }))
  if (corrections.length === 0) return fail(TEXTS.nothing, { file })
  const fresh = await unsaid(store, corrections)
  if (dryRun) return preview(session, fresh)
  if (fresh.length > 0) await store.addCorrections(fresh)
  const confirmations = corrections.filter(({ kind }) => kind === 'confirm').length
  const details = {
    corrections: corrections.length - confirmations,
    confirmations,
    documents: new Set(corrections.map(({ sha256 }) => sha256)).size,
    file,
  }
  process.stdout.write(`${say(TEXTS.taken, details)}\n`)
  const old = corrections.length - fresh.length
  if (old > 0) process.stdout.write(`${say(TEXTS.already, { count: old })}\n`)
  return EXIT.fine
}

interface Resolved {
  readonly corrections: readonly NewCorrection[]
  readonly wrong: readonly LineComplaint[]
}

interface FoundDocument {
  readonly sha256: string
  readonly record: DocumentRecord
  /** All statements on it. */
  readonly said: readonly Correction[]
}

/** The latest statement that the author of a sheet knows of: what they said themselves since the sheet was written is no news to them. */
function knownSince(
  said: readonly Correction[],
  { code, author, seen }: { readonly code: string; readonly author: string; readonly seen: number },
): number {
  const since = said.filter((each) => each.code === code && each.id > seen)
  return since.every((each) => each.author === author) ? (since.at(-1)?.id ?? seen) : seen
}

/** Rows come document by document: only the latest one is kept. */
async function resolved(session: Session, rows: readonly SheetRow[], author: string): Promise<Resolved> {
  const corrections: NewCorrection[] = []
  const wrong: LineComplaint[] = []
  const subjects = new Map<string, number>()
  let lastKey: string | null = null
  let found: FoundDocument | Complaint = { key: 'sheetNoDocument' }
  for (const { line, document, attempt, seen, code, kind, value, note, asPrinted } of rows) {
    const key = `${document}\n${attempt ?? ''}`
    if (key !== lastKey) found = await documentOf(session, document, attempt)
    lastKey = key
    if ('key' in found) {
      wrong.push({ line, complaint: found })
      continue
    }
    const { sha256, record, said } = found
    const known = seen === null ? null : knownSince(said, { code, author, seen })
    const result = toCorrection({ sha256, record, author, seen: known }, { kind, code, value, note, asPrinted })
    // The same document under two names.
    const subject = `${sha256} ${code}`
    const earlier = subjects.get(subject)
    if (earlier !== undefined) wrong.push({ line, complaint: { key: 'sheetTwice', details: { line: earlier } } })
    else if ('complaint' in result) wrong.push({ line, complaint: result.complaint })
    else corrections.push(result.correction)
    subjects.set(subject, line)
  }
  return { corrections, wrong }
}

async function documentOf(
  session: Session,
  reference: string,
  attemptId: number | null,
): Promise<FoundDocument | Complaint> {
  const [row, other] = await candidates(session, reference)
  if (!row) return { key: 'documentNotFound', details: { reference: oneLine(reference) } }
  if (other) return { key: 'documentUnclear', details: { reference: oneLine(reference) } }
  const attempts = await session.store.attempts(row.sha256)
  const attempt = attempts.find(({ id, current }) => (attemptId === null ? current : id === attemptId))
  const record = attempt && (await session.store.attemptRecord(attempt.id))
  if (record) return { sha256: row.sha256, record, said: await session.store.corrections(row.sha256) }
  return attemptId === null
    ? { key: 'documentPending', details: { path: oneLine(row.path) } }
    : { key: 'sheetAttemptUnknown', details: { attempt: attemptId } }
}

const TEXTS = {
  cannotRead: text('cannot read {file} ({reason}).', '无法读取 {file}（{reason}）。'),
  line: text('{file}, line {line}: {sentence}', '{file} 第 {line} 行：{sentence}'),
  noneTaken: {
    en: 'Nothing was taken in: {count} {count:row|rows} of {file} {count:is|are} wrong.',
    zh: '未录入任何内容：{file} 中有 {count} 行有误。',
  },
  nothing: {
    en: 'nothing is said in {file}: no row has `correct` or `confirm` filled in.',
    zh: '{file} 中没有内容：所有行的 correct 和 confirm 都为空。',
  },
  taken: {
    en: '{corrections} {corrections:correction|corrections} and {confirmations} {confirmations:confirmation|confirmations} of {documents} {documents:document|documents} taken in from {file}.',
    zh: '已从 {file} 录入 {documents} 份文档的 {corrections} 条更正和 {confirmations} 条确认。',
  },
  withoutValue: {
    en: '{count} {count:value was|values were} found wrong without the right number (column `correct`): left as {count:it is|they are}.',
    zh: '有 {count} 个判为错误的数值未填正确数字（correct 列），未作改动。',
  },
  already: text('{count} of them said already, and the same.', '其中 {count} 条先前已录入，内容相同。'),
} as const
